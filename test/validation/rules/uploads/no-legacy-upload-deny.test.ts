import { noLegacyUploadDeny as rule } from '../../../../src/validation/rules/uploads/no-legacy-upload-deny';
import { CONDITIONS, encrypted, findings, IF, PARAMETERS } from '../support';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [ARN, '/*']] };

const KMS = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN } };
const SSE_S3 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
const MANAGED = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };

function deny(Condition: unknown, more: object = {}) {
  return { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: OBJECTS, Condition, ...more };
}

function check(statement: unknown, rules: object = KMS) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      Bucket: encrypted(rules, { BucketName: 'data' }),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statement } } },
    },
  });
}

const NAMES_ANOTHER_ALGORITHM = deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } });
const NAMES_NONE = deny({ Null: { [ALGORITHM]: 'true' } });

describe('compliant', () => {
  test.each<[string, unknown]>([
    ['another algorithm, by name', NAMES_ANOTHER_ALGORITHM],
    ['another key, by name', deny({ Null: { [KEY]: 'false' }, StringNotEquals: { [KEY]: KEY_ARN } })],
    ['KMS without a key', deny({ StringEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [KEY]: 'true' } })],
    // S3 shows the key that it is going to use.
    ['another key, as AWS writes it', deny({ ArnNotEqualsIfExists: { [KEY]: KEY_ARN } })],
    ['another key, for whom the key is always shown', deny({ StringNotEquals: { [KEY]: { 'Fn::Sub': '${Key.Arn}' } } })],
    ['plain HTTP', deny({ Bool: { 'aws:SecureTransport': 'false' } })],
    ['SSE-C', deny({ Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } })],
    ['all uploads', deny(undefined)],
    ['other actions', deny({ Null: { [ALGORITHM]: 'true' } }, { Action: 's3:GetObject' })],
    ['another bucket\'s objects', deny({ Null: { [ALGORITHM]: 'true' } }, { Resource: 'arn:aws:s3:::another/*' })],
  ])('a deny of %s', (_, statement) => {
    expect(check([statement])).toEqual([]);
  });

  test.each<[string, unknown, object]>([
    ['contradicts the default, which is another rule\'s business', deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }), SSE_S3],
    ['denies all uploads, whatever they name', deny({ Null: { [ALGORITHM]: ['true', 'false'] } }), KMS],
  ])('a deny that %s', (_, statement, rules) => {
    expect(check([statement], rules)).toEqual([]);
  });

  test('an Allow that asks for the header, beside which IAM decides', () => {
    expect(check({ ...deny({ StringEquals: { [ALGORITHM]: 'aws:kms' } }), Effect: 'Allow' })).toEqual([]);
  });
});

