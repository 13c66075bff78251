import type { aws_events as events } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EventAlertOptions } from './alert-options';
import { assertShape } from '../../shapes';
import { type Alert, alertingRules, field } from '../private/alerting-rules';
import { madeBy, WHO_AND_WHEN } from '../private/calls';
import { BUCKET_CHANGE_ALERTS_PROPS } from '../private/shapes';

/**
 * Properties of `BucketChangeAlerts`.
 */
export interface BucketChangeAlertsProps extends EventAlertOptions {
  /** The names of the buckets. */
  readonly bucketNames: string[];
}

const SOURCE = 's3.amazonaws.com';

/** The API calls that change one of the four. `PutBucketEncryption` also blocks and unblocks encryption types such as SSE-C. */
const CHANGES = [
  'PutBucketEncryption',
  'DeleteBucketEncryption',
  'PutBucketPolicy',
  'DeleteBucketPolicy',
  'PutBucketReplication',
  'DeleteBucketReplication',
  'PutBucketLogging',
];

const ALERT: Alert = {
  description: 'The default encryption, policy, replication or access logs of a bucket changed',
  pattern: (names) => madeBy(SOURCE, CHANGES, { requestParameters: { bucketName: names } }),
  longestName: 63,
  message: `S3 bucket ${field('detail.requestParameters.bucketName')} was changed: ${field('detail.eventName')} ${WHO_AND_WHEN}`,
};

/**
 * Sends alerts when the default encryption, policy, replication, or server access logging of buckets changes.
 *
 * These settings determine how objects and their copies are encrypted, which connections are allowed, who can change the settings,
 * and what is logged.
 *
 * Does not report other changes to a bucket: public access block, ACLs and ownership, versioning, Object Lock, lifecycle, or
 * deletion of the bucket. Does not report changes to access logs that CloudWatch Logs delivers (`AccessLogDelivery`).
 *
 * EventBridge receives these events through CloudTrail: the account needs a trail in the Region that logs management events.
 * The events arrive on the default event bus of the bucket's account and Region.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * const alerts = new AlertTopic(this, 'Alerts');
 * new BucketChangeAlerts(this, 'BucketChanges', { bucketNames: [bucket.bucketName], topic: alerts.topic });
 */
export class BucketChangeAlerts extends Construct {
  /** The EventBridge rules. A long list of bucket names is split across several rules. */
  public readonly rules: events.Rule[];

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: BucketChangeAlertsProps) {
    super(scope, id);
    assertShape(this.node.path, props, BUCKET_CHANGE_ALERTS_PROPS);
    this.rules = alertingRules(this, props.bucketNames, ALERT, props);
  }
}
