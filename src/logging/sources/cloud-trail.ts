import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { CloudTrailLogsOptions } from '../log-source-options';
import { folderBeforeAccount } from '../private/keys';
import { assertNames, assertNoCircle, assertOrganizationId, sourcePlace } from '../private/source-place';

export const CLOUDTRAIL: LogProducer = {
  title: 'CloudTrail logs',
  id: 'CloudTrailLogs',
  writer: 'cloudtrail.amazonaws.com',
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_KEY,
  bucketActions: ['s3:GetBucketAcl'],
  keyActions: ['kms:DescribeKey', 'kms:GenerateDataKey*'],
  ownerFullControl: true,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  page: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
};

/** The ARN of a trail tells its account; AWS documents no other condition. */
export function cloudTrail({ trailNames = [], organizationId, ...options }: CloudTrailLogsOptions): Bind {
  return (place) => {
    assertNames(place, 'trailNames', trailNames);
    assertNoCircle(place, 'trailNames', trailNames);
    assertOrganizationId(place, organizationId);
    const { account, region, partition } = sourcePlace(place, options);
    const prefix = folderBeforeAccount(place.path, options.prefix);
    const trail = (name: string) => `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`;
    return {
      owner: account,
      services: [CLOUDTRAIL.writer],
      keys: [account, ...(organizationId === undefined ? [] : [organizationId])].map((whose) => ({ prefix, folder: `AWSLogs/${whose}/` })),
      accounts: [],
      sourceArns: trailNames.length === 0 ? [trail('*')] : trailNames.map(trail),
      anySourceArns: [trail('*')],
    };
  };
}
