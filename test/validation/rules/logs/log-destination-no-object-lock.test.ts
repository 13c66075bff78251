import { logDestinationNoObjectLock as rule } from '../../../../src/validation/rules/logs/log-destination-no-object-lock';
import { bucket, IF, when } from '../support';
import { check, logging, trail } from './support';

const RETENTION = { ObjectLockEnabled: true, ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } } };

test.each([
  ['no Object Lock', bucket()],
  ['Object Lock turned off', bucket({ ObjectLockEnabled: false })],
])('compliant: %s', (_, Logs) => {
  expect(check(rule, { Source: logging(), Logs })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['default retention', bucket(RETENTION)],
  ['default retention in one branch of a condition', bucket({ ObjectLockConfiguration: IF(RETENTION.ObjectLockConfiguration, { Ref: 'AWS::NoValue' }) }), 'Condition is true'],
])('violating: %s', (_, Logs, words = '') => {
  expect(check(rule, { Source: logging(), Logs })).toEqual([{
    on: 'Logs',
    status: 'violation',
    severity: 'error',
    property: 'Properties.ObjectLockConfiguration.Rule.DefaultRetention',
    message: `The bucket receives server access logs of Source and locks objects by default.${when(words)}`,
  }]);
});

test('violating, less badly: Object Lock without default retention', () => {
  expect(check(rule, { Source: logging(), Logs: bucket({ ObjectLockEnabled: 'true' }) })).toEqual([{
    on: 'Logs',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.ObjectLockEnabled',
    message: 'The bucket receives server access logs of Source and has Object Lock enabled.',
  }]);
});

test.each<[number, string]>([[1, 'A'], [2, 'A and B'], [3, 'A, B and C'], [4, 'A, B and 2 others'], [5, 'A, B and 3 others']])(
  'violating: logs of %i buckets are one finding', (count, names) => {
    const sources = Object.fromEntries(['A', 'B', 'C', 'D', 'E'].slice(0, count).map((id) => [id, logging()]));
    expect(check(rule, { ...sources, Logs: bucket(RETENTION) })).toMatchObject([{ message: `The bucket receives server access logs of ${names} and locks objects by default.` }]);
  },
);

test('cannot tell: retention that is known at deployment', () => {
  const Logs = bucket({ ObjectLockConfiguration: { Rule: { 'Fn::Transform': { Name: 'Macro' } } } });
  expect(check(rule, { Source: logging(), Logs })).toMatchObject([{ on: 'Logs', status: 'unknown', severity: 'warning' }]);
});

test.each([
  ['no logs', bucket()],
  ['CloudTrail, which can write to such buckets', trail()],
])('not applicable: %s', (_, Source) => {
  expect(check(rule, { Source, Logs: bucket(RETENTION) })).toEqual([]);
});
