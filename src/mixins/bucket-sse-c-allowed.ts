import { Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { addToBucketPolicy, changeEncryptionRule, denyMissingCustomerProvidedKey, isBucket } from '../policy';
import { assertShape } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { chooseCustomerProvidedKeys } from './private/customer-provided-keys';
import { BUCKET_SSE_CALLOWED_OPTIONS } from './private/shapes';

/**
 * Options of `BucketSseCAllowed`.
 */
export interface BucketSseCAllowedOptions {
  /**
   * Whether to deny uploads without a customer-provided key.
   *
   * AWS services that deliver to the bucket can't provide a key, and clients must also send the key with `CompleteMultipartUpload`.
   *
   * @default false
   */
  readonly required?: boolean;
}

/**
 * Allows or requires uploads with customer-provided keys (SSE-C), which S3 blocks on new buckets.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 * @example
 * declare const bucket: s3.Bucket;
 *
 * Mixins.of(bucket).apply(new mixins.BucketSseCAllowed());
 */
export class BucketSseCAllowed extends Mixin {
  private readonly options: BucketSseCAllowedOptions;

  /**
   * @param options Whether uploads must use SSE-C
   */
  constructor(options: BucketSseCAllowedOptions = {}) {
    super();
    this.options = options;
  }

  /**
   * Determines whether the construct is a bucket.
   *
   * @param construct Any construct
   * @returns whether the mixin can be applied to the construct
   */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * Unblocks SSE-C and, if SSE-C is required, adds the statement to the bucket policy.
   *
   * @param construct The bucket
   * @throws if SSE-C was blocked for the bucket before
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketSseCAllowed', construct);
    assertShape(bucket.node.path, this.options, BUCKET_SSE_CALLOWED_OPTIONS);
    chooseCustomerProvidedKeys(bucket, 'allowed');
    changeEncryptionRule(bucket, { blockedEncryptionTypes: { encryptionType: ['NONE'] } });
    if (this.options.required) { addToBucketPolicy(bucket, denyMissingCustomerProvidedKey(bucket.attrArn)); }
  }
}
