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
   * Name of the bucket, with the suffix that its Zone demands: `BASE-NAME--ZONE-ID--x-s3`.
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
   * Whether the bucket policy denies sessions that specify SSE-S3 or another key, where the bucket encrypts with SSE-KMS.
   *
   * Sessions that specify no encryption are not affected: the default encryption applies. With SSE-S3 there is nothing to deny.
   *
   * @default true
   */
  readonly enforceEncryption?: boolean;

  /**
   * Whether the bucket policy denies requests over plain HTTP.
   *
   * Directory buckets can only be accessed through HTTPS, so the statement protects nothing. Set it to `true` if an audit looks for it.
   *
   * @default false
   */
  readonly denyInsecureTransport?: boolean;

  /**
   * What becomes of the bucket when it leaves its stack.
   *
   * The bucket policy follows it. A key that the bucket creates is always retained.
   *
   * @default - the bucket is retained; if it has a name, it is deleted if the deployment that creates it is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;
}
