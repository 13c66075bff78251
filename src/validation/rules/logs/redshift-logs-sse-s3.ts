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
    why: 'Amazon Redshift writes audit logs to SSE-S3 buckets only: with AWS KMS they cannot be turned on, or do not arrive.',
    fix: 'Use a LogBucket, which is SSE-S3, or set SSEAlgorithm to AES256 (encryption of the L2 to BucketEncryption.S3_MANAGED), or send the '
      + 'logs to CloudWatch with LogDestinationType.',
    controls: {},
    links: ['https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html'],
  },

  check: (posture) => notSseS3(posture, [REDSHIFT]),
};
