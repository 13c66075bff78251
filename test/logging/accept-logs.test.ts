import {
  App, aws_cloudtrail as cloudtrail, aws_config as config, aws_ec2 as ec2, aws_elasticloadbalancing as elb, aws_elasticloadbalancingv2 as elbv2,
  aws_iam as iam, aws_kms as kms, aws_redshift as redshift, aws_s3 as s3, CfnParameter, Stack,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Construct, type IConstruct } from 'constructs';
import { EXPECTED, STRANGER } from './sources';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, LogSource, type LogSourceOptions, RuleSet, S3EncryptionChecks } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, concrete, REGION } from '../support/concrete';
import { ALLOWED_EVERYTHING, MODERN, policyOf, s3Request } from '../support/requests';
import { aStack, bucketPolicyStatements, bySid, type StatementJson, theResource } from '../support/stacks';

const ENVIRONMENT = { account: ACCOUNT, region: REGION };
const findings = (scope: Construct) => new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(scope)
  .violations.map(({ ruleName, description }) => `${ruleName}: ${description}`)
  // Most of these producers could write to a bucket with a key; a LogBucket is its user's choice.
  .filter((finding) => !finding.startsWith('KmsDefaultEncryption'));

describe('producers that check the bucket when logging is turned on', () => {
  const subnets = ['subnet-1', 'subnet-2'];
  const attributes = (bucket: s3.IBucket) => [
    { key: 'access_logs.s3.enabled', value: 'true' }, { key: 'access_logs.s3.bucket', value: bucket.bucketName },
  ];
  const PRODUCERS: [string, (scope: Construct, bucket: s3.IBucket) => IConstruct, (options: LogSourceOptions) => LogSource][] = [
    ['AWS::ElasticLoadBalancingV2::LoadBalancer',
      (scope, bucket) => new elbv2.CfnLoadBalancer(scope, 'Producer', { subnets, loadBalancerAttributes: attributes(bucket) }),
      (options) => LogSource.applicationLoadBalancer(options)],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer',
      (scope, bucket) => new elbv2.CfnLoadBalancer(scope, 'Producer', { type: 'network', subnets, loadBalancerAttributes: attributes(bucket) }),
      (options) => LogSource.networkLoadBalancer(options)],
    ['AWS::ElasticLoadBalancing::LoadBalancer',
      (scope, bucket) => new elb.CfnLoadBalancer(scope, 'Producer', {
        subnets, listeners: [], accessLoggingPolicy: { enabled: true, s3BucketName: bucket.bucketName },
      }),
      (options) => LogSource.classicLoadBalancer(options)],
    ['AWS::Redshift::Cluster',
      (scope, bucket) => new redshift.CfnCluster(scope, 'Producer', {
        clusterType: 'single-node', dbName: 'db', masterUsername: 'admin', nodeType: 'ra3.large', loggingProperties: { bucketName: bucket.bucketName },
      }),
      (options) => LogSource.redshift(options)],
    ['AWS::CloudTrail::Trail',
      (scope, bucket) => new cloudtrail.CfnTrail(scope, 'Producer', { trailName: 'audit', isLogging: true, s3BucketName: bucket.bucketName }),
      (options) => LogSource.cloudTrail({ ...options, trailNames: ['audit'] })],
    ['AWS::Config::DeliveryChannel',
      (scope, bucket) => new config.CfnDeliveryChannel(scope, 'Producer', { s3BucketName: bucket.bucketName }),
      (options) => LogSource.config(options)],
    ['AWS::EC2::FlowLog',
      (scope, bucket) => new ec2.CfnFlowLog(scope, 'Producer', {
        resourceId: 'vpc-1', resourceType: 'VPC', trafficType: 'ALL', logDestinationType: 's3', logDestination: bucket.bucketArn,
      }),
      (options) => LogSource.vpcFlowLogs(options)],
  ];
  const waitsFor = (stack: Stack, type: string) => Object.values(Template.fromStack(stack).findResources(type))[0].DependsOn as string[] | undefined;

  test.each(PRODUCERS)('%s in the app waits for the bucket policy, and the checks see that it may write', (type, producer, source) => {
    const stack = aStack();
    const logs = new LogBucket(stack, 'Logs');
    logs.acceptLogsFrom(source({ producer: producer(stack, logs) }));
    expect(waitsFor(stack, type)).toEqual(['LogsPolicy90DB40C9']);
    expect(findings(stack)).toEqual([]);
  });

  test.each(PRODUCERS)('%s elsewhere can be made to wait', (type, producer, source) => {
    const stack = aStack();
    const logs = new LogBucket(stack, 'Logs');
    const accepted = logs.acceptLogsFrom(source({}));
    const later = producer(stack, logs);
    expect(waitsFor(stack, type)).toBeUndefined();
    const again = aStack();
    const bucket = new LogBucket(again, 'Logs');
    const ready = bucket.acceptLogsFrom(source({}));
    producer(again, bucket).node.addDependency(ready);
    expect(waitsFor(again, type)).toEqual(['LogsPolicy90DB40C9']);
    expect([accepted, later]).toBeDefined();
  });

  test.each(PRODUCERS)('without its statement %s could not write, and the checks see it', (_, producer) => {
    const stack = aStack();
    producer(stack, new LogBucket(stack, 'Logs'));
    expect(findings(stack).join()).toMatch(/^LogDeliveryAllowed: /);
  });

  test('with a key they wait for its policy, too', () => {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Audit');
    const trail = new cloudtrail.CfnTrail(stack, 'Producer', {
      trailName: 'audit', isLogging: true, s3BucketName: bucket.bucketName, kmsKeyId: bucket.encryptionKey!.keyArn,
    });
    bucket.acceptLogsFrom(LogSource.cloudTrail({ producer: trail, trailNames: ['audit'] }));
    expect(waitsFor(stack, 'AWS::CloudTrail::Trail')).toEqual(expect.arrayContaining(['AuditPolicyC4A1C4F1', 'AuditKey45A6EB59'].map(() => expect.any(String))));
    expect(waitsFor(stack, 'AWS::CloudTrail::Trail')!.map((id) => Template.fromStack(stack).toJSON().Resources[id].Type).sort())
      .toEqual(['AWS::KMS::Alias', 'AWS::KMS::Key', 'AWS::S3::BucketPolicy']);
    expect(findings(stack).filter((finding) => !finding.startsWith('AccessLogging'))).toEqual([]);
  });

  test.each<[string, (trail: cloudtrail.CfnTrail, dashboard: s3.CfnStorageLens) => LogSource, RegExp]>([
    ['a trail', (trail) => LogSource.cloudTrail({ trailNames: [trail.ref] }), /^Stack\/Logs: trailNames cannot refer to Stack\/Producer, .*: the reference creates a circular dependency\. Fix: /],
    ['a dashboard', (_, lens) => LogSource.storageLens({ dashboardId: lens.ref }), /^Stack\/Logs: dashboardId cannot refer to Stack\/Lens/],
  ])('%s that is named by reference would close a circle', (_, source, message) => {
    const stack = aStack();
    const logs = new LogBucket(stack, 'Logs');
    const trail = new cloudtrail.CfnTrail(stack, 'Producer', { isLogging: true, s3BucketName: logs.bucketName });
    const lens = new s3.CfnStorageLens(stack, 'Lens', { storageLensConfiguration: { id: 'all', isEnabled: true, accountLevel: { bucketLevel: {} } } });
    expect(() => logs.acceptLogsFrom(source(trail, lens))).toThrow(message);
  });

  test('a name that is a parameter is accepted', () => {
    const stack = aStack();
    const name = new CfnParameter(stack, 'TrailName').valueAsString;
    new LogBucket(stack, 'Logs').acceptLogsFrom(LogSource.cloudTrail({ trailNames: [name] }));
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).toContain('{"Ref":"TrailName"}');
  });
});

