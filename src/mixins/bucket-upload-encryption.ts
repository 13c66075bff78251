import { type aws_s3 as s3, Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../cdk';
import { SseAlgorithm } from '../encryption';
import { UploadEncryption } from '../keys';
import { addToBucketPolicy, declaredDefault, denyKmsWithoutKey, denyOtherEncryptionAlgorithms, denyOtherEncryptionKeys, isBucket } from '../policy';
import { bucketOf } from './private/bucket-mixin';

/**
 * Denies uploads that ask for another encryption than the bucket's default, and serves those that ask for none.
 *
 * Reads the bucket's default encryption when it is applied: apply `BucketDefaultEncryption` first.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export class BucketUploadEncryption extends Mixin {
  private readonly uploadEncryption: UploadEncryption;

  /**
   * @param uploadEncryption What uploads may ask for. Default: `UploadEncryption.bucketDefault()`
   */
  constructor(uploadEncryption?: UploadEncryption) {
    super();
    this.uploadEncryption = uploadEncryption ?? UploadEncryption.bucketDefault();
  }

  /** Whether the construct is a bucket. */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * Adds the statements to the bucket's policy.
   *
   * @throws if the default encryption names its key by an alias or a bare id, which uploads could not be compared with,
   * or if an accepted key is one that S3 cannot encrypt with
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketUploadEncryption', construct);
    if (!this.uploadEncryption.enforced) { return; }
    const { algorithm, keyArn } = declaredDefault(bucket);
    const acceptedArns = this.uploadEncryption._bindAcceptedKeys(bucket);
    if (acceptedArns.length > 0 && keyArn === undefined) { throw acceptedKeysWithoutKey(bucket, algorithm); }
    addToBucketPolicy(bucket, denyOtherEncryptionAlgorithms(bucket.attrArn, algorithm));
    if (keyArn === undefined) { return; }
    addToBucketPolicy(bucket, denyOtherEncryptionKeys(bucket.attrArn, [keyArn, ...acceptedArns]));
    addToBucketPolicy(bucket, denyKmsWithoutKey(bucket.attrArn, algorithm));
  }
}

function acceptedKeysWithoutKey(bucket: s3.CfnBucket, algorithm: SseAlgorithm): Error {
  const encryption = algorithm === SseAlgorithm.SSE_S3 ? 'SSE-S3' : `${algorithm} with the AWS managed key aws/s3`;
  return refusal(bucket, `acceptedKeys cannot be enforced: the default encryption is ${encryption}, which names no key`,
    'leave acceptedKeys out, or give the default encryption a customer managed key');
}
