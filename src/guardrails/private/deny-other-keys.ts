import { aws_iam as iam } from 'aws-cdk-lib';
import { denyOtherEncryptionKeys } from '../../policy';

/**
 * Denies uploads with KMS keys whose ARNs match none of some patterns.
 *
 * @param patterns ARNs of keys, or patterns of such
 */
export function denyOtherKeys(bucketArn: string, patterns: string[]): iam.PolicyStatement {
  const { StringNotEquals, ...others } = denyOtherEncryptionKeys(bucketArn, patterns).conditions;
  return denyOtherEncryptionKeys(bucketArn, patterns).copy({ conditions: { ...others, StringNotLike: StringNotEquals } });
}
