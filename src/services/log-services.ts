import { APPLICATION_LOAD_BALANCER } from './application-load-balancer';
import { BATCH_OPERATIONS_REPORTS } from './batch-operations-reports';
import { CLASSIC_LOAD_BALANCER } from './classic-load-balancer';
import { CLOUDFRONT } from './cloud-front';
import { CLOUDFRONT_LEGACY } from './cloud-front-legacy';
import { CLOUDTRAIL } from './cloud-trail';
import { CLOUDWATCH_LOGS_DELIVERY } from './cloud-watch-logs-delivery';
import { CLOUDWATCH_LOGS_EXPORT } from './cloud-watch-logs-export';
import { CONFIG } from './config';
import { GUARDDUTY } from './guard-duty';
import type { LogService } from './log-service';
import { NETWORK_LOAD_BALANCER } from './network-load-balancer';
import { OTHER_VENDED_LOGS } from './other-vended-logs';
import { REDSHIFT } from './redshift';
import { ROUTE53_RESOLVER } from './route53-resolver';
import { S3_ACCESS_LOGS } from './s3-access-logs';
import { S3_INVENTORY } from './s3-inventory';
import { STORAGE_LENS } from './storage-lens';
import { VPC_FLOW_LOGS } from './vpc-flow-logs';
import { WAF } from './waf';

/** Every service that delivers logs or reports to buckets. */
export const LOG_SERVICES: readonly LogService[] = [
  S3_ACCESS_LOGS, APPLICATION_LOAD_BALANCER, CLASSIC_LOAD_BALANCER, NETWORK_LOAD_BALANCER, CLOUDTRAIL, CONFIG, VPC_FLOW_LOGS, CLOUDFRONT,
  CLOUDFRONT_LEGACY, CLOUDWATCH_LOGS_DELIVERY, WAF, ROUTE53_RESOLVER, S3_INVENTORY, STORAGE_LENS, REDSHIFT, CLOUDWATCH_LOGS_EXPORT, GUARDDUTY,
  BATCH_OPERATIONS_REPORTS, OTHER_VENDED_LOGS,
];

/** What the bucket policy in AWS's documentation allows on the bucket itself. */
export function bucketActionsOf({ bucketActions, optionalBucketActions = [] }: LogService): readonly string[] {
  return [...bucketActions, ...optionalBucketActions];
}

/** Whether a service principal is one that some of the services call with, in whichever Region. */
export function principalMatcher(services: readonly LogService[]): (principal: string) => boolean {
  const patterns = services
    .flatMap(({ principal, principalInOptInRegions, principalOnOutposts }) => [principal, principalInOptInRegions, principalOnOutposts])
    .filter((pattern) => pattern !== undefined)
    .map((pattern) => new RegExp(`^${pattern.replace(/\./g, '\\.').replace('<region>', '[a-z]+(-[a-z]+)+-\\d+').replace('<dns-suffix>', '[a-z0-9.-]+')}$`));
  return (principal) => patterns.some((pattern) => pattern.test(principal));
}
