import { aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { QUEUE_POLICY_LIMIT } from '../cdk';
import { allowEvents, allowEventsToUseKey, assertConsumersCanDecrypt, managedKeyRefused } from './private/notification-key';
import { awsManagedAlias } from '../encryption/internal';

/**
 * Uses an Amazon SQS queue, which can be encrypted with a customer managed key, as a destination of bucket notifications.
 *
 * The policies of the queue and its key allow S3 to send events of this bucket, or of its account if they can't depend on the bucket.
 * Consumers decrypt the messages with the queue's key, through Amazon SQS: `queue.grantConsumeMessages()` grants this permission.
 * Synthesis fails if the key is an `EncryptionKey`, such as the key of the bucket, because its policy allows use through S3 only.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * const queue = new sqs.Queue(this, 'Queue', { encryption: sqs.QueueEncryption.KMS });
 * bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new QueueDestination(queue));
 */
export class QueueDestination implements s3.IBucketNotificationDestination {
  private readonly queue: sqs.IQueue;

  /**
   * @param queue The queue that receives the events
   * @throws if the queue is encrypted with the AWS managed key of Amazon SQS, whose policy doesn't allow S3
   */
  constructor(queue: sqs.IQueue) {
    if (queue.encryptionType === sqs.QueueEncryption.KMS_MANAGED) {
      throw managedKeyRefused(queue, awsManagedAlias('sqs'), 'use QueueEncryption.SQS_MANAGED, or QueueEncryption.KMS with a key');
    }
    this.queue = queue;
  }

  /**
   * Called by CDK when the queue is added as a notification destination of a bucket.
   *
   * @param scope Not used
   * @param bucket The bucket
   * @returns the configuration of the destination
   */
  public bind(scope: Construct, bucket: s3.IBucketRef): s3.BucketNotificationDestinationConfig {
    void scope;
    allowEvents(bucket as s3.IBucket, this.queue, 'sqs:SendMessage', this.queue.queueArn, QUEUE_POLICY_LIMIT);
    const key = this.queue.encryptionMasterKey;
    if (key) {
      allowEventsToUseKey(bucket as s3.IBucket, key);
      assertConsumersCanDecrypt(bucket as s3.IBucket, this.queue, key);
    }
    return { arn: this.queue.queueArn, type: s3.BucketNotificationDestinationType.QUEUE, dependencies: [this.queue] };
  }
}
