import { NamedEncryption } from './named-encryption';
import type { WriterService } from './writer-service';

export const SYNTHETICS: WriterService = {
  title: 'Amazon CloudWatch Synthetics',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_artifact_encryption.html', read: '2026-11-29' },
  calledBy: 'the role of the canary',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Call `bucket.grantReadWrite(canary.role)`.',
  limits: ['Without an encryption mode, a canary encrypts its artifacts with an AWS managed key, regardless of the default encryption of the bucket.'],
  resources: [{
    type: 'AWS::Synthetics::Canary',
    what: 'the canary artifacts',
    bucket: ['ArtifactS3Location'],
    encryption: {
      mode: {
        property: ['ArtifactConfig', 'S3Encryption', 'EncryptionMode'],
        values: { 'SSE_S3': NamedEncryption.SSE_S3, 'SSE-KMS': NamedEncryption.SSE_KMS, 'SSE_KMS': NamedEncryption.SSE_KMS },
      },
      kmsKey: ['ArtifactConfig', 'S3Encryption', 'KmsKeyArn'],
      otherwise: NamedEncryption.SSE_KMS,
    },
    fix: {
      kmsKey: 'set EncryptionMode of the canary artifacts to SSE_KMS and KmsKeyArn to the ARN of the key of the bucket (artifactS3EncryptionMode and artifactS3KmsKey in synthetics.Canary)',
      sseS3: 'set EncryptionMode of the canary artifacts to SSE_S3 (artifactS3EncryptionMode in synthetics.Canary)',
    },
    role: [['ExecutionRoleArn']],
  }],
};
