import { App, aws_s3 as s3, type CfnElement, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { AccessLogObjectKeyFormat, type AccessLogsOptions, DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, LogSource, RuleSet, S3EncryptionChecks } from '../../src';
import { ACCOUNT, concrete, REGION, type TemplateJson } from '../support/concrete';
import { aStack, type StatementJson } from '../support/stacks';

const ENVIRONMENT = { account: ACCOUNT, region: REGION };

const findings = (scope: Construct) => new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(scope)
  .violations.map(({ ruleName, description }) => `${ruleName}: ${description}`);

/** The policy of a log bucket, as it is in the template. */
function documentOf(logs: s3.Bucket): { Statement: StatementJson[] } {
  const stack = Stack.of(logs);
  const template = concrete(Template.fromStack(stack).toJSON() as TemplateJson);
  const policy = template.Resources![stack.getLogicalId(logs.policy!.node.defaultChild as CfnElement)].Properties!;
  return policy.PolicyDocument as unknown as { Statement: StatementJson[] };
}

/** What it says of access logs. */
const said = (logs: s3.Bucket) => documentOf(logs).Statement.find(({ Sid }) => Sid === 'AllowS3AccessLogs')!;

const sourcesIn = ({ Condition }: StatementJson) => (Condition as { ArnLike: { [key: string]: unknown } }).ArnLike['aws:SourceArn'];

test('access logs go to the log bucket, whose policy names their source', () => {
  const stack = aStack();
  const logs = new LogBucket(stack, 'Logs');
  new EncryptedBucket(stack, 'Data', { accessLogs: { bucket: logs, prefix: 'data/' } });
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs6819BB44' }, LogFilePrefix: 'data/', TargetObjectKeyFormat: Match.absent() },
  });
  expect(said(logs)).toEqual({
    Sid: 'AllowS3AccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: ['arn:aws:s3:::logs6819bb44/data/*'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': ACCOUNT },
      ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::data666c94c7' },
    },
  });
  expect(findings(stack)).toEqual([]);
});

test.each<[AccessLogObjectKeyFormat | undefined, object | undefined]>([
  [undefined, undefined],
  [AccessLogObjectKeyFormat.SIMPLE, undefined],
  [AccessLogObjectKeyFormat.PARTITIONED_BY_EVENT_TIME, { PartitionedPrefix: { PartitionDateSource: 'EventTime' } }],
  [AccessLogObjectKeyFormat.PARTITIONED_BY_DELIVERY_TIME, { PartitionedPrefix: { PartitionDateSource: 'DeliveryTime' } }],
])('key format %s', (objectKeyFormat, expected) => {
  const stack = aStack();
  const logs = new LogBucket(stack, 'Logs');
  new EncryptedBucket(stack, 'Data', { accessLogs: { bucket: logs, prefix: 'data/', objectKeyFormat } });
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    LoggingConfiguration: { TargetObjectKeyFormat: expected ?? Match.absent() },
  });
  expect(findings(stack)).toEqual([]);
});

describe('across stacks', () => {
  const BOTH: [string, (app: App) => [Stack, Stack]][] = [
    ['two stacks without environment', (app) => [new Stack(app, 'Logging'), new Stack(app, 'Data')]],
    ['two stacks with one', (app) => [new Stack(app, 'Logging', { env: ENVIRONMENT }), new Stack(app, 'Data', { env: ENVIRONMENT })]],
    ['a nested stack for the data', (app) => {
      const outer = new Stack(app, 'Outer');
      return [outer, new NestedStack(outer, 'Data')];
    }],
    ['a nested stack for the logs', (app) => {
      const outer = new Stack(app, 'Outer');
      return [new NestedStack(outer, 'Logging'), outer];
    }],
    ['two stacks of a stage', (app) => {
      const stage = new Stage(app, 'Stage');
      return [new Stack(stage, 'Logging'), new Stack(stage, 'Data')];
    }],
  ];

  test.each(BOTH)('%s: buckets of the account, without a circle', (_, stacks) => {
    const app = new App();
    const [logging, data] = stacks(app);
    const logs = new LogBucket(logging, 'Logs');
    new EncryptedBucket(data, 'Data', { accessLogs: { bucket: logs, prefix: 'data/' } });
    // A circle of stacks fails here; one of resources in test/support/set-up-after-env.ts.
    app.synth();
    const { Condition } = said(logs) as { Condition: object };
    expect(Condition).toEqual({ StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } });
    expect(findings(app)).toEqual([]);
  });

  test.each(BOTH)('%s: a bucket whose name is known is named', (_, stacks) => {
    const app = new App();
    const [logging, data] = stacks(app);
    const logs = new LogBucket(logging, 'Logs');
    new EncryptedBucket(data, 'Data', { bucketName: 'my-data', accessLogs: { bucket: logs, prefix: 'data/' } });
    app.synth();
    expect(sourcesIn(said(logs))).toBe('arn:aws:s3:::my-data');
    expect(findings(app)).toEqual([]);
  });
});

describe('many buckets', () => {
  /** Plain buckets, which are made faster. */
  function logsOf(count: number, prefix: (i: number) => string | undefined, inOneStack: boolean): LogBucket {
    const app = new App();
    const logging = new Stack(app, 'Logging', { env: ENVIRONMENT });
    const data = inOneStack ? logging : new Stack(app, 'Data', { env: ENVIRONMENT });
    const logs = new LogBucket(logging, 'Logs');
    for (let i = 0; i < count; i++) {
      logs.acceptLogsFrom(LogSource.s3AccessLogs({ buckets: [new s3.Bucket(data, `Data${i}`)], prefix: prefix(i) }));
    }
    return logs;
  }

  test.each<[string, (i: number) => string | undefined, boolean, string]>([
    ['a prefix each', (i) => `a-rather-long-prefix-of-bucket-${i}/`, true, '*'],
    ['a folder of folders', (i) => `s3/a-rather-long-prefix-of-bucket-${i}/`, true, 's3/*'],
    ['one prefix', () => 'all/', true, 'all/*'],
    ['no prefix', () => undefined, true, '*'],
    ['a prefix each, from another stack', (i) => `a-rather-long-prefix-of-bucket-${i}/`, false, '*'],
  ])('200 with %s leave room in the policy, which lets all of them in', (_, prefix, inOneStack, keys) => {
    const logs = logsOf(200, prefix, inOneStack);
    // What else it may hold: each kind of source has its statements once.
    for (const source of [
      LogSource.applicationLoadBalancer(), LogSource.networkLoadBalancer(), LogSource.vpcFlowLogs(), LogSource.cloudTrail(), LogSource.config(),
    ]) { logs.acceptLogsFrom(source); }
    expect(JSON.stringify(documentOf(logs)).length).toBeLessThan(10_000);
    const statement = said(logs);
    expect(statement.Resource).toEqual([`arn:aws:s3:::logs6819bb44/${keys}`]);
    expect(statement.Condition).toEqual({ StringEquals: { 'aws:SourceAccount': ACCOUNT }, ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } });
  });

  test('ten are listed', () => {
    const statement = said(logsOf(10, (i) => `${i}/`, true));
    expect(sourcesIn(statement)).toHaveLength(10);
    expect(statement.Resource).toEqual(Array.from({ length: 10 }, (_, i) => `arn:aws:s3:::logs6819bb44/${i}/*`));
  });

  test('the checks see that all may deliver', () => {
    const stack = aStack();
    const logs = new LogBucket(stack, 'Logs');
    const defaultEncryption = DefaultEncryption.sseKms({ key: new EncryptionKey(stack, 'Key') });
    for (let i = 0; i < 12; i++) { new EncryptedBucket(stack, `Data${i}`, { defaultEncryption, accessLogs: { bucket: logs, prefix: `${i}/` } }); }
    expect(findings(stack)).toEqual([]);
  });
});

