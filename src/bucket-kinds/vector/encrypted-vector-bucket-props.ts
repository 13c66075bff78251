import type { RemovalPolicy } from 'aws-cdk-lib';
import type { VectorBucketEncryption } from './vector-bucket-encryption';
import type { VectorDistanceMetric } from './vector-distance-metric';

/**
 * Properties of an `EncryptedVectorBucket`.
 */
export interface EncryptedVectorBucketProps {
  /**
   * Name of the vector bucket, unique in its account and Region.
   *
   * A bucket with a name can't be replaced: a deployment that changes its encryption fails, because the name is taken. Without a name,
   * CloudFormation creates an empty bucket, and retains the old one with its vectors.
   *
   * @default - a name that CloudFormation generates
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-buckets-naming.html
   */
  readonly vectorBucketName?: string;

  /**
   * The encryption, which indexes inherit. It can't be changed after the bucket is created.
   *
   * @default VectorBucketEncryption.sseKms()
   */
  readonly encryption?: VectorBucketEncryption;

  /**
   * Whether the bucket policy denies indexes that specify SSE-S3, or a key other than those of the bucket and of `addIndex()`, where the bucket
   * encrypts with SSE-KMS.
   *
   * Indexes that specify no encryption are not affected: they inherit that of the bucket. With SSE-S3 there is nothing to deny.
   *
   * @default true
   */
  readonly enforceEncryption?: boolean;

  /**
   * Whether the bucket policy denies requests over plain HTTP.
   *
   * The endpoints of the AWS SDKs use HTTPS, but AWS doesn't document that S3 Vectors refuses plain HTTP.
   *
   * @default true
   */
  readonly denyInsecureTransport?: boolean;

  /**
   * What becomes of the bucket when it leaves its stack, and of the indexes that `addIndex()` adds.
   *
   * The bucket policy follows it. Keys that the bucket creates are always retained.
   *
   * @default - they are retained; what has a name is deleted if the deployment that creates it is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A vector index of an `EncryptedVectorBucket`. Nothing of it can be changed after it is created.
 */
export interface EncryptedVectorIndexOptions {
  /**
   * How many numbers each vector has: 1 to 4096.
   */
  readonly dimension: number;

  /** How similar two vectors are. */
  readonly distanceMetric: VectorDistanceMetric;

  /**
   * Name of the index, unique in its bucket.
   *
   * An index with a name can't be replaced: a deployment that changes one of these properties fails, because the name is taken.
   *
   * @default - a name that CloudFormation generates
   */
  readonly indexName?: string;

  /**
   * Keys of metadata by which queries can't filter: up to 10, of 1 to 63 characters each.
   *
   * @default - none
   */
  readonly nonFilterableMetadataKeys?: string[];

  /**
   * An encryption other than that of the bucket, for example a key for each tenant.
   *
   * SSE-S3 in a bucket with SSE-KMS causes an error, or a synth warning if `enforceEncryption` is `false`.
   *
   * @default - that of the bucket
   */
  readonly encryption?: VectorBucketEncryption;
}
