import { aws_s3 as s3, type aws_sns as sns } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { aliasNameOf, TOPIC_POLICY_LIMIT } from '../cdk';
import { awsManagedAlias } from '../encryption/internal';
import { allowEvents, allowEventsToUseKey, managedKeyRefused } from './private/notification-key';

/**
 * Uses an Amazon SNS topic, which can be encrypted with a customer managed key, as a destination of bucket notifications.
 *
 * The policies of the topic and its key allow S3 to send events of this bucket, or of its account if they can't depend on the bucket.
 * Subscribers need no permission for the topic's key. Other publishers need permission for it. An `EncryptionKey`, such as the key of the
 * bucket, doesn't allow them, because its policy allows use through S3 only.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * const topic = new sns.Topic(this, 'Topic', { masterKey: new kms.Key(this, 'TopicKey') });
 * bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new TopicDestination(topic));
 */
export class TopicDestination implements s3.IBucketNotificationDestination {
  private readonly topic: sns.ITopic;

  /**
   * @param topic The topic that receives the events
   * @throws if the topic is encrypted with the AWS managed key of Amazon SNS, whose policy doesn't allow S3
   */
  constructor(topic: sns.ITopic) {
    if (aliasNameOf(topic.masterKey) === awsManagedAlias('sns')) {
      throw managedKeyRefused(topic, awsManagedAlias('sns'), 'pass a customer managed key as masterKey of the topic');
    }
    this.topic = topic;
  }

  /**
   * Called by CDK when the topic is added as a notification destination of a bucket.
   *
   * @param scope Not used
   * @param bucket The bucket
   * @returns the configuration of the destination
   */
  public bind(scope: Construct, bucket: s3.IBucketRef): s3.BucketNotificationDestinationConfig {
    void scope;
    allowEvents(bucket as s3.IBucket, this.topic, 'sns:Publish', this.topic.topicArn, TOPIC_POLICY_LIMIT);
    if (this.topic.masterKey) { allowEventsToUseKey(bucket as s3.IBucket, this.topic.masterKey); }
    return { arn: this.topic.topicArn, type: s3.BucketNotificationDestinationType.TOPIC, dependencies: [this.topic] };
  }
}
