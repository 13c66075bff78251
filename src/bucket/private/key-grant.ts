import { aws_iam as iam, type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isAcrossAccounts, literalArnOf } from './bucket-arn';
import { inPolicyOfKey, throughS3To } from './through-s3';
import { isSame, refusal } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import type { DefaultEncryption } from '../../keys';
import { keyArnAcrossAccounts, usesThroughBucket } from '../../keys/internal';
import { addToKeyPolicy, byAccount, GranteeKind, inKeyPolicy, isOriginAccessIdentity, keysOf, type NamedPrincipal, namedPrincipals, viaS3 } from '../../policy';

/** A bucket that knows how it encrypts. */
export interface KnownBucket extends s3.Bucket {
  readonly defaultEncryption: DefaultEncryption;
}

/** Actions that use a key, and that therefore carry an encryption context. */
const USES = /^kms:(?:\*|Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/;

// docs/decisions/0017, docs/decisions/0057
/**
 * Lets a grantee have S3 use the bucket's key, and the keys that the bucket accepts, for this bucket's objects.
 *
 * A role or user of the account gets it in its own policy: the policies of the keys leave it to IAM. Others are named in
 * the policies of the keys as well.
 */
export function grantOnKey(bucket: KnownBucket, grantee: iam.IGrantable, actions: string[], objectKeyPattern: string = '*'): iam.Grant | undefined {
  const uses = actions.filter((action) => USES.test(action));
  if (actions.length > 0 && uses.length === 0) {
    throw refusal(bucket, `S3 does not call ${actions.join(', ')} on behalf of its callers`,
      'grant it on the key itself, for example with bucket.encryptionKey.grant()');
  }
  const keys = keysOf(bucket);
  const principals = namedPrincipals(bucket, grantee);
  if (keys.length === 0) {
    for (const principal of principals) { assertMayUseManagedKey(bucket, principal); }
    return undefined;
  }
  for (const key of keys) { usesThroughBucket(key, grantee.grantPrincipal); }
  return principals.map((principal) => grantTo(bucket, keys, principal, uses, objectKeyPattern)).reduce((all, grant) => all.combine(grant));
}

function grantTo(bucket: s3.Bucket, keys: readonly kms.IKey[], named: NamedPrincipal, actions: string[], objectKeyPattern: string): iam.Grant {
  const { principal } = named;
  const byIdentity = iam.Grant.addToPrincipal({
    grantee: principal,
    actions,
    resourceArns: keys.map((key) => (isAcrossAccounts(bucket, principal) ? keyArnAcrossAccounts(key) : key.keyArn)),
    conditions: throughS3To(bucket, principal, objectKeyPattern),
  });
  const asked = keys.filter((key) => !byIdentity.success || !isSame(principal.principalAccount, key.env.account));
  if (asked.length === 0) { return byIdentity; }
  if (!byIdentity.success) { for (const key of asked) { assertCanBeConfined(bucket, key, named); } }
  // If the principal's own policy restricts it to the bucket, the key's policy doesn't have to.
  const isLeftToIdentity = byIdentity.success && named.kind === GranteeKind.IDENTITY && !named.isForeign;
  const inPolicy = { ...named, principal: isLeftToIdentity ? byAccount(bucket, principal) : principal };
  return asked.map((key) => grantInKeyPolicy(bucket, key, inPolicy, actions, objectKeyPattern))
    .reduce((all, grant) => all.combine(grant), byIdentity);
}

function grantInKeyPolicy(
  bucket: s3.Bucket, key: kms.IKey, { principal, kind }: NamedPrincipal, actions: string[], objectKeyPattern: string,
): iam.Grant {
  const statement = new iam.PolicyStatement({
    principals: [inKeyPolicy(bucket, principal)],
    actions,
    // In a key policy, the key itself.
    resources: ['*'],
    // AWS documents no kms:ViaService for services that act in their own name.
    conditions: inPolicyOfKey(bucket, key, kind === GranteeKind.SERVICE ? {} : viaS3(Stack.of(bucket).region), objectKeyPattern),
  });
  return iam.Grant.addStatementToResourcePolicy({
    grantee: principal,
    actions,
    resourceArns: [key.keyArn],
    statement,
    resource: {
      env: key.env,
      addToResourcePolicy: (added) => addToKeyPolicy(bucket, key, added),
    },
  });
}

/**
 * Throws an error for principals that only the key's policy could restrict to the bucket, if it cannot: other buckets may
 * share the key.
 */
function assertCanBeConfined(bucket: s3.Bucket, key: kms.IKey, { principal, kind, isForeign }: NamedPrincipal): void {
  const { principalJson } = principal.policyFragment;
  const notConfined = (why: string, fix: string) => refusal(bucket,
    `cannot grant use of key ${key.node.path} to ${JSON.stringify(Stack.of(bucket).resolve(principalJson))}: ${why}`, fix);
  if (kind === GranteeKind.CANONICAL_USER || isOriginAccessIdentity(principal)) {
    throw notConfined('key policies can\'t name canonical users or origin access identities',
      'serve the bucket with an EncryptedBucketOrigin, which uses origin access control, or name an account with an iam.AccountPrincipal');
  }
  const isNamedDirectly = kind === GranteeKind.ARN || kind === GranteeKind.IDENTITY;
  if (!isNamedDirectly || isForeign || literalArnOf(bucket) !== undefined) { return; }
  throw notConfined('the bucket has no literal name, so the key policy can\'t restrict the principal to this bucket',
    'pass the role or user itself, for example iam.Role.fromRoleArn() or iam.User.fromUserArn(), whose own policy is restricted, or set bucketName');
}

/** The policy of `aws/s3` allows its own account only, and cannot be changed. */
function assertMayUseManagedKey(bucket: KnownBucket, { principal, kind, isForeign }: NamedPrincipal): void {
  // Grants during construction come before the bucket knows how it encrypts.
  const { defaultEncryption } = bucket as Partial<KnownBucket>;
  if (defaultEncryption === undefined || defaultEncryption.algorithm === SseAlgorithm.SSE_S3) { return; }
  if (!isForeign && kind !== GranteeKind.CANONICAL_USER) { return; }
  throw awsManagedKeyRefused(bucket, kind === GranteeKind.SERVICE ? principal.toString() : `principal ${principal.toString()} of another account`);
}

/** The error for whoever could never read the objects. */
export function awsManagedKeyRefused(bucket: Construct, who: string): Error {
  return refusal(bucket, `${who} cannot use the AWS managed key aws/s3, with which the bucket encrypts: its policy cannot be changed`,
    'encrypt with DefaultEncryption.sseKms() or DefaultEncryption.dsseKms(), or with DefaultEncryption.sseS3()');
}
