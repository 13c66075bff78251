import { Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { UploadEncryption } from '../keys';
import { UPLOAD_ENCRYPTION } from '../keys/internal';
import { isBucket } from '../policy';
import { assertValue } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { holdUploads } from './private/held-uploads';

/**
 * Denies uploads that specify another encryption than the default encryption of the bucket, but not uploads that specify none.
 *
 * It follows the default encryption of the bucket, so you can apply it before or after `BucketDefaultEncryption`.
 *
 * Replication and re-encryption jobs of this library cover the accepted keys. The grants of an `s3.Bucket` cover only the key of its default
 * encryption. For accepted keys, use the grants of the key, or an `EncryptedBucket`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 * @example
 * declare const bucket: s3.Bucket;
 *
 * Mixins.of(bucket).apply(
 *   new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()),
 *   new mixins.BucketUploadEncryption(),
 * );
 */
export class BucketUploadEncryption extends Mixin {
  private readonly uploadEncryption: UploadEncryption;

  /**
   * @param uploadEncryption The encryption that uploads can specify; the default is `UploadEncryption.bucketDefault()`
   */
  constructor(uploadEncryption?: UploadEncryption) {
    super();
    this.uploadEncryption = uploadEncryption === undefined ? UploadEncryption.bucketDefault() : uploadEncryption;
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
   * Adds the statements to the bucket policy.
   *
   * @param construct The bucket
   * @throws if the default encryption specifies its key by an alias or a key ID, which can't be compared with uploads, if S3 can't encrypt
   * with an accepted key, or if another `UploadEncryption` was applied to the bucket before
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketUploadEncryption', construct);
    assertValue(bucket.node.path, 'uploadEncryption', this.uploadEncryption, UPLOAD_ENCRYPTION);
    holdUploads(bucket, this.uploadEncryption);
  }
}
