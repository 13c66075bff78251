import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

/** Where a job writes is known to its script; the template names two of its folders. */
function folder(what: string, argument: string): WriterResource {
  return {
    type: 'AWS::Glue::Job',
    what,
    within: ['DefaultArguments'],
    bucket: [argument],
    encryption: {
      of: { property: [RESOURCE, 'SecurityConfiguration'], type: 'AWS::Glue::SecurityConfiguration' },
      mode: {
        property: ['EncryptionConfiguration', 'S3Encryptions', 0, 'S3EncryptionMode'],
        values: { 'DISABLED': NamedEncryption.NONE, 'SSE-S3': NamedEncryption.SSE_S3, 'SSE-KMS': NamedEncryption.SSE_KMS },
      },
      kmsKey: ['EncryptionConfiguration', 'S3Encryptions', 0, 'KmsKeyArn'],
      otherwise: NamedEncryption.NONE,
    },
    fix: {
      kmsKey: 'set S3EncryptionMode of the security configuration to SSE-KMS and KmsKeyArn to the ARN of the key of the bucket',
      sseS3: 'set S3EncryptionMode of the security configuration to SSE-S3',
      none: 'set S3EncryptionMode of the security configuration to DISABLED: S3 applies the default encryption',
    },
    role: [[RESOURCE, 'Role']],
  };
}

export const GLUE: WriterService = {
  title: 'AWS Glue',
  documentedAt: { url: 'https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html', read: '2026-11-29' },
  calledBy: 'the role of the job',
  keyActions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  grant: 'Call `bucket.grantReadWrite()` for the role of the job.',
  limits: [
    'A security configuration takes precedence over the encryption that a job parameter specifies.',
    'Iceberg tables have their own server-side encryption settings.',
    'The script of a job specifies its targets, and is not part of a template. The targets are encrypted as the security configuration specifies.',
  ],
  resources: [folder('the temporary files of the job', '--TempDir'), folder('the Spark event logs of the job', '--spark-event-logs-path')],
};
