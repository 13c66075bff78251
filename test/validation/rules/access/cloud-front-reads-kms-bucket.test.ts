import { cloudFrontReadsKmsBucket as rule } from '../../../../src/validation/rules/access/cloud-front-reads-kms-bucket';
import { judged, PARAMETERS } from '../support';
import { HOME, key, KEY_ARN, kms } from './support';

const DISTRIBUTION = { 'Fn::Sub': 'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${Distribution}' };
const OAC = { OriginAccessControlId: { 'Fn::GetAtt': ['Control', 'Id'] }, S3OriginConfig: { OriginAccessIdentity: '' } };
const OAI = { S3OriginConfig: { OriginAccessIdentity: { 'Fn::Sub': 'origin-access-identity/cloudfront/${Identity}' } } };
const REGIONAL = { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] };

const decrypting = (Condition?: unknown) =>
  ({ Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' }, Action: ['kms:Decrypt', 'kms:Encrypt'], Resource: '*', Condition });
const GRANTING = key(decrypting({ StringEquals: { 'AWS:SourceArn': DISTRIBUTION } }));

function check(origin: object, { Bucket = kms(KEY_ARN), Key = GRANTING, DomainName = REGIONAL, more = {} }: {
  Bucket?: object; Key?: object; DomainName?: unknown; more?: object;
} = {}) {
  return judged(rule, [{
    name: 'Stack',
    environment: HOME,
    json: {
      Parameters: PARAMETERS,
      Resources: {
        Bucket,
        Key,
        Control: { Type: 'AWS::CloudFront::OriginAccessControl' },
        Identity: { Type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity' },
        Distribution: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: { DistributionConfig: { Origins: [{ Id: 'other', DomainName: 'example.com' }, { Id: 'bucket', DomainName, ...origin }], ...more } },
        },
      },
    },
  }]);
}

test.each<[string, object]>([
  ['the distribution', GRANTING],
  ['every distribution of the account', key(decrypting({ ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/*' } }))],
  ['the account', key(decrypting({ StringEquals: { 'aws:SourceAccount': '111122223333' } }))],
  ['CloudFront', key(decrypting())],
])('compliant: origin access control, and a key policy that lets in %s', (_, Key) => {
  expect(check(OAC, { Key })).toEqual([]);
});

test('compliant: an origin access identity, and SSE-S3', () => {
  expect(check(OAI, { Bucket: kms(undefined, 'AES256') })).toEqual([]);
});

test.each<[string, unknown]>([
  ['its Regional domain name', REGIONAL],
  ['its domain name', { 'Fn::GetAtt': ['Bucket', 'DomainName'] }],
  ['a name that is put together', { 'Fn::Sub': '${Bucket}.s3.eu-west-1.amazonaws.com' }],
  ['a name of old style', { 'Fn::Sub': '${Bucket}.s3-eu-west-1.amazonaws.com' }],
  ['a literal name', 'my-bucket.s3.amazonaws.com'],
])('violating: an origin access identity, where the bucket is named by %s', (_, DomainName) => {
  expect(check(OAI, { DomainName, Bucket: kms(KEY_ARN, 'aws:kms', { BucketName: 'my-bucket' }) })).toEqual([{
    on: 'Distribution',
    status: 'violation',
    severity: 'error',
    property: 'Properties.DistributionConfig.Origins.1.S3OriginConfig.OriginAccessIdentity',
    message: 'The distribution reads bucket Bucket, which encrypts with KMS, with an origin access identity, which cannot decrypt.',
  }]);
});

test('violating: no signature', () => {
  expect(check({ S3OriginConfig: {} })).toMatchObject([{
    on: 'Distribution', status: 'violation', message: 'The distribution reads bucket Bucket, which encrypts with KMS, without a signature.',
  }]);
});

test('violating: the AWS managed key', () => {
  expect(check(OAC, { Bucket: kms() })).toMatchObject([{
    on: 'Bucket',
    status: 'violation',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
    message: 'The bucket encrypts with the AWS managed key aws/s3, with which distribution Distribution cannot decrypt.',
  }]);
});

test.each<[string, object]>([
  ['the own account only', key()],
  ['another distribution', key(decrypting({ StringEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::444455556666:distribution/E1' } }))],
  ['nobody, having no policy of its own', { Type: 'AWS::KMS::Key' }],
])('violating: a key policy that lets in %s', (_, Key) => {
  expect(check(OAC, { Key })).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: 'The key policy does not let CloudFront decrypt objects of bucket Bucket for distribution Distribution.',
  }]);
});

test.each<[string, object, Parameters<typeof check>[1]]>([
  ['an algorithm from a parameter', OAI, { Bucket: kms(KEY_ARN, { Ref: 'Parameter' }) }],
  ['a key from outside', OAC, { Bucket: kms('arn:aws:kms:eu-west-1:111122223333:key/1234') }],
  ['a distribution from a parameter', OAC, { Key: key(decrypting({ StringEquals: { 'aws:SourceArn': { Ref: 'Parameter' } } })) }],
  ['a function at the edge that may sign', { S3OriginConfig: {} }, {
    more: { DefaultCacheBehavior: { LambdaFunctionAssociations: [{ EventType: 'origin-request', LambdaFunctionARN: 'arn' }] } },
  }],
])('cannot tell: %s', (_, origin, options) => {
  expect(check(origin, options)).toMatchObject([{ status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be told /) }]);
});

test.each<[string, object, unknown]>([
  ['a bucket from outside', OAI, 'somebody-elses.s3.amazonaws.com'],
  ['a custom origin, which may be signed at the edge', { CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } }, REGIONAL],
])('not applicable: %s', (_, origin, DomainName) => {
  expect(check(origin, { DomainName })).toEqual([]);
});
