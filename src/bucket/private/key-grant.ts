import { aws_iam as iam, type aws_kms as kms, type aws_s3 as s3, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { isForeign, nameable } from './confined-principal';
import { contextForKeyPolicy, throughS3To, viaS3 } from './through-s3';
import { type DefaultEncryption, SseAlgorithm } from '../../encryption';
import { addToKeyPolicy } from '../../policy';

/** A bucket that knows how it encrypts. */
export interface KnownBucket extends s3.Bucket {
  readonly defaultEncryption: DefaultEncryption;
}

/** Actions that use a key, and that therefore carry an encryption context. */
const USES = /^kms:(?:\*|Decrypt|Encrypt|GenerateDataKey|ReEncrypt)/;

/**
 * Lets a grantee have S3 use the bucket's key, for this bucket's objects.
 *
 * A role or user of the account gets it in its own policy: the key's policy leaves it to IAM. Others are named in the
 * key's policy as well.
 */
export function grantOnKey(bucket: KnownBucket, grantee: iam.IGrantable, actions: string[], objectKeyPattern: string = '*'): iam.Grant | undefined {
  const uses = actions.filter((action) => USES.test(action));
  if (actions.length > 0 && uses.length === 0) {
    throw new Error(`${bucket.node.path}: S3 does not call ${actions.join(', ')} for those who use a bucket. `
      + 'Fix: grant it on the key itself, for example with bucket.encryptionKey.grant().');
  }
  const key = bucket.encryptionKey;
  if (!key) {
    assertNoForeigner(bucket, grantee.grantPrincipal);
    return undefined;
  }
  const principal = nameable(bucket, grantee);
  const byIdentity = iam.Grant.addToPrincipal({
    grantee: principal,
    actions: uses,
    resourceArns: [key.keyArn],
    conditions: throughS3To(bucket, objectKeyPattern),
  });
  if (byIdentity.success && isOfSameAccount(key, principal)) { return byIdentity; }
  return byIdentity.combine(grantInKeyPolicy(bucket, key, principal, uses, objectKeyPattern));
}

function grantInKeyPolicy(bucket: s3.Bucket, key: kms.IKey, principal: iam.IPrincipal, actions: string[], objectKeyPattern: string): iam.Grant {
  const isService = principal.policyFragment.principalJson.Service !== undefined;
  const statement = new iam.PolicyStatement({
    principals: [principal],
    actions,
    // In a key policy, the key itself.
    resources: ['*'],
    // AWS documents no kms:ViaService for services that act in their own name.
    conditions: { ...(isService ? {} : viaS3(Stack.of(bucket).region)), ...contextForKeyPolicy(bucket, objectKeyPattern) },
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

/** The policy of `aws/s3` cannot be changed, so nobody can be let in. */
function assertNoForeigner(bucket: KnownBucket, principal: iam.IPrincipal): void {
  // Grants during construction come before the bucket knows how it encrypts.
  const { defaultEncryption } = bucket as Partial<KnownBucket>;
  if (defaultEncryption === undefined || defaultEncryption.algorithm === SseAlgorithm.SSE_S3 || !isForeign(bucket, principal)) { return; }
  throw awsManagedKeyRefused(bucket, `principal ${principal.toString()} of another account`);
}

/** The error for whoever could never read the objects. */
export function awsManagedKeyRefused(bucket: Construct, who: string): Error {
  return new Error(`${bucket.node.path}: ${who} cannot use the AWS managed key aws/s3, with which the bucket encrypts: its policy cannot be changed. `
    + 'Fix: encrypt with DefaultEncryption.sseKms() or DefaultEncryption.dsseKms(), or with DefaultEncryption.sseS3().');
}

function isOfSameAccount(key: kms.IKey, { principalAccount }: iam.IPrincipal): boolean {
  if (principalAccount === undefined) { return false; }
  return [TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED].includes(Token.compareStrings(principalAccount, key.env.account));
}
