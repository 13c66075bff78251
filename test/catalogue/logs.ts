import { aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Places, Specimens } from './places';
import { AccessLogDelivery, EncryptedBucket, LogBucket, LogSource } from '../../src';
import { EXPECTED } from '../logging/sources';

const NAME = 'aws-waf-logs-all';

function logBucket(factory: string): Specimens[string] {
  return ({ stack }) => { new LogBucket(stack, 'Logs', { bucketName: NAME }).acceptLogsFrom(EXPECTED[factory].source(stack)); };
}

function encryptedBucket(factory: string, bucketName: string | undefined): Specimens[string] {
  return ({ stack }) => { new EncryptedBucket(stack, 'Logs', { bucketName }).acceptLogsFrom(EXPECTED[factory].source(stack)); };
}

function accessLogDelivery({ stack }: Places): void {
  const bucket = new EncryptedBucket(stack, 'Data');
  new AccessLogDelivery(stack, 'AccessLogs', { bucket, retention: logs.RetentionDays.ONE_YEAR });
  new AccessLogDelivery(stack, 'MoreAccessLogs', { bucket: s3.Bucket.fromBucketName(stack, 'More', 'more'), encryptionKey: new kms.Key(stack, 'Key') });
}

const FACTORIES = Object.entries(EXPECTED);

/** Every source of logs, into each kind of bucket that it can write to. */
export const LOGS: Specimens = {
  ...Object.fromEntries(FACTORIES.filter(([, { needsKey }]) => !needsKey).map(([factory]) => [`LogSource.${factory}() into a LogBucket`, logBucket(factory)])),
  ...Object.fromEntries(FACTORIES.filter(([, { withKey }]) => withKey).flatMap(([factory]) => [
    // Only AWS WAF demands a name.
    ...(factory === 'waf' ? [] : [[`LogSource.${factory}() into an EncryptedBucket`, encryptedBucket(factory, undefined)]]),
    [`LogSource.${factory}() into an EncryptedBucket with a name`, encryptedBucket(factory, NAME)],
  ])),
  'LogBucket for everything that it can have': ({ stack }) => {
    const bucket = new LogBucket(stack, 'Logs', { bucketName: NAME, otherWritersDenied: true });
    for (const [factory, { needsKey, source }] of FACTORIES) {
      if (!needsKey && factory !== 'cloudFrontLegacy' && factory !== 's3AccessLogs' && factory !== 's3Inventory') { bucket.acceptLogsFrom(source(stack)); }
    }
  },
  'audit logs of many accounts': ({ stack }) => {
    const bucket = new LogBucket(stack, 'Logs');
    for (let i = 1; i <= 12; i++) { bucket.acceptLogsFrom(LogSource.redshift({ account: String(i).padStart(12, '9') })); }
  },
  'reports of a role of another account': ({ stack }) => {
    const bucket = new LogBucket(stack, 'Logs', { otherWritersDenied: true });
    for (const name of ['app-1', 'app1']) {
      const role = iam.Role.fromRoleArn(stack, name, `arn:aws:iam::444455556666:role/${name}`);
      bucket.acceptLogsFrom(LogSource.batchOperationsReports({ role, prefix: name }));
    }
  },
  'AccessLogDelivery': accessLogDelivery,
};
