import type { aws_kms as kms } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../encryption';
import { DIRECTORY_BUCKETS } from '../../encryption/internal';
import { assertShape } from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import { CUSTOMER_KEY_OPTIONS } from '../private/shapes';

/**
 * The default encryption of a directory bucket.
 *
 * Directory buckets don't support DSSE-KMS, SSE-C, or the AWS managed key `aws/s3`. S3 Bucket Keys are always enabled.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-data-protection.html
 * @example
 * new EncryptedDirectoryBucket(this, 'Scratch', {
 *   zone: DirectoryBucketZone.availabilityZone('euw1-az1'),
 *   encryption: DirectoryBucketEncryption.sseS3(),
 * });
 */
export class DirectoryBucketEncryption {
  /**
   * Server-side encryption with Amazon S3 managed keys (SSE-S3).
   *
   * @returns the default encryption
   */
  public static sseS3(): DirectoryBucketEncryption {
    return new DirectoryBucketEncryption(SseAlgorithm.SSE_S3);
  }

  /**
   * Server-side encryption with AWS KMS (SSE-KMS) and a customer managed key.
   *
   * A directory bucket supports one key for its lifetime. To use another key, create another bucket and copy the objects.
   *
   * @param options The customer managed key
   * @returns the default encryption
   */
  public static sseKms(options: CustomerKeyOptions = {}): DirectoryBucketEncryption {
    assertShape('DirectoryBucketEncryption.sseKms', options, CUSTOMER_KEY_OPTIONS);
    return new DirectoryBucketEncryption(SseAlgorithm.SSE_KMS, options.key);
  }

  /** Tells it from the encryption of other kinds of buckets, also for the types of TypeScript. */
  private readonly kind = DIRECTORY_BUCKETS.title;

  private constructor(
    /** The algorithm: SSE-S3 or SSE-KMS. */
    public readonly algorithm: SseAlgorithm,
    /** The customer managed key, if one was specified. */
    public readonly directoryBucketKey?: kms.IKey,
  ) {}

  /**
   * Which kind of bucket it is for.
   *
   * @internal
   */
  public get _kind(): string {
    return this.kind;
  }
}
