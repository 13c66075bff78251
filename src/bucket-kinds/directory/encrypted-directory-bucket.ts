import { type aws_iam as iam, type aws_kms as kms, Resource, aws_s3express as s3express, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DirectoryBucketEncryption } from './directory-bucket-encryption';
import type { EncryptedDirectoryBucketAttributes } from './encrypted-directory-bucket-attributes';
import type { EncryptedDirectoryBucketProps } from './encrypted-directory-bucket-props';
import type { IEncryptedDirectoryBucket } from './i-encrypted-directory-bucket';
import { BUCKET_POLICY_LIMIT, valueRefusal } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { DIRECTORY_BUCKET_NAME, DIRECTORY_BUCKETS } from '../../encryption/internal';
import { denyInsecureTransportToKind, denySessionsOfOtherAlgorithms, denySessionsOfOtherKeys, keyArn, retainedByDefault } from '../../policy';
import { assertShape } from '../../shapes';
import { READ_SESSIONS, READ_WRITE_SESSIONS } from '../private/directory-access';
import { ImportedDirectoryBucket } from '../private/imported-directory-bucket';
import { arnOf, type CreatedBucket } from '../private/kind-bucket';
import { KindGrants } from '../private/kind-grants';
import { keyFor } from '../private/kind-key';
import { KindPolicy } from '../private/kind-policy';
import { ENCRYPTED_DIRECTORY_BUCKET_ATTRIBUTES, ENCRYPTED_DIRECTORY_BUCKET_PROPS } from '../private/shapes';

// docs/decisions/0109
/**
 * A directory bucket (S3 Express One Zone, or in a Local Zone) that is encrypted with SSE-KMS and a customer managed key by default.
 *
 * The bucket, its policy and its key are retained when the stack is deleted. The bucket policy denies sessions that specify another encryption.
 * Directory buckets always block public access, disable ACLs, enable S3 Bucket Keys, and reject plain HTTP.
 *
 * Principals that IAM allows to call `s3express:PutEncryptionConfiguration` can change the default encryption: bucket policies of directory
 * buckets can't grant such actions, and no condition key contains the new encryption.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html
 * @example
 * const bucket = new EncryptedDirectoryBucket(this, 'Training', {
 *   zone: DirectoryBucketZone.availabilityZone('euw1-az1'),
 *   bucketName: 'training--euw1-az1--x-s3',
 * });
 * bucket.grantReadWrite(role);
 */
export class EncryptedDirectoryBucket extends Resource implements IEncryptedDirectoryBucket {
  /**
   * Imports an existing directory bucket, to grant access to it and to its key.
   *
   * The policy of the imported bucket can't be changed. If a grant needs a statement in it, for example for another account, a synth warning
   * contains the statement.
   *
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param attributes The ARN or the name, and the key
   * @returns the imported bucket
   * @throws if neither or both of ARN and name are specified, or if the bucket can't encrypt with the key (if known at synthesis)
   */
  public static fromEncryptedDirectoryBucketAttributes(
    scope: Construct, id: string, attributes: EncryptedDirectoryBucketAttributes,
  ): IEncryptedDirectoryBucket {
    assertShape(`${scope.node.path}/${id}`, attributes, ENCRYPTED_DIRECTORY_BUCKET_ATTRIBUTES);
    return new ImportedDirectoryBucket(scope, id, attributes);
  }

