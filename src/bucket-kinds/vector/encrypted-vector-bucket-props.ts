import type { RemovalPolicy } from 'aws-cdk-lib';
import type { VectorBucketEncryption } from './vector-bucket-encryption';
import type { VectorDistanceMetric } from './vector-distance-metric';

/**
 * Properties of an `EncryptedVectorBucket`.
 */
export interface EncryptedVectorBucketProps {
  /**
   * The name of the vector bucket, unique in its account and Region.
   *
   * CloudFormation can't replace a bucket with a name: a deployment that changes its encryption fails, because the name is in use. Without a name,
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
   * Whether the bucket policy denies indexes that specify SSE-S3, or a key other than the keys of the bucket and of `addIndex()`, if the bucket
   * uses SSE-KMS.
   *
   * Indexes that specify no encryption are not affected: they inherit the encryption of the bucket. With SSE-S3, this property has no effect.
   *
   * @default true
   */
  readonly enforceEncryption?: boolean;

  /**
   * Whether the bucket policy denies requests over plain HTTP.
   *
   * The endpoints of the AWS SDKs use HTTPS, but AWS doesn't document that S3 Vectors rejects plain HTTP.
   *
   * @default true
   */
  readonly denyInsecureTransport?: boolean;

  /**
   * The policy to apply when the bucket is removed from its stack.
   *
   * The removal policy also applies to the bucket policy, and to the indexes that `addIndex()` adds. Keys that the bucket
   * creates are always retained.
   *
   * @default RemovalPolicy.RETAIN; for a bucket or index with a name, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, so that you can deploy again
   * if the deployment that creates it fails
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Options for a vector index of an `EncryptedVectorBucket`. They can't be changed after the index is created.
 */
export interface EncryptedVectorIndexOptions {
  /**
   * The dimension of the vectors: the number of values in each vector, from 1 to 4096.
   */
  readonly dimension: number;

  /** The metric for the similarity of two vectors. */
  readonly distanceMetric: VectorDistanceMetric;

  /**
   * The name of the index, unique in its bucket.
   *
   * CloudFormation can't replace an index with a name: a deployment that changes one of these properties fails, because the name is in use.
   *
   * @default - a name that CloudFormation generates
   */
  readonly indexName?: string;

  /**
   * The metadata keys that queries can't filter on: up to 10, of 1 to 63 characters each.
   *
   * @default - no such keys
   */
  readonly nonFilterableMetadataKeys?: string[];

  /**
   * The encryption of the index, if it differs from that of the bucket, for example to use a key for each tenant.
   *
   * SSE-S3 in a bucket with SSE-KMS causes an error, or a synth warning if `enforceEncryption` is `false`.
   *
   * @default - the encryption of the bucket
   */
  readonly encryption?: VectorBucketEncryption;
}
