import { NamedEncryption } from './named-encryption';
import type { WriterService } from './writer-service';

/** With client-side encryption S3 is told nothing. */
export const ATHENA: WriterService = {
  title: 'Amazon Athena',
  documentedAt: { url: 'https://docs.aws.amazon.com/athena/latest/ug/encryption.html', read: '2026-11-29' },
  calledBy: 'the principal that runs the query',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Call `bucket.grantReadWrite()` for each role that runs queries.',
  limits: [
    'With `SSE_S3`, Athena specifies SSE-S3, which a bucket with an AWS KMS key denies or stores without its key.',
    'The setting of the workgroup applies to all queries only if `EnforceWorkGroupConfiguration` is true. Otherwise, client-side settings apply, which are not part of a template.',
    'Athena cannot read SSE-C.',
    'Athena stores managed query results in its own storage, not in your bucket.',
  ],
  resources: [{
    type: 'AWS::Athena::WorkGroup',
    what: 'the query results',
    within: ['WorkGroupConfiguration', 'ResultConfiguration'],
    bucket: ['OutputLocation'],
    encryption: {
      mode: {
        property: ['EncryptionConfiguration', 'EncryptionOption'],
        values: { SSE_S3: NamedEncryption.SSE_S3, SSE_KMS: NamedEncryption.SSE_KMS, CSE_KMS: NamedEncryption.NONE },
      },
      kmsKey: ['EncryptionConfiguration', 'KmsKey'],
      otherwise: NamedEncryption.NONE,
    },
    fix: {
      kmsKey: 'set EncryptionConfiguration of the workgroup to SSE_KMS and KmsKey to the ARN of the key of the bucket, or leave it out',
      sseS3: 'set EncryptionConfiguration of the workgroup to SSE_S3, or leave it out',
      none: 'leave out EncryptionConfiguration of the workgroup: S3 applies the default encryption',
    },
  }],
};
