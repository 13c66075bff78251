import type { IConstruct } from 'constructs';
import type {
  BatchOperationsReportsOptions, BucketLogsOptions, CloudFrontLegacyLogsOptions, CloudTrailLogsOptions, CloudWatchLogsExportOptions,
  GuardDutyFindingsOptions, LogSourceOptions, StorageLensOptions, VendedLogsOptions, VpcFlowLogsOptions,
} from './log-source-options';
import type { Bind, LogTarget, LogWrites } from './log-writes';
import {
  APPLICATION_LOAD_BALANCER, BATCH_OPERATIONS_REPORTS, CLASSIC_LOAD_BALANCER, CLOUDFRONT, CLOUDFRONT_LEGACY, CLOUDTRAIL,
  CLOUDWATCH_LOGS_EXPORT, CONFIG, GUARDDUTY, LogPermission, type LogService, NETWORK_LOAD_BALANCER, OTHER_VENDED_LOGS, REDSHIFT, ROUTE53_RESOLVER,
  S3_ACCESS_LOGS, S3_INVENTORY, STORAGE_LENS, VPC_FLOW_LOGS, WAF,
} from '../services';
import { assertShape } from '../shapes';
import {
  BATCH_OPERATIONS_REPORTS_OPTIONS, BUCKET_LOGS_OPTIONS, CLOUD_FRONT_LEGACY_LOGS_OPTIONS, CLOUD_TRAIL_LOGS_OPTIONS, CLOUD_WATCH_LOGS_EXPORT_OPTIONS,
  GUARD_DUTY_FINDINGS_OPTIONS, LOG_SOURCE_OPTIONS, STORAGE_LENS_OPTIONS, VENDED_LOGS_OPTIONS, VPC_FLOW_LOGS_OPTIONS,
} from './private/log-source-shapes';
import { accountLogs } from './sources/account-logs';
import { batchOperationsReports } from './sources/batch-operations-reports';
import { bucketLogs } from './sources/bucket-logs';
import { cloudFront } from './sources/cloud-front';
import { cloudFrontLegacy } from './sources/cloud-front-legacy';
import { cloudTrail } from './sources/cloud-trail';
import { cloudWatchLogsExport } from './sources/cloud-watch-logs-export';
import { guardDuty } from './sources/guard-duty';
import { storageLens } from './sources/storage-lens';
import { vended } from './sources/vended';
import { vpcFlowLogs } from './sources/vpc-flow-logs';

// Over 300 lines, because users look for all sources in one class; what each of them does is in sources/.
/**
 * Who writes logs or reports into a bucket: for `acceptLogsFrom()` of a `LogBucket` or an `EncryptedBucket`.
 *
 * A source knows its principal, the statements that it needs, whose logs it may write, and to which encryptions it can
 * write: see docs/log-sources.md.
 *
 * @example
 * const logs = new LogBucket(this, 'Logs');
 * logs.acceptLogsFrom(LogSource.networkLoadBalancer({ prefix: 'balancers' }));
 * logs.acceptLogsFrom(LogSource.vpcFlowLogs());
 */
export class LogSource {
  /**
   * S3 server access logs, of buckets in the same account and Region.
   *
   * For an `EncryptedBucket` this is done by its prop `accessLogs`.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
   */
  public static s3AccessLogs(options: BucketLogsOptions = {}): LogSource {
    assertShape('LogSource.s3AccessLogs', options, BUCKET_LOGS_OPTIONS);
    return new LogSource(S3_ACCESS_LOGS, bucketLogs(S3_ACCESS_LOGS, options));
  }

  /**
   * Access, connection and health check logs of Application Load Balancers.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   */
  public static applicationLoadBalancer(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.applicationLoadBalancer', options, LOG_SOURCE_OPTIONS);
    return new LogSource(APPLICATION_LOAD_BALANCER, accountLogs(APPLICATION_LOAD_BALANCER, options), options.producer);
  }

