import type { aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { KindBucket } from './kind-bucket';
import { isSame, keyResource, perhapsSame, refusal } from '../../cdk';
import { assertUsableByKind, isS3Only } from '../../keys/internal';
import { addToKeyPolicy, allowAccountToUseKey, type Conditions, isServiceKey, leavesUseToAccount, serviceKey } from '../../policy';

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
  if (!leavesUseToAccount(given, construct.env.account, account)) { allowAccount(bucket, scope, given, confining); }
  for (const statement of services) { addToKeyPolicy(scope, given, statement); }
  return given;
}

/** Lets the account use a key whose policy doesn't leave that to IAM, as far as the library knows. */
function allowAccount({ construct: { env }, kind: { title } }: KindBucket, scope: Construct, key: kms.IKey, confining: Conditions | undefined): void {
  const purpose = isS3Only(key) ? 'through Amazon S3 for general purpose buckets only' : isServiceKey(key) ? 'only for the purpose for which it was created' : undefined;
  if (purpose !== undefined && confining === undefined) {
    throw refusal(scope, `cannot encrypt with key ${key.node.path}: its policy allows use ${purpose}, and AWS documents no condition that `
      + `restricts use to a ${title}`, 'leave the key out, so that a new key is created, or pass a kms.Key');
  }
  const isOfOther = !isSame(key.env.account, env.account);
  // The policy of an imported key of this account isn't known. That of a kms.Key is left as its author wrote it, if the statement couldn't be confined.
  if (isOfOther || (confining !== undefined && keyResource(key) !== undefined)) {
    addToKeyPolicy(scope, key, allowAccountToUseKey(env.account, confining ?? {}), perhapsSame(key.env.account, env.account));
  }
}
