import { websiteNotKms as rule } from '../../../../src/validation/rules/access/website-not-kms';
import { CONDITIONS, findings, IF, PARAMETERS, when } from '../support';
import { kms } from './support';

const SITE = { IndexDocument: 'index.html' };
const site = (SSEAlgorithm: unknown, WebsiteConfiguration: unknown = SITE) => kms(undefined, SSEAlgorithm, { WebsiteConfiguration });
const check = (Bucket: object) => findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket } });

test('compliant: SSE-S3', () => {
  expect(check(site('AES256'))).toEqual([]);
});

test.each<[string, object, string?]>([
  ['SSE-KMS', site('aws:kms')],
  ['DSSE-KMS', site('aws:kms:dsse')],
  ['KMS in one branch', site(IF('AES256', 'aws:kms')), 'Condition is false'],
  ['a website in one branch', site('aws:kms', IF(SITE, { Ref: 'AWS::NoValue' })), 'Condition is true'],
])('violating: %s', (_, Bucket, words = '') => {
  expect(check(Bucket)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
    message: `The bucket hosts a website and encrypts with KMS, so visitors cannot read its objects.${when(words)}`,
  }]);
});

test.each([
  ['an algorithm from a parameter', site({ Ref: 'Parameter' })],
  ['a website from a macro', site('aws:kms', { 'Fn::Transform': { Name: 'Macro' } })],
])('cannot tell: %s', (_, Bucket) => {
  expect(check(Bucket)).toMatchObject([{
    status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be determined whether the bucket hosts a website and encrypts with KMS: .+\.$/),
  }]);
});

test.each([
  ['no website', kms()],
  ['redirects only', site('aws:kms', { RedirectAllRequestsTo: { HostName: 'www.example.com' } })],
])('not applicable: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});
