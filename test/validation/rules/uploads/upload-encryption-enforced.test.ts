import { uploadEncryptionEnforced as rule } from '../../../../src/validation/rules/uploads/upload-encryption-enforced';
import { CONDITIONS, encrypted, findings, IF, merging, PARAMETERS } from '../support';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const OTHER_ARN = { 'Fn::GetAtt': ['OtherKey', 'Arn'] };
const LITERAL_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0d9ad1f5-5a6b-4c1c-9d8c-0123456789ab';
const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] };

const byDefault = (SSEAlgorithm: unknown, KMSMasterKeyID: unknown) => ({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });
const KMS = byDefault('aws:kms', KEY_ARN);
const SSE_S3 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
const MANAGED = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };

function deny(Condition: unknown, more: object = {}) {
  return { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: OBJECTS, Condition, ...more };
}

const otherAlgorithms = (...algorithms: unknown[]) => deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: algorithms } });
const otherKeys = (...keys: unknown[]) => deny({ Null: { [KEY]: 'false' }, StringNotEquals: { [KEY]: keys } });
const noKey = (algorithm: unknown) => deny({ StringEquals: { [ALGORITHM]: algorithm }, Null: { [KEY]: 'true' } });
const enforced = (algorithm: string, ...keys: unknown[]) => [otherAlgorithms(algorithm), otherKeys(...keys), noKey(algorithm)];

function policy(statement: unknown, more: object = {}) {
  return {
    Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statement }, ...more },
  };
}

function check(statement: unknown, rules: object) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      OtherKey: { Type: 'AWS::KMS::Key', Properties: {} },
      Bucket: encrypted(rules),
      Policy: policy(statement),
    },
  });
}

describe('compliant', () => {
  test.each<[string, unknown, object]>([
    ['SSE-KMS', enforced('aws:kms', KEY_ARN), KMS],
    ['SSE-KMS, while the key is changed', enforced('aws:kms', KEY_ARN, OTHER_ARN, LITERAL_ARN), KMS],
    ['SSE-KMS with a literal ARN', enforced('aws:kms', LITERAL_ARN), byDefault('aws:kms', LITERAL_ARN)],
    ['SSE-KMS with a parameter', enforced('aws:kms', { Ref: 'Parameter' }), byDefault('aws:kms', { Ref: 'Parameter' })],
    ['DSSE-KMS', enforced('aws:kms:dsse', KEY_ARN), byDefault('aws:kms:dsse', KEY_ARN)],
    ['SSE-S3', otherAlgorithms('AES256'), SSE_S3],
    ['SSE-S3, which is not declared', otherAlgorithms('AES256'), {}],
    ['aws/s3, of which the algorithm is all', otherAlgorithms('aws:kms'), MANAGED],
    ['what names no header as well', [deny({ StringNotEquals: { [ALGORITHM]: 'AES256' } })], SSE_S3],
    ['for the account of the bucket', {
      ...otherAlgorithms('AES256'), Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
    }, SSE_S3],
    ['a list of actions', [{ ...otherAlgorithms('AES256'), Action: ['s3:PutObject', 's3:UpdateObjectEncryption'] }], SSE_S3],
  ])('%s', (_, statement, rules) => {
    expect(check(statement, rules)).toEqual([]);
  });
});

