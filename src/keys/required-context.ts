import type { aws_kms as kms } from 'aws-cdk-lib';
import type { ContextPairs } from './context-pairs';
import { statedTraits } from './private/stated-traits';

/** Pairs of encryption context, besides S3's own, that a key's policy is known to demand of uploads. */
export function requiredContextOf(key: kms.IKey): ContextPairs {
  return statedTraits(key).requiredEncryptionContext ?? {};
}
