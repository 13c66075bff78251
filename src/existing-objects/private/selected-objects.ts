import { aws_s3 as s3, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ReencryptedBucket } from './reencrypted-bucket';
import { refusal, valueRefusal } from '../../cdk';
import type { CurrentEncryption } from '../current-encryption';
import type { EncryptionInventory } from '../encryption-inventory';
import type { InventoryReportOptions, MatchingObjectsOptions, ObjectSelection } from '../object-selection';

/** Which objects, with all that is known of where they are listed. Either `matching` or `report`. */
export interface SelectedObjects {
  readonly encryptedWith?: readonly CurrentEncryption[];
  readonly matching?: MatchingObjectsOptions;
  readonly report?: ListedReport;
}

/** A report of an inventory. */
export interface ListedReport {
  readonly bucket: s3.IBucket;
  readonly manifestObjectKey: string;
  readonly manifestEtag: string;
  /** Which versions it lists; undefined where that is not known. */
  readonly versions?: s3.InventoryObjectVersion;
}

// docs/decisions/0038
/**
 * @throws if a report is none that a job for the bucket could take
 */
export function selectedObjects(scope: Construct, bucket: ReencryptedBucket, selection: ObjectSelection): SelectedObjects {
  const { filter: matching, inventoryReport: report } = selection;
  return { encryptedWith: (matching ?? report)?.encryptedWith, matching, report: report && listedReport(scope, bucket, report) };
}

function listedReport(scope: Construct, bucket: ReencryptedBucket, report: InventoryReportOptions): ListedReport {
  const { manifestObjectKey, manifestEtag, objectVersions, inventory } = report;
  if (!manifestObjectKey.endsWith('/manifest.json')) {
    throw valueRefusal(scope, 'manifestObjectKey', manifestObjectKey, 'pass the key of manifest.json in the folder that is named after the time of the report',
      'the key of the manifest of an inventory report ends in /manifest.json');
  }
  if (inventory) { assertMadeBy(scope, bucket, report, inventory); }
  const delivered = report.bucket ?? inventory?.reports;
  if (!delivered || (report.bucket && inventory)) {
    throw refusal(scope, `${delivered ? 'bucket and inventory are both set' : 'neither bucket nor inventory is set'} in ObjectSelection.listedIn()`,
      'pass inventory if the inventory is in this app; otherwise, pass the bucket that the report was delivered to');
  }
  return { bucket: delivered, manifestObjectKey, manifestEtag, versions: objectVersions ?? inventory?._listed.versions };
}

function assertMadeBy(
  scope: Construct, bucket: ReencryptedBucket, { manifestObjectKey, objectVersions }: InventoryReportOptions, inventory: EncryptionInventory,
): void {
  const { resource, format, versions, prefix, inventoryId } = inventory._listed;
  if (resource !== bucket.resource) {
    throw refusal(scope, `inventory ${inventory.node.path} doesn't list the objects of ${bucket.path}`, `pass an inventory of ${bucket.path}`);
  }
  if (format !== s3.InventoryFormat.CSV) {
    throw refusal(scope, `inventory ${inventory.node.path} has the format ${format}, but S3 Batch Operations accepts only CSV reports`,
      'set format of the inventory to s3.InventoryFormat.CSV, and wait for its next report');
  }
  if (objectVersions !== undefined && objectVersions !== versions) {
    throw refusal(scope, `objectVersions is ${objectVersions}, but inventory ${inventory.node.path} lists ${versions}`,
      'omit objectVersions; if the report was created before the inventory was changed, pass bucket instead of inventory');
  }
  if ([manifestObjectKey, prefix, inventoryId].some((part) => Token.isUnresolved(part))) { return; }
  const [, id] = manifestObjectKey.slice(prefix.length + 1).split('/');
  if (manifestObjectKey.startsWith(`${prefix}/`) && id === inventoryId) { return; }
  throw refusal(scope, `manifestObjectKey ${manifestObjectKey} is not the key of a report of inventory ${inventory.node.path}`,
    `pass a key of the form ${prefix}/BUCKET/${inventoryId}/TIME/manifest.json`);
}
