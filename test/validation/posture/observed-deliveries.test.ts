import { App, type TemplateSource } from '../../../src/template';
import { ObservedDeliveries, Posture } from '../../../src/validation/posture';
import { CONDITIONS, IF, PARAMETERS } from '../rules/support';

const NOTHING = { Ref: 'AWS::NoValue' };
const PARAMETER = { Ref: 'Parameter' };
/** Not even text. */
const UNREAD = { 'Fn::Transform': { Name: 'Macro' } };
const ARN = { 'Fn::GetAtt': ['Logs', 'Arn'] };
const sub = (text: string) => ({ 'Fn::Sub': text });
const bucket = (Properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties });

function postureOf(Resources: object, more: readonly TemplateSource[] = []): Posture {
  const never = { Never: { 'Fn::Equals': ['a', 'b'] } };
  return Posture.of(App.of([
    { name: 'Stack', json: { Parameters: PARAMETERS, Conditions: { ...CONDITIONS, ...never }, Resources: { Logs: bucket(), Other: bucket({ BucketName: 'other' }), ...Resources } } },
    ...more,
  ]));
}

/** What is delivered to the buckets of a template: from where, into which folder, and whether it surely is. */
function observed(Source: object) {
  const posture = postureOf({ Source });
  return posture.buckets.flatMap((one) => ObservedDeliveries.of(posture).to(one)).map(({ service, source, target, prefix, ...others }) => ({
    ...others, service: service.id, source: source.logicalId, target: target.resource.logicalId, prefix: String(prefix),
  }));
}

const logging = (properties: unknown) => bucket({ LoggingConfiguration: properties });
const loadBalancer = (attributes: unknown, Type: unknown = 'application') =>
  ({ Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Type, LoadBalancerAttributes: attributes } });
const attribute = (Key: string, Value: unknown) => ({ Key, Value });
const ON = attribute('access_logs.s3.enabled', 'true');
const TO_LOGS = attribute('access_logs.s3.bucket', { Ref: 'Logs' });
const flowLog = (properties: object) => ({ Type: 'AWS::EC2::FlowLog', Properties: { LogDestinationType: 's3', LogDestination: ARN, ...properties } });
const vended = (DestinationResourceArn: unknown) => ({ Type: 'AWS::Logs::DeliveryDestination', Properties: { DestinationResourceArn } });
const lens = (properties: object, to: object = {}) => ({
  Type: 'AWS::S3::StorageLens',
  Properties: { StorageLensConfiguration: { Id: 'lens', IsEnabled: true, DataExport: { S3BucketDestination: { Arn: ARN, ...to } }, ...properties } },
});
const waf = (...LogDestinationConfigs: unknown[]) => ({ Type: 'AWS::WAFv2::LoggingConfiguration', Properties: { LogDestinationConfigs } });
const firewall = (LogDestinationConfigs: unknown) => ({ Type: 'AWS::NetworkFirewall::LoggingConfiguration', Properties: { LoggingConfiguration: { LogDestinationConfigs } } });
const toFirewallLogs = (prefix: string) => ({ LogDestination: { bucketName: { Ref: 'Logs' }, prefix } });

