import { LOAD_BALANCER } from './load-balancer';
import type { LogService } from './log-service';

export const CLASSIC_LOAD_BALANCER: LogService = {
  ...LOAD_BALANCER,
  title: 'Classic Load Balancer logs',
  id: 'ClassicLoadBalancerLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html', read: '2026-11-21' },
  resources: [{
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    within: ['AccessLoggingPolicy'],
    bucket: ['S3BucketName'],
    prefix: ['S3BucketPrefix'],
    enabled: { property: ['Enabled'], otherwise: false },
  }],
};
