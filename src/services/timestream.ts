import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

const MODE = { property: ['EncryptionOption'], values: { SSE_S3: NamedEncryption.SSE_S3, SSE_KMS: NamedEncryption.SSE_KMS } };

const SET_SSE_S3 = 'set EncryptionOption to SSE_S3';

const REJECTED_RECORDS: WriterResource = {
  type: 'AWS::Timestream::Table',
  what: 'the rejected records',
  within: ['MagneticStoreWriteProperties', 'MagneticStoreRejectedDataLocation', 'S3Configuration'],
  bucket: ['BucketName'],
  encryption: { mode: MODE, kmsKey: ['KmsKeyId'], otherwise: NamedEncryption.UNDOCUMENTED },
  fix: { kmsKey: 'set EncryptionOption to SSE_KMS and KmsKeyId to the ARN of the key of the bucket', sseS3: SET_SSE_S3 },
};

/** A scheduled query can choose SSE-KMS, and names no key. */
const ERROR_REPORTS: WriterResource = {
  type: 'AWS::Timestream::ScheduledQuery',
  what: 'the error reports',
  within: ['ErrorReportConfiguration', 'S3Configuration'],
  bucket: ['BucketName'],
  encryption: { mode: MODE, otherwise: NamedEncryption.SSE_S3 },
  fix: { sseS3: SET_SSE_S3 },
  role: [[RESOURCE, 'ScheduledQueryExecutionRoleArn']],
};

export const TIMESTREAM: WriterService = {
  title: 'Amazon Timestream',
  documentedAt: { url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-timestream-scheduledquery-s3configuration.html', read: '2026-11-29' },
  calledBy: 'the principal that writes to the table; the execution role of the scheduled query',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Call `bucket.grantReadWrite()` for the role.',
  limits: [
    'Without `EncryptionOption`, the error reports of a scheduled query are encrypted with SSE-S3.',
    'A scheduled query cannot specify a key: its error reports are encrypted with SSE-S3 or with the AWS managed key. Use a bucket with SSE-S3.',
  ],
  resources: [REJECTED_RECORDS, ERROR_REPORTS],
};