describe('producers in plain code are seen', () => {
  const app = (accepted: (bucket: EncryptedBucket, source: s3.Bucket) => void) => {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Audit');
    const source = new s3.Bucket(stack, 'Source', { inventories: [{ destination: { bucket } }] });
    new cloudtrail.Trail(stack, 'Trail', { bucket, encryptionKey: bucket.encryptionKey });
    accepted(bucket, source);
    return findings(stack).filter((finding) => /^(Inventory|LogD)/.test(finding)).map((finding) => finding.split('.')[0]).sort();
  };

  test('an inventory and a trail of the L2, whose key policy does not let them in', () => {
    expect(app(() => undefined)).toEqual([
      expect.stringMatching(/^InventoryDestinationEncryption: The key policy does not allow s3$/),
      expect.stringMatching(/^LogDeliveryConfined: The policy of Audit3D8ADE0A allows cloudtrail$/),
      expect.stringMatching(/^LogDeliveryKeyPolicy: The key policy does not allow cloudtrail$/),
    ]);
  });

  test('and that they are let in', () => {
    expect(app((bucket, source) => {
      bucket.acceptLogsFrom(LogSource.s3Inventory({ buckets: [source] }));
      bucket.acceptLogsFrom(LogSource.cloudTrail());
    })).toEqual([]);
  });
});

