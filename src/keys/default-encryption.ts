import type { aws_kms as kms } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { refusal } from '../cdk';
import { EncryptionKey } from './encryption-key';
import { SseAlgorithm } from '../encryption';
import { assertUsableKey } from './private/usable-key';
import { DSSE_KMS_OPTIONS, SSE_KMS_AWS_MANAGED_OPTIONS, SSE_KMS_OPTIONS } from './shapes';
import { assertShape } from '../shapes';

/**
 * Options of `DefaultEncryption.sseKms()`.
 */
export interface SseKmsOptions {
  /**
   * The customer managed key.
   *
   * It must be symmetric, enabled, and in the Region of the bucket.
   *
   * @default - a new `EncryptionKey` for each bucket
   */
  readonly key?: kms.IKey;

  /**
   * Whether to use an S3 Bucket Key, which reduces the requests from S3 to AWS KMS.
   *
   * @default true
   */
  readonly bucketKey?: boolean;
}

/**
 * Options of `DefaultEncryption.sseKmsAwsManaged()`.
 */
export interface SseKmsAwsManagedOptions {
  /**
   * Whether to use an S3 Bucket Key, which reduces the requests from S3 to AWS KMS.
   *
   * @default true
   */
  readonly bucketKey?: boolean;
}

/**
 * Options of `DefaultEncryption.dsseKms()`.
 */
export interface DsseKmsOptions {
  /**
   * The customer managed key.
   *
   * It must be symmetric, enabled, and in the Region of the bucket.
   *
   * @default - a new `EncryptionKey` for each bucket
   */
  readonly key?: kms.IKey;
}

/**
 * The default encryption of a bucket, which S3 applies to uploads that specify no encryption.
 *
 * You can use one value for any number of buckets. If it requires a customer managed key and you don't pass one, each bucket gets its own
 * key.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html
 * @example
 * const key = new EncryptionKey(this, 'Key');
 * new EncryptedBucket(this, 'Reports', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
 * new EncryptedBucket(this, 'Thumbnails', { defaultEncryption: DefaultEncryption.sseS3() });
 * new EncryptedBucket(this, 'Dossiers', { defaultEncryption: DefaultEncryption.dsseKms() });
 */
export class DefaultEncryption {
  /**
   * Server-side encryption with Amazon S3 managed keys (SSE-S3).
   *
   * @returns the default encryption
   * @throws if `bucketKey` is specified, which languages without type checks allow; SSE-S3 doesn't support S3 Bucket Keys
   */
  public static sseS3(): DefaultEncryption {
    refuseBucketKey('sseS3', 'SSE-S3', arguments);
    return new DefaultEncryption(SseAlgorithm.SSE_S3, false, false);
  }

  /**
   * Server-side encryption with AWS KMS (SSE-KMS) and a customer managed key.
   *
   * If S3 can't encrypt with the key, the bucket throws an error (if this is known at synthesis).
   *
   * @param options The key, and whether to use an S3 Bucket Key
   * @returns the default encryption
   */
  public static sseKms(options: SseKmsOptions = {}): DefaultEncryption {
    assertShape('DefaultEncryption.sseKms', options, SSE_KMS_OPTIONS);
    return new DefaultEncryption(SseAlgorithm.SSE_KMS, true, options.bucketKey ?? true, options.key);
  }

  /**
   * Server-side encryption with AWS KMS (SSE-KMS) and the AWS managed key `aws/s3`.
   *
   * The policy of this key can't be changed. Therefore, other accounts can't read the objects, and AWS services that deliver logs can't write
   * objects.
   *
   * @param options Whether to use an S3 Bucket Key
   * @returns the default encryption
   */
  public static sseKmsAwsManaged(options: SseKmsAwsManagedOptions = {}): DefaultEncryption {
    assertShape('DefaultEncryption.sseKmsAwsManaged', options, SSE_KMS_AWS_MANAGED_OPTIONS);
    return new DefaultEncryption(SseAlgorithm.SSE_KMS, false, options.bucketKey ?? true);
  }

  /**
   * Dual-layer server-side encryption with AWS KMS (DSSE-KMS) and a customer managed key.
   *
   * If S3 can't encrypt with the key, the bucket throws an error (if this is known at synthesis).
   *
   * @param options The key
   * @returns the default encryption
   * @throws if `bucketKey` is specified, which languages without type checks allow; DSSE-KMS doesn't support S3 Bucket Keys
   */
  public static dsseKms(options: DsseKmsOptions = {}): DefaultEncryption {
    assertShape('DefaultEncryption.dsseKms', options, DSSE_KMS_OPTIONS);
    refuseBucketKey('dsseKms', 'DSSE-KMS', [options]);
    return new DefaultEncryption(SseAlgorithm.DSSE_KMS, true, false, options.key);
  }

  /**
   * Dual-layer server-side encryption with AWS KMS (DSSE-KMS) and the AWS managed key `aws/s3`.
   *
   * @returns the default encryption
   * @throws if `bucketKey` is specified, which languages without type checks allow; DSSE-KMS doesn't support S3 Bucket Keys
   */
  public static dsseKmsAwsManaged(): DefaultEncryption {
    refuseBucketKey('dsseKmsAwsManaged', 'DSSE-KMS', arguments);
    return new DefaultEncryption(SseAlgorithm.DSSE_KMS, false, false);
  }

  private constructor(
    /** The encryption algorithm. */
    public readonly algorithm: SseAlgorithm,
    /** Whether the encryption uses a customer managed key, either passed or created. */
    public readonly customerManagedKey: boolean,
    /** Whether an S3 Bucket Key is used. */
    public readonly bucketKeyEnabled: boolean,
    /** The customer managed key that was passed, if any. */
    public readonly key?: kms.IKey,
  ) {}

  /**
   * The key for one bucket: the one that was given, or a new one below the bucket.
   *
   * @internal
   */
  public _bindKey(scope: Construct): kms.IKey | undefined {
    if (!this.customerManagedKey) { return undefined; }
    if (!this.key) { return new EncryptionKey(scope, 'Key'); }
    assertUsableKey(scope, this.key, { defaultEncryption: { bucketKey: this.bucketKeyEnabled } });
    return this.key;
  }
}

/** The types leave no place for a Bucket Key here; JavaScript does. */
function refuseBucketKey(factory: string, encryption: string, [options]: ArrayLike<unknown> & Iterable<unknown>): void {
  const bucketKey = (options as SseKmsOptions | undefined)?.bucketKey;
  if (bucketKey === undefined) { return; }
  throw refusal(`DefaultEncryption.${factory}`, `bucketKey cannot be ${bucketKey}: S3 Bucket Keys are not supported for ${encryption}`,
    'leave bucketKey out, or use DefaultEncryption.sseKms()');
}
