import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { notSseS3 } from './private/sse-s3-only';
import { REDSHIFT } from '../../../services';

export const redshiftLogsSseS3: Rule = {
  metadata: {
    name: 'RedshiftLogsSseS3',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets for audit logs of Amazon Redshift use SSE-S3',
    why: 'Amazon Redshift delivers audit logs to SSE-S3 buckets only. With AWS KMS, they can\'t be enabled, or aren\'t delivered.',
    fix: 'Use a LogBucket, which uses SSE-S3, set SSEAlgorithm to AES256 (encryption of s3.Bucket to BucketEncryption.S3_MANAGED), or '
      + 'send the logs to CloudWatch with LogDestinationType.',
    controls: {},
    links: ['https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html'],
  },

  check: (posture) => notSseS3(posture, [REDSHIFT]),
};