describe('partitions and Regions', () => {
  const PLACES: [string, { account: string; region: string } | undefined, string][] = [
    ['aws', ENVIRONMENT, 'arn:aws:'],
    ['aws-cn', { account: ACCOUNT, region: 'cn-north-1' }, 'arn:aws-cn:'],
    ['aws-us-gov', { account: ACCOUNT, region: 'us-gov-west-1' }, 'arn:aws-us-gov:'],
    ['no environment', undefined, 'arn:aws:'],
  ];
  const CUSTOMER_KEY = Object.entries(EXPECTED).filter(([, { withKey }]) => withKey);

  /** A template as it would stand after deployment in a partition. */
  function deployedIn(stack: Stack, partition: string) {
    const text = JSON.stringify(Template.fromStack(stack).toJSON()).split('{"Ref":"AWS::Partition"}').join(JSON.stringify(partition.split(':')[1]));
    return concrete(JSON.parse(text) as { Resources: { [id: string]: { Type: string; Properties: any } } });
  }

  test.each(PLACES)('%s: every ARN is of the partition', (_, env, partition) => {
    const stack = new Stack(new App(), 'Stack', { env });
    const logs = new LogBucket(stack, 'Logs', { bucketName: 'aws-waf-logs-all' });
    const encrypted = new EncryptedBucket(stack, 'Encrypted', { bucketName: 'aws-waf-logs-kms' });
    for (const [factory, expected] of Object.entries(EXPECTED)) {
      if (factory !== 'guardDuty' && factory !== 's3AccessLogs' && factory !== 's3Inventory') { logs.acceptLogsFrom(expected.source(stack)); }
    }
    logs.acceptLogsFrom(LogSource.s3AccessLogs({ buckets: [encrypted] }));
    logs.acceptLogsFrom(LogSource.s3Inventory());
    for (const [factory, expected] of CUSTOMER_KEY) { if (factory !== 's3Inventory') { encrypted.acceptLogsFrom(expected.source(stack)); } }
    const policies = Object.values(deployedIn(stack, partition).Resources)
      .filter(({ Type }) => /BucketPolicy|KMS::Key/.test(Type))
      .flatMap(({ Properties }) => (Properties.PolicyDocument ?? Properties.KeyPolicy).Statement as StatementJson[])
      .filter(({ Sid, Principal: principal }) => /^Allow/.test(Sid!) && (principal as { Service?: string }).Service !== undefined);
    expect(policies.length).toBeGreaterThan(30);
    const arns = policies.flatMap(({ Condition }) => JSON.stringify(Condition ?? {}).match(/arn:[^:]+:/g) ?? []);
    expect(new Set(arns)).toEqual(new Set([partition]));
    const services = new Set(policies.map(({ Principal: principal }) => (principal as { Service: string }).Service));
    const { region } = env ?? { region: REGION };
    // All but CloudWatch Logs have one name in every partition.
    expect([...services].filter((service) => !/^[a-z0-9.-]+\.amazonaws\.com$/.test(service))).toEqual(partition === 'arn:aws-cn:' ? ['logs.cn-north-1.amazonaws.com.cn'] : []);
    expect(services).toContain(`logs.${region}.amazonaws.com${partition === 'arn:aws-cn:' ? '.cn' : ''}`);
    expect(services).toContain('logdelivery.elasticloadbalancing.amazonaws.com');
  });

  test.each<[string, (options: LogSourceOptions) => LogSource, string]>([
    ['redshift', (options) => LogSource.redshift(options), 'AllowRedshiftAuditLogs'],
    ['guardduty', (options) => LogSource.guardDuty(options), 'AllowGuardDutyFindings'],
  ])('%s has a name of its own in Regions that have to be enabled', (service, source, sid) => {
    for (const [region, name] of [['eu-west-1', `${service}.amazonaws.com`], ['me-south-1', `${service}.me-south-1.amazonaws.com`]]) {
      const stack = new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region } });
      new EncryptedBucket(stack, 'Logs', { defaultEncryption: service === 'redshift' ? DefaultEncryption.sseS3() : undefined }).acceptLogsFrom(source({}));
      expect(bucketPolicyStatements(stack)[sid].Principal).toEqual({ Service: name });
    }
  });

  test('a producer in another stack tells account and Region, options come first', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
    const producer = new Construct(new Stack(app, 'Far', { env: { account: STRANGER, region: 'us-east-1' } }), 'WebAcl');
    const logs = new LogBucket(stack, 'Logs', { bucketName: 'aws-waf-logs-all' });
    logs.acceptLogsFrom(LogSource.waf({ producer }));
    logs.acceptLogsFrom(LogSource.networkLoadBalancer({ account: '777788889999', region: 'eu-north-1', prefix: 'web/' }));
    const statements = bucketPolicyStatements(stack);
    expect(statements.AllowWafLogs).toMatchObject({
      Resource: ['arn:aws:s3:::logs6819bb44/AWSLogs/444455556666/*'],
      Condition: { StringEquals: { 'aws:SourceAccount': STRANGER }, ArnLike: { 'aws:SourceArn': `arn:aws:logs:us-east-1:${STRANGER}:*` } },
    });
    expect(statements.AllowNetworkLoadBalancerLogs).toMatchObject({
      Resource: ['arn:aws:s3:::logs6819bb44/web/AWSLogs/777788889999/*'],
      Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:eu-north-1:777788889999:*' } },
    });
  });
});

