import { type aws_iam as iam, type aws_kms as kms, Token, TokenComparison } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { KindBucket } from './kind-bucket';
import { refusal } from '../../cdk';
import { assertUsableByKind, isS3Only } from '../../keys/internal';
import { addToKeyPolicy, allowAccountToUseKey, type Conditions, serviceKey } from '../../policy';

/** Who uses the key of a bucket. */
export interface UseOfKey {
  /** What principals of the account are confined to; nothing where AWS documents nothing that a policy could ask for. */
  readonly confining: Conditions | undefined;
  /** The statements for AWS services that use the key in their own name. */
  readonly services: readonly iam.PolicyStatement[];
}

// docs/decisions/0110
/**
 * The key of a bucket or index: the one that was given, or a new one.
 *
 * @param scope What the key encrypts, below which a new key is created
 */
export function keyFor(bucket: KindBucket, scope: Construct, given: kms.IKey | undefined, { confining, services }: UseOfKey): kms.IKey {
  const { kind: { title }, construct } = bucket;
  const account = allowAccountToUseKey(construct.env.account, confining ?? {});
  if (!given) { return serviceKey(scope, `Encrypts ${scope.node.path}`, account, ...services); }
  assertUsableByKind(scope, given, title);
  const s3Only = isS3Only(given);
  if (s3Only && confining === undefined) {
    throw refusal(scope, `cannot encrypt with key ${given.node.path}: its policy allows use through Amazon S3 for general purpose buckets only, and AWS documents nothing by which it `
      + `could allow use for a ${title} alone`, 'leave the key out, so that the bucket gets a key of its own, or pass a kms.Key');
  }
  if (s3Only || !isOfSameAccount(given.env.account, construct.env.account)) { addToKeyPolicy(scope, given, account); }
  for (const statement of services) { addToKeyPolicy(scope, given, statement); }
  return given;
}

/** Whether two accounts are the same, as CDK sees it. */
export function isOfSameAccount(one: string | undefined, other: string): boolean {
  return one !== undefined && [TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED].includes(Token.compareStrings(one, other));
}
