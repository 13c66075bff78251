import { Aws, type aws_kms as kms } from 'aws-cdk-lib';
import { EncryptionContext } from '../encryption';
import { statedTraits } from './private/stated-traits';
import { requiredContextOf } from './required-context';

/** Conditions on encryption context. */
interface ContextConditions { [operator: string]: { [conditionKey: string]: string | string[] } }

/**
 * Conditions for the policy of a key: S3 uses it for one bucket, or else for the buckets that the key is known to be
 * confined to, and with the pairs of encryption context that it demands.
 *
 * @param key The key; of one that is an L1 nothing is known
 * @param bucketArn ARN of the bucket, where it is a literal: a key's policy cannot refer to the bucket
 */
export function contextConditions(key: kms.IKey | undefined, bucketArn: string | undefined, objectKeyPattern: string): ContextConditions {
  const required = key ? Object.entries(requiredContextOf(key)) : [];
  const contexts = key && statedTraits(key).encryptionContexts;
  if (required.length > 0) {
    // Under an S3 Bucket Key nobody would check the pairs: only objects' ARNs are admitted.
    const objects = contexts?.map(({ objectArnPattern }) => objectArnPattern);
    return {
      ...(bucketArn === undefined ? arnConditions(objects ?? [`arn:${Aws.PARTITION}:s3:::*/*`]) : arnConditions(objects, [`${bucketArn}/${objectKeyPattern}`])),
      StringEquals: Object.fromEntries(required.map(([name, value]) => [`kms:EncryptionContext:${name}`, value])),
    };
  }
  const ofKey = contexts?.flatMap((context) => [context.bucketArn, context.objectArnPattern]);
  if (bucketArn === undefined) { return arnConditions(ofKey); }
  const ofBucket = EncryptionContext.ofBucket(bucketArn, objectKeyPattern);
  const isListed = contexts?.some((context) => context.bucketArn === bucketArn && context.objectArnPattern === `${bucketArn}/*`) ?? true;
  return arnConditions(isListed ? undefined : ofKey, [ofBucket.bucketArn, ofBucket.objectArnPattern]);
}

/** What S3 names as context: admitted by the key, and of the bucket. */
function arnConditions(ofKey: string[] | undefined, ofBucket?: string[]): ContextConditions {
  const condition = (arns: string[]) => ({ [EncryptionContext.CONDITION_KEY]: arns });
  if (!ofBucket) { return ofKey ? { StringLike: condition(ofKey) } : {}; }
  // A second operator on the same key: both have to hold.
  return { StringLike: condition(ofBucket), ...ofKey && { StringLikeIfExists: condition(ofKey) } };
}
