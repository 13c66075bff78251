import { serviceLogsNoObjectLock as rule } from '../../../../src/validation/rules/logs/service-logs-no-object-lock';
import { bucket } from '../support';
import { channel, check, cluster, logging } from './support';

const LOCKED = bucket({ ObjectLockEnabled: true });
const RETAINING = bucket({ ObjectLockEnabled: true, ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } } });

test.each([
  ['Amazon Redshift without Object Lock', cluster(), bucket()],
  ['AWS Config without Object Lock', channel(), bucket()],
  ['AWS Config without default retention', channel(), LOCKED],
])('compliant: %s', (_, Source, Logs) => {
  expect(check(rule, { Source, Logs })).toEqual([]);
});

test.each([
  ['Amazon Redshift', cluster(), LOCKED, 'Properties.ObjectLockEnabled', 'Amazon Redshift audit logs'],
  ['AWS Config', channel(), RETAINING, 'Properties.ObjectLockConfiguration.Rule.DefaultRetention', 'AWS Config history and snapshots'],
])('violating: %s', (_, Source, Logs, property, what) => {
  expect(check(rule, { Source, Logs })).toEqual([{
    on: 'Logs', status: 'violation', severity: 'error', property, message: `The bucket has Object Lock, so ${what} of Source cannot be delivered to it.`,
  }]);
});

test('cannot tell: Object Lock from a parameter', () => {
  expect(check(rule, { Source: cluster(), Logs: bucket({ ObjectLockEnabled: { Ref: 'Parameter' } }) })).toMatchObject([{
    on: 'Logs', status: 'unknown', severity: 'warning', message: expect.stringMatching(/: parameter Parameter has no default\.$/),
  }]);
});

test.each([
  ['server access logs, of which another rule speaks', logging()],
  ['a bucket elsewhere', channel({ S3BucketName: 'elsewhere' })],
])('not applicable: %s', (_, Source) => {
  expect(check(rule, { Source, Logs: RETAINING })).toEqual([]);
});
