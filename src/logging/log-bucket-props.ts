import type { aws_s3 as s3, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { AccessLogsOptions } from './access-logs';
import type { TlsVersion } from '../encryption';

/**
 * Properties of a `LogBucket`.
 */
export interface LogBucketProps {
  /**
   * Physical name of the bucket.
   *
   * @default - assigned by CloudFormation
   */
  readonly bucketName?: string;

  /**
   * How long logs are kept.
   *
   * @default Duration.days(400) - a year, and time to look back at it
   */
  readonly retention?: Duration;

  /**
   * When logs move to which storage class. Most logs are many small objects, of which each costs more to move than
   * the cheaper storage saves.
   *
   * @default - none
   */
  readonly transitions?: s3.Transition[];

  /**
   * How long logs that were overwritten or deleted can be had back, in a versioned bucket.
   *
   * @default Duration.days(30)
   */
  readonly noncurrentRetention?: Duration;

  /**
   * Rules in the place of the one that is made of `retention`, `transitions` and `noncurrentRetention`. An empty list
   * keeps logs for good.
   *
   * @default - one rule for all logs
   */
  readonly lifecycleRules?: s3.LifecycleRule[];

  /**
   * Whether the bucket keeps every version of its objects.
   *
   * @default true
   */
  readonly versioned?: boolean;

  /**
   * Whether Object Lock is turned on. S3 access logs and Amazon Redshift cannot be delivered to such a bucket.
   *
   * @default - false, unless objectLockDefaultRetention is set
   */
  readonly objectLockEnabled?: boolean;

  /**
   * How long each log is locked. AWS Config cannot be delivered to such a bucket either.
   *
   * @default - none
   */
  readonly objectLockDefaultRetention?: s3.ObjectLockRetention;

  /**
   * Whether everybody is denied to write but AWS services and roles that were accepted by name, as for completion
   * reports of S3 Batch Operations.
   *
   * Load balancers write with a service principal if `acceptLogsFrom()` allows them. The account that `logAccessLogs()` of `aws-cdk-lib`
   * allows in older Regions isn't a service, and is denied.
   *
   * @default false
   */
  readonly otherWritersDenied?: boolean;

  /**
   * Where the server access logs of this bucket go. Never to itself.
   *
   * @default - none
   */
  readonly accessLogs?: AccessLogsOptions;

  /**
   * The oldest TLS version with which the bucket may be reached.
   *
   * @default TlsVersion.V1_2
   */
  readonly minimumTlsVersion?: TlsVersion;

  /**
   * What becomes of the bucket when it leaves its stack.
   *
   * The bucket policy follows the bucket.
   *
   * @default RemovalPolicy.RETAIN; with a `bucketName` RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, so that you can deploy again
   * if the deployment that creates the bucket fails
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether all logs are deleted with the bucket. Requires `RemovalPolicy.DESTROY`.
   *
   * @default false
   */
  readonly autoDeleteObjects?: boolean;
}
