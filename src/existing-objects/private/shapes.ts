import { aws_s3 as s3 } from 'aws-cdk-lib';
import { BatchJobStatus } from '../../batch';
import { DEFAULT_ENCRYPTION } from '../../keys/internal';
import { LOG_BUCKET } from '../../logging/internal';
import {
  BUCKET, BUCKET_REF, characters, choice, date, flag, having, KEY, KEY_PREFIX, list, matching, PRIORITY, required, type Shape, struct, text,
  wholeBytes,
} from '../../shapes';
import type { CurrentDsseKmsOptions, CurrentEncryption, CurrentSseKmsOptions } from '../current-encryption';
import type { EncryptionInventory } from '../encryption-inventory';
import type { EncryptionInventoryProps } from '../encryption-inventory-props';
import { InventoryField } from '../inventory-field';
import type { ObjectReencryptionProps } from '../object-reencryption-props';
import type { InventoryReportOptions, MatchingObjectsOptions, ObjectSelection } from '../object-selection';
import { ObjectStorageClass } from '../object-storage-class';
import { ReencryptionMethod } from '../reencryption-method';

export const BATCH_JOB_STATUSES: Shape<BatchJobStatus[]> = list<BatchJobStatus>(choice(BatchJobStatus), 'BatchJobStatus values');

const CURRENT_ENCRYPTION: Shape<CurrentEncryption> = having('a CurrentEncryption, for example CurrentEncryption.sseS3()', 'algorithm', '_filter');

const ENCRYPTION_INVENTORY: Shape<EncryptionInventory> = having('an EncryptionInventory', '_listed', 'node');

const OBJECT_SELECTION: Shape<ObjectSelection> = having('an ObjectSelection, for example ObjectSelection.matching()', 'filter', 'inventoryReport');

export const CURRENT_DSSE_KMS_OPTIONS = struct<CurrentDsseKmsOptions>('CurrentDsseKmsOptions', {
  key: KEY,
});

export const CURRENT_SSE_KMS_OPTIONS = struct<CurrentSseKmsOptions>('CurrentSseKmsOptions', {
  bucketKey: flag,
  key: KEY,
});

export const ENCRYPTION_INVENTORY_PROPS = struct<EncryptionInventoryProps>('EncryptionInventoryProps', {
  bucket: required(BUCKET_REF),
  additionalFields: list(choice(InventoryField), 'InventoryField values'),
  databaseName: matching(/^[a-z0-9_-]{1,255}$/, 'pass 1 to 255 lowercase letters, digits, underscores and hyphens'),
  format: choice(s3.InventoryFormat),
  frequency: choice(s3.InventoryFrequency),
  inventoryId: matching(/^[A-Za-z0-9._-]{1,64}$/, 'pass 1 to 64 letters, digits, dots, underscores and hyphens'),
  objectsPrefix: KEY_PREFIX,
  objectVersions: choice(s3.InventoryObjectVersion),
  reports: BUCKET,
  reportsPrefix: text,
  storageLens: flag,
  workGroup: matching(/^[A-Za-z0-9._-]{1,128}$/, 'pass 1 to 128 letters, digits, dots, underscores and hyphens'),
});

export const INVENTORY_REPORT_OPTIONS = struct<InventoryReportOptions>('InventoryReportOptions', {
  manifestEtag: required(matching(/^[A-Za-z0-9-]+$/, 'pass the ETag without quotes')),
  manifestObjectKey: required(text),
  bucket: BUCKET,
  encryptedWith: list(CURRENT_ENCRYPTION, 'CurrentEncryption values'),
  inventory: ENCRYPTION_INVENTORY,
  objectVersions: choice(s3.InventoryObjectVersion),
});

export const MATCHING_OBJECTS_OPTIONS = struct<MatchingObjectsOptions>('MatchingObjectsOptions', {
  createdAfter: date,
  createdBefore: date,
  encryptedWith: list(CURRENT_ENCRYPTION, 'CurrentEncryption values'),
  largerThan: wholeBytes(0),
  prefix: text,
  smallerThan: wholeBytes(1),
  storageClasses: list(choice(ObjectStorageClass), 'ObjectStorageClass values'),
  suffix: text,
});

export const OBJECT_REENCRYPTION_PROPS = struct<ObjectReencryptionProps>('ObjectReencryptionProps', {
  bucket: required(BUCKET_REF),
  allObjectsReported: flag,
  confirmationRequired: flag,
  description: characters(1, 256),
  encryption: DEFAULT_ENCRYPTION,
  method: choice(ReencryptionMethod),
  neverVersioned: flag,
  objects: OBJECT_SELECTION,
  priority: PRIORITY,
  reports: LOG_BUCKET,
  reportsPrefix: text,
});
