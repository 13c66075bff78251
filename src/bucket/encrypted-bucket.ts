import { type aws_iam as iam, aws_s3 as s3, PhysicalName } from 'aws-cdk-lib';
import type { Construct, IDependable, IMixin } from 'constructs';
import { choiceRefusal, refusal, resourceOf } from '../cdk';
import { CustomerProvidedKeys, SignatureVersion } from '../encryption';
import { DefaultEncryption, UploadEncryption } from '../keys';
import type { CrossAccountAccess } from './cross-account-access';
import type { CrossAccountGrantee } from './cross-account-grantee';
import type { EncryptedBucketProps } from './encrypted-bucket-props';
import type { LogSource } from '../logging';
import { acceptLogs, assertInventoryInRegion, confined, LOG_SOURCE, turnOnAccessLogs } from '../logging/internal';
import {
  BucketDefaultEncryption,
  BucketEncryptionGuard,
  BucketSecureTransport,
  BucketSignatureVersion4,
  BucketSseCAllowed,
  BucketSseCBlocked,
  BucketUploadEncryption,
} from '../mixins';
import { asOwnProps, chosenRemoval, discardInjected, retainUnlessChosen } from '../mixins/internal';
import { noteNewBucket, warnOfKeptVersions } from '../policy';
import { assertShape, assertValue } from '../shapes';
import { bucketGrants } from './private/bucket-grants';
import { grantCrossAccount, READ, WRITE } from './private/cross-account-grant';
import { allowInventoryToUseKey, forAccountOfSource } from './private/inventory-delivery';
import { grantOnKey } from './private/key-grant';
import { OWN_PROPS, type OwnProp } from './private/own-props';
import { assertNoneRefused, withoutRefused } from './private/refused-props';
import { ENCRYPTED_BUCKET_PROPS, UPLOAD_REQUEST_OPTIONS } from './private/shapes';
import { grantSnapshotExport } from './private/snapshot-export';
import type { UploadRules } from './private/upload-rules';
import type { SnapshotExportOptions } from './snapshot-export-options';
import { UploadRequest, type UploadRequestOptions } from './upload-request';

/**
 * A general purpose bucket with default encryption, and with bucket and key policies that enforce it.
 *
 * By default, it uses SSE-KMS with a customer managed key and an S3 Bucket Key, enables versioning, blocks public access, and disables ACLs.
 * It denies plain HTTP, TLS versions before 1.2, Signature Version 2, anonymous requests, uploads with other encryption, and
 * customer-provided keys (SSE-C). The bucket, its policy and its key are retained when the stack is deleted.
 *
 * It extends `s3.Bucket`, so you can pass it wherever an `s3.Bucket` is accepted.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * bucket.grantRead(role);
 *
 * // SSE-S3
 * new EncryptedBucket(this, 'Thumbnails', { defaultEncryption: DefaultEncryption.sseS3() });
 */
export class EncryptedBucket extends s3.Bucket {
  /** The default encryption of the bucket. */
  public readonly defaultEncryption: DefaultEncryption;
  /**
   * Whether CDK makes up a name for the bucket if another account or Region has to know it.
   *
   * @internal
   */
  public readonly _isNamedIfNeeded: boolean;
  private readonly uploadRules: UploadRules;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if S3 can't encrypt with the key or can't deliver access logs to their target (if known at synthesis), or if `props` has
   * properties of `s3.Bucket` that `EncryptedBucket` doesn't support
   */
  constructor(scope: Construct, id: string, props: EncryptedBucketProps = {}) {
    super(scope, id, bucketProps(`${scope.node.path}/${id}`, props));
    const bucket = resourceOf(this);
    discardInjected(this);
    retainUnlessChosen(this, props);
    noteNewBucket(bucket);
    this._isNamedIfNeeded = props.bucketName === PhysicalName.GENERATE_IF_NEEDED;
    this.defaultEncryption = props.defaultEncryption ?? DefaultEncryption.sseKms();
    for (const feature of features(this, props)) { feature.applyTo(bucket); }
    this.uploadRules = {
      bucket,
      uploadEncryption: props.uploadEncryption ?? UploadEncryption.bucketDefault(),
      customerProvidedKeys: props.customerProvidedKeys ?? CustomerProvidedKeys.BLOCKED,
    };
    if (props.versioned === undefined) { warnOfKeptVersions(bucket); }
    if (props.accessLogs) { turnOnAccessLogs(this, props.accessLogs); }
  }

