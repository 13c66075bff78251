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
 * An AWS service or role that writes logs or reports to a bucket.
 *
 * Pass it to `acceptLogsFrom()` of a `LogBucket` or an `EncryptedBucket`. A source defines the principal that writes, the
 * policy statements that it requires, the accounts and resources whose logs it can write, and the encryption types that it
 * supports: see docs/log-sources.md.
 *
 * @example
 * const logs = new LogBucket(this, 'Logs');
 * logs.acceptLogsFrom(LogSource.networkLoadBalancer({ prefix: 'balancers' }));
 * logs.acceptLogsFrom(LogSource.vpcFlowLogs());
 */
export class LogSource {
  /**
   * S3 server access logs of buckets in the same account and Region.
   *
   * The `accessLogs` property of an `EncryptedBucket` adds this source to the destination bucket.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
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
   * @param options Options of the source, such as its account and the prefix of its logs
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
   * @param options Options of the source, such as its account and the prefix of its logs
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
   * @param options Options of the source, such as its account and the prefix of its logs
   * @returns the source
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
   */
  public static networkLoadBalancer(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.networkLoadBalancer', options, LOG_SOURCE_OPTIONS);
    return new LogSource(NETWORK_LOAD_BALANCER, accountLogs(NETWORK_LOAD_BALANCER, options), options.producer);
  }

  /**
   * CloudTrail logs.
   *
   * For an `EncryptedBucket` with SSE-KMS, configure the trail with the key of the bucket. For a `LogBucket`, configure no key.
   * The statement that `cloudtrail.Trail` adds to the policy of a bucket of this library is restricted to the account of the source.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
   * @returns the source
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
   */
  public static cloudTrail(options: CloudTrailLogsOptions = {}): LogSource {
    assertShape('LogSource.cloudTrail', options, CLOUD_TRAIL_LOGS_OPTIONS);
    return new LogSource(CLOUDTRAIL, cloudTrail(options), options.producer);
  }

  /**
   * Configuration history and snapshots of AWS Config.
   *
   * For an `EncryptedBucket` with SSE-KMS, configure the delivery channel with the key of the bucket, or with no key. For a
   * `LogBucket`, configure no key.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
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
   * @param options Options of the source, such as its account and the prefix of its logs
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
   * The prefix is the part after the bucket ARN in the delivery destination. The Region is `us-east-1`, unless you specify
   * another one.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
   */
  public static cloudFront(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.cloudFront', options, LOG_SOURCE_OPTIONS);
    return new LogSource(CLOUDFRONT, cloudFront(options), options.producer);
  }

  /**
   * CloudFront standard logs (legacy), which require ACLs.
   *
   * Accepting this source enables ACLs on the `LogBucket` (`BucketOwnerPreferred`). Use a separate `LogBucket` for it.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html
   */
  public static cloudFrontLegacy(options: CloudFrontLegacyLogsOptions = {}): LogSource {
    assertShape('LogSource.cloudFrontLegacy', options, CLOUD_FRONT_LEGACY_LOGS_OPTIONS);
    return new LogSource(CLOUDFRONT_LEGACY, cloudFrontLegacy, options.producer);
  }

  /**
   * AWS WAF logs.
   *
   * The name of the bucket must begin with `aws-waf-logs-`. Logs of a web ACL for CloudFront come from `us-east-1`.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
   * @returns the source
   * @see https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html
   */
  public static waf(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.waf', options, LOG_SOURCE_OPTIONS);
    return new LogSource(WAF, accountLogs(WAF, options), options.producer);
  }

  /**
   * Route 53 Resolver query logs.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
   * @returns the source
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html
   */
  public static route53Resolver(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.route53Resolver', options, LOG_SOURCE_OPTIONS);
    return new LogSource(ROUTE53_RESOLVER, accountLogs(ROUTE53_RESOLVER, options), options.producer);
  }

  /**
   * Vended logs of other services, which are delivered through CloudWatch Logs.
   *
   * For example AWS Network Firewall, Amazon MSK, MSK Connect, AWS Global Accelerator, and Amazon Bedrock knowledge bases and
   * agents. CloudWatch Logs writes the logs with its own service principal, so the bucket policy is the same for all of these
   * services. To restrict it to one service, set `serviceFolder`. Services that write with their own service principal, such as
   * Amazon Bedrock model invocation logs (`bedrock.amazonaws.com`), require `grantPut()` with conditions instead.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
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
   * @param options The buckets that the reports list, and the prefix of the reports
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html
   */
  public static s3Inventory(options: BucketLogsOptions = {}): LogSource {
    assertShape('LogSource.s3Inventory', options, BUCKET_LOGS_OPTIONS);
    return new LogSource(S3_INVENTORY, bucketLogs(S3_INVENTORY, options));
  }

  /**
   * S3 Storage Lens metrics exports.
   *
   * For an `EncryptedBucket` with SSE-KMS, configure the export with the key of the bucket.
   *
   * @param options Options of the source, such as its account and the prefix of the export
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage_lens_with_organizations_export.html
   */
  public static storageLens(options: StorageLensOptions = {}): LogSource {
    assertShape('LogSource.storageLens', options, STORAGE_LENS_OPTIONS);
    return new LogSource(STORAGE_LENS, storageLens(options), options.producer);
  }

  /**
   * Amazon Redshift audit logs.
   *
   * The service principal differs in opt-in Regions: set `env.region` of the stack, or the `region` option.
   *
   * @param options Options of the source, such as its account and the prefix of its logs
   * @returns the source
   * @see https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html
   */
  public static redshift(options: LogSourceOptions = {}): LogSource {
    assertShape('LogSource.redshift', options, LOG_SOURCE_OPTIONS);
    return new LogSource(REDSHIFT, accountLogs(REDSHIFT, options), options.producer);
  }

  /**
   * CloudWatch Logs export tasks.
   *
   * @param options Options of the source, such as the exported log groups and the prefix of the exports
   * @returns the source
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html
   */
  public static cloudWatchLogsExport(options: CloudWatchLogsExportOptions = {}): LogSource {
    assertShape('LogSource.cloudWatchLogsExport', options, CLOUD_WATCH_LOGS_EXPORT_OPTIONS);
    return new LogSource(CLOUDWATCH_LOGS_EXPORT, cloudWatchLogsExport(options), options.producer);
  }

  /**
   * Findings that GuardDuty exports.
   *
   * Configure GuardDuty with the key of the bucket. The service principal differs in opt-in Regions: set `env.region` of the
   * stack, or the `region` option.
   *
   * @param options Options of the source, such as its account and the prefix of the findings
   * @returns the source
   * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
   */
  public static guardDuty(options: GuardDutyFindingsOptions = {}): LogSource {
    assertShape('LogSource.guardDuty', options, GUARD_DUTY_FINDINGS_OPTIONS);
    return new LogSource(GUARDDUTY, guardDuty(options), options.producer);
  }

  /**
   * Completion reports of S3 Batch Operations, which the IAM role of the job writes.
   *
   * The role is granted permission to write the reports. If `otherWritersDenied` is true, the role is exempt.
   *
   * @param options The role of the job, and the folder of the reports
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
     * The construct that turns the logs on.
     *
     * @default - not specified
     */
    public readonly producer?: IConstruct,
  ) {}

  /** The title of the logs in the table of log sources, for example `VPC flow logs`. */
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
