import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { StorageLensOptions } from '../log-source-options';
import { folderOf } from '../private/keys';
import { assertNames, assertNoCircle, assertOrganizationId, sourcePlace } from '../private/source-place';

export const STORAGE_LENS: LogProducer = {
  title: 'S3 Storage Lens exports',
  id: 'StorageLens',
  writer: 'storage-lens.s3.amazonaws.com',
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_KEY,
  bucketActions: [],
  keyActions: ['kms:GenerateDataKey'],
  ownerFullControl: true,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: false,
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage_lens_with_organizations_export.html',
};

export function storageLens({ dashboardId, organizationId, ...options }: StorageLensOptions): Bind {
  return (place) => {
    if (dashboardId !== undefined) {
      assertNames(place, 'dashboardId', [dashboardId]);
      assertNoCircle(place, 'dashboardId', [dashboardId]);
    }
    assertOrganizationId(place, organizationId);
    const { account, region, partition } = sourcePlace(place, options);
    const dashboard = (id: string) => `arn:${partition}:s3:${region}:${account}:storage-lens/${id}`;
    return {
      owner: account,
      services: [STORAGE_LENS.writer],
      keys: [{ prefix: folderOf(place.path, options.prefix), folder: `StorageLens/${organizationId ?? account}/` }],
      accounts: [account],
      sourceArns: [dashboard(dashboardId ?? '*')],
      anySourceArns: [dashboard('*')],
    };
  };
}
