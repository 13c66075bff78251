import { LOAD_BALANCER, loadBalancerResources } from './load-balancer';
import type { LogService } from './log-service';

export const APPLICATION_LOAD_BALANCER: LogService = {
  ...LOAD_BALANCER,
  title: 'Application Load Balancer logs',
  id: 'ApplicationLoadBalancerLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html', read: '2026-11-21' },
  resources: loadBalancerResources('application', ['access_logs', 'connection_logs', 'health_check_logs']),
};
