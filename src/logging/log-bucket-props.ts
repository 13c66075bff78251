import type { aws_s3 as s3, Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { AccessLogsOptions } from './access-logs';
import type { TlsVersion } from '../encryption';

/**
 * Properties of a `LogBucket`.
 */
export interface LogBucketProps {
  /**
   * The physical name of the bucket.
   *
   * @default - assigned by CloudFormation
   */
  readonly bucketName?: string;

  /**
   * How long logs are kept before they expire.
   *
   * @default Duration.days(400)
   */
  readonly retention?: Duration;

  /**
   * The transitions of logs to other storage classes. Most logs are small objects, for which a transition costs more than
   * the cheaper storage class saves.
   *
   * @default - no transitions
   */
  readonly transitions?: s3.Transition[];

  /**
   * How long noncurrent versions of logs are kept, in a versioned bucket. Until then, overwritten or deleted logs can be restored.
   *
   * @default Duration.days(30)
   */
  readonly noncurrentRetention?: Duration;

  /**
   * The lifecycle rules, which replace the rule from `retention`, `transitions` and `noncurrentRetention`. With an empty list,
   * logs never expire.
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
   * Whether Object Lock is enabled. S3 server access logs and Amazon Redshift audit logs can't be delivered to a bucket with Object Lock.
   *
   * @default - false, unless `objectLockDefaultRetention` is set
   */
  readonly objectLockEnabled?: boolean;

  /**
   * The default Object Lock retention of the logs. AWS Config can't deliver to a bucket with a default retention.
   *
   * @default - no default retention
   */
  readonly objectLockDefaultRetention?: s3.ObjectLockRetention;

  /**
   * Whether to deny uploads by all principals except AWS services, and roles that are accepted by name, such as for completion
   * reports of S3 Batch Operations.
   *
   * Load balancers that `acceptLogsFrom()` allows write with a service principal. The AWS account that `logAccessLogs()` of
   * `aws-cdk-lib` allows in older Regions is not a service, and is denied.
   *
   * @default false
   */
  readonly otherWritersDenied?: boolean;

  /**
   * The destination of the server access logs of this bucket. It must be another bucket.
   *
   * @default - no server access logs
   */
  readonly accessLogs?: AccessLogsOptions;

  /**
   * The minimum TLS version of requests to the bucket.
   *
   * @default TlsVersion.V1_2
   */
  readonly minimumTlsVersion?: TlsVersion;

  /**
   * The policy to apply when the bucket is removed from its stack.
   *
   * The removal policy also applies to the bucket policy.
   *
   * @default RemovalPolicy.RETAIN; with a `bucketName`, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, so that you can deploy again
   * if the deployment that creates the bucket fails
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Whether all logs are deleted when the bucket is deleted. Requires `RemovalPolicy.DESTROY`.
   *
   * @default false
   */
  readonly autoDeleteObjects?: boolean;
}
