import { aws_s3 as s3, aws_sqs as sqs } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { awsManagedAlias } from '../encryption/internal';
import { allowEvents, allowEventsToUseKey, managedKeyRefused } from './private/notification-key';

/**
 * A queue that is told of a bucket's events, also one that is encrypted with a customer managed key.
 *
 * The policies of queue and key let S3 in for events of this bucket, or of its account where they cannot wait for it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export class QueueDestination implements s3.IBucketNotificationDestination {
  private readonly queue: sqs.IQueue;

  /**
   * @throws if the queue is encrypted with the AWS managed key of Amazon SQS, which does not let S3 in
   */
  constructor(queue: sqs.IQueue) {
    if (queue.encryptionType === sqs.QueueEncryption.KMS_MANAGED) {
      throw managedKeyRefused(queue, awsManagedAlias('sqs'), 'use QueueEncryption.SQS_MANAGED, or QueueEncryption.KMS with a key');
    }
    this.queue = queue;
  }

  /** Called by CDK when a bucket is to notify the queue. */
  public bind(_scope: Construct, bucket: s3.IBucketRef): s3.BucketNotificationDestinationConfig {
    allowEvents(bucket as s3.IBucket, this.queue, 'sqs:SendMessage', this.queue.queueArn);
    if (this.queue.encryptionMasterKey) { allowEventsToUseKey(bucket as s3.IBucket, this.queue.encryptionMasterKey); }
    return { arn: this.queue.queueArn, type: s3.BucketNotificationDestinationType.QUEUE, dependencies: [this.queue] };
  }
}
