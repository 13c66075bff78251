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
   * Whether to skip buckets that already declare a default encryption.
   *
   * A bucket can declare it in its properties, as an `EncryptedBucket` or `LogBucket`, or through another mixin. Use this option to apply one
   * default encryption to all buckets of an app, after all other changes.
   *
   * Property overrides (`addPropertyOverride()`) are not considered.
   *
   * @default false
   */
  readonly onlyWhereUndeclared?: boolean;
}

/**
 * Sets the default encryption of a bucket.
 *
 * It replaces the default encryption that the bucket declares in its properties. Applying the same default encryption again changes nothing.
 * Applying another one causes an error, because the result would depend on the order. This includes `EncryptedBucket` and `LogBucket`, which
 * set their own.
 *
 * It also sets the encryption key of an `s3.Bucket`, so that later grants, such as `grantRead()`, include the key. Earlier grants do not.
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
   * @param defaultEncryption The default encryption; `DefaultEncryption.sseKms()` without a key creates a key for each bucket
   * @param options Whether to skip buckets that already declare a default encryption
   */
  constructor(defaultEncryption: DefaultEncryption, options: BucketDefaultEncryptionOptions = {}) {
    super();
    this.defaultEncryption = defaultEncryption;
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
   * Sets the default encryption of the bucket.
   *
   * @param construct The bucket
   * @throws if S3 can't encrypt with the key (if known at synthesis), if the `s3.Bucket` already has another key, or if another default
   * encryption was applied to the bucket before
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
