import type { aws_s3 as s3, Size } from 'aws-cdk-lib';
import type { CurrentEncryption } from './current-encryption';
import type { EncryptionInventory } from './encryption-inventory';
import type { ObjectStorageClass } from './object-storage-class';
import { assertShape } from '../shapes';
import { INVENTORY_REPORT_OPTIONS, MATCHING_OBJECTS_OPTIONS } from './private/shapes';

/**
 * Options of `ObjectSelection.matching()`. Objects match that meet all of them.
 */
export interface MatchingObjectsOptions {
  /**
   * How the objects are encrypted: in one of these ways.
   *
   * @default - SSE-S3; where that is the default encryption of the bucket, not at all
   */
  readonly encryptedWith?: CurrentEncryption[];

  /**
   * What keys of the objects begin with.
   *
   * @default - anything
   */
  readonly prefix?: string;

  /**
   * What keys of the objects end with.
   *
   * @default - anything
   */
  readonly suffix?: string;

  /**
   * Objects that were created after this time.
   *
   * @default - any time
   */
  readonly createdAfter?: Date;

  /**
   * Objects that were created before this time.
   *
   * @default - any time
   */
  readonly createdBefore?: Date;

  /**
   * Objects that are larger than this.
   *
   * @default - any size
   */
  readonly largerThan?: Size;

  /**
   * Objects that are smaller than this.
   *
   * @default - any size
   */
  readonly smallerThan?: Size;

  /**
   * Objects of one of these storage classes.
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

  /** Object key of the report's manifest, which ends in `/manifest.json`. */
  readonly manifestObjectKey: string;

  /** The ETag of the manifest, without quotation marks. */
  readonly manifestEtag: string;

  /**
   * How the objects are encrypted that are listed: in one of these ways.
   *
   * @default - SSE-S3; where that is the default encryption of the bucket, not at all
   */
  readonly encryptedWith?: CurrentEncryption[];

  /**
   * The inventory that created the report, if it is in this app. The bucket and the versions that it lists are then known,
   * and checked. Set either this or `bucket`.
   *
   * @default - the inventory is not in this app
   */
  readonly inventory?: EncryptionInventory;

  /**
   * Which versions the inventory listed when it created the report. If the inventory was changed later, the report still
   * lists what the inventory listed then.
   *
   * - `CURRENT`: the report has no version IDs. S3 acts on the version that is current when it processes the object, even if
   *   the object was overwritten after the report was created, and fails for objects that were deleted after that. Jobs that
   *   copy accept only this, so that no copy of an older version replaces a newer one.
   * - `ALL`: the report has the version ID of each version, and S3 acts on that version. Tasks fail for delete markers, and
   *   for objects that were created before versioning was enabled, because their version ID is empty.
   *
   * @default - what `inventory` lists; otherwise not known, and jobs that copy throw an error
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-existing-manifest-file
   */
  readonly objectVersions?: s3.InventoryObjectVersion;
}

// docs/decisions/0027
/**
 * Which objects are to be encrypted otherwise.
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
   * Those that S3 finds when the job is started.
   *
   * @param options What the objects have in common. Default: how they are encrypted
   * @returns the selection
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#automatically-generate-manifest-file
   */
  public static matching(options: MatchingObjectsOptions = {}): ObjectSelection {
    assertShape('ObjectSelection.matching', options, MATCHING_OBJECTS_OPTIONS);
    return new ObjectSelection(options);
  }

  /**
   * All that a report of S3 Inventory lists, which has to be in the format CSV.
   *
   * For jobs that copy, the inventory must list only current versions, because the copy of a noncurrent version would become
   * the current version. Set `inventory`, or set `objectVersions` to what the inventory lists.
   *
   * @param report The report
   * @returns the selection
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html#specify-existing-manifest-file
   */
  public static listedIn(report: InventoryReportOptions): ObjectSelection {
    assertShape('ObjectSelection.listedIn', report, INVENTORY_REPORT_OPTIONS);
    return new ObjectSelection(undefined, report);
  }

  private constructor(
    /**
     * What the objects have to match, for `ObjectSelection.matching()`.
     *
     * @default - the objects are those that `inventoryReport` lists
     */
    public readonly filter?: MatchingObjectsOptions,
    /**
     * The report that lists the objects, for `ObjectSelection.listedIn()`.
     *
     * @default - the objects are those that match `filter`
     */
    public readonly inventoryReport?: InventoryReportOptions,
  ) {}
}