  /**
   * Returns the headers, form fields and CLI arguments with which an upload specifies an encryption that the bucket accepts.
   *
   * Uploads don't need them for the default encryption. `UploadRequest` describes when to use them.
   *
   * @param options The encryption of the object, if it isn't the default encryption
   * @returns the headers, form fields and AWS CLI arguments
   * @throws if the default encryption doesn't support an option, if the bucket doesn't accept the key, if a required encryption context is
   * missing, or if uploads to the bucket must use customer-provided keys (SSE-C)
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
   */
  public uploadRequest(options: UploadRequestOptions = {}): UploadRequest {
    assertShape(this.node.path, options, UPLOAD_REQUEST_OPTIONS);
    return UploadRequest._to(this.uploadRules, options);
  }

  /**
   * The grants on the bucket, its objects, its key, and its accepted keys (`acceptedKeys`).
   *
   * KMS permissions are limited to requests through S3 in the bucket's Region, for objects of this bucket. If a grant has an object key
   * pattern, they are limited to objects that match it.
   *
   * A grant throws an error, which includes the fix, for principals to which it would allow more than intended, or nothing:
   *
   * - everyone (`*`), unless a condition names organizations or accounts; the bucket's own account is then excluded,
   *   because its roles would need no IAM permissions
   * - AWS services, unless a condition states for which account, organization or resource they act (`aws:SourceAccount`,
   *   `aws:SourceArn`, `aws:SourceOrgID`, `aws:SourceOrgPaths`)
   * - ARNs of sessions, and ARNs with wildcards
   * - the ARN of a role or user of the account (`iam.ArnPrincipal`), if the bucket has a key and no literal name: the
   *   key policy couldn't restrict it to this bucket
   * - federated identities, and canonical users if the bucket has a key
   */
  public override get grants(): s3.BucketGrants {
    return bucketGrants(this);
  }

  /**
   * Grants use of the bucket's key and its accepted keys through S3, for objects of this bucket.
   *
   * @param grantee The role, user, service or account
   * @param actions The AWS KMS actions, such as those of `KmsActions`
   * @returns the grant, if the bucket has a KMS key
   * @throws if S3 calls none of the actions on behalf of callers, if a principal of another account would use the AWS
   * managed key, or for principals that `grants` rejects
   */
  public override grantOnKey(grantee: iam.IGrantable, ...actions: string[]): iam.GrantOnKeyResult {
    return { grant: grantOnKey(this, grantee, actions) };
  }

  /**
   * Grants another account permission to list and read objects, in the bucket policy and the key policies.
   *
   * The permissions that the other account must grant to its own roles are returned, and are an output of the stack.
   *
   * @param grantee The account, roles, organization or organizational unit to grant access to
   * @param objectKeyPattern The pattern of the object keys, as in policies; the default is `*` (all objects)
   * @returns the permissions that the other account must grant to its own roles
   * @throws if the bucket encrypts with the AWS managed key, or if the account of the grantee is the bucket's own
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example4.html
   */
  public grantCrossAccountRead(grantee: CrossAccountGrantee, objectKeyPattern?: string): CrossAccountAccess {
    return grantCrossAccount(this, READ, grantee, objectKeyPattern);
  }

  /**
   * Grants another account permission to write objects, including multipart uploads, but not to delete them.
   *
   * The statements are added to the bucket policy and the key policies.
   *
   * The permissions that the other account must grant to its own roles are returned, and are an output of the stack.
   *
   * @param grantee The account, roles, organization or organizational unit to grant access to
   * @param objectKeyPattern The pattern of the object keys, as in policies; the default is `*` (all objects)
   * @returns the permissions that the other account must grant to its own roles
   * @throws if the bucket encrypts with the AWS managed key, or if the account of the grantee is the bucket's own
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example4.html
   */
  public grantCrossAccountWrite(grantee: CrossAccountGrantee, objectKeyPattern?: string): CrossAccountAccess {
    return grantCrossAccount(this, WRITE, grantee, objectKeyPattern);
  }

  /**
   * Grants the permissions for exports of Amazon RDS and Aurora snapshots to the bucket.
   *
   * The export role can write the exports, and the starter can start exports that are encrypted with the bucket's key. On behalf of the
   * starter, Amazon RDS creates a grant on the key. By default, the policy of an `EncryptionKey` allows no principal to create grants,
   * because a grant delegates the use of the key. This method allows grants that Amazon RDS creates for principals whose IAM policies allow
   * it.
   *
   * @param exportRole The role that Amazon RDS assumes; its trust policy must allow `export.rds.amazonaws.com`
   * @param options The principal that starts the export, and the objects that the export can write
   * @returns the grant to the role for the bucket and the key, combined with the grant to the starter for the key
   * @throws if the bucket doesn't encrypt with SSE-KMS and a customer managed key, or if the policy of the starter can't be changed
   * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_StartExportTask.html
   */
  public grantSnapshotExport(exportRole: iam.IGrantable, options: SnapshotExportOptions): iam.Grant {
    return grantSnapshotExport(this, exportRole, options);
  }

