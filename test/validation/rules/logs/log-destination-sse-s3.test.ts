import { logDestinationSseS3 as rule } from '../../../../src/validation/rules/logs/log-destination-sse-s3';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS, when } from '../support';
import { AWS_MANAGED as KMS, check, loadBalancer, logging, SSE_S3, withKey } from './support';

const DSSE = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } });
const EITHER = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: IF('AES256', 'aws:kms') } });
const UNKNOWN = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Parameter' } } });

test.each([
  ['SSE-S3', SSE_S3],
  ['nothing declared, which is SSE-S3', bucket()],
  ['SSE-S3 in either branch of a condition', encrypted({ ServerSideEncryptionByDefault: IF({ SSEAlgorithm: 'AES256' }, { Ref: 'AWS::NoValue' }) })],
])('compliant: %s', (_, Logs) => {
  expect(check(rule, { Logs, Source: logging() })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['aws/s3', KMS],
  ['a customer managed key', withKey()],
  ['DSSE-KMS', DSSE],
  ['SSE-KMS in one branch of a condition', EITHER, 'Condition is false'],
])('violating: %s', (_, Logs, words = '') => {
  expect(check(rule, { Logs, Source: logging() })).toEqual([{
    on: 'Logs',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
    message: `The bucket receives S3 server access logs of Source, which require SSE-S3, but encrypts with AWS KMS.${when(words)}`,
  }]);
});

test.each<[string, object]>([
  ['a source that names it by Fn::Sub', logging({ DestinationBucketName: { 'Fn::Sub': '${Logs}' } })],
  ['a source with a prefix', logging({ LogFilePrefix: 'source/' })],
  ['a source that chooses it in one branch of a condition', logging({ DestinationBucketName: IF({ Ref: 'Logs' }, 'somebody-elses') })],
])('violating: %s', (_, Source) => {
  expect(check(rule, { Logs: KMS, Source })).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test('violating: one finding for several sources', () => {
  expect(check(rule, { Logs: KMS, A: logging(), B: logging(), C: logging(), D: logging() })).toMatchObject([{
    on: 'Logs', message: expect.stringContaining(' of A, B and 2 others, '),
  }]);
});

test('violating: a bucket in another stack', () => {
  expect(findings(rule, {
    Resources: { Source: { ...logging(), Properties: JSON.parse(JSON.stringify(logging().Properties).replace('{"Ref":"Logs"}', '{"Fn::ImportValue":"LogsName"}')) } },
  }, { Resources: { Logs: KMS }, Outputs: { Name: { Value: { Ref: 'Logs' }, Export: { Name: 'LogsName' } } } } as never)).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test.each<[string, object, object, string]>([
  ['an algorithm from a parameter', logging(), UNKNOWN, 'parameter Parameter has no default'],
])('cannot tell: %s', (_, Source, Logs, reason) => {
  expect(check(rule, { Logs, Source })).toMatchObject([{
    on: 'Logs', status: 'unknown', severity: 'warning', message: `It cannot be determined whether the bucket uses SSE-S3, which S3 server access logs of Source require: ${reason}.`,
  }]);
});

test.each<[string, object, object]>([
  ['no logs', bucket(), KMS],
  ['a bucket that logs to a bucket elsewhere', logging({ DestinationBucketName: 'somebody-elses' }), KMS],
  ['an application load balancer', loadBalancer(), KMS],
])('not applicable: %s', (_, Source, Logs) => {
  expect(findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Source, Logs } })).toEqual([]);
});
