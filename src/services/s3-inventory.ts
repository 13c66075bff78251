import { EACH } from './log-resource';
import { LogConfinement, LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** Reports go below the prefix and the name of their bucket. */
export const S3_INVENTORY: LogService = {
  title: 'S3 Inventory reports',
  id: 'S3Inventory',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html', read: '2026-11-21' },
  principal: 's3.amazonaws.com',
  permission: LogPermission.BUCKET_POLICY,
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY,
  namesNoEncryption: true,
  bucketActions: [],
  keyPolicyActions: ['kms:GenerateDataKey'],
  keyActions: ['kms:GenerateDataKey'],
  ownerFullControl: true,
  folder: '',
  objectKey: '<prefix><name>/<any>',
  sourceArn: 'arn:<partition>:s3:::<name>',
  sourceIsResource: true,
  sourceConditions: ['aws:SourceAccount', 'aws:SourceArn'],
  confinement: LogConfinement.SOURCE_CONDITION,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: false,
  resources: [{
    type: 'AWS::S3::Bucket',
    within: ['InventoryConfigurations', EACH],
    bucket: ['Destination', 'BucketArn'],
    prefix: ['Destination', 'Prefix'],
    enabled: { property: ['Enabled'], otherwise: true },
  }],
};
