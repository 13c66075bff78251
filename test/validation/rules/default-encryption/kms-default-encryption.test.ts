import { kmsDefaultEncryption as rule } from '../../../../src/validation/rules/default-encryption/kms-default-encryption';
import { bucket, CONDITIONS, encrypted, findings, IF, merging, PARAMETERS, when } from '../support';

const by = (SSEAlgorithm: unknown, more: object = {}) => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm } }, more);
const check = (resources: { [logicalId: string]: object }) =>
  findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: resources });
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const logsOf = (kind: string, Value: unknown = { Ref: 'Logs' }, enabled = true) =>
  ({ LoadBalancerAttributes: [{ Key: `${kind}.s3.enabled`, Value: String(enabled) }, { Key: `${kind}.s3.bucket`, Value }] });
const policyFor = (Service: string) => policyWith({ Service });
const policyWith = (Principal: object) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: { Ref: 'Logs' },
    PolicyDocument: { Statement: [{ Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Logs.Arn}/*' } }] },
  },
});

test.each([
  ['SSE-KMS', by('aws:kms')],
  ['DSSE-KMS', by('aws:kms:dsse')],
  ['KMS in either branch', by(IF('aws:kms', 'aws:kms:dsse'))],
])('compliant: %s', (_, Bucket) => {
  expect(check({ Bucket })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['SSE-S3', by('AES256')],
  ['nothing declared', bucket()],
  ['SSE-S3 in one branch', by(IF('aws:kms', 'AES256')), 'Condition is false'],
  ['a source of access logs', by('AES256', { LoggingConfiguration: { DestinationBucketName: 'elsewhere' } })],
])('violating: %s', (_, Bucket, words = '') => {
  expect(check({ Bucket })).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
    message: `The bucket does not encrypt with a KMS key by default.${when(words)}`,
  }]);
});

test.each<[string, object]>([
  ['network load balancers', { Type: LOAD_BALANCER, Properties: { Type: 'network', ...logsOf('access_logs') } }],
  ['flow logs', policyFor('delivery.logs.amazonaws.com')],
  ['load balancers that log nothing', { Type: LOAD_BALANCER, Properties: logsOf('access_logs', { Ref: 'Logs' }, false) }],
  ['some other call', { Type: 'Custom::AWS', Properties: { Create: { 'Fn::Join': ['', ['{"parameters":{"Bucket":"', { Ref: 'Logs' }, '"}}']] } } }],
  ['some other account', policyWith({ AWS: 'arn:aws:iam::111122223333:root' })],
])('violating: a target of %s, which may be encrypted with KMS', (_, Producer) => {
  expect(check({ Logs: by('AES256'), Producer })).toMatchObject([{ on: 'Logs', status: 'violation' }]);
});

test('cannot tell: an algorithm from a parameter', () => {
  expect(check({ Bucket: by({ Ref: 'Parameter' }) })).toMatchObject([{
    status: 'unknown', severity: 'info', message: 'It cannot be determined whether the bucket encrypts with a KMS key by default: parameter Parameter has no default.',
  }]);
});

test('violating: a target of access logs in one branch, in the other', () => {
  const Producer = by('aws:kms', { LoggingConfiguration: IF({ DestinationBucketName: { Ref: 'Logs' } }, { Ref: 'AWS::NoValue' }) });
  const judge = () => check({ Logs: by('AES256'), Producer });
  expect(judge()).toMatchObject([{ on: 'Logs', status: 'violation', message: expect.stringContaining('This applies if Condition is false.') }]);
  expect(merging(judge)).toEqual([]);
});

describe('not applicable: a target of', () => {
  test.each<[string, object]>([
    ['access logs', by('aws:kms', { LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } })],
    ['an application load balancer', { Type: LOAD_BALANCER, Properties: logsOf('access_logs') }],
    ['connection logs', { Type: LOAD_BALANCER, Properties: { Type: 'application', ...logsOf('connection_logs', 'my-logs') } }],
    ['a classic load balancer', { Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: { AccessLoggingPolicy: { Enabled: true, S3BucketName: { Ref: 'Logs' } } } }],
    ['Redshift', { Type: 'AWS::Redshift::Cluster', Properties: { LoggingProperties: { BucketName: { 'Fn::Sub': '${Logs}' } } } }],
    ['reports of S3 Batch Operations', {
      Type: 'Custom::AWS',
      Properties: {
        Create: { 'Fn::Join': ['', ['{"action":"createJob","parameters":{"Report":{"Bucket":"', { 'Fn::GetAtt': ['Logs', 'Arn'] }, '","Prefix":"reports"}}}']] },
      },
    }],
    ['reports of S3 Batch Operations, by its name', {
      Type: 'Custom::S3BatchOperationsJob', Properties: { Create: '{"action":"createJob","parameters":{"Report":{"Bucket":"arn:aws:s3:::my-logs","Enabled":true}}}' },
    }],
    ['access logs from outside', policyFor('logging.s3.amazonaws.com')],
    ['load balancers from outside', policyFor('logdelivery.elasticloadbalancing.amazonaws.com')],
    ['load balancers from outside, which write as an account', policyWith({ AWS: '127311923021' })],
    ['load balancers from outside, which write as the root of an account', policyWith({ AWS: 'arn:aws:iam::127311923021:root' })],
    ['Redshift from outside', policyFor('redshift.eu-central-1.amazonaws.com')],
  ])('%s', (_, Producer) => {
    expect(check({ Logs: by('AES256', { BucketName: 'my-logs' }), Producer })).toEqual([]);
  });

  test.each<[string, object]>([
    ['its own access logs', { LoggingConfiguration: { LogFilePrefix: 'logs/' } }],
    ['access logs by its ACL', { AccessControl: 'LogDeliveryWrite' }],
  ])('%s', (_, properties) => {
    expect(check({ Logs: by('AES256', properties) })).toEqual([]);
  });

  test('access logs of another stack', () => {
    const Resources = { Bucket: by('aws:kms', { LoggingConfiguration: { DestinationBucketName: { 'Fn::ImportValue': 'LogsName' } } }) };
    const other = { Resources: { Logs: by('AES256') }, Outputs: { Name: { Value: { Ref: 'Logs' }, Export: { Name: 'LogsName' } } } };
    expect(findings(rule, { Resources }, other)).toEqual([]);
  });
});
