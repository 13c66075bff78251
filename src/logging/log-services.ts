import {
  APPLICATION_LOAD_BALANCER, BATCH_OPERATIONS_REPORTS, CLASSIC_LOAD_BALANCER, CLOUDFRONT, CLOUDFRONT_LEGACY, CLOUDTRAIL,
  CLOUDWATCH_LOGS_EXPORT, CONFIG, GUARDDUTY, type LogService, NETWORK_LOAD_BALANCER, OTHER_VENDED_LOGS, REDSHIFT, ROUTE53_RESOLVER,
  S3_ACCESS_LOGS, S3_INVENTORY, STORAGE_LENS, VPC_FLOW_LOGS, WAF,
} from '../services';

/** The services by the factories of `LogSource` that stand for them: for the documentation, and for the tests. */
export const SERVICE_BY_FACTORY: { readonly [factory: string]: LogService } = {
  s3AccessLogs: S3_ACCESS_LOGS,
  applicationLoadBalancer: APPLICATION_LOAD_BALANCER,
  classicLoadBalancer: CLASSIC_LOAD_BALANCER,
  networkLoadBalancer: NETWORK_LOAD_BALANCER,
  cloudTrail: CLOUDTRAIL,
  config: CONFIG,
  vpcFlowLogs: VPC_FLOW_LOGS,
  cloudFront: CLOUDFRONT,
  cloudFrontLegacy: CLOUDFRONT_LEGACY,
  waf: WAF,
  route53Resolver: ROUTE53_RESOLVER,
  s3Inventory: S3_INVENTORY,
  storageLens: STORAGE_LENS,
  redshift: REDSHIFT,
  cloudWatchLogsExport: CLOUDWATCH_LOGS_EXPORT,
  guardDuty: GUARDDUTY,
  batchOperationsReports: BATCH_OPERATIONS_REPORTS,
  vended: OTHER_VENDED_LOGS,
};
