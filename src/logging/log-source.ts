import type { IConstruct } from 'constructs';
import type { Bind, LogDelivery, LogPlace, LogProducer } from './log-producer';
import type {
  BatchOperationsReportsOptions, BucketLogsOptions, CloudFrontLegacyLogsOptions, CloudTrailLogsOptions, CloudWatchLogsExportOptions,
  GuardDutyFindingsOptions, LogSourceOptions, StorageLensOptions, VpcFlowLogsOptions,
} from './log-source-options';
import { APPLICATION_LOAD_BALANCER } from './sources/application-load-balancer';
import { BATCH_OPERATIONS_REPORTS, batchOperationsReports } from './sources/batch-operations-reports';
import { CLASSIC_LOAD_BALANCER } from './sources/classic-load-balancer';
import { CLOUDFRONT, cloudFront } from './sources/cloud-front';
import { CLOUDFRONT_LEGACY, cloudFrontLegacy } from './sources/cloud-front-legacy';
import { CLOUDTRAIL, cloudTrail } from './sources/cloud-trail';
import { CLOUDWATCH_LOGS_EXPORT, cloudWatchLogsExport } from './sources/cloud-watch-logs-export';
import { CONFIG, config } from './sources/config';
import { GUARDDUTY, guardDuty } from './sources/guard-duty';
import { loadBalancerLogs } from './sources/load-balancers';
import { NETWORK_LOAD_BALANCER } from './sources/network-load-balancer';
import { REDSHIFT, redshift } from './sources/redshift';
import { ROUTE53_RESOLVER } from './sources/route53-resolver';
import { S3_ACCESS_LOGS, s3AccessLogs } from './sources/s3-access-logs';
import { S3_INVENTORY, s3Inventory } from './sources/s3-inventory';
import { STORAGE_LENS, storageLens } from './sources/storage-lens';
import { vendedLogs } from './sources/vended-logs';
import { VPC_FLOW_LOGS, vpcFlowLogs } from './sources/vpc-flow-logs';
import { WAF } from './sources/waf';

/**
 * Who writes logs or reports into a bucket: for `acceptLogsFrom()` of a `LogBucket` or an `EncryptedBucket`.
 *
 * A source knows its principal, the statements that it needs, whose logs it may write, and to which encryptions it can
 * write: see docs/log-sources.md.
 */
export class LogSource {
  /**
   * S3 server access logs, of buckets in the same account and Region.
   *
   * For an `EncryptedBucket` this is done by its prop `accessLogs`.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
   */
  public static s3AccessLogs(options: BucketLogsOptions = {}): LogSource {
    return new LogSource(S3_ACCESS_LOGS, s3AccessLogs(options));
  }

  /**
   * Access, connection and health check logs of Application Load Balancers.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   */
  public static applicationLoadBalancer(options: LogSourceOptions = {}): LogSource {
    return new LogSource(APPLICATION_LOAD_BALANCER, loadBalancerLogs(options), options.producer);
  }

  /**
   * Access logs of Classic Load Balancers.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html
   */
  public static classicLoadBalancer(options: LogSourceOptions = {}): LogSource {
    return new LogSource(CLASSIC_LOAD_BALANCER, loadBalancerLogs(options), options.producer);
  }

  /**
   * Access logs of Network Load Balancers.
   *
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
   */
  public static networkLoadBalancer(options: LogSourceOptions = {}): LogSource {
    return new LogSource(NETWORK_LOAD_BALANCER, vendedLogs(options), options.producer);
  }

  /**
   * CloudTrail logs. Into an `EncryptedBucket` with SSE-KMS the trail is to be given the same key; into a `LogBucket`
   * none. The L2 `Trail` adds statements to the bucket policy that name no source, `CfnTrail` does not.
   *
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  public static cloudTrail(options: CloudTrailLogsOptions = {}): LogSource {
    return new LogSource(CLOUDTRAIL, cloudTrail(options), options.producer);
  }

  /**
   * Configuration history and snapshots of AWS Config. Into an `EncryptedBucket` with SSE-KMS the delivery channel is to
   * be given the same key, or none; into a `LogBucket` none.
   *
   * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
   */
  public static config(options: LogSourceOptions = {}): LogSource {
    return new LogSource(CONFIG, config(options), options.producer);
  }

