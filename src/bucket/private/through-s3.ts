import { type aws_iam as iam, type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { arnAcrossAccounts, arnOf, isAcrossAccounts, literalArnOf } from './bucket-arn';
import { contextConditions, mergedConditions } from '../../keys/internal';
import { type Conditions, throughS3 } from '../../policy';

/** Conditions of the policy of an identity of this app: the key is used through S3 only, and only for the bucket's objects. */
export function throughS3To(bucket: s3.Bucket, grantee: iam.IGrantable, objectKeyPattern: string): Conditions {
  return throughS3(isAcrossAccounts(bucket, grantee) ? arnAcrossAccounts(bucket) : arnOf(bucket), Stack.of(bucket).region, objectKeyPattern);
}

/**
 * Conditions for the policy of a bucket's key, with the encryption context of the bucket, where its name is a literal.
 *
 * Otherwise the bucket waits for its key, so the key's policy cannot refer to the bucket: the contexts that the key is
 * confined to are all that can be said.
 *
 * @param whose Conditions that say who uses the key
 */
export function inPolicyOfKey(bucket: s3.IBucket, key: kms.IKey, whose: Conditions, objectKeyPattern: string = '*'): Conditions {
  return mergedConditions(bucket.node.path, whose, contextConditions(key, literalArnOf(bucket), objectKeyPattern)) as Conditions;
}
