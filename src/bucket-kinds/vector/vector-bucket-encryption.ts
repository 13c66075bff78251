import type { aws_kms as kms } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../encryption';
import { VECTOR_BUCKETS } from '../../encryption/internal';
import { assertShape } from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import { CUSTOMER_KEY_OPTIONS } from '../private/shapes';

/**
 * The encryption of a vector bucket, which its indexes inherit, or of a vector index. It can't be changed after the bucket or index is created.
 *
 * Vector buckets don't support DSSE-KMS, SSE-C, or AWS managed keys.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html
 * @example
 * const bucket = new EncryptedVectorBucket(this, 'Embeddings', { encryption: VectorBucketEncryption.sseKms() });
 * bucket.addIndex('Tenant', {
 *   indexName: 'tenant-1',
 *   dimension: 1024,
 *   distanceMetric: VectorDistanceMetric.COSINE,
 *   encryption: VectorBucketEncryption.sseKms(),
 * });
 */
export class VectorBucketEncryption {
  /**
   * Server-side encryption with Amazon S3 managed keys (SSE-S3).
   *
   * @returns the encryption
   */
  public static sseS3(): VectorBucketEncryption {
    return new VectorBucketEncryption(SseAlgorithm.SSE_S3);
  }

  /**
   * Server-side encryption with AWS KMS (SSE-KMS) and a customer managed key.
   *
   * To use another key, create another bucket or index and copy the vectors.
   *
   * @param options The customer managed key
   * @returns the encryption
   */
  public static sseKms(options: CustomerKeyOptions = {}): VectorBucketEncryption {
    assertShape('VectorBucketEncryption.sseKms', options, CUSTOMER_KEY_OPTIONS);
    return new VectorBucketEncryption(SseAlgorithm.SSE_KMS, options.key);
  }

  /** Tells it from the encryption of other kinds of buckets, also for the types of TypeScript. */
  private readonly kind = VECTOR_BUCKETS.title;

  private constructor(
    /** The algorithm: SSE-S3 or SSE-KMS. */
    public readonly algorithm: SseAlgorithm,
    /** The customer managed key, if one was specified. */
    public readonly vectorBucketKey?: kms.IKey,
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
