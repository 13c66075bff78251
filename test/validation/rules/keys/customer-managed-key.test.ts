import { customerManagedKey as rule } from '../../../../src/validation/rules/keys/customer-managed-key';
import { bucket, CONDITIONS, encrypted, findings, IF, merging, PARAMETERS } from '../support';

const NOTHING = { Ref: 'AWS::NoValue' };
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const kms = (KMSMasterKeyID?: unknown, SSEAlgorithm: unknown = 'aws:kms') => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });
const check = (Bucket: object) => findings(rule, {
  Parameters: { ...PARAMETERS, Other: { Type: 'String' } },
  Conditions: { ...CONDITIONS, Another: { 'Fn::Equals': [{ Ref: 'Other' }, 'yes'] } },
  Resources: { Bucket, Key: { Type: 'AWS::KMS::Key' } },
});
const NO_KEY = 'The bucket encrypts with KMS and specifies no key, so S3 uses the AWS managed key aws/s3.';

test.each([
  ['a key of the app', kms(KEY)],
  ['DSSE-KMS with a key', kms(KEY, 'aws:kms:dsse')],
  ['a key that is written out', kms('arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')],
  ['an alias of one\'s own', kms('alias/mine')],
  ['a key in the branch of KMS only', kms(IF(KEY, NOTHING), IF('aws:kms', 'AES256'))],
])('compliant: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});

test.each<[string, object, string]>([
  ['no key', kms(), NO_KEY],
  ['DSSE-KMS without a key', kms(undefined, 'aws:kms:dsse'), NO_KEY],
  ['no key in one branch', kms(IF(KEY, NOTHING)), `${NO_KEY} This applies if Condition is false.`],
  ['a key of a condition of its own', kms({ 'Fn::If': ['Another', NOTHING, KEY] }, IF('aws:kms', 'AES256')),
    `${NO_KEY} This applies if Condition is true and Another is true.`],
  ['alias/aws/s3', kms('alias/aws/s3'), 'The bucket encrypts with the AWS managed key alias/aws/s3.'],
  ['the ARN of that alias', kms({ 'Fn::Sub': 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3' }),
    'The bucket encrypts with the AWS managed key arn:aws:kms:eu-west-1:111122223333:alias/aws/s3.'],
])('violating: %s', (_, Bucket, message) => {
  expect(check(Bucket)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
    message,
  }]);
});

test.each<[string, object, string]>([
  ['a key from a parameter', kms({ Ref: 'Parameter' }), 'parameter Parameter has no default'],
  ['no key, and an algorithm from a parameter', kms(undefined, { Ref: 'Parameter' }), 'parameter Parameter has no default'],
  ['a key of a condition of its own', kms({ 'Fn::If': ['Another', NOTHING, KEY] }, IF('aws:kms', 'AES256')), 'algorithm and key depend on the deployment'],
])('cannot tell: %s', (_, Bucket, reason) => {
  expect(merging(() => check(Bucket))).toMatchObject([{
    status: 'unknown', severity: 'info', message: `It cannot be determined whether the bucket encrypts with the AWS managed key aws/s3: ${reason}.`,
  }]);
});

test.each([
  ['SSE-S3', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } })],
  ['nothing declared', bucket()],
  // KmsKeyArn says that KMS finds no such key.
  ['aws/s3 without the prefix of an alias', kms('aws/s3')],
  ['the same in one branch', kms(IF('aws/s3', KEY))],
])('not applicable: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});
