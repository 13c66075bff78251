import { isBucketArn } from './arns';
import { withoutTokens } from './without-tokens';

/** A part of the name is written out, or all that the pattern begins with is hidden. */
const SOME_BUCKETS = /^(?:\0|arn:[^:*?]+:s3:::(?=[^:/]*[^:/*?])[^/:]+$)/;

/**
 * The encryption context that S3 sends to AWS KMS, for conditions in IAM policies and key policies.
 *
 * With an S3 Bucket Key, the context is the ARN of the bucket; without one, it is the ARN of the object. The conditions always cover
 * both, because requests can override the S3 Bucket Key setting, and replicas keep the setting of their source object.
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
   * Creates the encryption context of a bucket and its objects.
   *
   * @param bucketArn The ARN of the bucket
   * @param objectKeyPattern The pattern of the object keys, as in policies; the default is `*` (all objects)
   * @returns the encryption context
   * @throws if the ARN isn't the ARN of one bucket, or has wildcards; for a pattern, use `ofBucketsMatching()`
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
   * Creates the encryption context of all buckets whose ARNs match a pattern, and of their objects.
   *
   * Bucket names are global, so buckets in other accounts can match too.
   *
   * @param bucketArnPattern The pattern, such as `arn:aws:s3:::team-*`, in which `*` matches any characters and `?` matches one
   * character
   * @param objectKeyPattern The pattern of the object keys, as in policies; the default is `*` (all objects)
   * @returns the encryption context
   * @throws if the pattern matches every bucket, or isn't a pattern of bucket ARNs: a wildcard before the bucket name would also match
   * the colons
   */
  public static ofBucketsMatching(bucketArnPattern: string, objectKeyPattern: string = '*'): EncryptionContext {
    if (!SOME_BUCKETS.test(withoutTokens(bucketArnPattern))) {
      throw new Error(`EncryptionContext: bucketArnPattern cannot be ${JSON.stringify(bucketArnPattern)}: it contains no literal part of a bucket name. `
        + 'Fix: pass a pattern of the form arn:aws:s3:::team-*.');
    }
    return new EncryptionContext(bucketArnPattern, `${bucketArnPattern}/${objectKeyPattern}`);
  }

  private constructor(
    /** The context of requests that use an S3 Bucket Key: the ARN of the bucket. */
    public readonly bucketArn: string,
    /** The context of requests that don't use an S3 Bucket Key: the ARN pattern of the objects. */
    public readonly objectArnPattern: string,
  ) {}

  /**
   * Returns the conditions of an IAM statement that match only this context.
   *
   * @returns the conditions, by operator
   */
  public toConditions(): { [operator: string]: any } {
    return { StringLike: { [EncryptionContext.CONDITION_KEY]: [this.bucketArn, this.objectArnPattern] } };
  }
}
