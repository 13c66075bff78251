import { aws_iam as iam } from 'aws-cdk-lib';

/**
 * Denies uploads that S3 encrypts with no KMS key.
 *
 * S3 fills in the condition key from the default encryption of the bucket too. Log deliveries by AWS services are exempt, because
 * most of them need SSE-S3.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export function denyUploadsWithoutKms(bucketArn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenyUploadsWithoutKms',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    conditions: {
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  });
}
