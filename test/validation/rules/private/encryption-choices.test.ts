import { App } from '../../../../src/template';
import { Posture } from '../../../../src/validation/posture';
import { defaultsOf } from '../../../../src/validation/rules/default-encryptions';
import { encryptionChoices, firstFinding } from '../../../../src/validation/rules/private/encryption-choices';
import { violation } from '../../../../src/validation/rules/rule';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const either = (yes: unknown, no: unknown) => ({ 'Fn::If': ['C', yes, no] });
const NOTHING = { Ref: 'AWS::NoValue' };
const UNREAD = { 'Fn::Transform': { Name: 'Macro' } };

function aBucket(rule: unknown) {
  const json = {
    Parameters: { P: { Type: 'String' }, Alg: { Type: 'String', Default: 'AES256', AllowedValues: ['AES256', 'aws:kms'] } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: rule === undefined ? {} : { BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } } },
      Key: { Type: 'AWS::KMS::Key' },
    },
  };
  return Posture.of(App.of([{ name: 'Stack', json, environment: { account: '111122223333', region: 'eu-west-1' } }])).buckets[0];
}
const rule = (SSEAlgorithm: unknown, KMSMasterKeyID?: unknown, BucketKeyEnabled?: unknown) => ({
  ServerSideEncryptionByDefault: { SSEAlgorithm, ...KMSMasterKeyID === undefined ? {} : { KMSMasterKeyID } },
  ...BucketKeyEnabled === undefined ? {} : { BucketKeyEnabled },
});

/** Algorithm, key, S3 Bucket Key, whether it is KMS; what is not certain. */
function choices(of: unknown) {
  return encryptionChoices(aBucket(of)).map(({ algorithm, key, bucketKey, kms, certain, bucketKeyCertain }) => [
    typeof algorithm === 'string' ? algorithm : typeof algorithm, key.kind, bucketKey, kms, ...certain ? [] : ['key?'], ...bucketKeyCertain ? [] : ['Bucket Key?'],
  ]);
}

test.each<[string, unknown, unknown[][]]>([
  ['nothing', undefined, [['undefined', 'none', undefined, 'no']]],
  ['an algorithm', rule('AES256'), [['AES256', 'none', undefined, 'no']]],
  ['a key', rule('aws:kms', KEY, true), [['aws:kms', 'ARN', true, 'yes']]],
  ['two layers', rule('aws:kms:dsse', 'alias/a'), [['aws:kms:dsse', 'alias name', undefined, 'yes']]],
  ['an S3 Bucket Key only', { BucketKeyEnabled: true }, [['undefined', 'none', true, 'no']]],
  ['a rule or another', either(rule('AES256'), rule('aws:kms', KEY)), [['AES256', 'none', undefined, 'no'], ['aws:kms', 'ARN', undefined, 'yes']]],
  ['a default or another', { ServerSideEncryptionByDefault: either({ SSEAlgorithm: 'AES256' }, { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY }), BucketKeyEnabled: true }, [
    ['AES256', 'none', true, 'no'], ['aws:kms', 'ARN', true, 'yes'],
  ]],
  ['algorithm and key of one condition', rule(either('aws:kms', 'AES256'), either(KEY, NOTHING), either(true, false)), [
    ['aws:kms', 'ARN', true, 'yes', 'key?', 'Bucket Key?'], ['AES256', 'none', false, 'no', 'key?', 'Bucket Key?'],
  ]],
  ['an algorithm or none', rule(either('aws:kms', NOTHING)), [['aws:kms', 'none', undefined, 'yes'], ['undefined', 'none', undefined, 'no']]],
  ['an algorithm or another, with one key', rule(either('aws:kms', 'AES256'), KEY, true), [['aws:kms', 'ARN', true, 'yes'], ['AES256', 'ARN', true, 'no']]],
  ['an algorithm with a key or none', rule('aws:kms', either(KEY, NOTHING)), [['aws:kms', 'ARN', undefined, 'yes'], ['aws:kms', 'none', undefined, 'yes']]],
  ['an algorithm of a parameter, and a key of a condition', rule({ Ref: 'Alg' }, either(KEY, NOTHING)), [
    ['AES256', 'ARN', undefined, 'no', 'key?'], ['AES256', 'none', undefined, 'no', 'key?'], ['aws:kms', 'ARN', undefined, 'yes', 'key?'], ['aws:kms', 'none', undefined, 'yes', 'key?'],
  ]],
  ['an algorithm that is not known', rule({ Ref: 'P' }, KEY), [['object', 'ARN', undefined, 'unknown']]],
  ['an algorithm with a part that is not known', rule({ 'Fn::Sub': 'aws:${P}' }), [['object', 'none', undefined, 'unknown']]],
])('%s', (_, of, expected) => {
  expect(choices(of)).toEqual(expected);
});

test.each<[string, unknown, unknown]>([
  ['nothing', undefined, { known: [{ algorithm: 'AES256', key: undefined }], unknown: undefined }],
  ['a key of the app', rule('aws:kms', { 'Fn::GetAtt': ['Key', 'Arn'] }), { known: [{ algorithm: 'aws:kms', key: expect.anything() }], unknown: undefined }],
  ['a key of SSE-S3', rule('AES256', KEY), { known: [{ algorithm: 'AES256', key: undefined }], unknown: undefined }],
  ['an algorithm that S3 does not have', rule('aws:fsx'), { known: [], unknown: undefined }],
  ['an algorithm that cannot be read', rule(UNREAD), { known: [], unknown: 'Fn::Transform is run at deployment' }],
  ['algorithm and key of two conditions', rule({ Ref: 'Alg' }, either(KEY, NOTHING)),
    { known: [{ algorithm: 'AES256', key: undefined }, { algorithm: 'AES256', key: undefined }], unknown: 'algorithm and key of its default encryption are chosen by different conditions' }],
])('as uploads meet it: %s', (_, of, expected) => {
  expect(defaultsOf(aBucket(of))).toEqual(expected);
});

test('one thing is said of the first choice that is not as it should be', () => {
  const asked: number[] = [];
  const judged = (choice: number) => {
    asked.push(choice);
    return choice > 1 ? violation('bucket', 'Properties', String(choice)) : undefined;
  };
  expect(firstFinding([1, 2, 3], judged)).toEqual([violation('bucket', 'Properties', '2')]);
  expect(asked).toEqual([1, 2]);
  expect(firstFinding([1], judged)).toEqual([]);
});
