import { uploadPolicyMatchesDefault as rule } from '../../../../src/validation/rules/uploads/upload-policy-matches-default';
import { CONDITIONS, encrypted, findings, IF, PARAMETERS } from '../support';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const OTHER_ARN = { 'Fn::GetAtt': ['OtherKey', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] };

const byDefault = (SSEAlgorithm: unknown, KMSMasterKeyID?: unknown) => ({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });
const KMS = byDefault('aws:kms', KEY_ARN);
const SSE_S3 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
const MANAGED = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };

function deny(Condition: unknown, more: object = {}) {
  return { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: OBJECTS, Condition, ...more };
}

const otherAlgorithms = (...algorithms: unknown[]) => deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: algorithms } });
const otherKeys = (...keys: unknown[]) => deny({ Null: { [KEY]: 'false' }, StringNotEquals: { [KEY]: keys } });

function check(statement: unknown, rules: object) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      OtherKey: { Type: 'AWS::KMS::Key', Properties: {} },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/data', TargetKeyId: { Ref: 'Key' } } },
      Bucket: encrypted(rules, { BucketName: 'data' }),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statement } } },
    },
  });
}

describe('compliant', () => {
  test.each<[string, unknown, object]>([
    ['the default\'s algorithm and key', [otherAlgorithms('aws:kms'), otherKeys(KEY_ARN)], KMS],
    ['the key among others', otherKeys(OTHER_ARN, KEY_ARN), KMS],
    ['the key by Fn::Sub', otherKeys({ 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}' }), KMS],
    ['the key, where the default names its alias', otherKeys(KEY_ARN), byDefault('aws:kms', { Ref: 'Alias' })],
    ['the key, where the default names its id', otherKeys(KEY_ARN), byDefault('aws:kms', { Ref: 'Key' })],
    ['a key outside of the app', otherKeys('arn:aws:kms:eu-west-1:111122223333:key/1'), byDefault('aws:kms', 'arn:aws:kms:eu-west-1:111122223333:key/1')],
    ['a key that a parameter names in both', otherKeys({ Ref: 'Parameter' }), byDefault('aws:kms', { Ref: 'Parameter' })],
    ['a key of each branch', otherKeys(IF(KEY_ARN, OTHER_ARN), KEY_ARN, OTHER_ARN), byDefault('aws:kms', IF(KEY_ARN, OTHER_ARN))],
    ['SSE-S3', otherAlgorithms('AES256'), SSE_S3],
    ['SSE-S3, which is not declared', otherAlgorithms('AES256'), {}],
    ['DSSE-KMS', [otherAlgorithms('aws:kms:dsse'), otherKeys(KEY_ARN)], byDefault('aws:kms:dsse', KEY_ARN)],
    ['KMS with aws/s3', otherAlgorithms('aws:kms'), MANAGED],
    ['a header, which is another rule\'s business', deny({ Null: { [ALGORITHM]: 'true' } }), KMS],
    ['a key where KMS is named at all', deny({ StringEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [KEY]: 'true' } }), KMS],
    ['SSE-C', deny({ Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'true', [ALGORITHM]: 'false' } }), KMS],
    ['what no upload can fulfil, which is about something else', deny({ Null: { [ALGORITHM]: ['true', 'false'] } }), KMS],
    ['another algorithm elsewhere', deny({ StringNotEquals: { [ALGORITHM]: 'AES256' } }, { Resource: 'arn:aws:s3:::another/*' }), KMS],
  ])('a policy that demands %s', (_, statement, rules) => {
    expect(check(statement, rules)).toEqual([]);
  });
});

