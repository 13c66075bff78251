import type { aws_iam as iam, interfaces } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * What a bucket has to know of a source of logs.
 */
export interface LogSourceOptions {
  /**
   * What keys of objects begin with, as the source is told, without wildcards.
   *
   * @default - none
   */
  readonly prefix?: string;

  /**
   * The account whose logs they are.
   *
   * @default - the account of the producer's stack, if it is given, else that of the bucket
   */
  readonly account?: string;

  /**
   * The Region that the logs come from. Amazon Redshift and GuardDuty have a different service principal in each opt-in Region:
   * if the Region is not known at synthesis time, a synth warning names the principal that the policies allow.
   *
   * @default - the Region of the producer's stack, if it is given, else that of the bucket
   */
  readonly region?: string;

  /**
   * The construct that has its logs delivered, where it is in the app: it is made to wait (`DependsOn`) for the policies
   * of the bucket and of its key. Synthesis fails if it is configured with a KMS key that the bucket doesn't accept.
   *
   * @default - none; let it depend on what `acceptLogsFrom()` returns
   */
  readonly producer?: IConstruct;
}

/**
 * Options of `LogSource.s3AccessLogs()` and `LogSource.s3Inventory()`.
 */
export interface BucketLogsOptions {
  /**
   * The buckets whose logs or reports they are.
   *
   * @default - any bucket of the account
   */
  readonly buckets?: interfaces.aws_s3.IBucketRef[];

  /**
   * What keys of objects begin with, without wildcards.
   *
   * @default - none
   */
  readonly prefix?: string;

  /**
   * The account of the buckets. Server access logs stay in one account.
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
   * Names of the trails, written out: a trail waits for the bucket policy, which therefore cannot refer to it.
   *
   * @default - any trail of the account
   */
  readonly trailNames?: string[];

  /**
   * The organization whose logs an organization trail delivers, as in `o-exampleorgid`.
   *
   * @default - the trail delivers logs of its own account only
   */
  readonly organizationId?: string;
}

/**
 * Options of `LogSource.vpcFlowLogs()`.
 */
export interface VpcFlowLogsOptions extends LogSourceOptions {
  /**
   * Whether the flow log is told to use folders that Hive understands.
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
   * The construct that has its logs delivered, where it is in the app: it is made to wait (`DependsOn`) for the bucket's
   * policy.
   *
   * @default - none; let it depend on what `acceptLogsFrom()` returns
   */
  readonly producer?: IConstruct;
}

/**
 * Options of `LogSource.storageLens()`.
 */
export interface StorageLensOptions extends LogSourceOptions {
  /**
   * Id of the dashboard's configuration, written out.
   *
   * @default - any dashboard of the account and Region
   */
  readonly dashboardId?: string;

  /**
   * The organization, where its metrics are exported, as in `o-exampleorgid`.
   *
   * @default - the export holds metrics of the account only
   */
  readonly organizationId?: string;
}

/**
 * Options of `LogSource.cloudWatchLogsExport()`.
 */
export interface CloudWatchLogsExportOptions extends LogSourceOptions {
  /**
   * Names of the log groups that are exported.
   *
   * @default - any log group of the account and Region
   */
  readonly logGroupNames?: string[];
}

/**
 * Options of `LogSource.guardDuty()`.
 */
export interface GuardDutyFindingsOptions extends LogSourceOptions {
  /**
   * Id of the detector.
   *
   * @default - any detector of the account and Region
   */
  readonly detectorId?: string;
}

/**
 * Options of `LogSource.vended()`.
 */
export interface VendedLogsOptions extends LogSourceOptions {
  /**
   * Folder of the service behind that of the account, as in `AWSLogs/111122223333/network-firewall/`: without wildcards, and
   * without slashes before and behind it.
   *
   * @default - any service that delivers through CloudWatch Logs
   */
  readonly serviceFolder?: string;

  /**
   * Whether objects are in a folder of the account (`AWSLogs/111122223333/`). A delivery of CloudWatch Logs with a suffix path
   * of its own does without.
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
   * The role with which S3 Batch Operations runs the job, and writes its report.
   */
  readonly role: iam.IRole;

  /**
   * The folder of the reports, without wildcards.
   *
   * @default - none
   */
  readonly prefix?: string;
}
