import { aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { IMPORTED_KEY } from './buckets';
import type { Specimens } from './places';
import {
  CurrentEncryption, DefaultEncryption, EncryptedBucket, EncryptionInventory, InventoryField, LogBucket, ObjectReencryption, ObjectSelection,
  ObjectStorageClass,
} from '../../src';

/** What is already stored: how it is encrypted, and jobs that change it. */
export const STORED: Specimens = {
  'EncryptionInventory': ({ stack }) => {
    new EncryptionInventory(stack, 'Inventory', { bucket: new EncryptedBucket(stack, 'Data'), storageLens: true, additionalFields: [InventoryField.ETAG] });
  },
  'EncryptionInventory into a bucket of logs': ({ stack }) => {
    new EncryptionInventory(stack, 'Inventory', {
      bucket: new s3.CfnBucket(stack, 'Data'), reports: new LogBucket(stack, 'Reports'), frequency: s3.InventoryFrequency.DAILY, format: s3.InventoryFormat.CSV, databaseName: 'inventories',
    });
  },
  'ObjectReencryption in place': ({ stack }) => {
    new ObjectReencryption(stack, 'Reencryption', {
      bucket: new EncryptedBucket(stack, 'Data'),
      objects: ObjectSelection.matching({
        encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Former', IMPORTED_KEY) })],
        prefix: 'reports/',
        storageClasses: [ObjectStorageClass.STANDARD],
      }),
      confirmationRequired: true,
    });
  },
  'ObjectReencryption by copy': ({ stack }) => {
    new ObjectReencryption(stack, 'Reencryption', {
      bucket: new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.dsseKms() }),
      objects: ObjectSelection.listedIn({
        bucket: s3.Bucket.fromBucketName(stack, 'Inventories', 'the-inventories'),
        manifestObjectKey: 'inventory/data/encryption/2026-01-04T01-00Z/manifest.json',
        manifestEtag: '60e460c9d1046e73f7dde5043ac3ae85',
        objectVersions: s3.InventoryObjectVersion.CURRENT,
        encryptedWith: [CurrentEncryption.notEncrypted(), CurrentEncryption.dsseKms({ key: kms.Key.fromKeyArn(stack, 'Former', IMPORTED_KEY) })],
      }),
    });
  },
  'ObjectReencryption by copy of objects that S3 finds': ({ stack }) => {
    new ObjectReencryption(stack, 'Reencryption', {
      bucket: new EncryptedBucket(stack, 'Data', { defaultEncryption: DefaultEncryption.sseS3(), versioned: false }),
      neverVersioned: true,
    });
  },
};