  /**
   * VPC flow logs.
   *
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
   */
  public static vpcFlowLogs(options: VpcFlowLogsOptions = {}): LogSource {
    return new LogSource(VPC_FLOW_LOGS, vpcFlowLogs(options), options.producer);
  }

  /**
   * CloudFront standard logs (v2), which are delivered through CloudWatch Logs.
   *
   * The prefix is what stands behind the ARN of the bucket in the delivery destination. The Region is `us-east-1`,
   * unless another is given.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
   */
  public static cloudFront(options: LogSourceOptions = {}): LogSource {
    return new LogSource(CLOUDFRONT, cloudFront(options), options.producer);
  }

  /**
   * CloudFront standard logs (legacy), which are written by ACL: a `LogBucket` that accepts them gets ACLs
   * (`BucketOwnerPreferred`), and should accept nothing else.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
   */
  public static cloudFrontLegacy(options: CloudFrontLegacyLogsOptions = {}): LogSource {
    return new LogSource(CLOUDFRONT_LEGACY, cloudFrontLegacy, options.producer);
  }

  /**
   * AWS WAF logs. The name of the bucket has to begin with `aws-waf-logs-`. Logs of a web ACL for CloudFront come from
   * `us-east-1`.
   *
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html
   */
  public static waf(options: LogSourceOptions = {}): LogSource {
    return new LogSource(WAF, vendedLogs(options), options.producer);
  }

  /**
   * Query logs of Route 53 Resolver.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html
   */
  public static route53Resolver(options: LogSourceOptions = {}): LogSource {
    return new LogSource(ROUTE53_RESOLVER, vendedLogs(options), options.producer);
  }

  /**
   * S3 Inventory reports.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
   */
  public static s3Inventory(options: BucketLogsOptions = {}): LogSource {
    return new LogSource(S3_INVENTORY, s3Inventory(options));
  }

  /**
   * Metrics exports of S3 Storage Lens. Into an `EncryptedBucket` with SSE-KMS the export is to be given the same key.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage_lens_with_organizations_export.html
   */
  public static storageLens(options: StorageLensOptions = {}): LogSource {
    return new LogSource(STORAGE_LENS, storageLens(options), options.producer);
  }

  /**
   * Audit logs of Amazon Redshift. The service principal differs in opt-in Regions: set `env.region` of the stack, or the
   * `region` option.
   *
   * @see https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
   */
  public static redshift(options: LogSourceOptions = {}): LogSource {
    return new LogSource(REDSHIFT, redshift(options), options.producer);
  }

  /**
   * Export tasks of CloudWatch Logs.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
   */
  public static cloudWatchLogsExport(options: CloudWatchLogsExportOptions = {}): LogSource {
    return new LogSource(CLOUDWATCH_LOGS_EXPORT, cloudWatchLogsExport(options), options.producer);
  }

  /**
   * Findings that GuardDuty exports. Configure GuardDuty with the key of the bucket. The service principal differs in opt-in
   * Regions: set `env.region` of the stack, or the `region` option.
   *
   * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
   */
  public static guardDuty(options: GuardDutyFindingsOptions = {}): LogSource {
    return new LogSource(GUARDDUTY, guardDuty(options), options.producer);
  }

  /**
   * Completion reports of S3 Batch Operations, which the role of the job writes.
   *
   * The role gets the right to write them, and is exempt where the bucket denies other writers.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
   */
  public static batchOperationsReports(options: BatchOperationsReportsOptions): LogSource {
    return new LogSource(BATCH_OPERATIONS_REPORTS, batchOperationsReports(options));
  }

  private constructor(
    /** @internal */
    public readonly _kind: LogProducer,
    private readonly bind: Bind,
    /** @internal */
    public readonly _producer?: IConstruct,
  ) {}

  /**
   * What the source writes into a bucket.
   *
   * @internal
   */
  public _bind(place: LogPlace): LogDelivery {
    return this.bind(place);
  }
}
