import { Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { UploadEncryption } from '../keys';
import { UPLOAD_ENCRYPTION } from '../keys/internal';
import { isBucket } from '../policy';
import { assertValue } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { holdUploads } from './private/held-uploads';

/**
 * Denies uploads that specify another encryption than the default of the bucket, and allows uploads that specify none.
 *
 * Follows the bucket's default encryption: it can be applied before or after `BucketDefaultEncryption`.
 *
 * Replication and re-encryption jobs of this library cover the accepted keys. The grants of an `s3.Bucket` cover the key of its
 * default encryption only: grant the others on the key, or use an `EncryptedBucket`.
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
   * @param uploadEncryption What uploads may ask for. Default: `UploadEncryption.bucketDefault()`
   */
  constructor(uploadEncryption?: UploadEncryption) {
    super();
    this.uploadEncryption = uploadEncryption === undefined ? UploadEncryption.bucketDefault() : uploadEncryption;
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
   * Adds the statements to the bucket's policy.
   *
   * @param construct The bucket
   * @throws if the default encryption names its key by an alias or a bare id, which uploads could not be compared with,
   * if an accepted key is one that S3 cannot encrypt with, or if another `UploadEncryption` has been applied to the bucket before
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketUploadEncryption', construct);
    assertValue(bucket.node.path, 'uploadEncryption', this.uploadEncryption, UPLOAD_ENCRYPTION);
    holdUploads(bucket, this.uploadEncryption);
  }
}
