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
   * Whether uploads without a key that the customer provides are denied.
   *
   * AWS services that deliver into the bucket cannot provide one, and clients must send it with
   * `CompleteMultipartUpload` too.
   *
   * @default false
   */
  readonly required?: boolean;
}

/**
 * Lets uploads use customer-provided keys (SSE-C), which S3 blocks on new buckets, or demands it.
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
   * Whether the construct is a bucket.
   *
   * @param construct Any construct
   * @returns whether the mixin can be applied to it
   */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * Lifts the block and, where SSE-C is required, adds the statement to the bucket's policy.
   *
   * @param construct The bucket
   * @throws if SSE-C has been blocked for the bucket before
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketSseCAllowed', construct);
    assertShape(bucket.node.path, this.options, BUCKET_SSE_CALLOWED_OPTIONS);
    chooseCustomerProvidedKeys(bucket, 'allowed');
    changeEncryptionRule(bucket, { blockedEncryptionTypes: { encryptionType: ['NONE'] } });
    if (this.options.required) { addToBucketPolicy(bucket, denyMissingCustomerProvidedKey(bucket.attrArn)); }
  }
}