  /** The ARN of the bucket. It refers to the bucket: resources that use it are created after the bucket. */
  public readonly bucketArn: string;
  /** The name of the bucket. */
  public readonly bucketName: string;
  /** The default encryption. */
  public readonly encryption: DirectoryBucketEncryption;
  /** The customer managed key, if the bucket encrypts with SSE-KMS. */
  public readonly encryptionKey?: kms.IKey;
  private readonly policy: KindPolicy;
  private readonly access: KindGrants;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if the name doesn't have the suffix of the Zone, or if the bucket can't encrypt with the specified key (if known at synthesis)
   */
  constructor(scope: Construct, id: string, props: EncryptedDirectoryBucketProps) {
    const path = `${scope.node.path}/${id}`;
    assertShape(path, props, ENCRYPTED_DIRECTORY_BUCKET_PROPS);
    assertSuffix(path, props);
    super(scope, id, { physicalName: props.bucketName });
    const { bucketName: name, zone, encryption = DirectoryBucketEncryption.sseKms(), removalPolicy } = props;
    const resource = new s3express.CfnDirectoryBucket(this, 'Resource', { bucketName: name, locationName: zone.zoneId, dataRedundancy: zone.dataRedundancy });
    resource.applyRemovalPolicy(removalPolicy ?? retainedByDefault({ bucketName: name }));
    const bucket: CreatedBucket = { kind: DIRECTORY_BUCKETS, construct: this, resource, name, arnAttribute: resource.attrArn };
    const arn = arnOf(bucket);
    this.bucketArn = this.getResourceArnAttribute(resource.attrArn, { service: DIRECTORY_BUCKETS.service, resource: 'bucket', resourceName: this.physicalName });
    this.bucketName = this.getResourceNameAttribute(resource.ref);
    this.policy = new KindPolicy(bucket, (policyDocument) => new s3express.CfnBucketPolicy(this, 'Policy', { bucket: resource.ref, policyDocument }), BUCKET_POLICY_LIMIT);
    // AWS documents neither the value of kms:ViaService nor the name of the encryption context.
    this.access = new KindGrants(bucket, this.policy, () => ({}));
    this.encryption = encryption;
    if (encryption.algorithm === SseAlgorithm.SSE_KMS) {
      this.encryptionKey = keyFor(bucket, this, encryption.directoryBucketKey, { confining: undefined, services: [] });
      this.access.addKey(this.encryptionKey);
    }
    resource.bucketEncryption = defaultEncryption(encryption.algorithm, this.encryptionKey);
    if (props.denyInsecureTransport) { this.policy.add(denyInsecureTransportToKind(DIRECTORY_BUCKETS, arn)); }
    if (this.encryptionKey && (props.enforceEncryption ?? true)) {
      this.policy.add(denySessionsOfOtherAlgorithms(arn, encryption.algorithm));
      this.policy.add(denySessionsOfOtherKeys(arn, [keyArn(this.encryptionKey)]));
    }
  }

  /**
   * Adds a statement to the bucket policy.
   *
   * Bucket policies of directory buckets support only actions that begin with `s3express:`. Their resource is the bucket, not its objects.
   *
   * @param statement The statement
   * @returns whether the statement was added, and a dependable for it
   */
  public addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
    return this.policy.add(statement);
  }

  /**
   * Grants permission to create read-only sessions, and to use the key.
   *
   * Reading also requires `kms:GenerateDataKey`, as AWS documents. AWS documents no condition that restricts the key to sessions of this bucket, so
   * a grantee can also use the key directly.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to directory buckets
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_SESSIONS);
  }

  /**
   * Grants permission to create sessions that read, write and delete objects, and to use the key.
   *
   * Directory buckets don't support write-only sessions.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to directory buckets
   */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.access.grant(grantee, READ_WRITE_SESSIONS);
  }
}

/** CloudFormation knows of the Zone twice, and S3 rejects a name with the suffix of another one. */
function assertSuffix(path: string, { bucketName, zone: { zoneId } }: EncryptedDirectoryBucketProps): void {
  if (bucketName === undefined || Token.isUnresolved(bucketName) || Token.isUnresolved(zoneId)) { return; }
  const named = DIRECTORY_BUCKET_NAME.expression.exec(bucketName)?.[1];
  if (named === zoneId) { return; }
  throw valueRefusal(path, 'bucketName', bucketName,
    `pass a name that ends with --${zoneId}--x-s3, or the Zone ${named}`,
    `its suffix is that of Zone ${named}, but the bucket is in Zone ${zoneId}`);
}

function defaultEncryption(algorithm: SseAlgorithm, key: kms.IKey | undefined): s3express.CfnDirectoryBucket.BucketEncryptionProperty {
  return {
    serverSideEncryptionConfiguration: [{
      // S3 refuses false.
      bucketKeyEnabled: key ? true : undefined,
      serverSideEncryptionByDefault: { sseAlgorithm: algorithm, kmsMasterKeyId: key && keyArn(key) },
    }],
  };
}
