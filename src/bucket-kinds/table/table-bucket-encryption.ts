import type { aws_kms as kms } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../encryption';
import { TABLE_BUCKETS } from '../../encryption/internal';
import { assertShape } from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import { TABLE_BUCKET_KEY_OPTIONS } from '../private/shapes';

/**
 * Which customer managed key a table bucket encrypts new tables with, and which other keys it accepts.
 */
export interface TableBucketKeyOptions extends CustomerKeyOptions {
  /**
   * Keys that requests for new tables may name besides the key of the bucket, and with which tables may be encrypted already.
   *
   * To change the key, accept the new one in one deployment, and in the next one make it the key and accept the old one: CloudFormation changes the
   * bucket before its policy. Tables keep the key with which they were created, so the old key stays accepted as long as there are such tables.
   *
   * @default - none
   */
  readonly acceptedKeys?: kms.IKey[];
}

/**
 * The default encryption of a table bucket, which tables inherit when they are created.
 *
 * A change applies to new tables only. Table buckets support neither DSSE-KMS, SSE-C, nor AWS managed keys, and S3 Tables
 * keeps keys of its own for each table, which cuts requests to AWS KMS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html
 * @example
 * const key = new kms.Key(this, 'Key', { enableKeyRotation: true });
 * new EncryptedTableBucket(this, 'Lake', {
 *   tableBucketName: 'lake',
 *   encryption: TableBucketEncryption.sseKms({ key }),
 * });
 */
export class TableBucketEncryption {
  /**
   * SSE-S3: keys that Amazon S3 manages.
   *
   * @returns the default encryption
   */
  public static sseS3(): TableBucketEncryption {
    return new TableBucketEncryption(SseAlgorithm.SSE_S3, []);
  }

  /**
   * SSE-KMS with a customer managed key.
   *
   * @param options The key, and keys that are accepted besides
   * @returns the default encryption
   */
  public static sseKms(options: TableBucketKeyOptions = {}): TableBucketEncryption {
    assertShape('TableBucketEncryption.sseKms', options, TABLE_BUCKET_KEY_OPTIONS);
    return new TableBucketEncryption(SseAlgorithm.SSE_KMS, options.acceptedKeys ?? [], options.key);
  }

  /** Tells it from the encryption of other kinds of buckets, also for the types of TypeScript. */
  private readonly kind = TABLE_BUCKETS.title;

  private constructor(
    /** The algorithm: SSE-S3 or SSE-KMS. */
    public readonly algorithm: SseAlgorithm,
    /** The keys that are accepted besides the key of the bucket. */
    public readonly acceptedKeys: kms.IKey[],
    /** The customer managed key that was given, if any. */
    public readonly tableBucketKey?: kms.IKey,
  ) {}

  /**
   * Which kind of bucket it is for.
   *
   * @internal
   */
  public get _kind(): string {
    return this.kind;
  }
}
