import { bucketKindEncryptionValid as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-encryption-valid';
import { directoryBucket, KEY_ARN, KINDS, tableBucket, templateOf } from '../bucket-kinds-support';
import { encrypted, findings, IF, when } from '../support';

const Key = { Type: 'AWS::KMS::Key', Properties: {} };
const Alias = { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/mine', TargetKeyId: { Ref: 'Key' } } };
const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

describe.each(KINDS)('%s', (title, make, algorithmProperty, keyProperty) => {
  const found = (algorithm: unknown, key?: unknown) => findings(rule, templateOf({ Key, Alias, Kind: make({ algorithm, key }) }));

  test.each([
    ['SSE-S3', 'AES256', undefined],
    ['SSE-KMS with the ARN of a key of the template', 'aws:kms', KEY_ARN],
    ['SSE-KMS with an ARN that is written out', 'aws:kms', ARN],
    ['either, chosen by one condition', IF('aws:kms', 'AES256'), IF(KEY_ARN, { Ref: 'AWS::NoValue' })],
  ])('compliant: %s', (_, algorithm, key) => {
    expect(found(algorithm, key)).toEqual([]);
  });

  test.each<[string, unknown, unknown, string, string?]>([
    ['DSSE-KMS', 'aws:kms:dsse', KEY_ARN, 'names the algorithm "aws:kms:dsse". It can be AES256 or aws:kms.'],
    ['an algorithm that does not exist', 'AES128', undefined, 'names the algorithm "AES128". It can be AES256 or aws:kms.'],
    ['a wrong algorithm in one branch', IF('AES256', 'aws:kms:dsse'), undefined, 'names the algorithm "aws:kms:dsse". It can be AES256 or aws:kms.', 'Condition is false'],
    ['a key without an algorithm', undefined, KEY_ARN, 'names the KMS key Key and no algorithm.'],
  ])('violating: %s', (_, algorithm, key, message, words = '') => {
    expect(found(algorithm, key)).toEqual([{
      on: 'Kind', status: 'violation', severity: 'error', property: `Properties.${algorithmProperty}`, message: `The ${title} ${message}${when(words)}`,
    }]);
  });

  test.each<[string, unknown, unknown, string, string?]>([
    ['SSE-S3 with a key', 'AES256', KEY_ARN, 'encrypts with SSE-S3 and names the KMS key Key, which is rejected.'],
    ['SSE-KMS without a key', 'aws:kms', undefined, 'encrypts with SSE-KMS and names no KMS key. It needs a customer managed key.'],
    ['an alias', 'aws:kms', 'alias/mine', 'encrypts with SSE-KMS and names its KMS key by an alias (alias/mine).'],
    ['the ARN of an alias', 'aws:kms', 'arn:aws:kms:eu-west-1:111122223333:alias/mine', 'encrypts with SSE-KMS and names its KMS key by an alias ('],
    ['the AWS managed key', 'aws:kms', 'alias/aws/s3', 'encrypts with SSE-KMS and names the key alias/aws/s3. AWS managed keys are not supported.'],
    ['the AWS managed key without its prefix', 'aws:kms', 'aws/s3', 'encrypts with SSE-KMS and names the key aws/s3. AWS managed keys are not supported.'],
    ['an alias of the template', 'aws:kms', { Ref: 'Alias' }, 'encrypts with SSE-KMS and names its KMS key by an alias ('],
    ['no key in one branch', 'aws:kms', IF(KEY_ARN, { Ref: 'AWS::NoValue' }), 'encrypts with SSE-KMS and names no KMS key.', 'Condition is false'],
  ])('violating: %s', (_, algorithm, key, message, words = '') => {
    expect(found(algorithm, key)).toEqual([{
      on: 'Kind', status: 'violation', severity: 'error', property: `Properties.${keyProperty}`, message: expect.stringContaining(`The ${title} ${message}`),
    }]);
    expect(found(algorithm, key)[0].message).toContain(when(words));
  });

  test(`${title === 'directory bucket' ? 'compliant' : 'violating'}: the ID of a key`, () => {
    for (const key of [{ Ref: 'Key' }, '1234abcd-12ab-34cd-56ef-1234567890ab']) {
      expect(found('aws:kms', key)).toMatchObject(title === 'directory bucket' ? [] : [{
        status: 'violation', message: expect.stringMatching(/ names its KMS key by ID \(.+\)\. It needs the full ARN of the key\.$/),
      }]);
    }
  });

  test.each([
    ['the algorithm is a parameter', { Ref: 'Parameter' }, undefined, /^It cannot be determined whether the .+ names an algorithm that .+s support: /],
    ['the key is a parameter', 'aws:kms', { Ref: 'Parameter' }, /^It cannot be determined whether the .+ names its KMS key in a form that is supported: /],
  ])('cannot tell: %s', (_, algorithm, key, message) => {
    expect(found(algorithm, key)).toMatchObject([{ on: 'Kind', status: 'unknown', severity: 'info', message: expect.stringMatching(message) }]);
  });

  test('not applicable: no encryption is declared', () => {
    expect(found(undefined)).toEqual([]);
  });
});

describe('a directory bucket', () => {
  const BYTES = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: ARN } };
  const found = (ServerSideEncryptionConfiguration: unknown) => (
    findings(rule, templateOf({ Kind: directoryBucket({}, { BucketEncryption: { ServerSideEncryptionConfiguration } }) })));

  test('compliant: an S3 Bucket Key that is on, or not mentioned', () => {
    expect(found([{ ...BYTES, BucketKeyEnabled: true }])).toEqual([]);
    expect(found([BYTES])).toEqual([]);
  });

  test('violating: an S3 Bucket Key that is off', () => {
    expect(found([{ ...BYTES, BucketKeyEnabled: false }])).toMatchObject([{
      status: 'violation', property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled',
    }]);
  });

  test.each([[[]], [[BYTES, BYTES]]])('violating: %j is not one rule', (rules) => {
    expect(found(rules)).toMatchObject([{ status: 'violation', message: `The directory bucket declares ${rules.length} encryption rules instead of one.` }]);
  });

  test('cannot tell: parameters', () => {
    expect(found([{ ...BYTES, BucketKeyEnabled: { Ref: 'Parameter' } }])).toMatchObject([{ status: 'unknown' }]);
    expect(found({ 'Fn::Transform': { Name: 'Macro' } })).toContainEqual(expect.objectContaining({
      status: 'unknown', message: expect.stringContaining('declares one encryption rule'),
    }));
  });
});

test('violating: a choice of the whole configuration', () => {
  const EncryptionConfiguration = IF({ SSEAlgorithm: 'aws:kms' }, { SSEAlgorithm: 'AES256' });
  expect(findings(rule, templateOf({ Kind: tableBucket({}, { EncryptionConfiguration }) }))).toMatchObject([{
    status: 'violation', message: expect.stringContaining('This applies if Condition is true.'),
  }]);
});

test('not applicable: general purpose buckets, which another rule judges', () => {
  expect(findings(rule, templateOf({ Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256', KMSMasterKeyID: ARN } }) }))).toEqual([]);
});
