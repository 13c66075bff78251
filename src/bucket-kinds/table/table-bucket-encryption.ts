import type { aws_kms as kms } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../encryption';
import { TABLE_BUCKETS } from '../../encryption/internal';
import { assertShape } from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import { TABLE_BUCKET_KEY_OPTIONS, TABLE_BUCKET_SSE_S3_OPTIONS } from '../private/shapes';

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
 * Which keys existing tables of a table bucket with SSE-S3 are encrypted with.
 */
export interface TableBucketSseS3Options {
  /**
   * Keys with which tables are encrypted already.
   *
   * Tables keep the key with which they were created when the default encryption of their bucket becomes SSE-S3. Grants include these keys, and their
   * policies allow S3 Tables to maintain the tables.
   *
   * @default - none: no table is encrypted with a customer managed key
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
   * To change a bucket from SSE-KMS to SSE-S3, set `enforceEncryption` to `false` in one deployment. In the next one use `sseS3()`, and pass the key of the
   * bucket in `acceptedKeys` as long as there are tables that were created with it. A key that the bucket created leaves the stack, but is
   * retained: pass it with `kms.Key.fromKeyArn()`. A synth warning then lists statements that its policy has already.
   *
   * @param options The keys of existing tables
   * @returns the default encryption
   */
  public static sseS3(options: TableBucketSseS3Options = {}): TableBucketEncryption {
    assertShape('TableBucketEncryption.sseS3', options, TABLE_BUCKET_SSE_S3_OPTIONS);
    return new TableBucketEncryption(SseAlgorithm.SSE_S3, options.acceptedKeys ?? []);
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
    /** The keys that are accepted besides the key of the bucket, and those of existing tables. */
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