describe('options', () => {
  const keysOf = (source: LogSource, sid: string) => {
    const stack = aStack();
    new LogBucket(stack, 'Logs').acceptLogsFrom(source);
    return ([bucketPolicyStatements(stack)[sid].Resource].flat() as string[]).map((arn) => arn.replace('arn:aws:s3:::logs6819bb44/', ''));
  };

  test.each<[LogSource, string, string[]]>([
    [LogSource.applicationLoadBalancer({ prefix: 'web' }), 'AllowApplicationLoadBalancerLogs', [`web/AWSLogs/${ACCOUNT}/*`]],
    [LogSource.applicationLoadBalancer({ prefix: 'web/' }), 'AllowApplicationLoadBalancerLogs', [`web/AWSLogs/${ACCOUNT}/*`]],
    [LogSource.cloudTrail({ organizationId: 'o-example' }), 'AllowCloudTrailLogs', [`AWSLogs/${ACCOUNT}/*`, 'AWSLogs/o-example/*']],
    [LogSource.vpcFlowLogs({ hiveCompatiblePartitions: true }), 'AllowVpcFlowLogs', [`AWSLogs/aws-account-id=${ACCOUNT}/*`]],
    [LogSource.cloudFront({ prefix: 'cdn' }), 'AllowCloudFrontLogs', ['cdn/*']],
    [LogSource.storageLens({ organizationId: 'o-example', prefix: 'lens' }), 'AllowStorageLens', ['lens/StorageLens/o-example/*']],
    [LogSource.s3Inventory(), 'AllowS3Inventory', ['*']],
    [LogSource.cloudWatchLogsExport(), 'AllowCloudWatchLogsExport', ['*']],
  ])('%#: where logs go', (source, sid, keys) => {
    expect(keysOf(source, sid)).toEqual(keys);
  });

  test('a prefix that says AWSLogs itself is refused', () => {
    const logs = new LogBucket(aStack(), 'Logs');
    expect(() => logs.acceptLogsFrom(LogSource.applicationLoadBalancer({ prefix: 'x/AWSLogs' }))).toThrow(/^Stack\/Logs: prefix cannot be "x\/AWSLogs": .* Fix: /);
  });

  test('sources of one kind share their statements', () => {
    const stack = aStack();
    const logs = new LogBucket(stack, 'Logs');
    logs.acceptLogsFrom(LogSource.cloudTrail({ trailNames: ['one'], prefix: 'one' }));
    logs.acceptLogsFrom(LogSource.cloudTrail({ trailNames: ['two'], prefix: 'two', account: STRANGER }));
    logs.acceptLogsFrom(LogSource.cloudTrail({ trailNames: ['two'], prefix: 'two', account: STRANGER }));
    const trail = (account: string, name: string) => `arn:aws:cloudtrail:${REGION}:${account}:trail/${name}`;
    expect(bucketPolicyStatements(stack).AllowCloudTrailLogs).toEqual({
      Sid: 'AllowCloudTrailLogs',
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: [`arn:aws:s3:::logs6819bb44/one/AWSLogs/${ACCOUNT}/*`, `arn:aws:s3:::logs6819bb44/two/AWSLogs/${STRANGER}/*`],
      Condition: {
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
        ArnLike: { 'aws:SourceArn': [trail(ACCOUNT, 'one'), trail(STRANGER, 'two')] },
      },
    });
  });

  test('buckets share the statement in the policy of a key, which no bucket is named in', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key');
    for (const [id, bucketKey] of [['A', false], ['B', true]] as const) {
      const bucket = new EncryptedBucket(stack, id, { defaultEncryption: DefaultEncryption.sseKms({ key, bucketKey }) });
      bucket.acceptLogsFrom(LogSource.s3Inventory({ buckets: [bucket] }));
    }
    const { KeyPolicy } = theResource(stack, 'AWS::KMS::Key');
    expect(bySid(KeyPolicy as { Statement: StatementJson[] }).AllowS3Inventory).toMatchObject({
      Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Principal: { Service: 's3.amazonaws.com' },
    });
    expect(JSON.stringify(KeyPolicy)).not.toContain('arn:aws:s3:::a');
  });

  test('a key that is imported gives a warning with the statement that it lacks', () => {
    const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
    const key = kms.Key.fromKeyArn(stack, 'Imported', `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234`);
    const bucket = new EncryptedBucket(stack, 'Logs', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    bucket.acceptLogsFrom(LogSource.vpcFlowLogs());
    const [{ entry }] = Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('keyPolicyLacksVpcFlowLogs'));
    expect(entry.data).toMatch(/^The key Stack\/Imported is imported.*VPC flow logs are not delivered unless/);
    expect(JSON.parse(/(\{.*\}) \[ack/.exec(String(entry.data))![1])).toMatchObject({
      Sid: 'AllowVpcFlowLogs',
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
    });
  });
});

