import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

const MODES = { 'SSE-KMS': NamedEncryption.SSE_KMS, 'SSE-S3': NamedEncryption.SSE_S3 };

/** Mode and key belong to the job, and so to all of its outputs. */
function output(what: string, bucket: readonly string[], within?: readonly string[]): WriterResource {
  return {
    type: 'AWS::DataBrew::Job',
    what,
    within,
    bucket,
    encryption: {
      mode: { property: [RESOURCE, 'EncryptionMode'], values: MODES },
      kmsKey: [RESOURCE, 'EncryptionKeyArn'],
      otherwise: NamedEncryption.UNDOCUMENTED,
    },
    fix: {
      kmsKey: 'set EncryptionMode of the job to SSE-KMS and EncryptionKeyArn to the ARN of the key of the bucket',
      sseS3: 'set EncryptionMode of the job to SSE-S3',
    },
    role: [[RESOURCE, 'RoleArn']],
  };
}

export const DATA_BREW: WriterService = {
  title: 'AWS Glue DataBrew',
  documentedAt: { url: 'https://docs.aws.amazon.com/databrew/latest/dg/encryption-security-configuration.html', read: '2026-11-29' },
  calledBy: 'the role of the job (`RoleArn`)',
  keyActions: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
  grant: 'Call `bucket.grantReadWrite()` for the role of the job.',
  limits: [
    'AWS does not document the encryption that a job specifies without `EncryptionMode`: set it.',
    'Amazon Redshift datasets are unloaded to their temporary directory with SSE-S3, which an `EncryptedBucket` with an AWS KMS key denies: use a bucket with SSE-S3 for that directory.',
    'DataBrew supports only symmetric AWS KMS keys.',
  ],
  resources: [
    output('the results of the recipe job', ['Location', 'Bucket'], ['Outputs', EACH]),
    output('the results of the profile job', ['OutputLocation', 'Bucket']),
    output('the tables of the AWS Glue Data Catalog', ['S3Options', 'Location', 'Bucket'], ['DataCatalogOutputs', EACH]),
  ],
};