describe('violating', () => {
  test('another algorithm', () => {
    expect(check([otherAlgorithms('aws:kms')], SSE_S3)).toEqual([{
      on: 'Policy',
      status: 'violation',
      severity: 'error',
      property: 'Properties.PolicyDocument.Statement.0',
      message: 'The bucket policy denies uploads that specify the default encryption of bucket Bucket, AES256 (statement 1).',
    }]);
  });

  test('another key', () => {
    expect(check([otherAlgorithms('aws:kms'), { ...otherKeys(OTHER_ARN), Sid: 'Keys' }], KMS)).toMatchObject([{
      on: 'Policy',
      property: 'Properties.PolicyDocument.Statement.1',
      message: 'The bucket policy denies uploads that specify the default encryption of bucket Bucket, aws:kms with its key (statement Keys).',
    }]);
  });

  test.each<[string, unknown, object]>([
    ['KMS of DSSE-KMS', otherAlgorithms('aws:kms'), byDefault('aws:kms:dsse', KEY_ARN)],
    ['KMS by header', deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }), SSE_S3],
    ['no KMS', deny({ StringLike: { [ALGORITHM]: 'aws:kms*' } }), KMS],
    // S3 compares the full ARN.
    ['the key by its bare id', otherKeys({ Ref: 'Key' }), KMS],
    ['the key by its alias', otherKeys('alias/data'), byDefault('aws:kms', { Ref: 'Alias' })],
    ['another key as AWS writes it', deny({ ArnNotEqualsIfExists: { [KEY]: OTHER_ARN } }), KMS],
    ['another key for a folder', deny({ StringNotEquals: { [KEY]: OTHER_ARN } }, { Resource: { 'Fn::Sub': '${Bucket.Arn}/folder/*' } }), KMS],
    ['a key of one branch only', otherKeys(KEY_ARN), byDefault('aws:kms', IF(KEY_ARN, OTHER_ARN))],
    ['KMS, and SSE-S3 in one branch', otherAlgorithms('aws:kms'), IF(SSE_S3, KMS)],
    ['SSE-S3, in one branch', IF(otherAlgorithms('AES256'), otherAlgorithms('aws:kms')), KMS],
  ])('a policy that demands %s', (_, statement, rules) => {
    expect(check(statement, rules)).toMatchObject([{ on: 'Policy', status: 'violation', severity: 'error' }]);
  });
});

describe('violating in some cases', () => {
  const OF_ROLE = { Principal: { AWS: 'arn:aws:iam::444455556666:role/Guest' } };

  test.each<[string, unknown, string]>([
    ['one role', { ...otherAlgorithms('AES256'), ...OF_ROLE }, 's3:PutObject by arn:aws:iam::444455556666:role/Guest'],
    ['one user', deny({ StringEquals: { 'aws:username': 'anna' }, StringNotEquals: { [ALGORITHM]: 'AES256' } }), 's3:PutObject by a user anna'],
    ['a network', deny({ StringEquals: { 'aws:SourceVpc': 'vpc-1' }, StringNotEquals: { [ALGORITHM]: 'AES256' } }), 's3:PutObject by a role with aws:SourceVpc vpc-1'],
    ['a storage class', deny({ StringEquals: { 's3:x-amz-storage-class': 'GLACIER' }, StringNotEquals: { [ALGORITHM]: 'AES256' } }),
      's3:PutObject by a role with s3:x-amz-storage-class GLACIER'],
    ['a service', { ...otherKeys(OTHER_ARN), Principal: { Service: 'logging.s3.amazonaws.com' } }, 's3:PutObject by the service logging.s3.amazonaws.com'],
    ['a folder', deny({ StringNotEquals: { [KEY]: OTHER_ARN } }, { Resource: { 'Fn::Sub': '${Bucket.Arn}/folder/*' } }), 's3:PutObject of object folder/ by a role'],
  ])('another encryption for %s', (_, statement, denied) => {
    expect(check([statement], KMS)).toMatchObject([{ status: 'violation', severity: 'error', message: expect.stringContaining(`(statement 1, which denies ${denied})`) }]);
  });

  test('not what such a statement accepts, or what it denies whatever is named', () => {
    expect(check([{ ...otherKeys(KEY_ARN), ...OF_ROLE }], KMS)).toEqual([]);
    expect(check([{ ...deny({ Null: { [ALGORITHM]: ['true', 'false'] } }), ...OF_ROLE }], KMS)).toEqual([]);
  });
});

describe('cannot tell', () => {
  test.each<[string, unknown, object, string]>([
    ['a key from a parameter', otherKeys({ Ref: 'Parameter' }), KMS, 'what it compares with is known at deployment only'],
    ['an algorithm from a parameter', otherAlgorithms({ Ref: 'Parameter' }), KMS, 'what it compares with is known at deployment only'],
    ['an unknown default', otherAlgorithms('aws:kms'), byDefault({ Ref: 'Parameter' }), 'parameter Parameter has no default'],
    ['a bare id that is known at deployment', otherKeys(KEY_ARN), byDefault('aws:kms', '0d9ad1f5-5a6b-4c1c-9d8c-0123456789ab'), 'the ARN of the key is not known'],
  ])('%s', (_, statement, rules, reason) => {
    expect(check([statement], rules)).toMatchObject([{
      on: 'Policy', status: 'unknown', severity: 'warning', message: expect.stringContaining(reason),
    }]);
  });
});

test('not applicable: no policy', () => {
  expect(findings(rule, { Resources: { Bucket: encrypted(SSE_S3) } })).toEqual([]);
});
