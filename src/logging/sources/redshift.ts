import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { LogSourceOptions } from '../log-source-options';
import { folderBeforeAccount } from '../private/keys';
import { regionalPrincipal } from '../private/regional-principal';
import { sourcePlace } from '../private/source-place';

export const REDSHIFT: LogProducer = {
  title: 'Amazon Redshift audit logs',
  id: 'RedshiftAuditLogs',
  writer: 'redshift.amazonaws.com',
  writerInOptInRegions: 'redshift.<region>.amazonaws.com',
  encryption: LogEncryption.SSE_S3,
  bucketActions: ['s3:GetBucketAcl'],
  keyActions: [],
  ownerFullControl: false,
  confinedByFolder: 'redshift',
  objectLock: ObjectLockObstacle.ANY,
  checksBucket: true,
  page: 'https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html',
};

/** AWS documents no condition: what keeps other accounts out is that the keys of logs tell whose they are. */
export function redshift(options: LogSourceOptions): Bind {
  return (place) => {
    const { account, region } = sourcePlace(place, options);
    return {
      owner: account,
      services: [regionalPrincipal(place, REDSHIFT, region)],
      keys: [{ prefix: folderBeforeAccount(place.path, options.prefix), folder: `AWSLogs/${account}/` }],
      accounts: [],
      sourceArns: [],
      anySourceArns: [],
    };
  };
}
