import { aws_cloudtrail as cloudtrail, Duration, aws_iam as iam, type interfaces, type aws_kms as kms, Lazy, aws_logs as logs, Names, RemovalPolicy, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Construct, type IDependable } from 'constructs';
import { EncryptedBucket } from '../../bucket';
import { refusal } from '../../cdk';
import { LogSource } from '../../logging';
import { acceptLogs, letLogGroupUse, logGroupKey } from '../../logging/internal';
import { bucketResource, knownDefault, meaningOf } from '../../policy';
import { assertShape } from '../../shapes';
import { OBJECT_TRAIL_PROPS } from '../private/shapes';

/**
 * Properties of an `ObjectTrail`.
 */
export interface ObjectTrailProps {
  /**
   * The bucket that receives the log files: an `EncryptedBucket`, a `LogBucket`, or any other bucket of the app whose bucket policy can be
   * extended for CloudTrail. If the bucket has a customer managed key, the trail encrypts log files with it.
   *
   * @default - a new `EncryptedBucket` with its own key, which keeps log files for 400 days and is retained when the stack is deleted
   */
  readonly logBucket?: s3.Bucket;

  /**
   * The KMS key that encrypts the log group.
   *
   * @default - a new key with automatic rotation, which CloudWatch Logs can use for this log group only
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The retention period of the log group.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly retention?: logs.RetentionDays;

  /**
   * Whether to log object reads too. A read event costs as much as a write event, and reads are often far more frequent.
   *
   * If false, reads over plain HTTP and with Signature Version 2 are not detected.
   *
   * @default false
   */
  readonly readEvents?: boolean;

  /**
   * Whether the trail logs write-only management events.
   *
   * Alerts for changes to buckets and keys need one trail in the Region that logs these events. If the account already has such a trail,
   * this trail logs an additional copy, which AWS charges for.
   *
   * @default true
   */
  readonly managementEvents?: boolean;
}

/** A trail takes 500 values in all conditions of its selectors. */
const MOST_VALUES = 500;
/** `eventCategory`, `resources.type` and `readOnly` of the objects; `eventCategory` and `readOnly` of management events. */
const VALUES_BESIDE_BUCKETS = 5;

/**
 * A CloudTrail trail that logs uploads to buckets, and other object-level events, to a log group.
 *
 * The trail covers a single Region and the buckets in it. Log file validation is enabled. Log files are encrypted with AWS KMS, unless the
 * specified `logBucket` isn't.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * const trail = new ObjectTrail(this, 'Trail', { readEvents: true });
 * trail.watch(bucket);
 * new UploadMetrics(this, 'UploadMetrics', { logGroup: trail.logGroup });
 */
export class ObjectTrail extends Construct {
  /** The name of the trail. */
  public readonly trailName: string;

  /** The ARN of the trail. */
  public readonly trailArn: string;

  /** The log group that receives the events. */
  public readonly logGroup: logs.ILogGroup;

  /** The bucket that receives the log files. */
  public readonly logBucket: s3.Bucket;

