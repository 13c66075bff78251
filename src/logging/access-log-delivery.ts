import { type aws_kms as kms, aws_logs as logs, type aws_s3 as s3, Names, RemovalPolicy, type ResourceEnvironment } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { mainResource, refusal } from '../cdk';
import { letLogGroupUse, logGroupKey } from './log-group-key';
import { environmentDifferences } from './same-environment';
import { bucketResource, warnOfSignatureAllowList } from '../policy';
import { ACCESS_LOG_DELIVERY_PROPS } from './shapes';
import { assertShape } from '../shapes';

/**
 * Properties of an `AccessLogDelivery`.
 */
export interface AccessLogDeliveryProps {
  /**
   * The bucket whose server access logs are delivered. It must be in the account and Region of this construct.
   */
  readonly bucket: s3.IBucket;

  /**
   * The log group that receives the logs. It must be encrypted with a KMS key.
   *
   * @default - a new log group
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * The KMS key that encrypts the log group that this construct creates.
   *
   * @default - a new key with automatic rotation, which CloudWatch Logs can use for this log group only
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The retention period of the log group that this construct creates.
   *
   * @default logs.RetentionDays.THIRTEEN_MONTHS
   */
  readonly retention?: logs.RetentionDays;
}

/**
 * Delivers the server access logs of a bucket to a log group that is encrypted with a KMS key.
 *
 * Amazon S3 delivers server access logs only to buckets with SSE-S3. If the logs must be encrypted with AWS KMS, this
 * construct delivers them to a log group instead, through CloudWatch log delivery.
 *
 * The role that deploys this construct needs `s3:AllowVendedLogDeliveryForResource` for the bucket, and `logs:PutResourcePolicy`,
 * which CloudWatch Logs uses to allow the delivery to the log group. A bucket with `SignatureVersion.V4_ALLOW_LIST` denies
 * `s3:AllowVendedLogDeliveryForResource`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/sal-cw-enabling.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * new AccessLogDelivery(this, 'AccessLogs', { bucket });
 */
export class AccessLogDelivery extends Construct {
  /** The log group that receives the logs. */
  public readonly logGroup: logs.ILogGroup;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if the log group has no KMS key, if the bucket or the log group is in another account or Region than this construct
   * (if known at synthesis), or if `encryptionKey` or `retention` is set together with `logGroup`
   */
  constructor(scope: Construct, id: string, props: AccessLogDeliveryProps) {
    super(scope, id);
    assertShape(this.node.path, props, ACCESS_LOG_DELIVERY_PROPS);
    this.assertSameEnvironment('bucket', props.bucket.env, props.bucket.node.path);
    warnOfSignatureAllowList(this, bucketResource(props.bucket), 's3:AllowVendedLogDeliveryForResource');
    this.logGroup = props.logGroup ? this.given(props.logGroup, props) : this.ownLogGroup(props);
    const name = Names.uniqueResourceName(this, { maxLength: 60, separator: '-' });
    const source = new logs.CfnDeliverySource(this, 'Source', {
      name,
      logType: 'S3_SERVER_ACCESS_LOGS',
      resourceArn: props.bucket.bucketArn,
    });
    const destination = new logs.CfnDeliveryDestination(this, 'Destination', {
      name,
      deliveryDestinationType: 'CWL',
      destinationResourceArn: this.logGroup.logGroupArn,
    });
    new logs.CfnDelivery(this, 'Delivery', { deliverySourceName: source.ref, deliveryDestinationArn: destination.attrArn });
  }

  private ownLogGroup({ encryptionKey, retention }: AccessLogDeliveryProps): logs.LogGroup {
    // Names that begin like this share one resource policy, of which an account can have ten.
    const logGroupName = `/aws/vendedlogs/s3/${Names.uniqueResourceName(this, { maxLength: 200, separator: '-' })}`;
    if (encryptionKey) { letLogGroupUse(this, encryptionKey, logGroupName); }
    return new logs.LogGroup(this, 'LogGroup', {
      logGroupName,
      encryptionKey: encryptionKey ?? logGroupKey(this, logGroupName),
      retention: retention ?? logs.RetentionDays.THIRTEEN_MONTHS,
      // It has a fixed name: kept by a failed creation, it would stop the next try.
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
  }

  private given(logGroup: logs.ILogGroup, { encryptionKey, retention }: AccessLogDeliveryProps): logs.ILogGroup {
    if (encryptionKey || retention !== undefined) {
      throw refusal(this, `encryptionKey and retention cannot be set for the existing log group ${logGroup.node.path}`,
        'set them on that log group, or leave logGroup out');
    }
    const resource = mainResource(logGroup);
    if (resource instanceof logs.CfnLogGroup && resource.kmsKeyId === undefined) {
      throw refusal(this, `the log group ${logGroup.node.path} has no KMS key`,
        'set encryptionKey of the log group to a key whose policy allows CloudWatch Logs, or leave logGroup out');
    }
    this.assertSameEnvironment('log group', logGroup.env, logGroup.node.path);
    return logGroup;
  }

  private assertSameEnvironment(what: string, there: ResourceEnvironment, path: string): void {
    const differences = environmentDifferences(this, there);
    if (differences.length === 0) { return; }
    throw refusal(this, `the ${what} ${path} is in ${differences.join(' and ')}`,
      'create the AccessLogDelivery and its log group in the account and Region of the bucket');
  }
}