describe('an imported log bucket', () => {
  const warned = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));
  const statementIn = (text: string) => JSON.parse(/its policy: (\{.*\}) \[ack/.exec(text)![1]) as StatementJson;

  test('gives a warning with the statement that its policy lacks', () => {
    const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
    const bucket = s3.Bucket.fromBucketName(stack, 'Imported', 'central-logs');
    new EncryptedBucket(stack, 'Data', { bucketName: 'my-data', accessLogs: { bucket, prefix: 'data/' } });
    const [warning] = warned(stack);
    expect(warning).toMatch(/The log bucket Stack\/Imported is imported.*\[ack: cdk-s3-encryption:logBucketPolicyNotChanged\]/);
    expect(statementIn(warning)).toEqual({
      Sid: 'AllowS3AccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: ['arn:${AWS::Partition}:s3:::central-logs/data/*'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
        ArnLike: { 'aws:SourceArn': 'arn:${AWS::Partition}:s3:::my-data' },
      },
    });
    Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', { LoggingConfiguration: { DestinationBucketName: 'central-logs' } });
  });

  test('what is known at deployment only stands in it as CloudFormation calls it', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'Data', { accessLogs: { bucket: s3.Bucket.fromBucketName(stack, 'Imported', 'central-logs') } });
    expect(statementIn(warned(stack)[0]).Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': '${AWS::AccountId}' },
      ArnLike: { 'aws:SourceArn': '${Data666C94C7.Arn}' },
    });
  });
});

describe('other buckets', () => {
  test('of the L2 with SSE-S3 get the statement', () => {
    const stack = aStack();
    const logs = new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.S3_MANAGED });
    new EncryptedBucket(stack, 'Data', { accessLogs: { bucket: logs } });
    expect(said(logs).Resource).toEqual(['arn:aws:s3:::logs6819bb44/*']);
  });

  test('an EncryptedBucket with SSE-S3, too', () => {
    const stack = aStack();
    const logs = new EncryptedBucket(stack, 'Logs', { defaultEncryption: DefaultEncryption.sseS3() });
    new EncryptedBucket(stack, 'Data', { accessLogs: { bucket: logs } });
    expect(said(logs).Resource).toEqual(['arn:aws:s3:::logs6819bb44/*']);
  });

  const wrong: [string, (stack: Stack) => AccessLogsOptions, RegExp][] = [
    ['with KMS', (stack) => ({ bucket: new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS }) }),
      /^Stack\/Logs: S3 server access logs cannot be delivered to a bucket with the default encryption SSE-KMS with a customer managed key: .* Fix: deliver them to a LogBucket/],
    ['with aws/s3', (stack) => ({ bucket: new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS_MANAGED }) }), /aws\/s3.* Fix: /],
    ['that locks objects', (stack) => ({ bucket: new s3.Bucket(stack, 'Logs', { objectLockEnabled: true }) }), /Object Lock.* Fix: /],
    ['in another Region', (stack) => ({ bucket: new LogBucket(new Stack(stack.node.root, 'Far', { env: { ...ENVIRONMENT, region: 'us-east-1' } }), 'Logs') }),
      /^Stack\/Data: access logs cannot be delivered to Far\/Logs in region us-east-1 instead of eu-west-1: .* Fix: /],
    ['in another account', (stack) => ({ bucket: new LogBucket(new Stack(stack.node.root, 'Far', { env: { ...ENVIRONMENT, account: '444455556666' } }), 'Logs') }),
      /in account 444455556666 instead of 111122223333/],
    ['with a prefix that is a pattern', (stack) => ({ bucket: new LogBucket(stack, 'Logs'), prefix: 'a*' }), /^Stack\/Logs: prefix cannot be "a\*": .* Fix: /],
    ['with a prefix that is a pattern around a token', (stack) => ({ bucket: new LogBucket(stack, 'Logs'), prefix: `${stack.region}/*` }), /prefix cannot be/],
    ['with a prefix that is a variable', (stack) => ({ bucket: new LogBucket(stack, 'Logs'), prefix: '${aws:username}' }), /prefix cannot be/],
    ['with a slash at the start', (stack) => ({ bucket: new LogBucket(stack, 'Logs'), prefix: '/a' }), /prefix cannot be "\/a"/],
    ['with an unknown key format', (stack) => ({ bucket: new LogBucket(stack, 'Logs'), objectKeyFormat: 'FLAT' as AccessLogObjectKeyFormat }),
      /^Stack\/Data: accessLogs\.objectKeyFormat cannot be "FLAT"\. Fix: use one of SIMPLE, /],
  ];

  test.each(wrong)('refused: %s', (_, accessLogs, message) => {
    const stack = new Stack(new App(), 'Stack', { env: ENVIRONMENT });
    expect(() => new EncryptedBucket(stack, 'Data', { accessLogs: accessLogs(stack) })).toThrow(message);
  });

  test('a log bucket has access logs in another one, and never in itself', () => {
    const stack = aStack();
    const auditors = new LogBucket(stack, 'Auditors');
    const logs = new LogBucket(stack, 'Logs', { accessLogs: { bucket: auditors } });
    expect(sourcesIn(said(auditors))).toBe('arn:aws:s3:::logs6819bb44');
    expect(() => logs.acceptLogsFrom(LogSource.s3AccessLogs({ buckets: [logs] }))).toThrow(/^Stack\/Logs: .*itself.* Fix: /);
  });
});
