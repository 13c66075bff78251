import { redshiftLogsSseS3 as rule } from '../../../../src/validation/rules/logs/redshift-logs-sse-s3';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS, when } from '../support';
import { AWS_MANAGED as KMS, check, cluster, SSE_S3, withKey } from './support';

const DSSE = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } });
const EITHER = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: IF('AES256', 'aws:kms') } });
const UNKNOWN = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Parameter' } } });

test.each([
  ['SSE-S3', SSE_S3],
  ['nothing declared, which is SSE-S3', bucket()],
  ['SSE-S3 in either branch of a condition', encrypted({ ServerSideEncryptionByDefault: IF({ SSEAlgorithm: 'AES256' }, { Ref: 'AWS::NoValue' }) })],
])('compliant: %s', (_, Logs) => {
  expect(check(rule, { Logs, Source: cluster() })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['aws/s3', KMS],
  ['a customer managed key', withKey()],
  ['DSSE-KMS', DSSE],
  ['SSE-KMS in one branch of a condition', EITHER, 'Condition is false'],
])('violating: %s', (_, Logs, words = '') => {
  expect(check(rule, { Logs, Source: cluster() })).toEqual([{
    on: 'Logs',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
    message: `The bucket receives Amazon Redshift audit logs of Source, which require SSE-S3, but encrypts with AWS KMS.${when(words)}`,
  }]);
});

test.each<[string, object]>([
  ['a cluster with a prefix', cluster({ S3KeyPrefix: 'audit' })],
])('violating: %s', (_, Source) => {
  expect(check(rule, { Logs: KMS, Source })).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test('violating: one finding for several sources', () => {
  expect(check(rule, { Logs: KMS, A: cluster(), B: cluster(), C: cluster(), D: cluster() })).toMatchObject([{
    on: 'Logs', message: expect.stringContaining(' of A, B and 2 others, '),
  }]);
});

test('violating: a bucket in another stack', () => {
  expect(findings(rule, {
    Resources: { Source: { ...cluster(), Properties: JSON.parse(JSON.stringify(cluster().Properties).replace('{"Ref":"Logs"}', '{"Fn::ImportValue":"LogsName"}')) } },
  }, { Resources: { Logs: KMS }, Outputs: { Name: { Value: { Ref: 'Logs' }, Export: { Name: 'LogsName' } } } } as never)).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test.each<[string, object, object, string]>([
  ['an algorithm from a parameter', cluster(), UNKNOWN, 'parameter Parameter has no default'],
])('cannot tell: %s', (_, Source, Logs, reason) => {
  expect(check(rule, { Logs, Source })).toMatchObject([{
    on: 'Logs', status: 'unknown', severity: 'warning', message: `It cannot be determined whether the bucket uses SSE-S3, which Amazon Redshift audit logs of Source require: ${reason}.`,
  }]);
});

test.each<[string, object, object]>([
  ['no logs', bucket(), KMS],
  ['logs that go to CloudWatch', cluster({ LogDestinationType: 'cloudwatch' }), KMS],
])('not applicable: %s', (_, Source, Logs) => {
  expect(findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Source, Logs } })).toEqual([]);
});