describe('a bucket that gets logs is named', () => {
  test.each<[string, object, string[]]>([
    ['by its reference', logging({ DestinationBucketName: { Ref: 'Logs' } }), ['Logs']],
    ['by its name', logging({ DestinationBucketName: 'other' }), ['Other']],
    ['by its ARN', vended(ARN), ['Logs']],
    ['by an ARN that goes on with a folder', vended(sub('${Logs.Arn}/folder')), ['Logs']],
    ['by an ARN with its name', vended('arn:aws:s3:::other'), ['Other']],
    ['by such an ARN, with a folder', vended('arn:aws:s3:::other/a/b'), ['Other']],
    ['by its domain name', { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Logging: { Bucket: 'other.s3.amazonaws.com' } } } }, ['Other']],
    ['by its domain name in a Region', { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Logging: { Bucket: 'other.s3-eu-west-1.amazonaws.com' } } } }, ['Other']],
    ['by a domain name that is made of its name', {
      Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Logging: { Bucket: sub('${Logs}.s3.${AWS::URLSuffix}') } } },
    }, ['Logs']],
    ['by nothing, which is the bucket itself', logging({ LogFilePrefix: 'self/' }), ['Source']],
    ['by one of two', logging({ DestinationBucketName: IF({ Ref: 'Logs' }, 'other') }), ['Logs', 'Other']],
    ['by a name with a folder, which no bucket has', logging({ DestinationBucketName: 'other/folder' }), []],
    ['by an ARN of another service', vended('arn:aws:firehose:::other'), []],
    ['elsewhere', logging({ DestinationBucketName: 'elsewhere' }), []],
    ['elsewhere, by its domain name', { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: { Logging: { Bucket: 'elsewhere.s3.amazonaws.com' } } } }, []],
    ['by what is known at deployment', logging({ DestinationBucketName: PARAMETER }), []],
    ['by what cannot be read', logging({ DestinationBucketName: UNREAD }), []],
    ['by nothing, where only other buckets count', { Type: 'AWS::CloudTrail::Trail', Properties: {} }, []],
    ['by a value that is taken away', { Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: NOTHING } }, []],
    ['under a property that is taken away', logging(NOTHING), []],
    ['nowhere', bucket(), []],
  ])('%s', (_, source, targets) => {
    expect(observed(source).map(({ target }) => target)).toEqual(targets);
  });

  test('by the attributes of a load balancer, of which the last of a name counts', () => {
    expect(observed(loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.bucket', 'other')]))).toMatchObject([
      { target: 'Other', property: 'Properties.LoadBalancerAttributes.2.Value' },
    ]);
    expect(observed(loadBalancer([TO_LOGS, ON])).map(({ property }) => property)).toEqual(['Properties.LoadBalancerAttributes.0.Value']);
    expect(observed(loadBalancer([ON, attribute('deletion_protection.enabled', 'true')]))).toEqual([]);
    expect(observed(loadBalancer([ON, IF(TO_LOGS, attribute('access_logs.s3.bucket', 'other'))]))).toMatchObject([{ target: 'Other' }]);
    expect(observed(loadBalancer('no list'))).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a property', logging({ DestinationBucketName: { Ref: 'Logs' } }), 'Properties.LoggingConfiguration.DestinationBucketName'],
    ['what makes a bucket deliver to itself', logging({ LogFilePrefix: 'self/' }), 'Properties.LoggingConfiguration'],
    ['an element of a list', waf('elsewhere', ARN), 'Properties.LogDestinationConfigs.1'],
    ['below an element of a list', firewall([toFirewallLogs('')]), 'Properties.LoggingConfiguration.LogDestinationConfigs.0.LogDestination.bucketName'],
  ])('at the path of %s', (_, source, property) => {
    expect(observed(source).map((one) => one.property)).toEqual([property]);
  });
});

describe('a choice', () => {
  test.each<[string, object, boolean[]]>([
    ['of the bucket', logging({ DestinationBucketName: IF({ Ref: 'Logs' }, 'elsewhere') }), [true]],
    ['whether there are logs', logging(IF({ DestinationBucketName: { Ref: 'Logs' } }, NOTHING)), [true]],
    ['between two configurations', logging(IF({ DestinationBucketName: { Ref: 'Logs' } }, { DestinationBucketName: 'other' })), [true, true]],
    ['between two configurations of a bucket that logs itself', logging(IF({ LogFilePrefix: 'a/' }, { LogFilePrefix: 'b/' })), [true, true]],
    ['whether an element of a list is there', waf(IF(ARN, NOTHING)), [true]],
    ['between lists', firewall(IF([toFirewallLogs('a'), toFirewallLogs('b')], [toFirewallLogs('c')])), [true, true, true]],
    ['of the prefix only', logging({ DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: IF('a/', 'b/') }), [false, false]],
  ])('%s', (_, source, choices) => {
    expect(observed(source).map(({ isChoice }) => isChoice)).toEqual(choices);
  });

  test('keeps together what belongs together', () => {
    const source = logging(IF({ DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'a/' }, { DestinationBucketName: 'other', LogFilePrefix: 'b/' }));
    expect(observed(source)).toMatchObject([{ target: 'Logs', prefix: 'a/' }, { target: 'Other', prefix: 'b/' }]);
    expect(observed(firewall(IF([toFirewallLogs('a')], [toFirewallLogs('b'), toFirewallLogs('c')]))).map(({ prefix }) => prefix)).toEqual(['a/', 'b/', 'c/']);
  });
});