  /**
   * Access logs of Classic Load Balancers.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-access-logs.html
   */
  public static classicLoadBalancer(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.classicLoadBalancer', options, LOG_SOURCE_OPTIONS);
    return new LogSource(CLASSIC_LOAD_BALANCER, accountLogs(CLASSIC_LOAD_BALANCER, options), options.producer);
  }

  /**
   * Access logs of Network Load Balancers.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
   */
  public static networkLoadBalancer(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.networkLoadBalancer', options, LOG_SOURCE_OPTIONS);
    return new LogSource(NETWORK_LOAD_BALANCER, accountLogs(NETWORK_LOAD_BALANCER, options), options.producer);
  }

  /**
   * CloudTrail logs. Into an `EncryptedBucket` with SSE-KMS the trail is to be given the same key; into a `LogBucket`
   * none. The statement that `cloudtrail.Trail` adds to the policy of a bucket of this library is restricted to its account.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  public static cloudTrail(options: CloudTrailLogsOptions = {}): LogSource {
    assertShape('LogSource.cloudTrail', options, CLOUD_TRAIL_LOGS_OPTIONS);
    return new LogSource(CLOUDTRAIL, cloudTrail(options), options.producer);
  }

  /**
   * Configuration history and snapshots of AWS Config. Into an `EncryptedBucket` with SSE-KMS the delivery channel is to
   * be given the same key, or none; into a `LogBucket` none.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
   */
  public static config(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.config', options, LOG_SOURCE_OPTIONS);
    return new LogSource(CONFIG, accountLogs(CONFIG, options), options.producer);
  }

  /**
   * VPC flow logs.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
   */
  public static vpcFlowLogs(options: VpcFlowLogsOptions = {}): LogSource {
    assertShape('LogSource.vpcFlowLogs', options, VPC_FLOW_LOGS_OPTIONS);
    return new LogSource(VPC_FLOW_LOGS, vpcFlowLogs(options), options.producer);
  }

  /**
   * CloudFront standard logs (v2), which are delivered through CloudWatch Logs.
   *
   * The prefix is what stands behind the ARN of the bucket in the delivery destination. The Region is `us-east-1`,
   * unless another is given.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
   */
  public static cloudFront(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.cloudFront', options, LOG_SOURCE_OPTIONS);
    return new LogSource(CLOUDFRONT, cloudFront(options), options.producer);
  }

  /**
   * CloudFront standard logs (legacy), which are written by ACL: a `LogBucket` that accepts them gets ACLs
   * (`BucketOwnerPreferred`), and should accept nothing else.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
   */
  public static cloudFrontLegacy(options: CloudFrontLegacyLogsOptions = {}): LogSource {
    assertShape('LogSource.cloudFrontLegacy', options, CLOUD_FRONT_LEGACY_LOGS_OPTIONS);
    return new LogSource(CLOUDFRONT_LEGACY, cloudFrontLegacy, options.producer);
  }

  /**
   * AWS WAF logs. The name of the bucket has to begin with `aws-waf-logs-`. Logs of a web ACL for CloudFront come from
   * `us-east-1`.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html
   */
  public static waf(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.waf', options, LOG_SOURCE_OPTIONS);
    return new LogSource(WAF, accountLogs(WAF, options), options.producer);
  }

  /**
   * Query logs of Route 53 Resolver.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html
   */
  public static route53Resolver(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.route53Resolver', options, LOG_SOURCE_OPTIONS);
    return new LogSource(ROUTE53_RESOLVER, accountLogs(ROUTE53_RESOLVER, options), options.producer);
  }

  /**
   * Logs of any other service that delivers them through CloudWatch Logs (vended logs), such as AWS Network Firewall, Amazon MSK,
   * MSK Connect, AWS Global Accelerator, and Amazon Bedrock knowledge bases and agents.
   *
   * CloudWatch Logs writes them with its own service principal, so that the bucket policy is the same for all of them: name the
   * folder of the service to restrict it to one. Services that write with a service principal of their own, such as Amazon
   * Bedrock model invocation logs (`bedrock.amazonaws.com`), need `grantPut()` with conditions instead.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
   */
  public static vended(options: VendedLogsOptions = {}): LogSource {
    assertShape('LogSource.vended', options, VENDED_LOGS_OPTIONS);
    return new LogSource(OTHER_VENDED_LOGS, vended(options), options.producer);
  }