describe('violating', () => {
  test('a deny of uploads that name no encryption', () => {
    expect(check([NAMES_ANOTHER_ALGORITHM, NAMES_NONE])).toEqual([{
      on: 'Policy',
      status: 'violation',
      severity: 'warning',
      property: 'Properties.PolicyDocument.Statement.1',
      message: 'The bucket policy denies uploads that specify no encryption (statement 2), which the default encryption of bucket Bucket would serve.',
    }]);
  });

  test.each<[string, unknown, object]>([
    ['that name no encryption, SSE-S3', NAMES_NONE, SSE_S3],
    ['that name no encryption, aws/s3', NAMES_NONE, MANAGED],
    ['that do not name KMS', deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }), KMS],
    ['that do not name KMS, aws/s3', deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }), MANAGED],
    ['that do not name KMS, IfExists, which spares nothing', deny({ StringNotEqualsIfExists: { [ALGORITHM]: ['aws:kms', 'aws:kms:dsse'] } }), KMS],
    ['that do not name SSE-S3', deny({ StringNotEquals: { [ALGORITHM]: 'AES256' } }), SSE_S3],
    ['in a folder', deny({ Null: { [ALGORITHM]: true } }, { Resource: { 'Fn::Join': ['', [ARN, '/folder/*']] } }), KMS],
    ['with every S3 action', deny({ Null: { [ALGORITHM]: 'true' } }, { Action: 's3:*', Resource: [ARN, OBJECTS] }), KMS],
    ['by whoever has another key', deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [KEY]: 'false' } }), KMS],
    ['in one branch', [IF(NAMES_NONE, { Ref: 'AWS::NoValue' })], KMS],
    ['where one branch is SSE-S3', deny({ StringNotEquals: { [ALGORITHM]: 'AES256' } }), IF(SSE_S3, KMS)],
    ['that do not name what a parameter says', deny({ StringNotEquals: { [ALGORITHM]: { Ref: 'Parameter' } } }), KMS],
    ['to a bucket without declared default', deny({ Null: { [ALGORITHM]: 'true' } }), {}],
  ])('a deny of uploads %s', (_, statement, rules) => {
    expect(check(statement, rules)).toMatchObject([{ on: 'Policy', status: 'violation', severity: 'warning' }]);
  });

  test.each<[string, unknown, string]>([
    ['one role', deny({ Null: { [ALGORITHM]: 'true' } }, { Principal: { AWS: 'arn:aws:iam::444455556666:role/Guest' } }), 's3:PutObject by arn:aws:iam::444455556666:role/Guest'],
    ['one account', deny({ Null: { [ALGORITHM]: 'true' }, StringEquals: { 'aws:PrincipalAccount': '444455556666' } }), 's3:PutObject by a role of account 444455556666'],
    ['everybody else', deny({ Null: { [ALGORITHM]: 'true' }, StringNotEquals: { 'aws:PrincipalOrgID': { Ref: 'Parameter' } } }), ''],
    ['a service', deny({ Null: { [ALGORITHM]: 'true' } }, { Principal: { Service: 'logging.s3.amazonaws.com' } }), 's3:PutObject by the service logging.s3.amazonaws.com'],
    ['objects of a pattern', deny({ Null: { [ALGORITHM]: 'true' } }, { Resource: { 'Fn::Join': ['', [ARN, '/*/in/*.csv']] } }), 's3:PutObject of object /in/.csv by a role'],
    ['an ACL', deny({ StringEquals: { 's3:x-amz-acl': 'public-read' }, StringNotEquals: { [ALGORITHM]: 'aws:kms' } }), 's3:PutObject by a role with s3:x-amz-acl public-read'],
    ['a tag of the caller', deny({ StringEquals: { 'aws:PrincipalTag/team': 'ops' }, Null: { [ALGORITHM]: 'true' } }), 's3:PutObject by a role with aws:PrincipalTag/team ops'],
    ['addresses', deny({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' }, Null: { [ALGORITHM]: 'true' } }), 's3:PutObject by a role with aws:SourceIp 10.0.0.0'],
  ])('a deny that is about %s only', (_, statement, denied) => {
    expect(check([statement])).toMatchObject([{
      status: 'violation', severity: 'warning', message: expect.stringContaining(`(statement 1${denied === '' ? '' : `, which denies ${denied}`})`),
    }]);
  });

  test('a statement that names the partition in another element', () => {
    const Principal = { AWS: 'arn:aws:iam::444455556666:role/Guest' };
    expect(check([deny({ StringNotEquals: { [KEY]: KEY_ARN } }, { Principal })])).toEqual([]);
    expect(check([deny({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }, { Principal })])).toMatchObject([{ status: 'violation' }]);
  });

  test('names the Sid', () => {
    expect(check({ ...NAMES_NONE, Sid: 'DenyUnencrypted' })).toMatchObject([{
      property: 'Properties.PolicyDocument.Statement', message: expect.stringContaining('(statement DenyUnencrypted)'),
    }]);
  });

  test('in another stack than the bucket', () => {
    const Statement = deny({ Null: { [ALGORITHM]: 'true' } }, { Resource: 'arn:aws:s3:::data/*' });
    expect(findings(rule,
      { Resources: { Bucket: encrypted(SSE_S3, { BucketName: 'data' }) } },
      { Resources: { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'data', PolicyDocument: { Version: '2012-10-17', Statement } } } } },
    )).toMatchObject([{ on: 'Policy', status: 'violation' }]);
  });
});

describe('cannot tell', () => {
  test.each<[string, unknown, object, string]>([
    ['Null of a parameter', deny({ Null: { [ALGORITHM]: { Ref: 'Parameter' } } }), KMS, 'what it compares with is known at deployment only'],
    ['an unknown statement', { 'Fn::Transform': { Name: 'Macro' } }, KMS, 'statement 1 cannot be determined'],
    ['an unknown default', NAMES_NONE, { ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Parameter' } } }, 'parameter Parameter has no default'],
    ['the managed key, whose ARN is not known', deny({ StringNotEquals: { [KEY]: KEY_ARN } }), MANAGED, 'what it compares with is known at deployment only'],
  ])('%s', (_, statement, rules, reason) => {
    expect(check([statement], rules)).toMatchObject([{
      on: 'Policy', status: 'unknown', severity: 'info', property: 'Properties.PolicyDocument.Statement.0', message: expect.stringContaining(reason),
    }]);
  });
});

test('not applicable: no policy, or that of a bucket outside of the app', () => {
  expect(findings(rule, { Resources: { Bucket: encrypted(KMS) } })).toEqual([]);
  expect(findings(rule, {
    Resources: {
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'imported', PolicyDocument: { Statement: [{ ...NAMES_NONE, Resource: 'arn:aws:s3:::imported/*' }] } } },
    },
  })).toEqual([]);
});
