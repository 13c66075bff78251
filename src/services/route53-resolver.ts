import { LogConfinement, type LogService } from './log-service';
import { VENDED_LOGS } from './vended-logs';

export const ROUTE53_RESOLVER: LogService = {
  ...VENDED_LOGS,
  title: 'Route 53 Resolver query logs',
  id: 'ResolverQueryLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html', read: '2026-11-21' },
  objectKey: '<prefix>AWSLogs/<account>/vpcdnsquerylogs/<any>',
  confinement: LogConfinement.SOURCE_CONDITION,
  resources: [{ type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig', bucket: ['DestinationArn'] }],
};
