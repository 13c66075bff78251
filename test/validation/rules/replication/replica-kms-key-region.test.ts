import { replicaKmsKeyRegion as rule } from '../../../../src/validation/rules/replication/replica-kms-key-region';
import { bucket, judged } from '../support';
import { GET_ARN, HERE, ID, judge, key, kmsTo, source, THEIRS, to, VERSIONED } from './support';

const THERE = { ...HERE, region: 'eu-west-1' };
const BUCKET = { Bucket: 'arn:aws:s3:::the-replicas' };

/** A source here, a destination and a key there. */
function check(id: unknown, here: object = {}, there = THERE) {
  return judged(rule, [
    { name: 'Here', environment: HERE, json: { Parameters: { Parameter: { Type: 'String' } }, Resources: { Source: source([kmsTo(id, BUCKET)]), ...here } } },
    {
      name: 'There',
      stackName: 'There',
      environment: there,
      json: {
        Resources: { Replicas: bucket({ ...VERSIONED, BucketName: 'the-replicas' }), Key: key() },
        Outputs: { Key: { Value: GET_ARN('Key'), Export: { Name: 'key' } } },
      },
    },
  ]);
}

test.each([
  ['an ARN', `arn:aws:kms:eu-west-1:111111111111:key/${ID}`],
  ['the ARN of an alias', 'arn:aws:kms:eu-west-1:111111111111:alias/replicas'],
  ['a key of the destination\'s stack', { 'Fn::GetStackOutput': { StackName: 'There', OutputName: 'Key', Region: 'eu-west-1' } }],
])('compliant: %s', (_, id) => {
  expect(check(id)).toEqual([]);
});

test('compliant: a key and a destination in one stack, wherever that is', () => {
  expect(judge(rule, source([kmsTo(GET_ARN('Key'))]))).toEqual([]);
});

test.each([
  ['an ARN of the source\'s Region', `arn:aws:kms:eu-central-1:111111111111:key/${ID}`],
  ['a key of the source\'s stack', GET_ARN('Near')],
  ['Fn::Sub', { 'Fn::Sub': `arn:aws:kms:\${AWS::Region}:111111111111:key/${ID}` }],
])('violating: %s', (_, id) => {
  expect(check(id, { Near: key() })).toEqual([{
    on: 'Source',
    status: 'violation',
    severity: 'error',
    property: 'Properties.ReplicationConfiguration.Rules.0.Destination.EncryptionConfiguration.ReplicaKmsKeyID',
    message: 'The key of the replicas is in eu-central-1, but bucket Replicas is in eu-west-1.',
  }]);
});

test.each([
  ['a Region from a parameter', { 'Fn::Sub': `arn:aws:kms:\${Parameter}:111111111111:key/${ID}` }, 'warning',
    'It cannot be determined whether the key of the replicas is in the Region of bucket Replicas: '
    + 'the Region of the key is known at deployment only (${Parameter}).'],
])('cannot tell: %s', (_, id, severity, message) => {
  expect(check(id)).toMatchObject([{ status: 'unknown', severity, message }]);
});

test('cannot tell: a destination outside the app', () => {
  expect(judged(rule, [{ name: 'Here', environment: HERE, json: { Resources: { Source: source([kmsTo(GET_ARN('Key'), BUCKET)]), Key: key() } } }])).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/is in the Region of bucket arn:aws:s3:::the-replicas: the bucket is not in the app\.$/),
  }]);
});

test.each([
  ['no key', source([to()])],
  ['a key of which nothing is known', source([kmsTo({ Ref: 'Parameter' })])],
  ['a bare id, which says nothing of its Region', source([kmsTo(ID)])],
  ['a rule that is disabled', source([kmsTo(THEIRS, {}, { Status: 'Disabled' })])],
])('not applicable: %s', (_, Source) => {
  expect(judge(rule, Source)).toEqual([]);
});
