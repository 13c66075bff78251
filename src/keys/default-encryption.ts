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
   * The customer managed key: symmetric, enabled, and in the bucket's Region.
   *
   * @default - an `EncryptionKey` of its own for each bucket
   */
  readonly key?: kms.IKey;

  /**
   * Whether S3 keeps a key of its own for the bucket, which cuts requests to AWS KMS.
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
   * Whether S3 keeps a key of its own for the bucket, which cuts requests to AWS KMS.
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
   * The customer managed key: symmetric, enabled, and in the bucket's Region.
   *
   * @default - an `EncryptionKey` of its own for each bucket
   */
  readonly key?: kms.IKey;
}

/**
 * A bucket's default encryption: how S3 encrypts objects whose upload does not say otherwise.
 *
 * One value may serve any number of buckets; unless a key is given, each bucket gets a key of its own.
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
   * SSE-S3: keys that S3 manages.
   *
   * @returns the default encryption
   * @throws if a Bucket Key is asked for, which untyped languages can do: there is none for SSE-S3
   */
  public static sseS3(): DefaultEncryption {
    refuseBucketKey('sseS3', 'SSE-S3', arguments);
    return new DefaultEncryption(SseAlgorithm.SSE_S3, false, false);
  }

  /**
   * SSE-KMS with a customer managed key.
   *
   * A key that S3 cannot encrypt with is refused when a bucket takes it.
   *
   * @param options The key, and whether there is an S3 Bucket Key
   * @returns the default encryption
   */
  public static sseKms(options: SseKmsOptions = {}): DefaultEncryption {
    assertShape('DefaultEncryption.sseKms', options, SSE_KMS_OPTIONS);
    return new DefaultEncryption(SseAlgorithm.SSE_KMS, true, options.bucketKey ?? true, options.key);
  }

  /**
   * SSE-KMS with the AWS managed key `aws/s3`.
   *
   * Its policy cannot be changed: other accounts cannot read the objects, nor can AWS services that deliver logs write
   * them.
   *
   * @param options Whether there is an S3 Bucket Key
   * @returns the default encryption
   */
  public static sseKmsAwsManaged(options: SseKmsAwsManagedOptions = {}): DefaultEncryption {
    assertShape('DefaultEncryption.sseKmsAwsManaged', options, SSE_KMS_AWS_MANAGED_OPTIONS);
    return new DefaultEncryption(SseAlgorithm.SSE_KMS, false, options.bucketKey ?? true);
  }

  /**
   * DSSE-KMS, two layers of encryption, with a customer managed key.
   *
   * A key that S3 cannot encrypt with is refused when a bucket takes it.
   *
   * @param options The key
   * @returns the default encryption
   * @throws if a Bucket Key is asked for, which untyped languages can do: there is none for DSSE-KMS
   */
  public static dsseKms(options: DsseKmsOptions = {}): DefaultEncryption {
    assertShape('DefaultEncryption.dsseKms', options, DSSE_KMS_OPTIONS);
    refuseBucketKey('dsseKms', 'DSSE-KMS', [options]);
    return new DefaultEncryption(SseAlgorithm.DSSE_KMS, true, false, options.key);
  }

  /**
   * DSSE-KMS, two layers of encryption, with the AWS managed key `aws/s3`.
   *
   * @returns the default encryption
   * @throws if a Bucket Key is asked for, which untyped languages can do: there is none for DSSE-KMS
   */
  public static dsseKmsAwsManaged(): DefaultEncryption {
    refuseBucketKey('dsseKmsAwsManaged', 'DSSE-KMS', arguments);
    return new DefaultEncryption(SseAlgorithm.DSSE_KMS, false, false);
  }

  private constructor(
    /** The algorithm. */
    public readonly algorithm: SseAlgorithm,
    /** Whether the key is a customer managed one, given or created. */
    public readonly customerManagedKey: boolean,
    /** Whether there is an S3 Bucket Key. */
    public readonly bucketKeyEnabled: boolean,
    /** The customer managed key that was given, if any. */
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
