import { loadBalancerLogsSseS3 as rule } from '../../../../src/validation/rules/logs/load-balancer-logs-sse-s3';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS, when } from '../support';
import { AWS_MANAGED as KMS, check, classicLoadBalancer, loadBalancer, SSE_S3, withKey } from './support';

const DSSE = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } });
const EITHER = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: IF('AES256', 'aws:kms') } });
const UNKNOWN = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Parameter' } } });

/** A load balancer with one kind of its logs. */
const attributes = (kind: string, enabled: boolean) => ({
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Properties: { LoadBalancerAttributes: [{ Key: `${kind}.s3.enabled`, Value: enabled }, { Key: `${kind}.s3.bucket`, Value: { Ref: 'Logs' } }] },
});

test.each([
  ['SSE-S3', SSE_S3],
  ['nothing declared, which is SSE-S3', bucket()],
  ['SSE-S3 in either branch of a condition', encrypted({ ServerSideEncryptionByDefault: IF({ SSEAlgorithm: 'AES256' }, { Ref: 'AWS::NoValue' }) })],
])('compliant: %s', (_, Logs) => {
  expect(check(rule, { Logs, Source: loadBalancer() })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['aws/s3', KMS],
  ['a customer managed key', withKey()],
  ['DSSE-KMS', DSSE],
  ['SSE-KMS in one branch of a condition', EITHER, 'Condition is false'],
])('violating: %s', (_, Logs, words = '') => {
  expect(check(rule, { Logs, Source: loadBalancer() })).toEqual([{
    on: 'Logs',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
    message: `The bucket receives Application Load Balancer logs of Source, which require SSE-S3, but encrypts with AWS KMS.${when(words)}`,
  }]);
});

test.each<[string, object]>([
  ['an application load balancer, named', loadBalancer('application')],
  ['a load balancer under a condition', loadBalancer(IF('application', 'network'))],
  ...['access_logs', 'connection_logs', 'health_check_logs'].map((kind): [string, object] => [kind, attributes(kind, true)]),
  ['a classic load balancer', classicLoadBalancer()],
])('violating: %s', (_, Source) => {
  expect(check(rule, { Logs: KMS, Source })).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test('violating: one finding for several sources', () => {
  expect(check(rule, { Logs: KMS, A: loadBalancer(), B: loadBalancer(), C: loadBalancer(), D: loadBalancer() })).toMatchObject([{
    on: 'Logs', message: expect.stringContaining(' of A, B and 2 others, '),
  }]);
});

test('violating: a bucket in another stack', () => {
  expect(findings(rule, {
    Resources: { Source: { ...loadBalancer(), Properties: JSON.parse(JSON.stringify(loadBalancer().Properties).replace('{"Ref":"Logs"}', '{"Fn::ImportValue":"LogsName"}')) } },
  }, { Resources: { Logs: KMS }, Outputs: { Name: { Value: { Ref: 'Logs' }, Export: { Name: 'LogsName' } } } } as never)).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test.each<[string, object, object, string]>([
  ['an algorithm from a parameter', loadBalancer(), UNKNOWN, 'parameter Parameter has no default'],
  ['logs that a parameter turns on', loadBalancer('application', undefined, { Ref: 'Parameter' }), KMS, 'it is not known whether they are enabled'],
])('cannot tell: %s', (_, Source, Logs, reason) => {
  expect(check(rule, { Logs, Source })).toMatchObject([{
    on: 'Logs', status: 'unknown', severity: 'warning', message: `It cannot be determined whether the bucket uses SSE-S3, which Application Load Balancer logs of Source require: ${reason}.`,
  }]);
});

test.each<[string, object, object]>([
  ['no logs', bucket(), KMS],
  ['a network load balancer, which takes a customer managed key', loadBalancer('network'), KMS],
  ...['access_logs', 'connection_logs', 'health_check_logs'].map((kind): [string, object, object] => [`${kind} that are turned off`, attributes(kind, false), KMS]),
  ['logs of a kind that there is not', attributes('other_logs', true), KMS],
  ['logs that are turned off', loadBalancer('application', undefined, 'false'), KMS],
  ['a classic load balancer whose logs are turned off', classicLoadBalancer({ Enabled: false }), KMS],
  ['a gateway load balancer, which has no logs', loadBalancer('gateway'), KMS],
])('not applicable: %s', (_, Source, Logs) => {
  expect(findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Source, Logs } })).toEqual([]);
});