describe('roles that write reports', () => {
  const trust = new iam.ServicePrincipal('batchoperations.s3.amazonaws.com');

  test('of the same stack get the right themselves, and the bucket policy does not grow', () => {
    const stack = aStack();
    const logs = new LogBucket(stack, 'Logs');
    logs.acceptLogsFrom(LogSource.batchOperationsReports({ role: new iam.Role(stack, 'Role', { assumedBy: trust }), prefix: 'reports' }));
    expect(theResource(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:aws:s3:::logs6819bb44/reports/*' },
    ]);
    expect(Object.keys(bucketPolicyStatements(stack)).filter((sid) => sid.startsWith('Allow'))).toEqual([]);
  });

  test('of another account are compared by their ARN, and need not exist yet', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
    const role = new iam.Role(new Stack(app, 'Far', { env: { account: STRANGER, region: REGION } }), 'Role', { assumedBy: trust, roleName: 'Reports', path: '/batch/' });
    const logs = new LogBucket(stack, 'Logs', { bucketName: 'reports-of-all', otherWritersDenied: true });
    logs.acceptLogsFrom(LogSource.batchOperationsReports({ role, prefix: 'reports' }));
    app.synth();
    const resource = policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument);
    const write = (arn: string, key = 'reports/job-1/report.csv') => decide(
      s3Request('PutObject', `arn:aws:s3:::logs6819bb44/${key}`, MODERN, Principal.role(arn)),
      { identity: [ALLOWED_EVERYTHING], resource, resourceAccount: ACCOUNT, kind: 's3' });
    expect(write(`arn:aws:iam::${STRANGER}:role/batch/Reports`)).toBe(Ternary.YES);
    expect(write(`arn:aws:iam::${STRANGER}:role/batch/Reports`, 'elsewhere/report.csv')).toBe(Ternary.NO);
    expect(write(`arn:aws:iam::${STRANGER}:role/Somebody`)).toBe(Ternary.NO);
  });

  test('of another account have one statement each, which lists all that they may write', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
    const far = new Stack(app, 'Far', { env: { account: STRANGER, region: REGION } });
    const logs = new LogBucket(stack, 'Logs', { bucketName: 'reports-of-all', otherWritersDenied: true });
    const role = new iam.Role(far, 'Role', { assumedBy: trust, roleName: 'Reports' });
    const arn = `arn:aws:iam::${STRANGER}:role/Imported`;
    const imported = ['One', 'Two'].map((id) => iam.Role.fromRoleArn(stack, id, arn));
    for (const [writer, prefix] of [[role, 'a'], [role, 'b'], [role, 'a'], [imported[0], 'c'], [imported[1], 'd']] as const) {
      logs.acceptLogsFrom(LogSource.batchOperationsReports({ role: writer, prefix }));
    }
    app.synth();
    const { PolicyDocument } = theResource(stack, 'AWS::S3::BucketPolicy');
    const reports = Object.entries(bySid(PolicyDocument as { Statement: StatementJson[] })).filter(([sid]) => sid.startsWith('AllowBatchOperationsReports'));
    const keys = (prefixes: string[]) => prefixes.map((prefix) => `arn:aws:s3:::logs6819bb44/${prefix}/*`);
    expect(reports.map(([, { Resource }]) => Resource)).toEqual([keys(['a', 'b']), keys(['c', 'd'])]);
    const may = (writer: string, key: string) => decide(s3Request('PutObject', `arn:aws:s3:::logs6819bb44/${key}`, MODERN, Principal.role(writer)),
      { identity: [ALLOWED_EVERYTHING], resource: policyOf(PolicyDocument), resourceAccount: ACCOUNT, kind: 's3' });
    expect([may(arn, 'c/report'), may(arn, 'd/report'), may(arn, 'a/report')]).toEqual([Ternary.YES, Ternary.YES, Ternary.NO]);
    const own = `arn:aws:iam::${STRANGER}:role/Reports`;
    expect([may(own, 'a/report'), may(own, 'b/report'), may(own, 'c/report')]).toEqual([Ternary.YES, Ternary.YES, Ternary.NO]);
  });

  test('of another stack have to be named', () => {
    const app = new App();
    const logs = new LogBucket(new Stack(app, 'Stack'), 'Logs');
    const role = new iam.Role(new Stack(app, 'Jobs'), 'Role', { assumedBy: trust });
    expect(() => logs.acceptLogsFrom(LogSource.batchOperationsReports({ role }))).toThrow(/^Stack\/Logs\/Resource: the bucket policy cannot refer to the role Jobs\/Role: .* Fix: set roleName of the role/);
  });

  test('of another stack that have a name close no circle', () => {
    const app = new App();
    const logs = new LogBucket(new Stack(app, 'Stack'), 'Logs', { otherWritersDenied: true });
    const role = new iam.Role(new Stack(app, 'Jobs'), 'Role', { assumedBy: trust, roleName: 'Reports' });
    logs.acceptLogsFrom(LogSource.batchOperationsReports({ role }));
    app.synth();
    expect(bucketPolicyStatements(Stack.of(logs)).DenyOtherWriters.Condition).toMatchObject({
      ArnNotLike: { 'aws:PrincipalArn': [`arn:aws:iam::${ACCOUNT}:role/Reports`] },
    });
  });
});
