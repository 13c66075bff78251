import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { GuardDutyFindingsOptions } from '../log-source-options';
import { folderOf } from '../private/keys';
import { regionalPrincipal } from '../private/regional-principal';
import { assertNames, sourcePlace } from '../private/source-place';

export const GUARDDUTY: LogProducer = {
  title: 'GuardDuty findings',
  id: 'GuardDutyFindings',
  writer: 'guardduty.amazonaws.com',
  writerInOptInRegions: 'guardduty.<region>.amazonaws.com',
  encryption: LogEncryption.CUSTOMER_KEY,
  dsseRefused: 'GuardDuty asks for SSE-KMS, which a bucket with DSSE-KMS denies',
  bucketActions: ['s3:GetBucketLocation'],
  keyActions: ['kms:GenerateDataKey'],
  ownerFullControl: false,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  page: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
};

/** The folder of an administrator's export holds findings of its members. */
export function guardDuty({ detectorId, ...options }: GuardDutyFindingsOptions): Bind {
  return (place) => {
    if (detectorId !== undefined) { assertNames(place, 'detectorId', [detectorId]); }
    const { account, region, partition } = sourcePlace(place, options);
    const detector = (id: string) => `arn:${partition}:guardduty:${region}:${account}:detector/${id}`;
    return {
      owner: account,
      services: [regionalPrincipal(place, GUARDDUTY, region)],
      keys: [{ prefix: folderOf(place.path, options.prefix), folder: '' }],
      accounts: [account],
      sourceArns: [detector(detectorId ?? '*')],
      anySourceArns: [detector('*')],
    };
  };
}
