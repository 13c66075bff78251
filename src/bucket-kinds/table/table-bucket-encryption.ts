import type { aws_kms as kms } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../encryption';
import { TABLE_BUCKETS } from '../../encryption/internal';
import { assertShape } from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import { TABLE_BUCKET_KEY_OPTIONS, TABLE_BUCKET_SSE_S3_OPTIONS } from '../private/shapes';

/**
 * The customer managed key with which a table bucket encrypts new tables, and other keys that it accepts.
 */
export interface TableBucketKeyOptions extends CustomerKeyOptions {
  /**
   * Keys that requests for new tables can specify in addition to the key of the bucket, and with which existing tables can be encrypted.
   *
   * To change the key, accept the new key in one deployment. In the next one, make it the key of the bucket, and accept the old key: CloudFormation
   * changes the bucket before its policy. Tables keep the key with which they were created, so accept the old key as long as such tables exist.
   *
   * @default - no other keys
   */
  readonly acceptedKeys?: kms.IKey[];
}

/**
 * The keys of existing tables of a table bucket with SSE-S3.
 */
export interface TableBucketSseS3Options {
  /**
   * Keys with which existing tables are encrypted.
   *
   * When the default encryption of the bucket becomes SSE-S3, tables keep the key with which they were created. Grants include permissions for
   * these keys, and their key policies allow S3 Tables to maintain the tables.
   *
   * @default - no keys: no table is encrypted with a customer managed key
   */
  readonly acceptedKeys?: kms.IKey[];
}

/**
 * The default encryption of a table bucket, which tables inherit when they are created.
 *
 * A change applies only to new tables. Table buckets don't support DSSE-KMS, SSE-C, or AWS managed keys. S3 Tables uses
 * table-level keys, which reduces requests to AWS KMS.
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
   * Server-side encryption with Amazon S3 managed keys (SSE-S3).
   *
   * To change a bucket from SSE-KMS to SSE-S3, set `enforceEncryption` to `false` in one deployment. In the next one, use `sseS3()`, and pass the
   * key of the bucket in `acceptedKeys` as long as tables exist that were created with it. A key that the bucket created is removed from the
   * stack, but retained: pass it with `kms.Key.fromKeyArn()`. A synth warning then lists statements that its policy already has.
   *
   * @param options The keys of existing tables
   * @returns the default encryption
   */
  public static sseS3(options: TableBucketSseS3Options = {}): TableBucketEncryption {
    assertShape('TableBucketEncryption.sseS3', options, TABLE_BUCKET_SSE_S3_OPTIONS);
    return new TableBucketEncryption(SseAlgorithm.SSE_S3, options.acceptedKeys ?? []);
  }

  /**
   * Server-side encryption with AWS KMS (SSE-KMS) and a customer managed key.
   *
   * @param options The key, and other keys that are accepted
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
    /** The keys that are accepted in addition to the key of the bucket, and the keys of existing tables. */
    public readonly acceptedKeys: kms.IKey[],
    /** The customer managed key, if one was specified. */
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
