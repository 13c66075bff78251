import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterService } from './writer-service';

export const DMS: WriterService = {
  title: 'AWS Database Migration Service (DMS)',
  documentedAt: { url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dms-endpoint-s3settings.html', read: '2026-11-29' },
  calledBy: 'the role in `ServiceAccessRoleArn`',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Call `bucket.grantReadWrite()` for the role in `ServiceAccessRoleArn`.',
  limits: [
    'Without `EncryptionMode`, an endpoint specifies SSE-S3, which a bucket with an AWS KMS key denies or stores without its key.',
    'An existing endpoint cannot be changed from SSE-S3 to SSE-KMS: create a new endpoint.',
  ],
  resources: [{
    type: 'AWS::DMS::Endpoint',
    what: 'the migrated data',
    within: ['S3Settings'],
    bucket: ['BucketName'],
    only: { property: [RESOURCE, 'EndpointType'], value: 'target' },
    encryption: {
      mode: { property: ['EncryptionMode'], values: { SSE_S3: NamedEncryption.SSE_S3, SSE_KMS: NamedEncryption.SSE_KMS } },
      kmsKey: ['ServerSideEncryptionKmsKeyId'],
      otherwise: NamedEncryption.SSE_S3,
    },
    fix: {
      kmsKey: 'set EncryptionMode of S3Settings to SSE_KMS and ServerSideEncryptionKmsKeyId to the ARN of the key of the bucket',
      sseS3: 'set EncryptionMode of S3Settings to SSE_S3',
    },
    role: [['ServiceAccessRoleArn']],
  }],
};
