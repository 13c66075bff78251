import type { RemovalPolicy } from 'aws-cdk-lib';
import type { DirectoryBucketEncryption } from './directory-bucket-encryption';
import type { DirectoryBucketZone } from './directory-bucket-zone';

/**
 * Properties of an `EncryptedDirectoryBucket`.
 */
export interface EncryptedDirectoryBucketProps {
  /** The Zone in which the bucket stores its objects. It can't be changed after the bucket is created. */
  readonly zone: DirectoryBucketZone;

  /**
   * The name of the bucket. It must have the suffix of its Zone: `BASE-NAME--ZONE-ID--x-s3`.
   *
   * @default - a name that CloudFormation generates
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html
   */
  readonly bucketName?: string;

  /**
   * The default encryption.
   *
   * @default DirectoryBucketEncryption.sseKms()
   */
  readonly encryption?: DirectoryBucketEncryption;

  /**
   * Whether the bucket policy denies sessions that specify SSE-S3 or another key, if the bucket uses SSE-KMS.
   *
   * Sessions that specify no encryption are not affected: the default encryption applies. With SSE-S3, this property has no effect.
   *
   * @default true
   */
  readonly enforceEncryption?: boolean;

  /**
   * Whether the bucket policy denies requests over plain HTTP.
   *
   * Directory buckets can only be accessed through HTTPS, so the statement adds no protection. Set it to `true` if an audit requires the statement.
   *
   * @default false
   */
  readonly denyInsecureTransport?: boolean;

  /**
   * The policy to apply when the bucket is removed from its stack.
   *
   * The removal policy also applies to the bucket policy. A key that the bucket creates is always retained.
   *
   * @default RemovalPolicy.RETAIN; with a `bucketName`, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, so that you can deploy again
   * if the deployment that creates the bucket fails
   */
  readonly removalPolicy?: RemovalPolicy;
}
