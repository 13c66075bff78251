import { replicationObjectLock as rule } from '../../../../src/validation/rules/replication/replication-object-lock';
import { bucket, IF, when } from '../support';
import { judge, source, to } from './support';

const LOCKED = { ObjectLockEnabled: true };

test.each([
  ['on both', LOCKED, LOCKED],
  ['on both, as text', { ObjectLockEnabled: 'true' }, { ObjectLockEnabled: 'true' }],
  ['at the destination only', {}, LOCKED],
])('compliant: Object Lock %s', (_, from, towards) => {
  expect(judge(rule, source([to()], from), { Replicas: bucket(towards) })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['absent', {}],
  ['false', { ObjectLockEnabled: false }],
  ['false in one branch of a condition', { ObjectLockEnabled: IF(true, false) }, 'Condition is false'],
])('violating: at the destination it is %s', (_, towards, words = '') => {
  expect(judge(rule, source([to()], LOCKED), { Replicas: bucket(towards) })).toEqual([{
    on: 'Replicas',
    status: 'violation',
    severity: 'error',
    property: 'Properties.ObjectLockEnabled',
    message: `Bucket Source, which has Object Lock, is replicated to this bucket, which has no Object Lock.${when(words)}`,
  }]);
});

test.each([
  ['from a parameter at the destination', LOCKED, { ObjectLockEnabled: { Ref: 'Parameter' } }],
  ['from a parameter at the source', { ObjectLockEnabled: { Ref: 'Parameter' } }, {}],
])('cannot tell: %s', (_, from, towards) => {
  expect(judge(rule, source([to()], from), { Replicas: bucket(towards) })).toMatchObject([{
    on: 'Replicas',
    status: 'unknown',
    severity: 'warning',
    message: 'It cannot be determined whether the bucket has Object Lock if bucket Source has it, which is replicated to it: parameter Parameter has no default.',
  }]);
});

test('cannot tell: a destination outside the app', () => {
  expect(judge(rule, source([to({ Bucket: 'arn:aws:s3:::theirs' })], LOCKED))).toMatchObject([{
    on: 'Source', status: 'unknown', severity: 'info', message: expect.stringContaining('it is not in the app'),
  }]);
});

test.each([
  ['no Object Lock', source([to()])],
  ['a rule that is disabled', source([to({}, { Status: 'Disabled' })], LOCKED)],
])('not applicable: %s', (_, Source) => {
  expect(judge(rule, Source)).toEqual([]);
});
