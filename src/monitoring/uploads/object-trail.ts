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
   * The bucket that gets the log files: an `EncryptedBucket`, a `LogBucket` or any bucket of the app to whose policy
   * CloudTrail can be added. With a customer managed key of its own, the trail encrypts with it.
   *
   * @default - an `EncryptedBucket` with a key of its own, which keeps log files for 400 days and stays when the stack goes
   */
  readonly logBucket?: s3.Bucket;

  /**
   * The key of the log group.
   *
   * @default - a key of its own, which rotates, and which CloudWatch Logs can use for this log group only
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * How long the log group keeps events.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly retention?: logs.RetentionDays;

  /**
   * Whether reads of objects are logged as well: they cost as much as writes and are often many more.
   *
   * Without them, reads over plain HTTP and with Signature Version 2 are not seen.
   *
   * @default false
   */
  readonly readEvents?: boolean;

  /**
   * Whether the trail logs management events that change something. Alerts on changes of buckets and keys need one trail
   * in the Region that does; where the account has one already, this would be a copy that is paid for.
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
 * A trail that logs uploads to buckets, and what else is done to their objects, into a log group.
 *
 * It is a trail of one Region: of the buckets there. Log files are validated, and encrypted with KMS unless the log bucket
 * that is given is not.
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

  /** The log group that gets the events. */
  public readonly logGroup: logs.ILogGroup;

  /** The bucket that gets the log files. */
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
   * Logs the events of a bucket.
   *
   * @param bucket The bucket, L1 or L2
   * @throws if the bucket gets the log files of this trail, which would log its own writing, or if the trail has no room for
   * another bucket
   */
  public watch(bucket: interfaces.aws_s3.IBucketRef): void {
    if (bucketResource(bucket) === bucketResource(this.logBucket)) {
      throw refusal(this, `bucket ${bucket.node.path} gets the log files of this trail, which would log its own writing without end`,
        'leave it out, or give the trail another logBucket');
    }
    const { bucketArn } = (bucketResource(bucket) ?? bucket).bucketRef;
    this.bucketArns.set(meaningOf(this, bucketArn), bucketArn);
    if (this.bucketArns.size + VALUES_BESIDE_BUCKETS > MOST_VALUES) {
      throw refusal(this, `a trail has room for ${MOST_VALUES - VALUES_BESIDE_BUCKETS} buckets, and ${bucket.node.path} is one more`,
        'watch some of them with another ObjectTrail');
    }
  }

  private selectors(): cloudtrail.CfnTrail.AdvancedEventSelectorProperty[] {
    const writesOnly = { field: 'readOnly', equalTo: ['false'] };
    return [
      {
        name: 'Objects of the buckets watched',
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
      description: `Lets trail ${this.trailName} write to its log group`,
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
    return ['the trail watches no bucket, so that it would log the objects of all. Fix: name buckets with watch(), or leave the trail out.'];
  }
}
