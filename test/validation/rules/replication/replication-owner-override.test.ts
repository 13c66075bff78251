import { replicationOwnerOverride as rule } from '../../../../src/validation/rules/replication/replication-owner-override';
import { IF, merging } from '../support';
import { judge, source, to } from './support';

const OVERRIDE = { AccessControlTranslation: { Owner: 'Destination' } };
const check = (destination: object) => judge(rule, source([to(destination)]));

test.each([
  ['an account', { ...OVERRIDE, Account: '222222222222' }],
  ['an account as a number', { ...OVERRIDE, Account: 222222222222 }],
  ['an account from a parameter', { ...OVERRIDE, Account: { Ref: 'Parameter' } }],
  ['one account or another', { ...OVERRIDE, Account: IF('222222222222', '333333333333') }],
])('compliant: %s', (_, destination) => {
  expect(check(destination)).toEqual([]);
});

test('violating: no account', () => {
  expect(check(OVERRIDE)).toEqual([{
    on: 'Source',
    status: 'violation',
    severity: 'error',
    property: 'Properties.ReplicationConfiguration.Rules.0.Destination.Account',
    message: 'The rule changes the owner of the replicas in bucket Replicas, but does not specify the account of the new owner.',
  }]);
});

test('cannot tell: both under one condition, where choices are merged', () => {
  const judging = () => check({
    AccessControlTranslation: IF(OVERRIDE.AccessControlTranslation, { Ref: 'AWS::NoValue' }), Account: IF('222222222222', { Ref: 'AWS::NoValue' }),
  });
  expect(judging()).toEqual([]);
  expect(merging(judging)).toMatchObject([{
    status: 'unknown', severity: 'warning', message: 'It cannot be determined whether the rule specifies the account that will own the replicas: it depends on conditions.',
  }]);
});

test.each([
  ['the owner stays', {}],
  ['the owner stays, and the account is named', { Account: '222222222222' }],
])('not applicable: %s', (_, destination) => {
  expect(check(destination)).toEqual([]);
});
