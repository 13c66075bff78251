import type { aws_iam as iam, interfaces } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Options of a log source.
 */
export interface LogSourceOptions {
  /**
   * The prefix of the log object keys, as configured in the source. Wildcards are not supported.
   *
   * @default - no prefix
   */
  readonly prefix?: string;

  /**
   * The account whose logs are delivered.
   *
   * @default - the account of the stack of `producer`; without a `producer`, the account of the bucket
   */
  readonly account?: string;

  /**
   * The Region that the logs come from.
   *
   * Amazon Redshift and GuardDuty have a different service principal in each opt-in Region. If the Region is not known at
   * synthesis, a synthesis warning shows the principal that the policies allow.
   *
   * @default - the Region of the stack of `producer`; without a `producer`, the Region of the bucket
   */
  readonly region?: string;

  /**
   * The construct in this app whose logs are delivered.
   *
   * It depends (`DependsOn`) on the bucket policy and the key policy. Synthesis fails if it is configured with a KMS key that the
   * bucket doesn't accept.
   *
   * @default - none; add a dependency on the return value of `acceptLogsFrom()`
   */
  readonly producer?: IConstruct;
}

/**
 * Options of `LogSource.s3AccessLogs()` and `LogSource.s3Inventory()`.
 */
export interface BucketLogsOptions {
  /**
   * The buckets whose logs or reports are delivered.
   *
   * @default - any bucket in the account
   */
  readonly buckets?: interfaces.aws_s3.IBucketRef[];

  /**
   * The prefix of the object keys. Wildcards are not supported.
   *
   * @default - no prefix
   */
  readonly prefix?: string;

  /**
   * The account of the buckets. S3 delivers server access logs only within one account.
   *
   * @default - the account of the bucket that accepts the logs
   */
  readonly account?: string;
}

/**
 * Options of `LogSource.cloudTrail()`.
 */
export interface CloudTrailLogsOptions extends LogSourceOptions {
  /**
   * The names of the trails, as literal strings. A trail depends on the bucket policy, so the policy can't refer to the trail.
   *
   * @default - any trail in the account
   */
  readonly trailNames?: string[];

  /**
   * The ID of the organization whose logs an organization trail delivers, such as `o-exampleorgid`.
   *
   * @default - the trail delivers only logs of its own account
   */
  readonly organizationId?: string;
}

/**
 * Options of `LogSource.vpcFlowLogs()`.
 */
export interface VpcFlowLogsOptions extends LogSourceOptions {
  /**
   * Whether the flow log uses Hive-compatible S3 prefixes.
   *
   * @default false
   */
  readonly hiveCompatiblePartitions?: boolean;
}

/**
 * Options of `LogSource.cloudFrontLegacy()`.
 */
export interface CloudFrontLegacyLogsOptions {
  /**
   * The construct in this app whose logs are delivered. It depends (`DependsOn`) on the bucket policy.
   *
   * @default - none; add a dependency on the return value of `acceptLogsFrom()`
   */
  readonly producer?: IConstruct;
}

/**
 * Options of `LogSource.storageLens()`.
 */
export interface StorageLensOptions extends LogSourceOptions {
  /**
   * The ID of the dashboard configuration, as a literal string.
   *
   * @default - any dashboard in the account and Region
   */
  readonly dashboardId?: string;

  /**
   * The ID of the organization whose metrics are exported, such as `o-exampleorgid`.
   *
   * @default - the export includes only metrics of the account
   */
  readonly organizationId?: string;
}

/**
 * Options of `LogSource.cloudWatchLogsExport()`.
 */
export interface CloudWatchLogsExportOptions extends LogSourceOptions {
  /**
   * The names of the exported log groups.
   *
   * @default - any log group in the account and Region
   */
  readonly logGroupNames?: string[];
}

/**
 * Options of `LogSource.guardDuty()`.
 */
export interface GuardDutyFindingsOptions extends LogSourceOptions {
  /**
   * The ID of the detector.
   *
   * @default - any detector in the account and Region
   */
  readonly detectorId?: string;
}

/**
 * Options of `LogSource.vended()`.
 */
export interface VendedLogsOptions extends LogSourceOptions {
  /**
   * The folder of the service after the folder of the account, such as `network-firewall` in
   * `AWSLogs/111122223333/network-firewall/`. Wildcards, and slashes at the beginning or end, are not supported.
   *
   * @default - any service that delivers through CloudWatch Logs
   */
  readonly serviceFolder?: string;

  /**
   * Whether the objects are in the folder of the account (`AWSLogs/111122223333/`). CloudWatch Logs deliveries with their own
   * suffix path don't use this folder.
   *
   * @default true
   */
  readonly accountFolder?: boolean;
}

/**
 * Options of `LogSource.batchOperationsReports()`.
 */
export interface BatchOperationsReportsOptions {
  /**
   * The IAM role that S3 Batch Operations assumes to run the job and write its report.
   */
  readonly role: iam.IRole;

  /**
   * The folder of the reports. Wildcards are not supported.
   *
   * @default - no folder
   */
  readonly prefix?: string;
}
