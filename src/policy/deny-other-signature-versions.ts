import type { aws_iam as iam } from 'aws-cdk-lib';
import { bucketAndObjects, deny, NOT_AN_AWS_SERVICE } from './private/deny';

export const OTHER_SIGNATURE_VERSIONS = 'DenyOtherSignatureVersions';

/**
 * Denies every request of which S3 does not tell that it is signed with Signature Version 4 or 4A.
 *
 * A request that lacks the condition key is denied too, as IAM reads a negated operator: anonymous ones are meant,
 * replication and Multi-Region Access Points may be hit. `s3:InitiateReplication` and `s3:AllowVendedLogDeliveryForResource`
 * have no such key, so the statement always denies them, but to AWS services.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/developerguide/bucket-policy-s3-sigv4-conditions.html
 */
export function denyOtherSignatureVersions(bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: OTHER_SIGNATURE_VERSIONS,
    actions: ['s3:*'],
    resources: bucketAndObjects(bucketArn),
    conditions: {
      StringNotEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'] },
      ...NOT_AN_AWS_SERVICE,
    },
  });
}