describe('keys of objects begin with', () => {
  test.each<[string, object, string[]]>([
    ['nothing', loadBalancer([ON, TO_LOGS]), ['']],
    ['nothing, in words', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', '')]), ['']],
    ['nothing, where a value is taken away', logging({ DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: NOTHING }), ['']],
    ['a prefix and a slash', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', 'web')]), ['web/']],
    ['a prefix that has its slash', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', 'web/')]), ['web/']],
    ['a prefix as it is, of server access logs', logging({ DestinationBucketName: { Ref: 'Logs' }, LogFilePrefix: 'web' }), ['web']],
    ['one of two prefixes', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', IF('a', 'b'))]), ['a/', 'b/']],
    ['a prefix or nothing', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', IF('a', NOTHING))]), ['a/', '']],
    ['a parameter and a slash', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', PARAMETER)]), ['${Parameter}/']],
    ['a parameter before a slash', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', sub('${Parameter}/'))]), ['${Parameter}/']],
    ['what cannot be read', loadBalancer([ON, TO_LOGS, attribute('access_logs.s3.prefix', UNREAD)]), ['{prefix of the logs of Source}/']],
    ['the folder of an ARN and a slash', flowLog({ LogDestination: sub('${Logs.Arn}/flow') }), ['flow/']],
    ['the folder of an ARN that has its slash', flowLog({ LogDestination: sub('${Logs.Arn}/flow/') }), ['flow/']],
    ['folders in folders', flowLog({ LogDestination: 'arn:aws:s3:::other/a/b' }), ['a/b/']],
    ['a folder with a parameter', flowLog({ LogDestination: sub('${Logs.Arn}/a/${Parameter}') }), ['a/${Parameter}/']],
    ['a folder that ends with a parameter and a slash', flowLog({ LogDestination: sub('${Logs.Arn}/${Parameter}/') }), ['${Parameter}/']],
    ['the prefix of S3 Storage Lens', lens({}, { Prefix: 'lens' }), ['lens/']],
  ])('%s', (_, source, prefixes) => {
    expect(observed(source).map(({ prefix }) => prefix)).toEqual(prefixes);
  });

  const PLAIN = 'AWSLogs/<account>/vpcflowlogs/<region>/2026/01/01/<any>';
  test.each<[string, object, string]>([
    ['flow logs', flowLog({}), `<prefix>${PLAIN}`],
    ['flow logs in a folder', flowLog({ LogDestination: sub('${Logs.Arn}/flow') }), `<prefix>${PLAIN}`],
    ['flow logs with Hive-compatible partitions', flowLog({ DestinationOptions: { HiveCompatiblePartitions: true } }), '<prefix>AWSLogs/aws-account-id=<account>/aws-service=vpcflowlogs/<any>'],
    ['flow logs with such partitions, in words', flowLog({ DestinationOptions: { HiveCompatiblePartitions: 'True' } }), '<prefix>AWSLogs/aws-account-id=<account>/aws-service=vpcflowlogs/<any>'],
    ['flow logs without such partitions', flowLog({ DestinationOptions: { HiveCompatiblePartitions: false } }), `<prefix>${PLAIN}`],
    ['flow logs where that is known at deployment', flowLog({ DestinationOptions: { HiveCompatiblePartitions: PARAMETER } }), `<prefix>${PLAIN}`],
    ['server access logs', logging({ DestinationBucketName: 'other' }), '<prefix>2026-01-01-00-00-00-0123456789ABCDEF'],
    ['server access logs by partitions', logging({ DestinationBucketName: 'other', TargetObjectKeyFormat: { PartitionedPrefix: {} } }),
      '<prefix><account>/<region>/<name>/2026/01/01/2026-01-01-00-00-00-0123456789ABCDEF'],
    ['server access logs in the simple format', logging({ DestinationBucketName: 'other', TargetObjectKeyFormat: { SimplePrefix: {} } }), '<prefix>2026-01-01-00-00-00-0123456789ABCDEF'],
    ['CloudWatch Logs', vended(ARN), 'AWSLogs/<account>/<any>'],
    ['CloudWatch Logs in a folder, which takes the place of the usual ones', vended(sub('${Logs.Arn}/folder')), '<prefix><any>'],
  ])('and go on as %s do', (_, source, objectKey) => {
    expect(observed(source).map((one) => one.objectKey)).toEqual([objectKey]);
  });
});

describe('whether logs are delivered', () => {
  const switched = (Value: unknown) => loadBalancer([attribute('access_logs.s3.enabled', Value), TO_LOGS]);
  const inventory = (more: object) => bucket({ InventoryConfigurations: [{ Destination: { BucketArn: ARN }, ...more }] });
  test.each<[string, object, string[]]>([
    ['turned on', switched('true'), ['yes']],
    ['turned on by a boolean', switched(true), ['yes']],
    ['turned on in capitals', switched('TRUE'), ['yes']],
    ['turned on in one branch', switched(IF('false', 'true')), ['yes']],
    ['turned off', switched('false'), []],
    ['turned off by a number', switched(0), []],
    ['turned off by null', switched(null), []],
    ['turned off in either branch', switched(IF('false', 'no')), []],
    ['decided by a parameter', switched(PARAMETER), ['unknown']],
    ['decided by a text with a parameter', switched(sub('tr${Parameter}')), ['unknown']],
    ['decided by what cannot be read', switched(UNREAD), ['unknown']],
    ['not mentioned, which turns access logs of a load balancer off', loadBalancer([TO_LOGS]), []],
    ['not mentioned, which turns an inventory on', inventory({}), ['yes']],
    ['an inventory that is turned off', inventory({ Enabled: false }), []],
    ['logs without a switch', logging({ DestinationBucketName: 'other' }), ['yes']],
    ['logs without a switch, of a type from a parameter', flowLog({ LogDestinationType: PARAMETER }), ['unknown']],
    ['a switch that is on, of a type from a parameter', loadBalancer([ON, TO_LOGS], PARAMETER), ['unknown', 'unknown']],
  ])('%s', (_, source, on) => {
    expect(observed(source).map((one) => one.on)).toEqual(on);
  });

  test.each<[string, object, string[]]>([
    ['a load balancer that does not say which type it is', loadBalancer([ON, TO_LOGS], NOTHING), ['ApplicationLoadBalancerLogs']],
    ['an application load balancer', loadBalancer([ON, TO_LOGS], 'application'), ['ApplicationLoadBalancerLogs']],
    ['a network load balancer', loadBalancer([ON, TO_LOGS], 'network'), ['NetworkLoadBalancerLogs']],
    ['a gateway load balancer', loadBalancer([ON, TO_LOGS], 'gateway'), []],
    ['one or the other', loadBalancer([ON, TO_LOGS], IF('application', 'network')), ['ApplicationLoadBalancerLogs', 'NetworkLoadBalancerLogs']],
    ['flow logs that go to CloudWatch Logs', flowLog({ LogDestinationType: 'cloud-watch-logs' }), []],
    ['flow logs that do not say where they go', flowLog({ LogDestinationType: NOTHING }), []],
    ['a cluster of Amazon Redshift', { Type: 'AWS::Redshift::Cluster', Properties: { LoggingProperties: { BucketName: 'other' } } }, ['RedshiftAuditLogs']],
  ])('by the kind of the resource: %s', (_, source, services) => {
    expect(observed(source).map(({ service }) => service)).toEqual(services);
  });
});

test('what the service itself is given: a key, and the name of the source', () => {
  const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0';
  expect(observed({ Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'other', KMSKeyId: KEY } })).toMatchObject([{ kmsKey: KEY, sourceName: undefined }]);
  expect(observed(logging({ DestinationBucketName: 'other' }))).toMatchObject([{ kmsKey: undefined, sourceName: undefined }]);
  expect(observed(lens({})).map(({ sourceName }) => sourceName)).toEqual(['lens']);
  expect(observed(lens({ Id: PARAMETER })).map(({ sourceName }) => String(sourceName))).toEqual(['${Parameter}']);
  expect(observed(lens({ Id: UNREAD })).map(({ sourceName }) => String(sourceName))).toEqual(['{the source of Source}']);
});

describe('whether logs surely go to a bucket', () => {
  const surely = (resources: object, id = 'Logs', more: readonly TemplateSource[] = []) => {
    const posture = postureOf(resources, more);
    return ObservedDeliveries.of(posture).surelyTo(posture.buckets.find(({ resource }) => resource.logicalId === id)!);
  };
  const SOURCE = logging({ DestinationBucketName: { Ref: 'Logs' } });
  test.each<[string, object, string]>([
    ['none', {}, 'no'],
    ['logs', { Source: SOURCE }, 'yes'],
    ['logs of a source under a condition', { Source: { ...SOURCE, Condition: 'Condition' } }, 'unknown'],
    ['logs of a source that is never made', { Source: { ...SOURCE, Condition: 'Never' } }, 'no'],
    ['logs of a source under the condition of the bucket', {
      Logs: { ...bucket(), Condition: 'Condition' }, Source: { ...SOURCE, Condition: 'Condition' },
    }, 'yes'],
    ['logs of one configuration', { Source: logging(IF({ DestinationBucketName: { Ref: 'Logs' } }, NOTHING)) }, 'unknown'],
    ['logs that a parameter turns on', { Source: loadBalancer([attribute('access_logs.s3.enabled', PARAMETER), TO_LOGS]) }, 'unknown'],
    ['logs, and others that a parameter turns on', { Source: SOURCE, Second: loadBalancer([attribute('access_logs.s3.enabled', PARAMETER), TO_LOGS]) }, 'yes'],
    ['logs to a bucket that is not known', { Source: logging({ DestinationBucketName: PARAMETER }) }, 'unknown'],
    ['logs to a bucket that cannot be read', { Source: logging({ DestinationBucketName: UNREAD }) }, 'unknown'],
    ['logs to a bucket that is not known, or nowhere', { Source: flowLog({ LogDestination: IF({ 'Fn::ImportValue': 'bucket' }, NOTHING) }) }, 'unknown'],
    ['logs to another bucket', { Source: logging({ DestinationBucketName: 'other' }) }, 'no'],
    ['logs to a bucket elsewhere', { Source: logging({ DestinationBucketName: 'elsewhere' }) }, 'no'],
    ['logs of a bucket to itself', { Source: logging({ LogFilePrefix: 'self/' }) }, 'no'],
    ['logs to one bucket or none', { Source: flowLog({ LogDestination: IF('arn:aws:s3:::other', NOTHING) }) }, 'no'],
  ])('%s', (_, resources, expected) => {
    expect(surely(resources)).toBe(expected);
  });

  test('a bucket that is not known is one of the same template', () => {
    const json = { Parameters: PARAMETERS, Resources: { Far: bucket() } };
    expect(surely({ Source: logging({ DestinationBucketName: PARAMETER }) }, 'Far', [{ name: 'Far', json }])).toBe('no');
  });

  test('of the services that are meant', () => {
    const posture = postureOf({ Source: SOURCE, Open: flowLog({ LogDestination: PARAMETER }) });
    const [logs, other] = posture.buckets;
    const of = (one: typeof logs, id: string) => ObservedDeliveries.of(posture).surelyTo(one, (service) => service.id === id);
    expect([of(logs, 'S3AccessLogs'), of(other, 'S3AccessLogs')]).toEqual(['yes', 'no']);
    expect([of(logs, 'VpcFlowLogs'), of(other, 'VpcFlowLogs')]).toEqual(['unknown', 'unknown']);
    expect([of(logs, 'RedshiftAuditLogs'), of(other, 'RedshiftAuditLogs')]).toEqual(['no', 'no']);
  });
});

test('what names a bucket that is not in the app is kept apart', () => {
  const posture = postureOf({
    Here: logging({ DestinationBucketName: 'other' }), There: logging({ DestinationBucketName: 'elsewhere' }), Open: logging({ DestinationBucketName: PARAMETER }),
  });
  expect(ObservedDeliveries.of(posture).elsewhere.map(({ source }) => source.logicalId)).toEqual(['There', 'Open']);
  expect(ObservedDeliveries.of(posture)).toBe(ObservedDeliveries.of(posture));
});
