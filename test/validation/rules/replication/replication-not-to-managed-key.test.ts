import { replicationNotToManagedKey as rule } from '../../../../src/validation/rules/replication/replication-not-to-managed-key';
import { IF, judged } from '../support';
import { GET_ARN, HERE, judge, KEY_ARN, kmsTo, source, THEIRS, to } from './support';

const MANAGED = 'arn:aws:kms:eu-west-1:111111111111:alias/aws/s3';
const check = (entry: object) => judged(rule, [{
  name: 'Here', environment: HERE, json: { Parameters: { Parameter: { Type: 'String' } }, Resources: { Source: source([entry]) } },
}]);
const theirs = (id: unknown) => kmsTo(id, { Bucket: 'arn:aws:s3:::theirs', Account: THEIRS.account });

test.each([
  ['a key of the app', kmsTo(GET_ARN('Key'))],
  ['an ARN', kmsTo(KEY_ARN)],
  ['an alias of one\'s own', kmsTo('arn:aws:kms:eu-west-1:111111111111:alias/aws-s3')],
])('compliant: %s', (_, entry) => {
  expect(judge(rule, source([entry]))).toEqual([]);
  expect(check(entry)).toEqual([]);
});

test.each([
  ['across accounts', theirs(MANAGED), 'error', 'Replicas in bucket arn:aws:s3:::theirs of another account would be encrypted with the AWS managed key aws/s3.'],
  ['across accounts, by name', theirs('alias/aws/s3'), 'error', expect.stringContaining('of another account')],
  ['across accounts, by Fn::Sub', theirs({ 'Fn::Sub': 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:alias/aws/s3' }), 'error',
    expect.stringContaining('of another account')],
  ['within the account', kmsTo(MANAGED, { Bucket: 'arn:aws:s3:::ours', Account: HERE.account }), 'warning',
    'Replicas in bucket arn:aws:s3:::ours would be encrypted with the AWS managed key aws/s3, which cannot be shared.'],
  ['to an account that is not known', kmsTo(MANAGED, { Bucket: 'arn:aws:s3:::somebodys' }), 'warning', expect.stringContaining('which cannot be shared')],
])('violating: %s', (_, entry, severity, message) => {
  expect(check(entry)).toEqual([{
    on: 'Source',
    status: 'violation',
    severity,
    property: 'Properties.ReplicationConfiguration.Rules.0.Destination.EncryptionConfiguration.ReplicaKmsKeyID',
    message,
  }]);
});

test('violating: in one branch of a condition', () => {
  expect(judge(rule, source([kmsTo(IF(GET_ARN('Key'), MANAGED))]))).toMatchObject([{ status: 'violation', severity: 'warning' }]);
});

test('cannot tell: a key of another account from a parameter', () => {
  expect(check(theirs({ Ref: 'Parameter' }))).toMatchObject([{
    status: 'unknown',
    severity: 'warning',
    message: 'It cannot be determined whether replicas in bucket arn:aws:s3:::theirs of another account get a customer managed key: parameter Parameter has no default.',
  }]);
});

test.each([
  ['no key', to()],
  ['a rule that is disabled', kmsTo(MANAGED, {}, { Status: 'Disabled' })],
])('not applicable: %s', (_, entry) => {
  expect(check(entry)).toEqual([]);
});
