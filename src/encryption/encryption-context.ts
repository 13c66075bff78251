/**
 * The encryption context with which S3 calls AWS KMS, for conditions in IAM and key policies.
 *
 * With an S3 Bucket Key the context is the bucket's ARN, without one the object's. Requests may override the Bucket
 * Key, and replicas keep the setting of their source object: the condition always covers both.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 */
export class EncryptionContext {
  /** The condition key that holds the context which S3 sets by itself. */
  public static readonly CONDITION_KEY = 'kms:EncryptionContext:aws:s3:arn';

  /**
   * The context of a bucket and of its objects.
   *
   * @param bucketArn ARN of the bucket
   * @param objectKeyPattern Which objects, as the key pattern of a policy. All objects: `*`
   */
  public static ofBucket(bucketArn: string, objectKeyPattern: string = '*'): EncryptionContext {
    return new EncryptionContext(bucketArn, `${bucketArn}/${objectKeyPattern}`);
  }

  private constructor(
    /** Context of requests that use an S3 Bucket Key: the bucket's ARN. */
    public readonly bucketArn: string,
    /** Context of requests that use none: the objects' ARN pattern. */
    public readonly objectArnPattern: string,
  ) {}

  /** Conditions of an IAM statement that hold for this context only. */
  public toConditions(): { [operator: string]: any } {
    return { StringLike: { [EncryptionContext.CONDITION_KEY]: [this.bucketArn, this.objectArnPattern] } };
  }
}
