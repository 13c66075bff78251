import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { notSseS3 } from './private/sse-s3-only';
import { APPLICATION_LOAD_BALANCER, CLASSIC_LOAD_BALANCER } from '../../../services';

export const loadBalancerLogsSseS3: Rule = {
  metadata: {
    name: 'LoadBalancerLogsSseS3',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets for logs of application and classic load balancers use SSE-S3',
    why: 'Elastic Load Balancing writes these logs to SSE-S3 buckets only: with AWS KMS logging cannot be turned on (access denied), and the '
      + 'deployment fails.',
    fix: 'Use a LogBucket, which is SSE-S3, or set SSEAlgorithm to AES256 (encryption of the L2 to BucketEncryption.S3_MANAGED). Network load '
      + 'balancers take a customer managed key as well.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html',
    ],
  },

  check: (posture) => notSseS3(posture, [APPLICATION_LOAD_BALANCER, CLASSIC_LOAD_BALANCER]),
};