  private readonly bucketArns = new Map<string, string>();
  private readonly props: ObjectTrailProps;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: ObjectTrailProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, OBJECT_TRAIL_PROPS);
    this.props = props;
    // Known before the trail is made: the bucket policy names it, and the trail needs the policy.
    this.trailName = Names.uniqueResourceName(this, { maxLength: 100, separator: '-' });
    this.logGroup = this.makeLogGroup();
    this.logBucket = props.logBucket ?? this.makeLogBucket();
    const role = this.makeRole();
    const trail = new cloudtrail.CfnTrail(this, 'Trail', {
      trailName: this.trailName,
      isLogging: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      s3BucketName: this.logBucket.bucketName,
      kmsKeyId: this.keyOfLogBucket(),
      cloudWatchLogsLogGroupArn: this.logGroup.logGroupArn,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelectors: Lazy.any({ produce: () => this.selectors() }),
    });
    trail.node.addDependency(this.letTrailIn(), role);
    this.trailArn = trail.attrArn;
    this.node.addValidation({ validate: () => this.withoutBuckets() });
  }

  /**
   * Adds a bucket whose events the trail logs.
   *
   * @param bucket The bucket, L1 or L2
   * @throws if the bucket receives the log files of this trail, which would cause an endless loop, or if the trail already has the
   * maximum number of buckets
   */
  public watch(bucket: interfaces.aws_s3.IBucketRef): void {
    if (bucketResource(bucket) === bucketResource(this.logBucket)) {
      throw refusal(this, `bucket ${bucket.node.path} receives the log files of this trail, so the trail would log its own writes in an endless loop`,
        'omit the bucket, or set another logBucket');
    }
    const { bucketArn } = (bucketResource(bucket) ?? bucket).bucketRef;
    this.bucketArns.set(meaningOf(this, bucketArn), bucketArn);
    if (this.bucketArns.size + VALUES_BESIDE_BUCKETS > MOST_VALUES) {
      throw refusal(this, `a trail can log up to ${MOST_VALUES - VALUES_BESIDE_BUCKETS} buckets, and ${bucket.node.path} exceeds this limit`,
        'add some of the buckets to another ObjectTrail');
    }
  }

  private selectors(): cloudtrail.CfnTrail.AdvancedEventSelectorProperty[] {
    const writesOnly = { field: 'readOnly', equalTo: ['false'] };
    return [
      {
        name: 'Object events of the watched buckets',
        fieldSelectors: [
          { field: 'eventCategory', equalTo: ['Data'] },
          { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
          ...this.props.readEvents ? [] : [writesOnly],
          { field: 'resources.ARN', startsWith: [...this.bucketArns.values()].map((arn) => `${arn}/`) },
        ],
      },
      ...this.props.managementEvents ?? true
        ? [{ name: 'Changes', fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }, writesOnly] }]
        : [],
    ];
  }

  private makeLogGroup(): logs.LogGroup {
    const { encryptionKey, retention } = this.props;
    const logGroupName = `/s3-encryption/${this.trailName}`;
    if (encryptionKey) { letLogGroupUse(this, encryptionKey, logGroupName); }
    return new logs.LogGroup(this, 'LogGroup', {
      logGroupName,
      encryptionKey: encryptionKey ?? logGroupKey(this, logGroupName),
      retention: retention ?? logs.RetentionDays.THREE_MONTHS,
      // It has a fixed name: kept by a failed creation, it would stop the next try.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private makeLogBucket(): EncryptedBucket {
    return new EncryptedBucket(this, 'LogBucket', {
      lifecycleRules: [{
        id: 'Logs',
        expiration: Duration.days(400),
        noncurrentVersionExpiration: Duration.days(30),
        abortIncompleteMultipartUploadAfter: Duration.days(7),
      }],
    });
  }

  private keyOfLogBucket(): string | undefined {
    const resource = bucketResource(this.logBucket);
    return resource && knownDefault(resource).keyArn;
  }

  private letTrailIn(): IDependable {
    return acceptLogs(this.logBucket, LogSource.cloudTrail({ trailNames: [this.trailName] }));
  }

  private makeRole(): iam.Role {
    const { partition, region, account } = Stack.of(this);
    return new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('cloudtrail.amazonaws.com'),
      description: `Allows trail ${this.trailName} to write to its log group`,
      inlinePolicies: {
        WriteEvents: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({
            sid: 'WriteEvents',
            actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            resources: [`arn:${partition}:logs:${region}:${account}:log-group:/s3-encryption/${this.trailName}:log-stream:${account}_CloudTrail_${region}*`],
          })],
        }),
      },
    });
  }

  private withoutBuckets(): string[] {
    if (this.bucketArns.size > 0) { return []; }
    return ['the trail has no buckets, so it would log the objects of all buckets. Fix: add buckets with watch(), or omit the trail.'];
  }
}
