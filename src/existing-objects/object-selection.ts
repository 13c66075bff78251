import type { aws_s3 as s3, Size } from 'aws-cdk-lib';
import type { CurrentEncryption } from './current-encryption';
import type { EncryptionInventory } from './encryption-inventory';
import type { ObjectStorageClass } from './object-storage-class';
import { assertShape } from '../shapes';
import { INVENTORY_REPORT_OPTIONS, MATCHING_OBJECTS_OPTIONS } from './private/shapes';

/**
 * Options of `ObjectSelection.matching()`. An object must match all of them.
 */
export interface MatchingObjectsOptions {
  /**
   * The current encryption types of the objects. An object matches if it has one of them.
   *
   * @default - SSE-S3; if that is the default encryption of the bucket, no server-side encryption
   */
  readonly encryptedWith?: CurrentEncryption[];

  /**
   * The prefix of the object keys.
   *
   * @default - any prefix
   */
  readonly prefix?: string;

  /**
   * The suffix of the object keys.
   *
   * @default - any suffix
   */
  readonly suffix?: string;

  /**
   * The earliest creation time of the objects (exclusive).
   *
   * @default - any time
   */
  readonly createdAfter?: Date;

  /**
   * The latest creation time of the objects (exclusive).
   *
   * @default - any time
   */
  readonly createdBefore?: Date;

  /**
   * The minimum size of the objects (exclusive).
   *
   * @default - any size
   */
  readonly largerThan?: Size;

  /**
   * The maximum size of the objects (exclusive).
   *
   * @default - any size
   */
  readonly smallerThan?: Size;

  /**
   * The storage classes of the objects. An object matches if it has one of them.
   *
   * @default - any storage class
   */
  readonly storageClasses?: ObjectStorageClass[];
}

/**
 * Options of `ObjectSelection.listedIn()`.
 */
export interface InventoryReportOptions {
  /**
   * The bucket that the report was delivered to. Set either this or `inventory`.
   *
   * @default - the bucket that `inventory` delivers its reports to
   */
  readonly bucket?: s3.IBucket;

  /** The object key of the manifest of the report, which ends in `/manifest.json`. */
  readonly manifestObjectKey: string;

  /** The ETag of the manifest, without quotation marks. */
  readonly manifestEtag: string;

  /**
   * The current encryption types of the listed objects. Each object has one of them.
   *
   * @default - SSE-S3; if that is the default encryption of the bucket, no server-side encryption
   */
  readonly encryptedWith?: CurrentEncryption[];

  /**
   * The inventory that created the report, if it is in this app. The bucket and the versions that the inventory lists are then
   * checked at synthesis. Set either this or `bucket`.
   *
   * @default - the inventory is not in this app
   */
  readonly inventory?: EncryptionInventory;

  /**
   * The object versions that the inventory listed when it created the report. Later changes to the inventory don't affect the
   * report.
   *
   * - `CURRENT`: the report has no version IDs. S3 acts on the version that is current when it processes the object, even if
   *   the object was overwritten after the report was created. Tasks fail for objects that were deleted after that. Jobs that
   *   copy objects accept only this value, so that no copy of an older version replaces a newer version.
   * - `ALL`: the report has the version ID of each version, and S3 acts on that version. Tasks fail for delete markers, and
   *   for objects that were created before versioning was enabled, because their version ID is empty.
   *
   * @default - the versions that `inventory` lists; without `inventory`, unknown, and jobs that copy objects throw an error
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-existing-manifest-file
   */
  readonly objectVersions?: s3.InventoryObjectVersion;
}

// docs/decisions/0027
/**
 * The objects that an `ObjectReencryption` changes.
 *
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * new ObjectReencryption(this, 'Reencryption', {
 *   bucket,
 *   objects: ObjectSelection.matching({ prefix: 'reports/', encryptedWith: [CurrentEncryption.sseS3()] }),
 * });
 */
export class ObjectSelection {
  /**
   * Selects the objects that match a filter when the job starts.
   *
   * @param options The filter. Default: only the current encryption
   * @returns the selection
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#automatically-generate-manifest-file
   */
  public static matching(options: MatchingObjectsOptions = {}): ObjectSelection {
    assertShape('ObjectSelection.matching', options, MATCHING_OBJECTS_OPTIONS);
    return new ObjectSelection(options);
  }

  /**
   * Selects all objects in an S3 Inventory report. The report must be in CSV format.
   *
   * For jobs that copy objects, the inventory must list only current versions, because the copy of a noncurrent version would become
   * the current version. Set `inventory`, or set `objectVersions` to the versions that the inventory lists.
   *
   * @param report The inventory report
   * @returns the selection
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-existing-manifest-file
   */
  public static listedIn(report: InventoryReportOptions): ObjectSelection {
    assertShape('ObjectSelection.listedIn', report, INVENTORY_REPORT_OPTIONS);
    return new ObjectSelection(undefined, report);
  }

  private constructor(
    /**
     * The filter that the objects must match, for `ObjectSelection.matching()`.
     *
     * @default - the objects that `inventoryReport` lists
     */
    public readonly filter?: MatchingObjectsOptions,
    /**
     * The report that lists the objects, for `ObjectSelection.listedIn()`.
     *
     * @default - the objects that match `filter`
     */
    public readonly inventoryReport?: InventoryReportOptions,
  ) {}
}
