import { logDeliveryKeyPolicy as rule } from '../../../../src/validation/rules/logs/log-delivery-key-policy';
import { encrypted, IF, merging } from '../support';
import { allow, channel, check, distribution, flowLog, inventory, key, loadBalancer, logging, SSE_S3, trail, vended, waf, withKey } from './support';

const DELIVERY = 'delivery.logs.amazonaws.com';
const GENERATE = allow(DELIVERY, 'kms:GenerateDataKey*', '*');
const USE = allow(DELIVERY, ['kms:GenerateDataKey*', 'kms:Decrypt'], '*');
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const encryptedTrail = trail({ KMSKeyId: KEY_ARN, TrailName: 'trail' });
const TRAIL_ARN = { 'Fn::Sub': 'arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/trail' };
const CLOUDTRAIL = [
  allow('cloudtrail.amazonaws.com', 'kms:GenerateDataKey*', '*', {
    StringEquals: { 'aws:SourceArn': TRAIL_ARN },
    StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': { 'Fn::Sub': 'arn:${AWS::Partition}:cloudtrail:*:${AWS::AccountId}:trail/*' } },
  }),
  allow('cloudtrail.amazonaws.com', 'kms:DescribeKey', '*'),
];
const CONFIG = allow('config.amazonaws.com', ['kms:Decrypt', 'kms:GenerateDataKey'], '*', { StringEquals: { 'AWS:SourceAccount': { Ref: 'AWS::AccountId' } } });
const NO_TRAILS = {
  Effect: 'Deny', Principal: '*', Action: 'kms:GenerateDataKey', Resource: '*', Condition: { Null: { 'kms:EncryptionContext:aws:cloudtrail:arn': 'false' } },
};
const recorder = (RoleARN: unknown) => ({ Type: 'AWS::Config::ConfigurationRecorder', Properties: { RoleARN } });
const SERVICE_LINKED = recorder({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig' });
const role = (Action: unknown) => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyName: 'Deliver', PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] } }] },
});

test.each<[string, object, object, object]>([
  ['flow logs', flowLog(), withKey(), key(GENERATE)],
  ['flow logs with a Bucket Key', flowLog(), withKey({ BucketKeyEnabled: true }), key(USE)],
  ['flow logs, confined to the account', flowLog(), withKey(), key({
    ...USE,
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*' } },
    },
  })],
  ['deliveries of CloudWatch Logs, confined to their sources', vended(), withKey(), key({
    ...USE, Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:delivery-source:*' } } },
  })],
  ['a network load balancer', loadBalancer('network'), withKey(), key(USE)],
  ['WAF', waf(), withKey(), key(GENERATE)],
  ['CloudFront', distribution(), withKey(), key(GENERATE)],
  ['CloudTrail', encryptedTrail, SSE_S3, key(...CLOUDTRAIL)],
  ['CloudTrail without a key, into SSE-S3', trail(), SSE_S3, key()],
  ['AWS Config', channel(), withKey(), key(CONFIG)],
  ['AWS Config, and requests with an encryption context of CloudTrail are denied', channel({ S3KmsKeyArn: KEY_ARN }), SSE_S3, key(CONFIG, NO_TRAILS)],
])('compliant: %s', (_, Source, Logs, Key) => {
  expect(check(rule, { Source, Logs, Key })).toEqual([]);
});

test('compliant: AWS Config with a role that may use the key', () => {
  expect(check(rule, {
    Source: channel(), Logs: withKey(), Key: key(), Recorder: recorder({ 'Fn::GetAtt': ['Role', 'Arn'] }), Role: role(['kms:GenerateDataKey', 'kms:Decrypt']),
  })).toEqual([]);
});

test.each<[string, object, object, object, string]>([
  ['flow logs', flowLog(), withKey(), key(), 'delivery.logs.amazonaws.com to encrypt VPC flow logs of Source in Logs: it needs kms:GenerateDataKey.'],
  ['flow logs with a Bucket Key', flowLog(), withKey({ BucketKeyEnabled: true }), key(GENERATE),
    'delivery.logs.amazonaws.com to encrypt VPC flow logs of Source in Logs: it needs kms:Decrypt.'],
  ['CloudFront with a Bucket Key', distribution(), withKey({ BucketKeyEnabled: 'true' }), key(GENERATE),
    'delivery.logs.amazonaws.com to encrypt CloudFront standard logs (legacy) of Source in Logs: it needs kms:Decrypt.'],
  ['CloudTrail with nothing', encryptedTrail, SSE_S3, key(),
    'cloudtrail.amazonaws.com to encrypt CloudTrail logs of Source in Logs: it needs kms:GenerateDataKey, kms:DescribeKey.'],
  ['CloudTrail without kms:DescribeKey', encryptedTrail, SSE_S3, key(CLOUDTRAIL[0]),
    'cloudtrail.amazonaws.com to encrypt CloudTrail logs of Source in Logs: it needs kms:DescribeKey.'],
  ['a key in one branch of a condition', flowLog(), encrypted(IF(
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN } }, { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
  ) as object), key(), 'delivery.logs.amazonaws.com to encrypt VPC flow logs of Source in Logs: it needs kms:GenerateDataKey. This applies if Condition is true.'],
])('violating: %s', (_, Source, Logs, Key, message) => {
  expect(check(rule, { Source, Logs, Key })).toEqual([{
    on: 'Key', status: 'violation', severity: 'error', property: 'Properties.KeyPolicy', message: `The key policy does not allow ${message}`,
  }]);
});

test.each(['access_logs', 'connection_logs', 'health_check_logs'])('violating: %s of a network load balancer', (kind) => {
  const Source = {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Type: 'network', LoadBalancerAttributes: [{ Key: `${kind}.s3.enabled`, Value: 'true' }, { Key: `${kind}.s3.bucket`, Value: { Ref: 'Logs' } }] },
  };
  expect(check(rule, { Source, Logs: withKey(), Key: key() })).toMatchObject([{ on: 'Key', status: 'violation' }]);
  expect(check(rule, { Source, Logs: withKey(), Key: key(USE) })).toEqual([]);
});

test.each<[string, { [id: string]: object }]>([
  ['the service-linked role', { Recorder: SERVICE_LINKED }],
  ['a role without rights', { Recorder: recorder({ 'Fn::GetAtt': ['Role', 'Arn'] }), Role: role('s3:PutObject') }],
])('violating: AWS Config with %s', (_, more) => {
  expect(check(rule, { Source: channel({ S3KmsKeyArn: KEY_ARN }), Logs: SSE_S3, Key: key(), ...more })).toMatchObject([{ on: 'Key', status: 'violation' }]);
});

test.each<[string, object, object]>([
  ['an account from a parameter', flowLog(), key({ ...GENERATE, Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'Parameter' } } } })],
  ['AWS Config with a role that is not in the app', channel(), key()],
  ['CloudTrail without a key of its own', trail(), key()],
])('cannot tell: %s', (_, Source, Key) => {
  expect(check(rule, { Source, Logs: withKey(), Key })).toMatchObject([{ on: 'Key', status: 'unknown', severity: 'warning' }]);
});

describe('cannot tell', () => {
  test('whether logs are delivered', () => {
    const Source = loadBalancer('network', undefined, { Ref: 'Parameter' });
    expect(merging(() => check(rule, { Source, Logs: withKey(), Key: key() }))).toMatchObject([{ on: 'Key', status: 'unknown' }]);
  });

  test('whether the key is used, where conditions are not told apart', () => {
    const Logs = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: IF('aws:kms', 'AES256'), KMSMasterKeyID: IF(KEY_ARN, { Ref: 'AWS::NoValue' }) } });
    expect(merging(() => check(rule, { Source: flowLog(), Logs, Key: key() }))).toMatchObject([{ on: 'Key', status: 'unknown' }]);
  });
});

// With an S3 Bucket Key, AWS KMS is told the ARN of the bucket; without one, that of the object.
test.each<[string, string, unknown, string[]]>([
  ['on', 'bucket', true, []],
  ['on', 'object', true, ['violation']],
  ['off', 'object', false, []],
  ['off', 'bucket', false, ['violation']],
  ['not known', 'bucket', { Ref: 'Parameter' }, ['unknown']],
  ['not known', 'object', { Ref: 'Parameter' }, ['unknown']],
])('an S3 Bucket Key that is %s, and a key policy for the ARN of the %s', (_, of, BucketKeyEnabled, statuses) => {
  const arn = { 'Fn::Sub': of === 'bucket' ? '${Logs.Arn}' : '${Logs.Arn}/*' };
  const Key = key({ ...USE, Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': arn } } });
  expect(check(rule, { Source: flowLog(), Logs: withKey({ BucketKeyEnabled }), Key }).map(({ status }) => status)).toEqual(statuses);
});

// A Bucket Key has to be opened before it encrypts.
test('kms:Decrypt is asked for only where an S3 Bucket Key is known to be on', () => {
  const statuses = [true, false, { Ref: 'Parameter' }].map((BucketKeyEnabled) =>
    check(rule, { Source: flowLog(), Logs: withKey({ BucketKeyEnabled }), Key: key(GENERATE) }).map(({ status }) => status));
  expect(statuses).toEqual([['violation'], [], []]);
});

test.each<[string, object, object]>([
  ['SSE-S3', flowLog(), SSE_S3],
  ['a key elsewhere', flowLog(), encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws:kms:eu-west-1:111122223333:key/0' } })],
  ['server access logs, which need SSE-S3', logging(), withKey()],
  ['S3 Inventory, of which another rule speaks', inventory(), withKey()],
])('not applicable: %s', (_, Source, Logs) => {
  expect(check(rule, { Source, Logs, Key: key() })).toEqual([]);
});

test.each<[string, object, object]>([
  ['AWS Config', channel({ S3KmsKeyArn: KEY_ARN }), {
    Key: key({ ...CONFIG, Condition: { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': '*' } } }),
  }],
  ['CloudTrail', encryptedTrail, { Key: key(...CLOUDTRAIL, NO_TRAILS) }],
])('violating: %s, and the encryption context is that of the other one', (_, Source, more) => {
  expect(check(rule, { Source, Logs: SSE_S3, Recorder: SERVICE_LINKED, ...more })).toMatchObject([{
    on: 'Key', status: 'violation', message: expect.stringMatching(/it needs kms:GenerateDataKey(, kms:Decrypt)?\./),
  }]);
});