  /**
   * Adds an inventory configuration.
   *
   * The policies of the destination bucket and its key allow S3 to write reports of this bucket and this account.
   *
   * @param inventory The inventory, and the destination of its reports
   * @throws if the destination is an `EncryptedBucket` that encrypts with the AWS managed key, or a bucket in another Region
   */
  public override addInventory(inventory: s3.Inventory): void {
    assertInventoryInRegion(this, this, inventory.destination.bucket);
    super.addInventory(forAccountOfSource(this, inventory));
    allowInventoryToUseKey(this, inventory.destination.bucket);
  }

  /**
   * Adds a statement to the bucket policy.
   *
   * If a statement allows a service to write logs of an account that `acceptLogsFrom()` accepts, and has no condition on the source, it is
   * restricted to that account. Such statements are added by `cloudtrail.Trail` and `logAccessLogs()`.
   *
   * @param permission The statement
   * @returns whether the statement was added, and a dependable for it
   */
  public override addToResourcePolicy(permission: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return super.addToResourcePolicy(confined(this, permission));
  }

  /**
   * Allows a log source to write its logs to this bucket, in the bucket policy and the key policies.
   *
   * @param source The log source, such as `LogSource.cloudTrail()`
   * @returns what must exist before the logs are enabled. If you didn't pass the producer of the logs to the source, add a dependency on it
   * to the producer
   * @throws if the source can't write with the bucket's default encryption, or if its options can't be applied
   */
  public acceptLogsFrom(source: LogSource): IDependable {
    assertValue(this.node.path, 'source', source, LOG_SOURCE);
    if (source._writesByAcl) {
      throw refusal(this, `${source._service.title} cannot be delivered to an EncryptedBucket: they need ACLs, which are disabled`,
        'deliver them to a separate LogBucket, or use LogSource.cloudFront() (v2)');
    }
    return acceptLogs(this, source);
  }
}

/** The props of the L2, without ours, and without any that would undo what the bucket promises. */
function bucketProps(path: string, props: EncryptedBucketProps): s3.BucketProps {
  assertShape(path, props, ENCRYPTED_BUCKET_PROPS);
  const own: readonly string[] = OWN_PROPS;
  const rest: Omit<EncryptedBucketProps, OwnProp> = Object.fromEntries(Object.entries(props).filter(([prop]) => !own.includes(prop)));
  assertNoneRefused(path, props);
  return asOwnProps({
    ...withoutRefused(rest),
    versioned: props.versioned ?? true,
    ...chosenRemoval(props),
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  });
}

/** What the bucket is made of; uploads are compared with the default encryption, so they come after it. */
function features(bucket: EncryptedBucket, props: EncryptedBucketProps): IMixin[] {
  return [
    new BucketDefaultEncryption(bucket.defaultEncryption),
    new BucketSecureTransport({ minimumTlsVersion: props.minimumTlsVersion }),
    ...signatures(bucket, props.signatureVersion ?? SignatureVersion.V4),
    new BucketUploadEncryption(props.uploadEncryption),
    customerKeys(bucket, props.customerProvidedKeys ?? CustomerProvidedKeys.BLOCKED),
    ...(props.encryptionAdministrators ? [new BucketEncryptionGuard({ administrators: props.encryptionAdministrators })] : []),
  ];
}

function signatures(bucket: EncryptedBucket, version: SignatureVersion): IMixin[] {
  switch (version) {
    case SignatureVersion.V4: return [new BucketSignatureVersion4()];
    case SignatureVersion.V4_ALLOW_LIST: return [new BucketSignatureVersion4({ allowListOnly: true })];
    case SignatureVersion.ANY: return [];
    default: throw choiceRefusal(bucket, 'signatureVersion', version, SignatureVersion);
  }
}

function customerKeys(bucket: EncryptedBucket, choice: CustomerProvidedKeys): IMixin {
  switch (choice) {
    case CustomerProvidedKeys.BLOCKED: return new BucketSseCBlocked();
    case CustomerProvidedKeys.ALLOWED: return new BucketSseCAllowed();
    case CustomerProvidedKeys.REQUIRED: return new BucketSseCAllowed({ required: true });
    default: throw choiceRefusal(bucket, 'customerProvidedKeys', choice, CustomerProvidedKeys);
  }
}
