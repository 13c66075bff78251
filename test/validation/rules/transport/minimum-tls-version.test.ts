import { minimumTlsVersion as rule } from '../../../../src/validation/rules/transport/minimum-tls-version';
import { bucket, CONDITIONS, findings, IF, merging, PARAMETERS } from '../support';

const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [ARN, '/*']] };
const DENY = {
  Effect: 'Deny', Principal: { AWS: '*' }, Action: 's3:*', Resource: [ARN, OBJECTS], Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
};
const EXEMPT = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };

function check(statement: unknown, properties: object = {}) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Bucket: bucket(properties),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statement } } },
    },
  });
}

describe('compliant', () => {
  test.each<[string, unknown]>([
    ['as the L2 writes it', [DENY]],
    ['as text', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } }],
    ['1.3 as the minimum', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': ['1.3'] } } }],
    ['AWS services exempt', { ...DENY, Condition: { ...DENY.Condition, ...EXEMPT } }],
    ['of requests that come over TLS', { ...DENY, Condition: { ...DENY.Condition, Bool: { 'aws:SecureTransport': 'true' } } }],
    ['of up to 1.1', { ...DENY, Condition: { NumericLessThanEquals: { 's3:TlsVersion': '1.1' } } }],
    ['of each version by name', { ...DENY, Condition: { NumericEquals: { 's3:TlsVersion': ['1.0', '1.1'] } } }],
    ['IfExists', { ...DENY, Condition: { NumericLessThanIfExists: { 's3:TlsVersion': '1.2' } } }],
    ['another case', { ...DENY, Condition: { numericlessthan: { 's3:tlsversion': '1.2' } } }],
    ['by NotAction', { ...DENY, Action: undefined, NotAction: 'ec2:*' }],
    ['a statement each for bucket and objects', [{ ...DENY, Resource: ARN }, { ...DENY, Resource: OBJECTS }]],
    ['Fn::Sub', { ...DENY, Resource: [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket}' }, { 'Fn::Sub': '${Bucket.Arn}/*' }] }],
  ])('%s', (_, statement) => {
    expect(check(statement)).toEqual([]);
  });

  test('whatever branch is chosen', () => {
    expect(check({ ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': IF('1.2', '1.3') } } })).toEqual([]);
  });
});

describe('violating', () => {
  test('a deny of plain HTTP only, of which the message has nothing to say', () => {
    const http = { ...DENY, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(check(http)).toMatchObject([{
      message: 'The bucket policy does not deny every request over a TLS version older than 1.2: it does not deny s3:GetObject by a role.',
    }]);
  });

  test('no policy', () => {
    expect(findings(rule, { Resources: { Bucket: bucket() } })).toEqual([{
      on: 'Bucket',
      status: 'violation',
      severity: 'info',
      property: 'Properties',
      message: 'The bucket has no policy, so requests over TLS 1.0 and 1.1 are not denied.',
    }]);
  });

  test.each<[string, unknown, string]>([
    ['plain HTTP only', { ...DENY, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, 's3:GetObject by a role'],
    ['older than 1.1', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': '1.1' } } }, 's3:GetObject by a role'],
    ['1.1 only', { ...DENY, Condition: { NumericEquals: { 's3:TlsVersion': '1.1' } } }, 's3:GetObject by a role'],
    ['what is no number', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': 'TLSv1.2' } } }, 's3:GetObject by a role'],
    ['objects only', { ...DENY, Resource: OBJECTS }, 's3:ListBucket by a role'],
    ['a sign-in that is old, whatever the version', { ...DENY, Condition: { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } } }, 's3:GetObject by a role'],
    ['requests without MFA', { ...DENY, Condition: { ...DENY.Condition, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }, 's3:GetObject by a role with '],
    ['callers without a tag', { ...DENY, Condition: { ...DENY.Condition, StringNotEquals: { 'aws:PrincipalTag/team': 'ops' } } }, 's3:GetObject by a role with '],
    ['newer versions', { ...DENY, Condition: { NumericGreaterThan: { 's3:TlsVersion': '1.2' } } }, 's3:GetObject by a role'],
    ['one role', { ...DENY, Principal: { AWS: 'arn:aws:iam::111122223333:role/any' } }, 's3:GetObject by a role'],
    ['the two most common actions', { ...DENY, Action: ['s3:GetObject', 's3:ListBucket'] }, 's3:PutObject by a role'],
    ['uploads only', { ...DENY, Action: 's3:PutObject' }, 's3:GetObject by a role'],
    ['one role exempt', { ...DENY, Condition: { ...DENY.Condition, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/Admin' } } },
      's3:GetObject by arn:aws:iam::111122223333:role/Admin'],
  ])('a deny of %s', (_, statement, missed) => {
    expect(check(statement)).toMatchObject([{
      on: 'Bucket',
      status: 'violation',
      severity: 'info',
      message: expect.stringContaining(`The bucket policy does not deny every request over a TLS version older than 1.2: it does not deny ${missed}`),
    }]);
  });

  test.each<[string, unknown]>([
    ['that is too old in one branch', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': IF('1.2', '1.0') } } }],
    ['that is left out in one branch', [IF(DENY, { Ref: 'AWS::NoValue' })]],
  ])('a deny %s', (_, statement) => {
    expect(check(statement)).toMatchObject([{
      on: 'Bucket', status: 'violation', severity: 'info', message: expect.stringMatching(/^The bucket policy does not deny .* This applies if Condition is false\.$/),
    }]);
  });

  test('only a remark where anonymous requests are left out with AWS services', () => {
    expect(check({ ...DENY, Condition: { ...DENY.Condition, Bool: { 'aws:PrincipalIsAWSService': 'false' } } })).toMatchObject([{
      status: 'violation',
      severity: 'info',
      message: 'The bucket policy denies TLS versions older than 1.2, but not s3:GetObject without a signature. '
        + 'Statement 1 denies it only with aws:PrincipalIsAWSService false.',
    }]);
  });
});

describe('cannot tell', () => {
  test.each<[string, unknown]>([
    ['a version from a parameter', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': { Ref: 'Parameter' } } } }],
    ['a version that is too old in one branch', { ...DENY, Condition: { NumericLessThan: { 's3:TlsVersion': IF('1.2', '1.0') } } }],
    ['a statement that may be left out', [IF(DENY, { Ref: 'AWS::NoValue' })]],
  ])('%s', (_, statement) => {
    expect(merging(() => check(statement))).toMatchObject([{
      on: 'Bucket', status: 'unknown', severity: 'info', message: expect.stringContaining('It cannot be determined whether every request over a TLS version older than 1.2 is denied: '),
    }]);
  });
});

test('not applicable: no bucket, and no policy of one', () => {
  expect(findings(rule, { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).toEqual([]);
});
