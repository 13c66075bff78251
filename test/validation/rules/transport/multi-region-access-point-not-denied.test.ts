import { multiRegionAccessPointNotDenied as rule } from '../../../../src/validation/rules/transport/multi-region-access-point-not-denied';
import { bucket, findings } from '../support';

const ARN = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Sub': '${Bucket.Arn}/*' };

function found(Condition: object, { Regions = [{ Bucket: { Ref: 'Bucket' } }], more = {} }: { Regions?: unknown; more?: object } = {}) {
  const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [ARN, OBJECTS], Condition }];
  return findings(rule, {
    Parameters: { Parameter: { Type: 'String' }, Version: { Type: 'Number' } },
    Conditions: { Condition: { 'Fn::Equals': [{ Ref: 'Parameter' }, 'yes'] } },
    Resources: {
      AccessPoint: { Type: 'AWS::S3::MultiRegionAccessPoint', Properties: { Regions } },
      Bucket: bucket(),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement } }, ...more },
    },
  });
}

const TLS_1_3 = { NumericLessThan: { 's3:TlsVersion': '1.3' } };
const SIGV4_ONLY = { StringNotEquals: { 's3:signatureversion': 'AWS4-HMAC-SHA256' } };

test.each([
  ['plain HTTP is denied', { Bool: { 'aws:SecureTransport': 'false' } }],
  ['TLS 1.2 is the minimum', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
  ['Signature Version 2 is denied', { StringEquals: { 's3:signatureversion': 'AWS' } }],
  ['a name of SigV4A is accepted', { StringNotEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'] } }],
  ['TLS 1.3 is for some callers', { ...TLS_1_3, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/partner' } }],
])('compliant: %s', (_, condition) => {
  expect(found(condition)).toEqual([]);
});

test('violating: TLS 1.3 is the minimum', () => {
  expect(found(TLS_1_3)).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'error',
    property: 'Properties.PolicyDocument',
    message: 'The bucket policy denies every request over TLS 1.2, and Multi-Region Access Point AccessPoint does not support TLS 1.3.',
  }]);
});

test.each([
  ['a list of signature versions, because AWS does not document the value for SigV4A', SIGV4_ONLY, {}, /AWS does not document the value for SigV4A\.$/],
  ['the minimum TLS version is a parameter', { NumericLessThan: { 's3:TlsVersion': { Ref: 'Version' } } }, {}, /AccessPoint: .+\.$/],
])('cannot tell: %s', (_, condition, more, message) => {
  expect(found(condition, { more })).toMatchObject([{
    on: 'Policy', status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be determined whether the bucket policy denies every request through /),
  }]);
  expect(found(condition, { more })[0].message).toMatch(message);
});

test.each([
  ['the bucket is behind no access point of the app', TLS_1_3, [{ Bucket: 'another-bucket' }]],
  ['everything is denied anyway', {}, undefined],
])('not applicable: %s', (_, condition, Regions) => {
  expect(found(condition, { Regions })).toEqual([]);
});
