import { NamedEncryption } from './named-encryption';
import type { WriterService } from './writer-service';

export const EMR: WriterService = {
  title: 'Amazon EMR',
  documentedAt: { url: 'https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-debugging.html', read: '2026-11-29' },
  calledBy: 'the EC2 instance profile of the cluster; the runtime role of EMR Serverless; the service role of EMR Studio',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Call `bucket.grantReadWrite()` for the role of the instance profile. The service role of the cluster also needs `kms:DescribeKey`, and the key policy needs the statements for `elasticmapreduce.amazonaws.com` in the documentation.',
  limits: [
    'Without `LogEncryptionKmsKeyId`, a cluster writes its logs with SSE-S3, which a bucket with an AWS KMS key denies or stores without its key.',
    'A key for logs requires Amazon EMR 5.30.0 or later, except 6.0.0.',
    '`S3EncryptionConfiguration` of the security configuration specifies the encryption of objects that jobs write through EMRFS. The jobs specify the buckets, and are not part of a template.',
  ],
  resources: [
    {
      type: 'AWS::EMR::Cluster',
      what: 'the cluster logs',
      bucket: ['LogUri'],
      encryption: { kmsKey: ['LogEncryptionKmsKeyId'], otherwise: NamedEncryption.SSE_S3 },
      fix: {
        kmsKey: 'set LogEncryptionKmsKeyId of the cluster to the ARN of the key of the bucket',
        sseS3: 'leave out LogEncryptionKmsKeyId of the cluster',
      },
    },
    {
      type: 'AWS::EMRServerless::Application',
      what: 'the job logs',
      within: ['MonitoringConfiguration', 'S3MonitoringConfiguration'],
      bucket: ['LogUri'],
      encryption: { kmsKey: ['EncryptionKeyArn'], otherwise: NamedEncryption.UNDOCUMENTED },
      fix: { kmsKey: 'set EncryptionKeyArn of S3MonitoringConfiguration to the ARN of the key of the bucket' },
    },
    {
      type: 'AWS::EMR::Studio',
      what: 'the backups of workspaces and notebooks',
      bucket: ['DefaultS3Location'],
      encryption: { kmsKey: ['EncryptionKeyArn'], otherwise: NamedEncryption.UNDOCUMENTED },
      fix: { kmsKey: 'set EncryptionKeyArn of the studio to the ARN of the key of the bucket' },
      role: [['ServiceRole']],
    },
  ],
};
