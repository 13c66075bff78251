import type { LogProducer } from './log-producer';
import { APPLICATION_LOAD_BALANCER } from './sources/application-load-balancer';
import { BATCH_OPERATIONS_REPORTS } from './sources/batch-operations-reports';
import { CLASSIC_LOAD_BALANCER } from './sources/classic-load-balancer';
import { CLOUDFRONT } from './sources/cloud-front';
import { CLOUDFRONT_LEGACY } from './sources/cloud-front-legacy';
import { CLOUDTRAIL } from './sources/cloud-trail';
import { CLOUDWATCH_LOGS_EXPORT } from './sources/cloud-watch-logs-export';
import { CONFIG } from './sources/config';
import { GUARDDUTY } from './sources/guard-duty';
import { NETWORK_LOAD_BALANCER } from './sources/network-load-balancer';
import { REDSHIFT } from './sources/redshift';
import { ROUTE53_RESOLVER } from './sources/route53-resolver';
import { S3_ACCESS_LOGS } from './sources/s3-access-logs';
import { S3_INVENTORY } from './sources/s3-inventory';
import { STORAGE_LENS } from './sources/storage-lens';
import { VPC_FLOW_LOGS } from './sources/vpc-flow-logs';
import { WAF } from './sources/waf';

/** Every producer, by the factory of `LogSource` that stands for it: for the documentation, and for the tests. */
export const PRODUCERS: { readonly [factory: string]: LogProducer } = {
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
};