describe('violating', () => {
  test('no policy', () => {
    expect(findings(rule, { Resources: { Bucket: encrypted(SSE_S3) } })).toEqual([{
      on: 'Bucket', status: 'violation', severity: 'warning', property: 'Properties', message: 'The bucket has no policy, so uploads may ask for any encryption.',
    }]);
  });

  test.each<[string, unknown, object, string]>([
    ['nothing about encryption', deny({ Bool: { 'aws:SecureTransport': 'false' } }), KMS, 'names AES256'],
    ['anonymous requests', deny({ StringEquals: { 'aws:PrincipalAccount': 'anonymous' } }), KMS, 'names AES256'],
    ['one other algorithm only', deny({ StringEquals: { [ALGORITHM]: 'AES256' } }), KMS, 'names aws:kms:dsse'],
    ['algorithms only', otherAlgorithms('aws:kms'), KMS, 'names aws:kms and another key by its ARN'],
    ['keys only', [otherKeys(KEY_ARN), noKey('aws:kms')], KMS, 'names AES256'],
    ['keys that are named only', [otherAlgorithms('aws:kms'), otherKeys(KEY_ARN)], KMS, 'names aws:kms and no key'],
    ['all keys of the account', [
      otherAlgorithms('aws:kms'), deny({ StringNotLike: { [KEY]: 'arn:aws:kms:*:000000000000:key/*' } }), noKey('aws:kms'),
    ], byDefault('aws:kms', LITERAL_ARN), 'names aws:kms and another key by its ARN'],
    ['a folder only', { ...otherAlgorithms('AES256'), Resource: { 'Fn::Sub': '${Bucket.Arn}/folder/*' } }, SSE_S3, 'names aws:kms'],
  ])('a deny of %s', (_, statement, rules, missed) => {
    expect(check(statement, rules)).toEqual([{
      on: 'Bucket',
      status: 'violation',
      severity: 'warning',
      property: 'Properties',
      message: `The bucket policy does not deny an upload that ${missed}, whatever the default encryption of the bucket is.`,
    }]);
  });

  test('a deny of SSE-S3, but KMS in one branch', () => {
    const judge = () => check(otherAlgorithms('AES256', 'aws:kms'), IF(SSE_S3, MANAGED));
    const lacks = (missed: string) => `The bucket policy does not deny an upload that names ${missed}, whatever the default encryption of the bucket is.`;
    expect(judge()).toMatchObject([
      { status: 'violation', severity: 'warning', message: `${lacks('aws:kms')} This applies if Condition is true.` },
      { status: 'violation', severity: 'warning', message: `${lacks('AES256')} This applies if Condition is false.` },
    ]);
    expect(merging(judge)).toMatchObject([{ status: 'violation', message: lacks('aws:kms') }]);
  });

  test('a deny that is left out in one branch', () => {
    expect(check([IF(otherAlgorithms('AES256'), { Ref: 'AWS::NoValue' })], SSE_S3)).toMatchObject([{
      status: 'violation', severity: 'warning', message: expect.stringContaining('This applies if Condition is false.'),
    }]);
  });
});

describe('cannot tell', () => {
  test.each<[string, unknown, object, string]>([
    ['an unknown default', otherAlgorithms('aws:kms'), byDefault({ Ref: 'Parameter' }, KEY_ARN), 'parameter Parameter has no default'],
    ['an unknown algorithm', otherAlgorithms({ Ref: 'Parameter' }), SSE_S3, 'its policy may not deny an upload that names aws:kms'],
    ['ArnNotEquals, of which it is not documented what it makes of a bare id', [
      otherAlgorithms('aws:kms'), deny({ Null: { [KEY]: 'false' }, ArnNotEquals: { [KEY]: KEY_ARN } }), noKey('aws:kms'),
    ], KMS, 'its policy may not deny an upload that names aws:kms and another key by its bare id'],
    ['the same with a parameter', [
      otherAlgorithms('aws:kms'), deny({ Null: { [KEY]: 'false' }, ArnNotEquals: { [KEY]: { Ref: 'Parameter' } } }), noKey('aws:kms'),
    ], byDefault('aws:kms', { Ref: 'Parameter' }), 'its policy may not deny an upload that names aws:kms and another key by its bare id'],
    ['a statement that may be left out', IF(otherAlgorithms('AES256'), { Ref: 'AWS::NoValue' }), SSE_S3, 'its policy may not deny'],
  ])('%s', (_, statement, rules, reason) => {
    expect(merging(() => check([statement].flat(), rules))).toMatchObject([{
      on: 'Bucket', status: 'unknown', severity: 'info', message: expect.stringContaining(reason),
    }]);
  });

  test('a policy that may be another bucket\'s', () => {
    expect(findings(rule, {
      Parameters: PARAMETERS,
      Resources: { Bucket: encrypted(SSE_S3), Policy: policy(otherAlgorithms('AES256'), { Bucket: { Ref: 'Parameter' } }) },
    })).toMatchObject([{ status: 'unknown', message: expect.stringContaining('it is not known to which bucket the policy Policy belongs') }]);
  });

  test('a module, which may make the policy', () => {
    expect(findings(rule, { Resources: { Bucket: encrypted(SSE_S3), Access: { Type: 'Our::S3::BucketPolicy::MODULE' } } })).toMatchObject([{
      on: 'Bucket', status: 'unknown', severity: 'info', message: expect.stringContaining('Access may make a policy for the bucket at deployment'),
    }]);
  });
});

test('not applicable: no bucket of the app', () => {
  expect(findings(rule, { Resources: { Policy: policy([], { Bucket: 'imported' }) } })).toEqual([]);
});
