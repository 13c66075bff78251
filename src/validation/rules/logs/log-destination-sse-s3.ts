import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { notSseS3 } from './private/sse-s3-only';
import { S3_ACCESS_LOGS } from '../../../services';

export const logDestinationSseS3: Rule = {
  metadata: {
    name: 'LogDestinationSseS3',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets for S3 server access logs use SSE-S3',
    why: 'S3 delivers server access logs to SSE-S3 buckets only. With AWS KMS, logs are dropped without an error, or are encrypted with a '
      + 'key that you can\'t use.',
    fix: 'Use a LogBucket, which uses SSE-S3, or set SSEAlgorithm to AES256 (encryption of s3.Bucket to BucketEncryption.S3_MANAGED). If '
      + 'logs must be encrypted with AWS KMS, deliver them through CloudWatch Logs (AWS::Logs::DeliverySource).',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    ],
  },

  check: (posture) => notSseS3(posture, [S3_ACCESS_LOGS]),
};
