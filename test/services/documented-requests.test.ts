import { SERVICE_BY_FACTORY } from '../../src/logging/log-services';
import { LogPermission } from '../../src/services';
import type { Rule } from '../../src/validation/rules';
import { logDeliveryAllowed } from '../../src/validation/rules/logs/log-delivery-allowed';
import { logDeliveryConfined } from '../../src/validation/rules/logs/log-delivery-confined';
import { logDeliveryKeyPolicy } from '../../src/validation/rules/logs/log-delivery-key-policy';
import { BUCKET, EXPECTED, NAME } from '../logging/sources';
import { ACCOUNT, REGION } from '../support/concrete';
import { ENVIRONMENT } from '../validation/rules/logs/support';
import { judged } from '../validation/rules/support';

/*
 * What AWS documents of each service stands in `EXPECTED`, written apart from `src/services`: every-source.test.ts holds the constructs
 * against it, this file holds the rules against it.
 */

interface Json { readonly [property: string]: unknown }

const REF = { Ref: 'Logs' };
const ARN = { 'Fn::GetAtt': ['Logs', 'Arn'] };
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const loadBalancer = (Type: string) => ({
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Properties: { Type, LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'true' }, { Key: 'access_logs.s3.bucket', Value: REF }] },
});

/** A resource of each service that delivers to the bucket as `EXPECTED` says; with a key for services that are given one. */
const RESOURCES: { readonly [factory: string]: (key?: Json) => Json } = {
  s3AccessLogs: () => ({
    Type: 'AWS::S3::Bucket', Properties: { BucketName: 'logged', LoggingConfiguration: { DestinationBucketName: REF, LogFilePrefix: 'logged-' } },
  }),
  applicationLoadBalancer: () => loadBalancer('application'),
  classicLoadBalancer: () => ({ Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: { AccessLoggingPolicy: { Enabled: true, S3BucketName: REF } } }),
  networkLoadBalancer: () => loadBalancer('network'),
  cloudTrail: (key) => ({ Type: 'AWS::CloudTrail::Trail', Properties: { TrailName: 'audit', IsLogging: true, S3BucketName: REF, ...key && { KMSKeyId: key } } }),
  config: (key) => ({ Type: 'AWS::Config::DeliveryChannel', Properties: { S3BucketName: REF, ...key && { S3KmsKeyArn: key } } }),
  vpcFlowLogs: () => ({ Type: 'AWS::EC2::FlowLog', Properties: { LogDestinationType: 's3', LogDestination: ARN } }),
  waf: () => ({ Type: 'AWS::WAFv2::LoggingConfiguration', Properties: { LogDestinationConfigs: [ARN] } }),
  route53Resolver: () => ({ Type: 'AWS::Route53Resolver::ResolverQueryLoggingConfig', Properties: { DestinationArn: ARN } }),
  vended: () => ({
    Type: 'AWS::NetworkFirewall::LoggingConfiguration',
    Properties: {
      LoggingConfiguration: {
        LogDestinationConfigs: [
          { LogType: 'FLOW', LogDestinationType: 'CloudWatchLogs', LogDestination: { logGroup: 'flows' } },
          { LogType: 'ALERT', LogDestinationType: 'S3', LogDestination: { bucketName: REF } },
        ],
      },
    },
  }),
  s3Inventory: () => ({
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName: 'logged', InventoryConfigurations: [{ Enabled: true, Destination: { BucketArn: ARN, Prefix: 'inventory' } }] },
  }),
  storageLens: (key) => ({
    Type: 'AWS::S3::StorageLens',
    Properties: {
      StorageLensConfiguration: {
        Id: 'all',
        IsEnabled: true,
        DataExport: { S3BucketDestination: { Arn: ARN, ...key && { Encryption: { SSEKMS: { KeyId: key } } } } },
      },
    },
  }),
  redshift: () => ({ Type: 'AWS::Redshift::Cluster', Properties: { LoggingProperties: { BucketName: REF } } }),
  guardDuty: (key) => ({
    Type: 'AWS::GuardDuty::PublishingDestination',
    Properties: {
      DetectorId: '12abc',
      DestinationType: 'S3',
      DestinationProperties: { DestinationArn: { 'Fn::Join': ['', [ARN, '/findings']] }, ...key && { KmsKeyArn: key } },
    },
  }),
};

/** Those that no resource of a template stands for, or whose resource does not tell which service it is. */
const NO_RESOURCE = ['cloudFront', 'cloudFrontLegacy', 'cloudWatchLogsExport', 'batchOperationsReports'];

