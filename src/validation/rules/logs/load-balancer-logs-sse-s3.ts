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
    title: 'Buckets for logs of Application and Classic Load Balancers use SSE-S3',
    why: 'Elastic Load Balancing delivers these logs to SSE-S3 buckets only. With AWS KMS, enabling logs fails with Access Denied, and '
      + 'the deployment fails.',
    fix: 'Use a LogBucket, which uses SSE-S3, or set SSEAlgorithm to AES256 (encryption of s3.Bucket to BucketEncryption.S3_MANAGED). '
      + 'Network Load Balancers also support a customer managed key.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html',
    ],
  },

  check: (posture) => notSseS3(posture, [APPLICATION_LOAD_BALANCER, CLASSIC_LOAD_BALANCER]),
};
