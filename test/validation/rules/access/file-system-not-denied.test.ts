import { fileSystemNotDenied as rule } from '../../../../src/validation/rules/access/file-system-not-denied';
import { bucket, CONDITIONS, findings, IF, merging, PARAMETERS } from '../support';
import { BUCKET_ARN, bucketPolicy, OBJECTS } from './support';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/files';
const deny = (Condition: object, Action: unknown = 's3:*', Resource: unknown = [BUCKET_ARN, OBJECTS]) => (
  { Effect: 'Deny', Principal: '*', Action, Resource, Condition }
);
const unlessRole = (...arns: unknown[]) => ({ ArnNotEquals: { 'aws:PrincipalArn': arns } });

interface Options {
  readonly RoleArn?: unknown;
  readonly more?: object;
  readonly properties?: object;
}

function found(statement: object, { RoleArn = ROLE_ARN, more = {}, properties = {} }: Options = {}) {
  return findings(rule, {
    Parameters: { ...PARAMETERS, RoleArn: { Type: 'String' } },
    Conditions: CONDITIONS,
    Resources: {
      Bucket: bucket({ VersioningConfiguration: { Status: 'Enabled' } }),
      Policy: { ...bucketPolicy(statement), ...more },
      Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'of-files' } },
      Files: { Type: 'AWS::S3Files::FileSystem', Properties: { Bucket: BUCKET_ARN, RoleArn, ...properties } },
    },
  });
}

test.each<[string, object]>([
  ['plain HTTP is denied', deny({ Bool: { 'aws:SecureTransport': 'false' } })],
  ['TLS 1.3 is required, because AWS does not document the version of S3 Files', deny({ NumericLessThan: { 's3:TlsVersion': '1.3' } })],
  ['uploads without a header are denied, because AWS does not document the headers of S3 Files', deny({ Null: { 's3:x-amz-server-side-encryption': 'true' } }, 's3:PutObject', OBJECTS)],
  ['requests from outside of a VPC are denied, because AWS does not document the network of S3 Files', deny({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } })],
  ['the role is exempt', deny(unlessRole('arn:aws:iam::111122223333:role/admin', ROLE_ARN))],
  ['another role is denied', deny({ ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/another' } })],
  ['actions that S3 Files does not need are denied', deny({}, ['s3:PutBucketPolicy', 's3:PutEncryptionConfiguration'])],
])('compliant: %s', (_, statement) => {
  expect(found(statement)).toEqual([]);
});

test('compliant: a role of the app that is exempt', () => {
  const arn = { 'Fn::GetAtt': ['Role', 'Arn'] };
  expect(found(deny(unlessRole(arn)), { RoleArn: arn })).toEqual([]);
  expect(found(deny(unlessRole('arn:aws:iam::111122223333:role/another')), { RoleArn: arn })).toMatchObject([{ status: 'violation' }]);
});

test('compliant: a folder is denied that the file system does not show', () => {
  const secret = deny({}, 's3:GetObject', { 'Fn::Sub': '${Bucket.Arn}/secret/*' });
  expect(found(secret, { properties: { Prefix: 'shared/' } })).toEqual([]);
  expect(found(secret, { properties: { Prefix: 'secret/of-team/' } })).toMatchObject([{ status: 'violation' }]);
});

test.each<[string, object, string]>([
  ['everybody but one role', deny(unlessRole('arn:aws:iam::111122223333:role/admin')), 's3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject'],
  ['deletion, to everybody', deny({}, 's3:DeleteObject', OBJECTS), 's3:DeleteObject'],
])('violating: %s', (_, statement, actions) => {
  expect(found(statement)).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'error',
    property: 'Properties.PolicyDocument',
    message: `The bucket policy denies ${actions} to the role of file system Files in all circumstances.`,
  }]);
});

test('violating: the role is a parameter, and nobody is exempt', () => {
  expect(found(deny({}), { RoleArn: { Ref: 'RoleArn' } })).toMatchObject([{ status: 'violation' }]);
});

test.each<[string, object, object]>([
  ['who is exempt is a parameter', deny(unlessRole({ Ref: 'Parameter' })), {}],
  ['the role is a parameter', deny(unlessRole('arn:aws:iam::111122223333:role/admin')), { RoleArn: { Ref: 'RoleArn' } }],
])('cannot tell: %s', (_, statement, options) => {
  expect(found(statement, options)).toMatchObject([{
    status: 'unknown',
    severity: 'warning',
    message: expect.stringMatching(/^It cannot be determined whether the bucket policy denies s3:ListBucket, .+ to the role of file system Files: .+\.$/),
  }]);
});

test('cannot tell: the policy has a condition of its own, and is judged where it is not taken case by case', () => {
  const statement = deny({});
  expect(merging(() => found(statement, { more: { Condition: 'Condition' } }))).toMatchObject([{
    status: 'unknown', message: expect.stringMatching(/: the policy is created under the condition Condition\.$/),
  }]);
});

describe('a choice of roles', () => {
  const ADMIN = 'arn:aws:iam::111122223333:role/admin';
  const either = (statement: object, RoleArn: unknown) => merging(() => found(statement, { RoleArn }));

  test('violating: the policy denies each of them', () => {
    expect(either(deny(unlessRole(ADMIN)), IF(ROLE_ARN, 'arn:aws:iam::111122223333:role/other'))).toMatchObject([{
      status: 'violation', message: expect.stringContaining('denies s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject to the role of file system Files'),
    }]);
  });

  test.each<[string, unknown]>([
    ['one of them is exempt', ADMIN],
    ['one of them is no role', 'arn:aws:iam::111122223333:user/files'],
  ])('cannot tell: %s', (_, other) => {
    expect(either(deny(unlessRole(ADMIN)), IF(ROLE_ARN, other))).toMatchObject([{
      status: 'unknown',
      message: 'It cannot be determined whether the bucket policy denies s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject to the role of file system Files: '
        + 'its role depends on the deployment.',
    }]);
  });

  test('compliant: each of them is exempt', () => {
    expect(either(deny(unlessRole(ADMIN, ROLE_ARN)), IF(ROLE_ARN, ADMIN))).toEqual([]);
  });
});

test('not applicable: the bucket is another', () => {
  expect(found(deny({}), { properties: { Bucket: 'arn:aws:s3:::another-bucket' } })).toEqual([]);
});
