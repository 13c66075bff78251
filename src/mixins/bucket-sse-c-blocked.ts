import { Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { addToBucketPolicy, changeEncryptionRule, denyCustomerProvidedKeys, isBucket } from '../policy';
import { bucketOf } from './private/bucket-mixin';
import { chooseCustomerProvidedKeys } from './private/customer-provided-keys';

/**
 * Blocks uploads and replicas with customer-provided keys (SSE-C), in the bucket configuration and in the bucket policy.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 * @example
 * declare const bucket: s3.Bucket;
 *
 * Mixins.of(bucket).apply(new mixins.BucketSseCBlocked());
 */
export class BucketSseCBlocked extends Mixin {
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
   * Blocks SSE-C and adds the statement to the bucket policy.
   *
   * @param construct The bucket
   * @throws if SSE-C was allowed for the bucket before
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketSseCBlocked', construct);
    chooseCustomerProvidedKeys(bucket, 'blocked');
    changeEncryptionRule(bucket, { blockedEncryptionTypes: { encryptionType: ['SSE-C'] } });
    addToBucketPolicy(bucket, denyCustomerProvidedKeys(bucket.attrArn));
  }
}
