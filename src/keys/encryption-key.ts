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
   * Name of the key's alias, with or without the leading `alias/`.
   *
   * @default - a name made from the key's place in the app
   */
  readonly alias?: string;

  /**
   * What the key is for.
   *
   * @default - the key's place in the app
   */
  readonly description?: string;

  /**
   * How often AWS KMS makes new key material: between 90 and 2560 days.
   *
   * Its ARN stays the same, and objects that are stored need no re-encryption.
   *
   * @default Duration.days(365)
   */
  readonly rotationPeriod?: Duration;

  /**
   * How long AWS KMS waits before it deletes the key for good: between 7 and 30 days.
   *
   * @default Duration.days(30)
   */
  readonly pendingWindow?: Duration;

  /**
   * What becomes of the key when it leaves its stack.
   *
   * With the key goes every object that it encrypts.
   *
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * The only roles and users who may administer the key, as far as IAM allows them to.
   *
   * Being listed here is not enough to administer the key: the policies of the principals must allow it too. All principals
   * that IAM allows can view the key's settings, because AWS Config and audits need this. The account's root user and the
   * CloudFormation execution role of the stack can always administer the key. A synth warning tells you if the stack's
   * synthesizer defines no such role.
   *
   * For a pattern of roles or users of one account, use `new iam.ArnPrincipal('arn:aws:iam::111122223333:role/security/*')`.
   * Patterns that match every role or user, or principals of any account, cause an error, and so do groups and policy
   * variables: a request has the ARN of a role or user.
   *
   * @default - all principals of the account that IAM allows
   */
  readonly administrators?: iam.IPrincipal[];

  /**
   * Whether the key is a multi-Region key. It cannot be changed once the key is made.
   *
   * S3 treats multi-Region keys as if they were single-Region: replication to another Region decrypts and
   * re-encrypts, and the related keys can't decrypt each other's objects. A bucket that encrypts with one gives a synth warning.
   * It is of use for client-side encryption, whose objects can be decrypted with the related key of another Region.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
   */
  readonly multiRegion?: boolean;

  /**
   * The buckets, or the objects in them, for which the key can be used.
   *
   * Their names must be written out, for example `EncryptionContext.ofBucket('arn:aws:s3:::my-bucket')`: the policy of a
   * key cannot refer to a bucket of the template that refers to the key.
   *
   * They apply to principals of this account that use the key through S3, to principals of other accounts that a bucket
   * grants access to, to replicas from other accounts, to CloudFront, to S3 Inventory (`addInventory()`), and to AWS services
   * in grants. They don't apply to uses for which AWS documents no S3 encryption context, which are restricted by source or
   * by grantee instead: log delivery (`acceptLogsFrom()`), event notifications, snapshot exports, and client-side encryption.
   *
   * @default - any bucket: which one is held by the policies of those who use the key
   */
  readonly encryptionContexts?: EncryptionContext[];

  /**
   * Pairs of encryption context, besides S3's own, without which the key cannot be used through S3.
   *
   * Uploads give them in a header (see `EncryptedBucket.uploadRequest()`); reads need not, because S3 keeps them with
   * the object. Uploads without headers, replication and log delivery cannot give them, so that such a key cannot be
   * the key of a bucket's default encryption, nor that of replicas: uploads have to name it, and buckets to accept it
   * with `UploadEncryption.bucketDefault({ acceptedKeys: [key] })`. Uploads cannot use an S3 Bucket Key with it:
   * requests that find one at hand do not reach AWS KMS, and nobody would check their context.
   *
   * Encryption context is not encrypted. What looks like a secret gives a synth warning.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
   */
  readonly requiredEncryptionContext?: { readonly [name: string]: string };

  /**
   * Whether the key policy denies `kms:CreateGrant` to everyone, unless an AWS service creates the grant for its own resources.
   *
   * By default, the key policy allows nobody to create grants, except Amazon RDS for principals that `grantSnapshotExport()` allows
   * to start exports. With `true`, no statement that is added later can allow it either. Set it where the proactive control CT.KMS.PR.3 of
   * AWS Control Tower is enabled: it rejects keys without this statement. Grants that AWS services create on behalf of a principal
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
 * A KMS key for S3: symmetric, rotating, retained, and usable through S3 only.
 *
 * Its policy lets the account administer the key, without the right to use it, and allows principals of the account
 * to use it through S3 in the key's Region if their IAM policies allow it. It names no bucket, unless it is told to, so that any number of
 * buckets can share the key. Whoever may call `kms:PutKeyPolicy` can widen the policy.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 * @example
 * const key = new EncryptionKey(this, 'Key', { alias: 'reports', rotationPeriod: Duration.days(180) });
 * new EncryptedBucket(this, 'Reports', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
 * new EncryptedBucket(this, 'Drafts', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
 */
export class EncryptionKey extends kms.Key {
  /**
   * A key that is made elsewhere, with what is known of it: a bucket refuses it if S3 cannot encrypt with it.
   *
   * @param scope Where the key is imported
   * @param id Its id there
   * @param attributes Its ARN, and what is known of it
   * @returns the key
   * @throws if the ARN is known to be none of a key, or contradicts the other attributes
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
   * Grants on the key itself.
   *
   * To let a role read and write objects, grant on the bucket instead. The key policy allows principals of the account to use
   * the key through Amazon S3 only: direct calls to AWS KMS, and calls through other services, are denied whatever is granted
   * here. A grant to another account or to a service adds a statement to the key policy that isn't restricted to S3. Synth
   * warnings tell you about both, unless a bucket grants its key to the same principal.
   *
   * @throws for signatures and MACs, which symmetric keys don't make
   */
  public override get grants(): kms.KeyGrants {
    return this.watchedGrants ??= new GrantsBesideS3(this).watched(super.grants);
  }

  /**
   * Lets somebody encrypt and decrypt objects before they reach S3, with the S3 Encryption Client (version 2 or newer).
   *
   * The client asks AWS KMS itself, not through S3, and gives the algorithm as encryption context. Only such requests
   * are allowed: the grantee's policy allows them, and the key's policy lets IAM decide for the grantee's account. The
   * key's `encryptionContexts` don't apply to them, because they don't go through S3. To grant permissions
   * in S3, use the bucket. Objects of version 1 of the client, which have another context, cannot be read.
   *
   * @param grantee Who encrypts or decrypts: a role or a user
   * @param options Whether to encrypt, to decrypt or both, and with which encryption context
   * @returns the grant
   * @throws if the grantee's policies cannot be changed, or its conditions conflict with those of the grant
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