  /**
   * S3 Inventory reports.
   *
   * @param options Which buckets are listed, and where the reports go
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
   */
  public static s3Inventory(options: BucketLogsOptions = {}): LogSource {
    assertShape('LogSource.s3Inventory', options, BUCKET_LOGS_OPTIONS);
    return new LogSource(S3_INVENTORY, bucketLogs(S3_INVENTORY, options));
  }

  /**
   * Metrics exports of S3 Storage Lens. Into an `EncryptedBucket` with SSE-KMS the export is to be given the same key.
   *
   * @param options Whose export it is, and where it goes
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage_lens_with_organizations_export.html
   */
  public static storageLens(options: StorageLensOptions = {}): LogSource {
    assertShape('LogSource.storageLens', options, STORAGE_LENS_OPTIONS);
    return new LogSource(STORAGE_LENS, storageLens(options), options.producer);
  }

  /**
   * Audit logs of Amazon Redshift. The service principal differs in opt-in Regions: set `env.region` of the stack, or the
   * `region` option.
   *
   * @param options Whose logs they are, and where in the bucket they go
   * @returns the source
   * @see https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
   */
  public static redshift(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.redshift', options, LOG_SOURCE_OPTIONS);
    return new LogSource(REDSHIFT, accountLogs(REDSHIFT, options), options.producer);
  }

  /**
   * Export tasks of CloudWatch Logs.
   *
   * @param options Whose log groups are exported, and where they go
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
   */
  public static cloudWatchLogsExport(options: CloudWatchLogsExportOptions = {}): LogSource {
    assertShape('LogSource.cloudWatchLogsExport', options, CLOUD_WATCH_LOGS_EXPORT_OPTIONS);
    return new LogSource(CLOUDWATCH_LOGS_EXPORT, cloudWatchLogsExport(options), options.producer);
  }

  /**
   * Findings that GuardDuty exports. Configure GuardDuty with the key of the bucket. The service principal differs in opt-in
   * Regions: set `env.region` of the stack, or the `region` option.
   *
   * @param options Whose findings they are, and where they go
   * @returns the source
   * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
   */
  public static guardDuty(options: GuardDutyFindingsOptions = {}): LogSource {
    assertShape('LogSource.guardDuty', options, GUARD_DUTY_FINDINGS_OPTIONS);
    return new LogSource(GUARDDUTY, guardDuty(options), options.producer);
  }

  /**
   * Completion reports of S3 Batch Operations, which the role of the job writes.
   *
   * The role gets the right to write them, and is exempt where the bucket denies other writers.
   *
   * @param options The role of the job, and where the reports go
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
   */
  public static batchOperationsReports(options: BatchOperationsReportsOptions): LogSource {
    assertShape('LogSource.batchOperationsReports', options, BATCH_OPERATIONS_REPORTS_OPTIONS);
    return new LogSource(BATCH_OPERATIONS_REPORTS, batchOperationsReports(options));
  }

  private constructor(
    /** @internal */
    public readonly _service: LogService,
    private readonly bind: Bind,
    /**
     * The construct that turns the logs on, if it was given.
     *
     * @default - none was given
     */
    public readonly producer?: IConstruct,
  ) {}

  /** What is delivered, as the table of log sources calls it, for example `VPC flow logs`. */
  public get title(): string {
    return this._service.title;
  }

  /** @internal */
  public get _writesByAcl(): boolean {
    return this._service.permission === LogPermission.ACL;
  }

  /**
   * What the source writes into a bucket.
   *
   * @internal
   */
  public _bind(target: LogTarget): LogWrites {
    return this.bind(target);
  }
}
