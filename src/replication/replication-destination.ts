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
   * The key that encrypts replicas of objects with KMS keys: a customer managed key in the destination's Region.
   *
   * @default - the key of the destination's default encryption
   */
  readonly replicaKey?: kms.IKey;
}

/**
 * What has to be known of a destination that another app, or nobody's app, makes.
 */
export interface ReplicationDestinationAttributes {
  /** The ARN of the bucket, which must have versioning enabled. */
  readonly bucketArn: string;

  /**
   * The account that the bucket belongs to. Another account has to allow the replicas: see `ReplicationAccess`.
   *
   * @default - the account of the source
   */
  readonly account?: string;

  /**
   * The Region that the bucket is in.
   *
   * @default - the Region of the key; without one, that of the source
   */
  readonly region?: string;

  /**
   * The ARN of the key that encrypts replicas of objects with KMS keys: a customer managed key in the bucket's Region.
   *
   * @default - none: the source must encrypt with SSE-S3
   */
  readonly kmsKeyArn?: string;

  /**
   * ARNs of further keys that the replication role can encrypt replicas with.
   *
   * To change `kmsKeyArn`, deploy the new key here first: CloudFormation updates the replication configuration before the
   * policy of the role.
   *
   * @default - none
   */
  readonly acceptedKmsKeyArns?: string[];
}

/**
 * A bucket that replicas go to.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
 * @example
 * const source = new EncryptedBucket(this, 'Source');
 * const replication = new BucketReplication(this, 'Replication', {
 *   source,
 *   rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(this, 'Replicas')), prefix: 'orders/' }],
 * });
 *
 * // A bucket that is created elsewhere
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
   * A bucket of this app, in any stack, Region or account.
   *
   * What replication needs there, across accounts a bucket policy and a key policy, is added to it. A bucket that is
   * replicated may be in another stack than its destination; that stack then waits for the destination's.
   *
   * The default encryption of the bucket is read when a `BucketReplication` takes it: set it before.
   *
   * @param bucket The bucket, L1 or L2
   * @param options The key of the replicas, if it is not that of the default encryption
   * @returns the destination
   */
  public static bucket(bucket: interfaces.aws_s3.IBucketRef, options: BucketDestinationOptions = {}): ReplicationDestination {
    assertValue('ReplicationDestination.bucket', 'bucket', bucket, BUCKET_REF);
    assertShape('ReplicationDestination.bucket', options, BUCKET_DESTINATION_OPTIONS);
    return new ReplicationDestination(bucket.bucketRef.bucketArn, (replicating) => bindBucket(replicating, bucket, options.replicaKey), bucket.env);
  }

  /**
   * A bucket that is made elsewhere.
   *
   * Nothing of it is looked at: it must have versioning enabled, Object Lock if the source has it, and in another
   * account allow the replicas.
   *
   * @param attributes The ARN of the bucket, and what is known of it
   * @returns the destination
   */
  public static fromAttributes(attributes: ReplicationDestinationAttributes): ReplicationDestination {
    assertShape('ReplicationDestination.fromAttributes', attributes, REPLICATION_DESTINATION_ATTRIBUTES);
    return new ReplicationDestination(attributes.bucketArn, (replicating) => bindAttributes(replicating, attributes), attributes);
  }

  /**
   * The account that the bucket belongs to.
   *
   * @default - the account of the source
   */
  public readonly account?: string;

  /**
   * The Region that the bucket is in.
   *
   * @default - the Region of the key that encrypts the replicas; without one, that of the source
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
