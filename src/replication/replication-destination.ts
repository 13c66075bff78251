import type { aws_kms as kms, interfaces } from 'aws-cdk-lib';
import { assertShape, assertValue, BUCKET_REF } from '../shapes';
import { bindAttributes } from './private/attributes-destination';
import type { BoundDestination, Replicating } from './private/bound-destination';
import { bindBucket } from './private/bucket-destination';
import { BUCKET_DESTINATION_OPTIONS, REPLICATION_DESTINATION_ATTRIBUTES } from './private/shapes';

/**
 * Options of `ReplicationDestination.bucket()`.
 */
export interface BucketDestinationOptions {
  /**
   * The key that encrypts replicas of objects that are encrypted with KMS keys: a customer managed key in the Region of the
   * destination.
   *
   * @default - the key of the default encryption of the destination
   */
  readonly replicaKey?: kms.IKey;
}

/**
 * Attributes of an existing destination bucket, which is not created in this app.
 */
export interface ReplicationDestinationAttributes {
  /** The ARN of the bucket, which must have versioning enabled. */
  readonly bucketArn: string;

  /**
   * The account that owns the bucket. Another account must allow the replication: see `ReplicationAccess`.
   *
   * @default - the account of the source
   */
  readonly account?: string;

  /**
   * The Region of the bucket.
   *
   * @default - the Region of the key; without a key, the Region of the source
   */
  readonly region?: string;

  /**
   * The ARN of the key that encrypts replicas of objects that are encrypted with KMS keys: a customer managed key in the Region
   * of the bucket.
   *
   * @default - no key: the source must use SSE-S3
   */
  readonly kmsKeyArn?: string;

  /**
   * The ARNs of additional keys that the replication role can encrypt replicas with.
   *
   * To change `kmsKeyArn`, deploy the new key here first: CloudFormation updates the replication configuration before the
   * policy of the role.
   *
   * @default - no additional keys
   */
  readonly acceptedKmsKeyArns?: string[];
}

/**
 * The destination bucket of a replication.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 * @example
 * const source = new EncryptedBucket(this, 'Source');
 * const replication = new BucketReplication(this, 'Replication', {
 *   source,
 *   rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(this, 'Replicas')), prefix: 'orders/' }],
 * });
 *
 * // A bucket that is not created in this app
 * replication.addRule({
 *   prefix: 'invoices/',
 *   destination: ReplicationDestination.fromAttributes({
 *     bucketArn: 'arn:aws:s3:::replicas-of-invoices',
 *     kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
 *   }),
 * });
 */
export class ReplicationDestination {
  /**
   * Uses a bucket of this app, in any stack, Region, or account.
   *
   * If the bucket is in another account than the source, the statements that replication requires are added to its bucket policy and
   * key policy. If the bucket is in another stack than the source, the stack of the source depends on the stack of the bucket.
   *
   * The default encryption of the bucket is read when the destination is passed to a `BucketReplication`. Set the default
   * encryption before that.
   *
   * @param bucket The bucket: an `s3.Bucket`, or an L1 bucket
   * @param options The key of the replicas, if it is not the key of the default encryption
   * @returns the destination
   */
  public static bucket(bucket: interfaces.aws_s3.IBucketRef, options: BucketDestinationOptions = {}): ReplicationDestination {
    assertValue('ReplicationDestination.bucket', 'bucket', bucket, BUCKET_REF);
    assertShape('ReplicationDestination.bucket', options, BUCKET_DESTINATION_OPTIONS);
    return new ReplicationDestination(bucket.bucketRef.bucketArn, (replicating) => bindBucket(replicating, bucket, options.replicaKey), bucket.env);
  }

  /**
   * Uses an existing bucket that is not created in this app.
   *
   * The configuration of the bucket is not checked. It must have versioning enabled, and Object Lock if the source has Object Lock.
   * A bucket in another account must allow the replication.
   *
   * @param attributes The ARN of the bucket, and other attributes
   * @returns the destination
   */
  public static fromAttributes(attributes: ReplicationDestinationAttributes): ReplicationDestination {
    assertShape('ReplicationDestination.fromAttributes', attributes, REPLICATION_DESTINATION_ATTRIBUTES);
    return new ReplicationDestination(attributes.bucketArn, (replicating) => bindAttributes(replicating, attributes), attributes);
  }

  /**
   * The account that owns the bucket.
   *
   * @default - the account of the source
   */
  public readonly account?: string;

  /**
   * The Region of the bucket.
   *
   * @default - the Region of the key that encrypts the replicas; without a key, the Region of the source
   */
  public readonly region?: string;

  private constructor(
    /** The ARN of the bucket. */
    public readonly bucketArn: string,
    private readonly binding: (replicating: Replicating) => BoundDestination,
    { account, region }: Pick<ReplicationDestinationAttributes, 'account' | 'region'>,
  ) {
    this.account = account;
    this.region = region;
  }

  /**
   * The destination, as seen by who replicates to it.
   *
   * @internal
   */
  public _bind(replicating: Replicating): BoundDestination {
    return this.binding(replicating);
  }
}
