import { fileSystem, KEY_ARN, KINDS, tableBucket, templateOf } from './bucket-kinds-support';
import { findings, IF, judged } from './support';
import { kmsKeyEnabled } from '../../../src/validation/rules/keys/kms-key-enabled';
import { kmsKeyPolicyNotPublic } from '../../../src/validation/rules/keys/kms-key-policy-not-public';
import { kmsKeyRetained } from '../../../src/validation/rules/keys/kms-key-retained';
import { kmsKeyRotation } from '../../../src/validation/rules/keys/kms-key-rotation';
import { kmsKeySameRegion } from '../../../src/validation/rules/keys/kms-key-same-region';
import { kmsKeySymmetric } from '../../../src/validation/rules/keys/kms-key-symmetric';

const OF_KINDS = [...KINDS, ['file system', fileSystem, undefined, 'KmsKeyId']] as const;

describe.each(OF_KINDS)('the key of a %s', (title, make, _, keyProperty) => {
  const called = title === 'inventory table' ? 'inventory table of bucket' : title;

  const withKey = (properties: object, key: unknown = KEY_ARN) => templateOf({
    Key: { Type: 'AWS::KMS::Key', Properties: properties },
    Kind: { ...make({ algorithm: 'aws:kms', key }), DeletionPolicy: 'Retain' },
  });

  test('is symmetric', () => {
    expect(findings(kmsKeySymmetric, withKey({ KeySpec: 'SYMMETRIC_DEFAULT' }))).toEqual([]);
    expect(findings(kmsKeySymmetric, withKey({ KeySpec: 'RSA_2048' }))).toMatchObject([{
      on: 'Key', status: 'violation', message: `S3 cannot encrypt ${called} Kind with this key: its KeySpec is RSA_2048, not SYMMETRIC_DEFAULT.`,
    }]);
    expect(findings(kmsKeySymmetric, withKey({ KeySpec: { Ref: 'Parameter' } }))).toMatchObject([{ status: 'unknown' }]);
  });

  test('is enabled', () => {
    expect(findings(kmsKeyEnabled, withKey({ Enabled: false }))).toMatchObject([{ message: `The key is disabled, and encrypts ${called} Kind.` }]);
  });

  test('rotates', () => {
    expect(findings(kmsKeyRotation, withKey({}))).toMatchObject([{ message: `The key encrypts ${called} Kind and does not rotate.` }]);
  });

  test('is retained', () => {
    expect(findings(kmsKeyRetained, withKey({}))).toMatchObject([{ message: `The key is deleted with its stack, while ${called} Kind, which it encrypts, is retained.` }]);
  });

  test('is not public', () => {
    const KeyPolicy = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }] };
    expect(findings(kmsKeyPolicyNotPublic, withKey({ KeyPolicy }))).toMatchObject([{ on: 'Key', status: 'violation' }]);
  });

  test('is in its Region', () => {
    const inRegion = (region: string | undefined, key: unknown) => judged(kmsKeySameRegion, [{ name: 'Stack', json: withKey({}, key), environment: { region } }]);
    expect(inRegion('eu-west-1', 'arn:aws:kms:eu-west-1:111122223333:key/a')).toEqual([]);
    expect(inRegion('eu-west-1', KEY_ARN)).toEqual([]);
    const elsewhere = 'arn:aws:kms:us-east-1:111122223333:key/a';
    expect(inRegion('eu-west-1', elsewhere)).toMatchObject([{
      on: 'Kind', status: 'violation', property: `Properties.${keyProperty}`, message: `The ${called} is in eu-west-1, and its key ${elsewhere} is in us-east-1.`,
    }]);
    expect(inRegion(undefined, elsewhere)).toMatchObject([{ status: 'unknown' }]);
  });
});

test.each(KINDS)('the key of a %s does not matter if it encrypts with SSE-S3', (_, make) => {
  const template = templateOf({ Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } }, Kind: make({ algorithm: 'AES256', key: KEY_ARN }) });
  expect(findings(kmsKeySymmetric, template)).toEqual([]);
});

test.each([
  ['AWS owns the key of S3 Files', undefined],
  ['the key is one of AWS', 'alias/aws/elasticfilesystem'],
  ['the key is not in the app', '1234abcd-12ab-34cd-56ef-1234567890ab'],
])('not applicable: %s', (_, key) => {
  const template = templateOf({ Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } }, Files: fileSystem({ key }) });
  for (const rule of [kmsKeySymmetric, kmsKeySameRegion, kmsKeyEnabled]) { expect(judged(rule, [{ name: 'Stack', json: template, environment: { region: 'eu-west-1' } }])).toEqual([]); }
});

test('only the branch with KMS uses the key', () => {
  const choice = (key: unknown) => templateOf({
    Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } },
    Tables: tableBucket({}, { EncryptionConfiguration: IF({ SSEAlgorithm: 'aws:kms', KMSKeyArn: key }, { SSEAlgorithm: 'AES256' }) }),
  });
  expect(findings(kmsKeySymmetric, choice(KEY_ARN))).toMatchObject([{ on: 'Key', message: expect.stringContaining('This applies if Condition is true.') }]);
  expect(findings(kmsKeySymmetric, choice('arn:aws:kms:eu-west-1:111122223333:key/a'))).toEqual([]);
});
