import { LOAD_BALANCER, loadBalancerResources } from './load-balancer';
import { LogConfinement, LogPermission, type LogService } from './log-service';
import { VENDED_LOGS } from './vended-logs';

export const NETWORK_LOAD_BALANCER: LogService = {
  ...VENDED_LOGS,
  title: 'Network Load Balancer logs',
  id: 'NetworkLoadBalancerLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html', read: '2026-11-21' },
  permission: LogPermission.BUCKET_POLICY,
  objectKey: LOAD_BALANCER.objectKey,
  confinement: LogConfinement.ACCOUNT_FOLDER,
  resources: loadBalancerResources('network', ['access_logs', 'connection_logs', 'health_check_logs']),
};
