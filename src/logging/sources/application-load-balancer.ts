import { LOAD_BALANCER } from './load-balancers';
import type { LogProducer } from '../log-producer';

export const APPLICATION_LOAD_BALANCER: LogProducer = {
  ...LOAD_BALANCER,
  title: 'logs of Application Load Balancers',
  id: 'ApplicationLoadBalancerLogs',
  page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
};
