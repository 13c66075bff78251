import { kmsKeySameRegion as rule } from '../../../../src/validation/rules/keys/kms-key-same-region';
import { encrypted, judged, PARAMETERS } from '../support';

const KEY_ARN = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const kms = (KMSMasterKeyID?: unknown, SSEAlgorithm: unknown = 'aws:kms') => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });

/** Beside the bucket's stack there is one with a key in us-east-1. */
function check(Bucket: object, region = 'eu-west-1') {
  return judged(rule, [
    {
      name: 'Buckets',
      stackName: 'Buckets',
      environment: { account: '111122223333', region },
      json: { Parameters: PARAMETERS, Resources: { Bucket, OwnKey: { Type: 'AWS::KMS::Key' } } },
    },
    {
      name: 'Keys',
      stackName: 'Keys',
      environment: { account: '111122223333', region: 'us-east-1' },
      json: {
        Resources: { Key: { Type: 'AWS::KMS::Key' } },
        Outputs: { KeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'KeyArn' } } },
      },
    },
  ]);
}
const OTHER_STACK = { 'Fn::GetStackOutput': { StackName: 'Keys', OutputName: 'KeyArn', Region: 'us-east-1' } };

test.each<[string, object, string]>([
  ['a key beside the bucket', kms({ 'Fn::GetAtt': ['OwnKey', 'Arn'] }), 'eu-west-1'],
  ['the id of a key beside the bucket', kms({ Ref: 'OwnKey' }), 'eu-west-1'],
  ['a literal ARN of the Region', kms(KEY_ARN), 'us-east-1'],
  ['a key of another stack of the Region', kms({ 'Fn::ImportValue': 'KeyArn' }), 'us-east-1'],
])('compliant: %s', (_, Bucket, region) => {
  expect(check(Bucket, region)).toEqual([]);
});

test.each<[string, object, string]>([
  ['a literal ARN', kms(KEY_ARN), KEY_ARN],
  ['a literal ARN with DSSE-KMS', kms(KEY_ARN, 'aws:kms:dsse'), KEY_ARN],
  ['the ARN of an alias', kms('arn:aws:kms:us-east-1:111122223333:alias/mine'), 'arn:aws:kms:us-east-1:111122223333:alias/mine'],
  ['a Region that is written out', kms({ 'Fn::Sub': 'arn:aws:kms:us-east-1:${AWS::AccountId}:key/mrk-1234' }), 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234'],
  ['a key of a stack of another Region', kms(OTHER_STACK), 'Key'],
])('violating: %s', (_, Bucket, key) => {
  expect(check(Bucket)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
    message: `The bucket is in eu-west-1, and its key ${key} is in us-east-1.`,
  }]);
});

test('cannot tell: a literal ARN, and a stack whose Region is not known', () => {
  expect(judged(rule, [{ name: 'Stack', json: { Resources: { Bucket: kms(KEY_ARN) } } }])).toMatchObject([{
    status: 'unknown', severity: 'warning', message: expect.stringMatching(/: the key .* is in us-east-1, and the Region of the stack is not known\.$/),
  }]);
});

test('cannot tell: a key from a parameter', () => {
  expect(check(kms({ Ref: 'Parameter' }))).toMatchObject([{ status: 'unknown', message: expect.stringContaining('parameter Parameter has no default') }]);
});

test.each([
  ['SSE-S3', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } })],
  ['the AWS managed key', kms()],
  ['an id, which says nothing of its Region', kms('1234abcd-12ab-34cd-56ef-1234567890ab')],
])('not applicable: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});

test('not applicable: stacks that can go to any Region', () => {
  expect(judged(rule, [{ name: 'Stack', json: { Resources: { Bucket: kms({ 'Fn::GetAtt': ['Key', 'Arn'] }), Key: { Type: 'AWS::KMS::Key' } } } }])).toEqual([]);
});
