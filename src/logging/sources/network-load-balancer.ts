import { VENDED_LOGS } from './vended-logs';
import type { LogProducer } from '../log-producer';

export const NETWORK_LOAD_BALANCER: LogProducer = {
  ...VENDED_LOGS,
  title: 'logs of Network Load Balancers',
  id: 'NetworkLoadBalancerLogs',
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html',
};
