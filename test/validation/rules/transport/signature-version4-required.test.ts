import { signatureVersion4Required as rule } from '../../../../src/validation/rules/transport/signature-version4-required';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS } from '../support';

const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [ARN, '/*']] };
const DENY = {
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, OBJECTS], Condition: { StringEquals: { 's3:signatureversion': 'AWS' } },
};
const EXEMPT = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };

function check(statement: unknown, resource: object = bucket()) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Bucket: resource,
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statement } } },
    },
  });
}

describe('compliant', () => {
  test.each<[string, unknown]>([
    ['the version that is denied, by its name', DENY],
    ['AWS services exempt', { ...DENY, Condition: { ...DENY.Condition, ...EXEMPT } }],
    ['AWS services exempt in another way', { ...DENY, Condition: { ...DENY.Condition, Bool: { 'aws:PrincipalIsAWSService': 'false' } } }],
    ['the versions that are allowed', { ...DENY, Condition: { StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } } }],
    ['the versions that are allowed, services exempt', {
      ...DENY, Condition: { StringNotEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'] }, ...EXEMPT },
    }],
    ['a pattern', { ...DENY, Condition: { StringNotLike: { 's3:signatureversion': 'AWS4-*' } } }],
    ['a branch for each form', { ...DENY, Condition: IF(DENY.Condition, { StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } }) }],
    ['Fn::Sub', { ...DENY, Resource: [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket}' }, { 'Fn::Sub': '${Bucket.Arn}/*' }] }],
  ])('%s', (_, statement) => {
    expect(check(statement)).toEqual([]);
  });
});

describe('violating', () => {
  test('no policy', () => {
    expect(findings(rule, { Resources: { Bucket: bucket() } })).toEqual([{
      on: 'Bucket',
      status: 'violation',
      severity: 'info',
      property: 'Properties',
      message: 'The bucket has no policy, so requests signed with Signature Version 2 are not denied.',
    }]);
  });

  test.each<[string, unknown, string]>([
    ['other things', { ...DENY, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 's3:GetObject by a role'],
    ['a version that S3 does not know by this name', { ...DENY, Condition: { StringEquals: { 's3:signatureversion': 'AWS2' } } }, 's3:GetObject by a role'],
    ['Signature Version 4', { ...DENY, Condition: { StringNotEquals: { 's3:signatureversion': 'AWS' } } }, 's3:GetObject by a role'],
    ['an allow list with Signature Version 2', { ...DENY, Condition: { StringNotEquals: { 's3:signatureversion': ['AWS', 'AWS4-HMAC-SHA256'] } } },
      's3:GetObject by a role'],
    ['uploads only', { ...DENY, Action: 's3:PutObject' }, 's3:GetObject by a role'],
    ['callers without a tag, whatever the signature', { ...DENY, Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'ops' } } }, 's3:GetObject by a role with '],
    ['callers without a tag', { ...DENY, Condition: { ...DENY.Condition, StringNotEquals: { 'aws:PrincipalTag/team': 'ops' } } }, 's3:GetObject by a role with '],
    ['requests without MFA', { ...DENY, Condition: { ...DENY.Condition, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }, 's3:GetObject by a role with '],
    ['a signature that is old, whatever its version', { ...DENY, Condition: { NumericGreaterThanIfExists: { 's3:signatureAge': '600000' } } }, 's3:GetObject by a role'],
    ['one role', { ...DENY, Principal: { AWS: 'arn:aws:iam::111122223333:role/any' } }, 's3:GetObject by a role'],
    ['the two most common actions', { ...DENY, Action: ['s3:GetObject', 's3:ListBucket'] }, 's3:PutObject by a role'],
    ['presigned URLs only', { ...DENY, Condition: { ...DENY.Condition, StringEqualsIfExists: { 's3:authType': 'REST-QUERY-STRING' } } },
      's3:GetObject by a role with '],
  ])('a deny of %s', (_, statement, missed) => {
    expect(check(statement)).toMatchObject([{
      on: 'Bucket',
      status: 'violation',
      severity: 'info',
      message: expect.stringContaining(
        `The bucket policy does not deny every request signed with Signature Version 2: it does not deny ${missed}`),
    }]);
  });

  test('SSE-KMS by default is no exception', () => {
    const kms = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
    expect(findings(rule, { Resources: { Bucket: kms } })).toMatchObject([{ status: 'violation' }]);
  });
});

test('cannot tell: a version from a parameter', () => {
  expect(check({ ...DENY, Condition: { StringEquals: { 's3:signatureversion': { Ref: 'Parameter' } } } })).toMatchObject([{
    on: 'Bucket', status: 'unknown', severity: 'info', message: expect.stringContaining('signed with Signature Version 2 is denied: its policy may not deny'),
  }]);
});

test('not applicable: no bucket of the app', () => {
  expect(findings(rule, { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).toEqual([]);
});
