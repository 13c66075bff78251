import { NamedEncryption } from './named-encryption';
import type { WriterService } from './writer-service';

/** The custom resource of CDK copies with the AWS CLI, and passes `SystemMetadata` on as its options. */
export const BUCKET_DEPLOYMENT: WriterService = {
  title: 'BucketDeployment of the AWS CDK',
  documentedAt: { url: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_s3_deployment.BucketDeployment.html', read: '2026-11-29' },
  calledBy: 'the role of the Lambda function that copies the files',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: '`BucketDeployment` grants its role permissions for the bucket and its key.',
  limits: [],
  resources: [{
    type: 'Custom::CDKBucketDeployment',
    what: 'the deployed files',
    bucket: ['DestinationBucketName'],
    encryption: {
      mode: {
        property: ['SystemMetadata', 'sse'],
        values: { 'AES256': NamedEncryption.SSE_S3, 'aws:kms': NamedEncryption.SSE_KMS, 'aws:kms:dsse': NamedEncryption.DSSE_KMS },
      },
      kmsKey: ['SystemMetadata', 'sse-kms-key-id'],
      otherwise: NamedEncryption.NONE,
    },
    fix: {
      kmsKey: 'leave out serverSideEncryption of BucketDeployment, or set it to AWS_KMS and serverSideEncryptionAwsKmsKeyId to the ARN of the key of the bucket',
      sseS3: 'leave out serverSideEncryption of BucketDeployment, or set it to AES_256',
      none: 'leave out serverSideEncryption of BucketDeployment: S3 applies the default encryption',
    },
    role: [['ServiceToken'], ['Role']],
  }],
};