test('every service is tried', () => {
  expect([...Object.keys(RESOURCES), ...NO_RESOURCE].sort()).toEqual(Object.keys(EXPECTED).sort());
  for (const factory of NO_RESOURCE) {
    const { permission, resources } = SERVICE_BY_FACTORY[factory];
    expect(permission === LogPermission.ACL || resources.length === 0).toBe(true);
  }
});

const statements = (factory: string) => Object.entries(EXPECTED[factory].statements).map(([Sid, [Action, Resource, Condition]]) => ({
  Sid, Effect: Sid.startsWith('Deny') ? 'Deny' : 'Allow', Principal: { Service: EXPECTED[factory].service }, Action, Resource, ...Condition && { Condition },
}));

function verdicts(
  rule: Rule, factory: string, bucketStatements: readonly object[], keyStatements?: readonly object[],
  resource = RESOURCES[factory](keyStatements && KEY_ARN),
) {
  const bucket = keyStatements === undefined ? {} : {
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY_ARN }, BucketKeyEnabled: true }] },
  };
  const json = {
    Resources: {
      Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: NAME, ...bucket } },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: REF, PolicyDocument: { Version: '2012-10-17', Statement: bucketStatements } } },
      ...keyStatements && { Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: keyStatements } } } },
      Source: resource,
      // Without its role, which could write, too.
      Recorder: { Type: 'AWS::Config::ConfigurationRecorder', Properties: { RoleARN: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig` } },
    },
  };
  return judged(rule, [{ name: 'Stack', json, environment: ENVIRONMENT }]).map(({ status }) => status);
}

const factories = Object.keys(RESOURCES);
const confined = factories.filter((factory) => factory !== 'redshift');

test('the environment is that of the expectations', () => {
  expect(ENVIRONMENT).toMatchObject({ account: ACCOUNT, region: REGION });
});

test.each(factories)('%s may deliver with the bucket policy of its documentation', (factory) => {
  expect(verdicts(logDeliveryAllowed, factory, statements(factory))).toEqual([]);
});

test.each(factories.flatMap((factory) => Object.keys(EXPECTED[factory].statements).filter((sid) => sid.startsWith('Allow')).map((sid) => [factory, sid])))(
  '%s cannot deliver without %s', (factory, sid) => {
    expect(verdicts(logDeliveryAllowed, factory, statements(factory).filter(({ Sid }) => Sid !== sid))).toEqual(['violation']);
  });

test.each(confined)('%s is confined by the bucket policy of its documentation, and not without its conditions', (factory) => {
  expect(verdicts(logDeliveryConfined, factory, statements(factory))).toEqual([]);
  const open = statements(factory).map(({ Condition: _, ...statement }) => ({ ...statement, Resource: statement.Resource.includes('/') ? `${BUCKET}/*` : BUCKET }));
  expect(verdicts(logDeliveryConfined, factory, open)).toEqual(['violation']);
});

test.each(factories.filter((factory) => EXPECTED[factory].withKey && factory !== 's3Inventory'))(
  '%s may use a key with the key policy of its documentation, and not without it', (factory) => {
    const [, Action, Condition] = EXPECTED[factory].withKey!;
    const statement = { Effect: 'Allow', Principal: { Service: EXPECTED[factory].service }, Action, Resource: '*', Condition };
    expect(verdicts(logDeliveryKeyPolicy, factory, statements(factory), [statement])).toEqual([]);
    expect(verdicts(logDeliveryKeyPolicy, factory, statements(factory), [])).toEqual(['violation']);
  });

describe('other resources whose vended logs are delivered', () => {
  const S3 = { Enabled: true, Bucket: REF, Prefix: 'logs' };
  test.each<[string, (s3: object) => object]>([
    ['AWS::MSK::Cluster', (s3) => ({ LoggingInfo: { BrokerLogs: { S3: s3 } } })],
    ['AWS::KafkaConnect::Connector', (s3) => ({ LogDelivery: { WorkerLogDelivery: { S3: s3 } } })],
  ])('%s', (Type, properties) => {
    const allowing = statements('vended').map((statement) => ({ ...statement, Resource: statement.Resource.replace('/AWSLogs', '/logs/AWSLogs') }));
    const resource = (s3: object) => ({ Type, Properties: properties(s3) as Json });
    const judge = (given: readonly object[], s3: object = S3) => verdicts(logDeliveryAllowed, 'vended', given, undefined, resource(s3));
    expect(judge(allowing)).toEqual([]);
    expect(judge([])).toEqual(['violation']);
    expect(judge(statements('vended'))).toEqual(['violation']);
    expect(judge([], { ...S3, Enabled: false })).toEqual([]);
  });
});
