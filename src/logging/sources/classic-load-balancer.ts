import { LOAD_BALANCER } from './load-balancers';
import type { LogProducer } from '../log-producer';

export const CLASSIC_LOAD_BALANCER: LogProducer = {
  ...LOAD_BALANCER,
  title: 'logs of Classic Load Balancers',
  id: 'ClassicLoadBalancerLogs',
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html',
};
