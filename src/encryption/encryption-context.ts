import { isBucketArn } from './arns';
import { withoutTokens } from './without-tokens';

/** A part of the name is written out, or all that the pattern begins with is hidden. */
const SOME_BUCKETS = /^(?:\0|arn:[^:*?]+:s3:::(?=[^:/]*[^:/*?])[^/:]+$)/;

/**
 * The encryption context with which S3 calls AWS KMS, for conditions in IAM and key policies.
 *
 * With an S3 Bucket Key the context is the bucket's ARN, without one the object's. Requests may override the Bucket
 * Key, and replicas keep the setting of their source object: the condition always covers both.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 * @example
 * const key = new EncryptionKey(this, 'Key', {
 *   encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::reports'), EncryptionContext.ofBucketsMatching('arn:aws:s3:::team-*')],
 * });
 * new EncryptedBucket(this, 'Reports', { bucketName: 'reports', defaultEncryption: DefaultEncryption.sseKms({ key }) });
 */
export class EncryptionContext {
  /** The condition key for the encryption context that S3 sets. */
  public static readonly CONDITION_KEY = 'kms:EncryptionContext:aws:s3:arn';

  /**
   * The context of a bucket and of its objects.
   *
   * @param bucketArn ARN of the bucket
   * @param objectKeyPattern Which objects, as the key pattern of a policy. All objects: `*`
   * @returns the context
   * @throws if the ARN has wildcards: for a pattern, use `ofBucketsMatching()`
   */
  public static ofBucket(bucketArn: string, objectKeyPattern: string = '*'): EncryptionContext {
    if (/[*?]/.test(bucketArn)) {
      throw new Error(`EncryptionContext: bucketArn cannot be ${JSON.stringify(bucketArn)}: a wildcard matches other buckets too. `
        + 'Fix: pass the ARN of one bucket, or use EncryptionContext.ofBucketsMatching() for a pattern.');
    }
    if (!withoutTokens(bucketArn).includes('\0') && !isBucketArn(bucketArn)) {
      throw new Error(`EncryptionContext: bucketArn cannot be ${JSON.stringify(bucketArn)}. Fix: pass the ARN of one bucket, such as arn:aws:s3:::my-bucket.`);
    }
    return new EncryptionContext(bucketArn, `${bucketArn}/${objectKeyPattern}`);
  }

  /**
   * The context of all buckets whose ARN matches a pattern, and of their objects.
   *
   * Bucket names are global, so buckets of other accounts can match too.
   *
   * @param bucketArnPattern Pattern such as `arn:aws:s3:::team-*`, in which `*` matches any characters and `?` matches one character
   * @param objectKeyPattern Which objects, as the key pattern of a policy. All objects: `*`
   * @returns the context
   * @throws if the pattern matches every bucket, or is not one of bucket ARNs: a wildcard before the name would stand for the colons too
   */
  public static ofBucketsMatching(bucketArnPattern: string, objectKeyPattern: string = '*'): EncryptionContext {
    if (!SOME_BUCKETS.test(withoutTokens(bucketArnPattern))) {
      throw new Error(`EncryptionContext: bucketArnPattern cannot be ${JSON.stringify(bucketArnPattern)}: it does not name a part of the buckets' names. `
        + 'Fix: pass a pattern of the form arn:aws:s3:::team-*.');
    }
    return new EncryptionContext(bucketArnPattern, `${bucketArnPattern}/${objectKeyPattern}`);
  }

  private constructor(
    /** Context of requests that use an S3 Bucket Key: the bucket's ARN. */
    public readonly bucketArn: string,
    /** Context of requests that use none: the objects' ARN pattern. */
    public readonly objectArnPattern: string,
  ) {}

  /**
   * Conditions of an IAM statement that hold for this context only.
   *
   * @returns the conditions by their operators
   */
  public toConditions(): { [operator: string]: any } {
    return { StringLike: { [EncryptionContext.CONDITION_KEY]: [this.bucketArn, this.objectArnPattern] } };
  }
}
