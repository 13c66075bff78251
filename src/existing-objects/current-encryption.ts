import type { aws_kms as kms } from 'aws-cdk-lib';
import { SseAlgorithm } from '../encryption';
import { keyArn } from '../policy';
import { assertShape } from '../shapes';
import { CURRENT_DSSE_KMS_OPTIONS, CURRENT_SSE_KMS_OPTIONS } from './private/shapes';

/**
 * Options of `CurrentEncryption.sseKms()`.
 */
export interface CurrentSseKmsOptions {
  /**
   * The customer managed key that the objects are encrypted with.
   *
   * @default - any key. The job can read objects that are encrypted with the AWS managed key, the key of the default encryption,
   * keys that the bucket accepts, and keys that other entries of the list specify
   */
  readonly key?: kms.IKey;

  /**
   * Whether the objects use an S3 Bucket Key.
   *
   * @default - objects with and without an S3 Bucket Key
   */
  readonly bucketKey?: boolean;
}

/**
 * Options of `CurrentEncryption.dsseKms()`.
 */
export interface CurrentDsseKmsOptions {
  /**
   * The customer managed key that the objects are encrypted with.
   *
   * @default - any key. The job can read objects that are encrypted with the AWS managed key, the key of the default encryption,
   * keys that the bucket accepts, and keys that other entries of the list specify
   */
  readonly key?: kms.IKey;
}

/**
 * The current encryption of the existing objects that an `ObjectReencryption` changes.
 *
 * Objects with customer-provided keys (SSE-C) are not supported. S3 doesn't store these keys, so only the owner of a key can
 * change the encryption of its objects.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_JobManifestGeneratorFilter.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * new ObjectReencryption(this, 'Reencryption', {
 *   bucket,
 *   objects: ObjectSelection.matching({ encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ bucketKey: false })] }),
 * });
 */
export class CurrentEncryption {
  /**
   * No server-side encryption: objects from before January 2023, in buckets that had no default encryption.
   *
   * @returns the encryption
   */
  public static notEncrypted(): CurrentEncryption {
    return new CurrentEncryption(undefined, { NOTSSE: {} });
  }

  /**
   * Server-side encryption with Amazon S3 managed keys (SSE-S3).
   *
   * @returns the encryption
   */
  public static sseS3(): CurrentEncryption {
    return new CurrentEncryption(SseAlgorithm.SSE_S3, { SSES3: {} });
  }

  /**
   * Server-side encryption with AWS KMS keys (SSE-KMS).
   *
   * @param options The key, and whether the objects use an S3 Bucket Key
   * @returns the encryption
   */
  public static sseKms(options: CurrentSseKmsOptions = {}): CurrentEncryption {
    assertShape('CurrentEncryption.sseKms', options, CURRENT_SSE_KMS_OPTIONS);
    const filter = { SSEKMS: { KmsKeyArn: options.key && keyArn(options.key), BucketKeyEnabled: options.bucketKey } };
    return new CurrentEncryption(SseAlgorithm.SSE_KMS, filter, options.key, options.bucketKey);
  }

  /**
   * Dual-layer server-side encryption with AWS KMS keys (DSSE-KMS).
   *
   * @param options The key
   * @returns the encryption
   */
  public static dsseKms(options: CurrentDsseKmsOptions = {}): CurrentEncryption {
    assertShape('CurrentEncryption.dsseKms', options, CURRENT_DSSE_KMS_OPTIONS);
    return new CurrentEncryption(SseAlgorithm.DSSE_KMS, { DSSEKMS: { KmsKeyArn: options.key && keyArn(options.key) } }, options.key);
  }

  private constructor(
    /**
     * The algorithm that the objects are encrypted with.
     *
     * @default - the objects are not encrypted
     */
    public readonly algorithm: SseAlgorithm | undefined,
    /**
     * As S3 Batch Operations filters for it.
     *
     * @internal
     */
    public readonly _filter: { readonly [encryption: string]: object },
    /**
     * The customer managed key that the objects are encrypted with.
     *
     * @default - any key, or no key
     */
    public readonly key?: kms.IKey,
    /**
     * Whether the objects use an S3 Bucket Key.
     *
     * @default - objects with and without an S3 Bucket Key
     */
    public readonly bucketKey?: boolean,
  ) {}

  /**
   * What AWS's documentation calls the algorithm.
   *
   * @internal
   */
  public get _title(): string {
    return this.algorithm === undefined ? 'not encrypted' : ALGORITHM_TITLES[this.algorithm];
  }
}

const ALGORITHM_TITLES: { readonly [algorithm in SseAlgorithm]: string } = {
  [SseAlgorithm.SSE_S3]: 'SSE-S3',
  [SseAlgorithm.SSE_KMS]: 'SSE-KMS',
  [SseAlgorithm.DSSE_KMS]: 'DSSE-KMS',
};
