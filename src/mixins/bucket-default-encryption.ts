import { type aws_s3 as s3, Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DefaultEncryption } from '../keys';
import { DEFAULT_ENCRYPTION } from '../keys/internal';
import { declaresEncryption, isBucket } from '../policy';
import { assertShape, assertValue } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { setDefaultEncryption } from './private/set-default-encryption';
import { ChosenBy, settledDefault } from './private/settled-default';
import { BUCKET_DEFAULT_ENCRYPTION_OPTIONS } from './private/shapes';

/**
 * Options of `BucketDefaultEncryption`.
 */
export interface BucketDefaultEncryptionOptions {
  /**
   * Whether to leave out buckets that already declare a default encryption: in their properties, as an `EncryptedBucket` or
   * `LogBucket`, or by another mixin. Use it to apply one default encryption to all buckets of an app, after everything else.
   *
   * Property overrides (`addPropertyOverride()`) are not considered.
   *
   * @default false
   */
  readonly onlyWhereUndeclared?: boolean;
}

/**
 * Sets a bucket's default encryption.
 *
 * Replaces what the properties of the bucket declare. A bucket can be given one default encryption: applying the same one
 * again changes nothing, and another one causes an error, because the result would depend on the order. This includes
 * `EncryptedBucket` and `LogBucket`, which set their own.
 *
 * On an L2 bucket it also makes the key known to the bucket, so that `grantRead()` and its like include the key;
 * grants that were made before do not.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 * @example
 * declare const bucket: s3.Bucket;
 *
 * Mixins.of(bucket).apply(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()));
 */
export class BucketDefaultEncryption extends Mixin {
  private readonly defaultEncryption: DefaultEncryption;
  private readonly options: BucketDefaultEncryptionOptions;

  /**
   * @param defaultEncryption The default encryption. `DefaultEncryption.sseKms()` without a key gives each bucket a key of its own
   * @param options Which buckets it is for
   */
  constructor(defaultEncryption: DefaultEncryption, options: BucketDefaultEncryptionOptions = {}) {
    super();
    this.defaultEncryption = defaultEncryption;
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
   * @param construct The bucket
   * @throws if S3 is known to be unable to encrypt with the key, if the `s3.Bucket` has another key already, or if another
   * default encryption has been applied to the bucket before
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketDefaultEncryption', construct);
    assertValue(bucket.node.path, 'defaultEncryption', this.defaultEncryption, DEFAULT_ENCRYPTION);
    assertShape(bucket.node.path, this.options, BUCKET_DEFAULT_ENCRYPTION_OPTIONS);
    if (!this.options.onlyWhereUndeclared) {
      setDefaultEncryption(bucket, this.defaultEncryption, ChosenBy.MIXIN);
    } else if (!declaresItself(bucket)) {
      setDefaultEncryption(bucket, this.defaultEncryption, ChosenBy.WHERE_UNDECLARED);
    }
  }
}

/** Whether a bucket declares its default encryption, apart from what mixins for many buckets have given to it. */
function declaresItself(bucket: s3.CfnBucket): boolean {
  const settled = settledDefault(bucket);
  return settled && settled.chosenBy !== ChosenBy.MIXIN ? settled.replaces : declaresEncryption(bucket);
}
