import { VENDED_LOGS } from './vended-logs';
import type { LogProducer } from '../log-producer';

export const ROUTE53_RESOLVER: LogProducer = {
  ...VENDED_LOGS,
  title: 'Route 53 Resolver query logs',
  id: 'ResolverQueryLogs',
  page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html',
};
