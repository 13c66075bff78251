import { defaultEncryptionValid as rule } from '../../../../src/validation/rules/default-encryption/default-encryption-valid';
import { bucket, CONDITIONS, encrypted, findings, IF, merging, PARAMETERS, when } from '../support';

const LIST = 'Properties.BucketEncryption.ServerSideEncryptionConfiguration';
const DEFAULT = `${LIST}.0.ServerSideEncryptionByDefault`;
const NOTHING = { Ref: 'AWS::NoValue' };
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const AES256 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };

const by = (SSEAlgorithm: unknown, KMSMasterKeyID?: unknown) => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });
const rules = (ServerSideEncryptionConfiguration: unknown) => bucket({ BucketEncryption: { ServerSideEncryptionConfiguration } });
const check = (Bucket: object) => findings(rule, {
  Parameters: { ...PARAMETERS, Other: { Type: 'String' } },
  Conditions: { ...CONDITIONS, Another: { 'Fn::Equals': [{ Ref: 'Other' }, 'yes'] } },
  Resources: { Bucket, Key: { Type: 'AWS::KMS::Key' } },
});

test.each([
  ['SSE-S3', by('AES256')],
  ['SSE-KMS', by('aws:kms', KEY)],
  ['SSE-KMS without a key', by('aws:kms')],
  ['DSSE-KMS', by('aws:kms:dsse', KEY)],
  ['a rule that only blocks SSE-C', encrypted({ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } })],
  ['either of two rules', rules([IF(AES256, { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY } })])],
  ['algorithm and key chosen by one condition', by(IF('aws:kms', 'AES256'), IF(KEY, NOTHING))],
  ['two rules under opposite conditions', rules([IF(AES256, NOTHING), IF(NOTHING, AES256)])],
])('compliant: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});

test.each<[string, object, string, string, string?]>([
  ['no rule', rules([]), LIST, 'The default encryption has 0 rules instead of one.'],
  ['two rules', rules([AES256, AES256]), LIST, 'The default encryption has 2 rules instead of one.'],
  ['no rule in one branch', rules([IF(AES256, NOTHING)]), LIST, 'The default encryption has 0 rules instead of one.', 'Condition is false'],
  ['no list', rules(AES256), LIST, 'The default encryption has no list of rules.'],
  ['nothing at all', bucket({ BucketEncryption: {} }), LIST, 'The default encryption has no list of rules.'],
  ['an unknown algorithm', by('aes256'), `${DEFAULT}.SSEAlgorithm`, 'The default encryption specifies the algorithm "aes256", which S3 does not support.'],
  ['an unknown algorithm in one branch', by(IF('AES256', 'AES-256')), `${DEFAULT}.SSEAlgorithm`,
    'The default encryption specifies the algorithm "AES-256", which S3 does not support.', 'Condition is false'],
  ['no algorithm', encrypted({ ServerSideEncryptionByDefault: { KMSMasterKeyID: KEY } }), `${DEFAULT}.SSEAlgorithm`, 'The default encryption specifies no algorithm.'],
  ['a key with SSE-S3', by('AES256', 'arn:aws:kms:eu-west-1:111122223333:key/abc'), `${DEFAULT}.KMSMasterKeyID`,
    'The default encryption is AES256, but specifies the KMS key arn:aws:kms:eu-west-1:111122223333:key/abc, which S3 rejects.'],
  ['a key in both branches, SSE-S3 in one', by(IF('aws:kms', 'AES256'), 'abc'), `${DEFAULT}.KMSMasterKeyID`,
    'The default encryption is AES256, but specifies the KMS key abc, which S3 rejects.', 'Condition is false'],
  ['a key with SSE-S3 in one branch', rules([IF(AES256, { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256', KMSMasterKeyID: 'abc' } })]),
    `${DEFAULT}.KMSMasterKeyID`, 'The default encryption is AES256, but specifies the KMS key abc, which S3 rejects.', 'Condition is false'],
  ['a key of a condition of its own', by(IF('AES256', 'aws:kms'), { 'Fn::If': ['Another', 'abc', NOTHING] }), `${DEFAULT}.KMSMasterKeyID`,
    'The default encryption is AES256, but specifies the KMS key abc, which S3 rejects.', 'Condition is true and Another is true'],
])('violating: %s', (_, Bucket, property, message, words = '') => {
  expect(check(Bucket)).toEqual([{ on: 'Bucket', status: 'violation', severity: 'error', property, message: message + when(words) }]);
});

test.each<[string, object, string]>([
  ['no rule', rules([IF(AES256, NOTHING)]), 'The default encryption has no rule in one branch of a condition.'],
  ['an unknown algorithm', by(IF('AES256', 'AES-256')), 'The default encryption specifies the algorithm "AES-256", which S3 does not support.'],
  ['SSE-S3 with a key', by(IF('aws:kms', 'AES256'), 'abc'), 'The default encryption is AES256, but specifies the KMS key abc, which S3 rejects.'],
])('violating, where choices are merged: %s in one branch', (_, Bucket, message) => {
  expect(merging(() => check(Bucket))).toMatchObject([{ status: 'violation', message }]);
});

test.each<[string, object, string]>([
  ['rules from a macro', rules({ 'Fn::Transform': { Name: 'Macro' } }), 'exactly one rule: '],
  ['two rules under opposite conditions', rules([IF(AES256, NOTHING), IF(NOTHING, AES256)]), 'exactly one rule: the rules depend on conditions'],
  ['an algorithm from a parameter', by({ Ref: 'Parameter' }), 'that S3 supports: parameter Parameter has no default'],
  ['a key of a condition of its own', by(IF('AES256', 'aws:kms'), { 'Fn::If': ['Another', 'abc', NOTHING] }), 'specifies a KMS key: both depend on the deployment'],
])('cannot tell: %s', (_, Bucket, reason) => {
  expect(merging(() => check(Bucket))).toMatchObject([{ status: 'unknown', severity: 'warning', message: expect.stringContaining(reason) }]);
});

test('not applicable: nothing declared', () => {
  expect(check(bucket())).toEqual([]);
});
