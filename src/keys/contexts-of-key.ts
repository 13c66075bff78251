import type { aws_kms as kms } from 'aws-cdk-lib';
import { EncryptionContext } from '../encryption';
import { statedTraits } from './private/stated-traits';

/**
 * Conditions for the policy of a key: S3 uses it for one bucket, or else for the buckets that the key is known to be
 * confined to.
 *
 * @param key The key; of one that is an L1 nothing is known
 * @param bucketArn ARN of the bucket, where it is a literal: a key's policy cannot refer to the bucket
 */
export function contextConditions(
  key: kms.IKey | undefined, bucketArn: string | undefined, objectKeyPattern: string,
): { [operator: string]: { [key: string]: string[] } } {
  const contexts = (key && statedTraits(key))?.encryptionContexts;
  const ofKey = contexts && { [EncryptionContext.CONDITION_KEY]: contexts.flatMap((context) => [context.bucketArn, context.objectArnPattern]) };
  if (bucketArn === undefined) { return ofKey ? { StringLike: ofKey } : {}; }
  const ofBucket = EncryptionContext.ofBucket(bucketArn, objectKeyPattern).toConditions();
  const isListed = contexts?.some((context) => context.bucketArn === bucketArn && context.objectArnPattern === `${bucketArn}/*`) ?? true;
  // A second operator on the same key: both have to hold.
  return isListed ? ofBucket : { ...ofBucket, StringLikeIfExists: ofKey! };
}
