import { logDestinationCustomerKey as rule } from '../../../../src/validation/rules/logs/log-destination-customer-key';
import { bucket, encrypted, IF, merging } from '../support';
import { AWS_MANAGED, check, distribution, flowLog, inventory, key, loadBalancer, resolver, SSE_S3, trail, vended, waf, withKey } from './support';

const named = (KMSMasterKeyID: unknown, SSEAlgorithm: unknown = 'aws:kms') => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });

test.each([
  ['SSE-S3', SSE_S3],
  ['nothing declared, which is SSE-S3', bucket()],
  ['a customer managed key', withKey()],
  ['a key elsewhere', named('arn:aws:kms:eu-west-1:111122223333:key/0000')],
  ['a key in the branch that has SSE-KMS', named(IF({ 'Fn::GetAtt': ['Key', 'Arn'] }, { Ref: 'AWS::NoValue' }), IF('aws:kms', 'AES256'))],
])('compliant: %s', (_, Logs) => {
  expect(check(rule, { Source: flowLog(), Logs, Key: key() })).toEqual([]);
});

test.each<[string, object, string]>([
  ['VPC flow logs', flowLog(), 'VPC flow logs'],
  ['VPC flow logs in a folder', flowLog({ LogDestination: { 'Fn::Sub': '${Logs.Arn}/flow/' } }), 'VPC flow logs'],
  ['a network load balancer', loadBalancer('network'), 'Network Load Balancer logs'],
  ['WAF', waf(), 'AWS WAF logs'],
  ['Route 53 Resolver', resolver({ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Logs', 'Arn'] }, '/dns']] }), 'Route 53 Resolver query logs'],
  ['CloudWatch Logs', vended(), 'logs delivered by CloudWatch Logs'],
  ['CloudFront', distribution(), 'CloudFront standard logs (legacy)'],
  ['CloudFront, with the domain name put together', distribution({ 'Fn::Sub': '${Logs}.s3.amazonaws.com' }), 'CloudFront standard logs (legacy)'],
])('violating: %s to a bucket with aws/s3', (_, Source, logs) => {
  expect(check(rule, { Source, Logs: AWS_MANAGED })).toEqual([{
    on: 'Logs',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
    message: `The bucket receives ${logs} of Source, but encrypts with the AWS managed key aws/s3, which the service that delivers them cannot use.`,
  }]);
});

test.each([
  ['by its alias', named('alias/aws/s3')],
  ['in one branch of a condition', named(IF({ 'Fn::GetAtt': ['Key', 'Arn'] }, { Ref: 'AWS::NoValue' }))],
])('violating: aws/s3, named %s', (_, Logs) => {
  expect(check(rule, { Source: flowLog(), Logs, Key: key() })).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test.each([
  ['an algorithm from a parameter', flowLog(), named(undefined, { Ref: 'Parameter' })],
  ['a destination that a parameter may change', flowLog({ LogDestinationType: { Ref: 'Parameter' } }), AWS_MANAGED],
])('cannot tell: %s', (_, Source, Logs) => {
  expect(check(rule, { Source, Logs })).toMatchObject([{ on: 'Logs', status: 'unknown', severity: 'warning' }]);
});

test('cannot tell: a key that is absent in the branch with AWS KMS, where conditions are not told apart', () => {
  const Logs = named(IF({ 'Fn::GetAtt': ['Key', 'Arn'] }, { Ref: 'AWS::NoValue' }), IF('AES256', 'aws:kms'));
  expect(merging(() => check(rule, { Source: flowLog(), Logs, Key: key() }))).toMatchObject([{ on: 'Logs', status: 'unknown' }]);
});

test.each([
  ['logs that go to CloudWatch', flowLog({ LogDestinationType: 'cloud-watch-logs' })],
  ['a bucket elsewhere', flowLog({ LogDestination: 'arn:aws:s3:::elsewhere/folder' })],
  ['CloudTrail, which is told its key itself', trail()],
  ['S3 Inventory, of which another rule speaks', inventory()],
])('not applicable: %s', (_, Source) => {
  expect(check(rule, { Source, Logs: AWS_MANAGED })).toEqual([]);
});
