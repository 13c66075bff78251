import { type Duration, aws_iam as iam, aws_kms as kms, Names, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { limitKeyPolicy, limitRolePolicies, refusal } from '../cdk';
import { ClientSideEncryptionAccess, type ClientSideEncryptionOptions } from './client-side-encryption';
import { checkContextPairs } from './context-pairs';
import type { EncryptionKeyAttributes } from './encryption-key-attributes';
import { mergedConditions, type StatementConditions } from './merged-conditions';
import { keyArnAcrossAccounts } from './seen-across-accounts';
import { assertPoliciesCanChange } from './service-linked';
import type { EncryptionContext } from '../encryption';
import { allowClientSideEncryption, byEncryptionClient, CLIENT_SIDE_ACTIONS } from './private/client-side-policy';
import { assertDaysWithin } from './private/days-within';
import { usesWithoutContext } from './private/deployed-without-context';
import { encryptionKeyPolicy } from './private/encryption-key-policy';
import { GrantsBesideS3 } from './private/grants-beside-s3';
import { importedKey } from './private/imported-key';
import { assertLiteralContexts } from './private/literal-context';
import { stateTraits } from './private/stated-traits';
import { stateS3Only } from './s3-only';
import { CLIENT_SIDE_ENCRYPTION_OPTIONS, ENCRYPTION_KEY_ATTRIBUTES, ENCRYPTION_KEY_PROPS } from './shapes';
import { assertShape } from '../shapes';

/**
 * Properties of an `EncryptionKey`.
 */
export interface EncryptionKeyProps {
  /**
   * The name of the key's alias, with or without the prefix `alias/`.
   *
   * @default - a name that is generated from the construct path
   */
  readonly alias?: string;

  /**
   * The description of the key.
   *
   * @default - a description that contains the construct path of the scope
   */
  readonly description?: string;

  /**
   * The rotation period of the key material: between 90 and 2560 days.
   *
   * Rotation doesn't change the key ARN, and stored objects don't need to be re-encrypted.
   *
   * @default Duration.days(365)
   */
  readonly rotationPeriod?: Duration;

  /**
   * The waiting period before AWS KMS deletes the key permanently: between 7 and 30 days.
   *
   * @default Duration.days(30)
   */
  readonly pendingWindow?: Duration;

  /**
   * The policy to apply when the key is removed from the stack.
   *
   * If the key is deleted, the objects that it encrypts are lost.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The only roles and users that can administer the key.
   *
   * The policies of these principals must also allow it. All principals that IAM allows can view the settings of the key, because AWS Config
   * and audits need this. The root user of the account and the CloudFormation execution role of the stack can always administer the key. If
   * the stack's synthesizer defines no such role, synthesis adds a warning.
   *
   * For a pattern of roles or users of one account, use `new iam.ArnPrincipal('arn:aws:iam::111122223333:role/security/*')`.
   * Patterns that match every role or user, or principals of any account, cause an error. Groups and policy variables also cause an error,
   * because a request contains the ARN of a role or user.
   *
   * @default - all principals of the account that IAM allows
   */
  readonly administrators?: iam.IPrincipal[];

  /**
   * Whether the key is a multi-Region key. You can't change this after the key is created.
   *
   * S3 treats multi-Region keys as single-Region keys: replication to another Region decrypts and re-encrypts objects, and the related keys
   * can't decrypt each other's objects. A bucket that encrypts with a multi-Region key causes a synth warning. Multi-Region keys are useful
   * for client-side encryption, because the related key in another Region can decrypt the objects.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
   */
  readonly multiRegion?: boolean;

  /**
   * The buckets, or the objects in them, for which the key can be used.
   *
   * Use literal ARNs, for example `EncryptionContext.ofBucket('arn:aws:s3:::my-bucket')`. A reference to a bucket of the template creates a
   * circular dependency, because the bucket refers to the key.
   *
   * The restriction applies to principals of this account that use the key through S3, to principals of other accounts that a bucket
   * grants access to, to replicas from other accounts, to CloudFront, to S3 Inventory (`addInventory()`), and to AWS services
   * in grants. It doesn't apply to uses for which AWS documents no S3 encryption context, which are restricted by source or by grantee
   * instead: log delivery (`acceptLogsFrom()`), event notifications, snapshot exports, and client-side encryption.
   *
   * @default - any bucket; the policies of the principals that use the key determine which buckets
   */
  readonly encryptionContexts?: EncryptionContext[];

  /**
   * The encryption context pairs that are required to use the key through S3, in addition to the pair that S3 adds.
   *
   * Uploads specify the pairs in a header (see `EncryptedBucket.uploadRequest()`). Reads don't specify them, because S3 stores them with the
   * object. Uploads without headers, replication and log delivery can't specify them, so such a key can't be the key of default encryption or
   * of replicas. Instead, uploads must specify the key, and the bucket must accept it with
   * `UploadEncryption.bucketDefault({ acceptedKeys: [key] })`. Uploads can't use an S3 Bucket Key with it: if S3 already has a bucket-level
   * key, requests don't reach AWS KMS, and the encryption context isn't checked.
   *
   * Encryption context is not encrypted. Values that look like secrets cause a synth warning.
   *
   * @default - no required pairs
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
   */
  readonly requiredEncryptionContext?: { readonly [name: string]: string };

  /**
   * Whether the key policy denies `kms:CreateGrant` to all principals, unless an AWS service creates the grant for its own resources.
   *
   * By default, the key policy allows no principal to create grants, except Amazon RDS for principals that `grantSnapshotExport()` allows to
   * start exports. With `true`, statements that are added later can't allow it either. Set it to `true` if the proactive control CT.KMS.PR.3
   * of AWS Control Tower is enabled, which rejects keys without this statement. Grants that AWS services create on behalf of a principal
   * or for themselves are not denied, for example those for snapshot exports of Amazon RDS. Grants that principals create directly are
   * denied, such as the one that Amazon Macie needs on a key of another account.
   *
   * @default false
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
   */
  readonly grantsForAwsResourcesOnly?: boolean;
}

// docs/decisions/0063
/**
 * A symmetric KMS key for S3 that is rotated, retained, and usable only through S3.
 *
 * The key policy allows the account to administer the key, but not to use it directly. It allows principals of the account to use the key
 * through S3 in the key's Region, if their IAM policies allow it. By default, it names no bucket, so that any number of buckets can share the
 * key. Principals that have permission for `kms:PutKeyPolicy` can widen the policy.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 * @example
 * const key = new EncryptionKey(this, 'Key', { alias: 'reports', rotationPeriod: Duration.days(180) });
 * new EncryptedBucket(this, 'Reports', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
 * new EncryptedBucket(this, 'Drafts', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
 */
export class EncryptionKey extends kms.Key {
  /**
   * Imports an existing KMS key with its known attributes.
   *
   * A bucket throws an error if the attributes show that S3 can't encrypt with the key.
   *
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param attributes The ARN of the key, and its known attributes
   * @returns the imported key
   * @throws if the ARN isn't a key ARN (if known at synthesis), or contradicts the other attributes
   */
  public static fromEncryptionKeyAttributes(scope: Construct, id: string, attributes: EncryptionKeyAttributes): kms.IKey {
    assertShape(`${scope.node.path}/${id}`, attributes, ENCRYPTION_KEY_ATTRIBUTES);
    return importedKey(scope, id, attributes);
  }

  /** Accounts that the key's policy already lets encrypt on the client's side. */
  private readonly clientSideAccounts = new Set<string>();
  private watchedGrants?: kms.KeyGrants;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if a duration is out of range, an administrator cannot be identified by its ARN or belongs to another account,
   * only the root user could administer the key, an encryption context refers to a bucket of the template, or a required
   * encryption context has a key that AWS reserves
   */
  constructor(scope: Construct, id: string, props: EncryptionKeyProps = {}) {
    const path = `${scope.node.path}/${id}`;
    assertShape(path, props, ENCRYPTION_KEY_PROPS);
    assertDaysWithin(path, 'rotationPeriod', props.rotationPeriod, 90, 2560);
    assertDaysWithin(path, 'pendingWindow', props.pendingWindow, 7, 30);
    super(scope, id, {
      description: props.description ?? `Encrypts S3 objects for ${scope.node.path}`,
      policy: new iam.PolicyDocument(),
      enableKeyRotation: true,
      rotationPeriod: props.rotationPeriod,
      pendingWindow: props.pendingWindow,
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN,
      multiRegion: props.multiRegion,
    });
    // A property injector for kms.Key reaches this class, too: it must not let the key go while what it encrypts stays.
    this.applyRemovalPolicy(props.removalPolicy ?? RemovalPolicy.RETAIN);
    const { encryptionContexts, requiredEncryptionContext } = props;
    assertLiteralContexts(this, encryptionContexts);
    for (const statement of encryptionKeyPolicy(this, props)) { this.addToResourcePolicy(statement); }
    limitKeyPolicy(this);
    stateTraits(this, { encryptionContexts, requiredEncryptionContext });
    stateS3Only(this);
    checkContextPairs(this, 'requiredEncryptionContext', requiredEncryptionContext ?? {});
    if (Object.keys(requiredEncryptionContext ?? {}).length > 0) {
      this.node.addValidation({ validate: () => usesWithoutContext(this) });
    }
    this.addAlias(props.alias ?? `alias/${Names.uniqueResourceName(this, { maxLength: 200, separator: '-' })}`);
  }

  /**
   * The grants on the key itself.
   *
   * To allow a role to read and write objects, use the grants of the bucket instead. The key policy allows principals of the account to use
   * the key only through Amazon S3: direct calls to AWS KMS, and calls through other services, are denied, regardless of these grants. A
   * grant to another account or to a service adds a statement to the key policy that isn't restricted to S3. Both cause a synth warning,
   * unless a bucket grants its key to the same principal.
   *
   * @throws if the grant is for signatures or MACs, which symmetric encryption keys don't support
   */
  public override get grants(): kms.KeyGrants {
    return this.watchedGrants ??= new GrantsBesideS3(this).watched(super.grants);
  }

  /**
   * Grants permission to encrypt and decrypt objects on the client side, with the Amazon S3 Encryption Client (version 2 or later).
   *
   * The client calls AWS KMS directly, not through S3, and specifies the algorithm as encryption context. Only such requests are allowed: by
   * the policy of the grantee, and by the key policy for principals of the grantee's account that IAM allows. The `encryptionContexts` of the
   * key don't apply to these requests, because they don't go through S3. To grant permissions in S3, use the grants of the bucket. Objects
   * that version 1 of the client encrypts have another encryption context, and can't be decrypted.
   *
   * @param grantee The role or user that encrypts or decrypts
   * @param options Whether the grantee can encrypt, decrypt or both, and the required encryption context
   * @returns the grant
   * @throws if the policies of the grantee can't be changed, or if its conditions conflict with the conditions of the grant
   * @see https://docs.aws.amazon.com/amazon-s3-encryption-client/latest/developerguide/what-is-s3-encryption-client.html
   */
  public grantClientSideEncryption(grantee: iam.IGrantable, options: ClientSideEncryptionOptions = {}): iam.Grant {
    assertShape(this.node.path, options, CLIENT_SIDE_ENCRYPTION_OPTIONS);
    checkContextPairs(this, 'encryptionContext', options.encryptionContext ?? {});
    assertPoliciesCanChange(this.node.path, grantee);
    limitRolePolicies(grantee);
    const { grantPrincipal } = grantee;
    // The policy of the role or user would not have the conditions with which it was passed.
    const asked = grantPrincipal instanceof iam.PrincipalWithConditions ? grantPrincipal.conditions as StatementConditions : {};
    const grant = iam.Grant.addToPrincipal({
      grantee,
      actions: CLIENT_SIDE_ACTIONS[options.access ?? ClientSideEncryptionAccess.READ_WRITE],
      resourceArns: [keyArnAcrossAccounts(this)],
      conditions: mergedConditions(this.node.path, asked, byEncryptionClient(options.encryptionContext)),
    });
    if (!grant.success) {
      throw refusal(this, `cannot grant client-side encryption to ${grantPrincipal}: its policies cannot be changed`,
        'grant it to a role or user, for example iam.Role.fromRoleArn()');
    }
    this.letClientsUseIt(grantPrincipal.principalAccount);
    return grant;
  }

  private letClientsUseIt(granteeAccount: string | undefined): void {
    const { account } = Stack.of(this);
    const known = granteeAccount !== undefined && !Token.isUnresolved(granteeAccount);
    const owner = known ? granteeAccount : account;
    if (this.clientSideAccounts.has(owner)) { return; }
    this.clientSideAccounts.add(owner);
    this.addToResourcePolicy(allowClientSideEncryption(owner, owner === account ? 'AllowClientSideEncryption' : `AllowClientSideEncryptionBy${owner}`));
  }
}
