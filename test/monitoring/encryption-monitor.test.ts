import { App, aws_cloudwatch as cloudwatch, aws_kms as kms, aws_logs as logs, aws_s3 as s3, Fn, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { alarmsOf, rulesOf, widgetsOf } from './support';
import {
  BucketReplication, DefaultEncryption, EncryptedBucket, EncryptionDashboard, EncryptionKey, EncryptionMonitor, ReplicationDestination,
  UploadEncryption, WatchedBuckets,
} from '../../src';
import { aStack, resourcesOf, theResource } from '../support/stacks';

const ENVIRONMENT = { account: '111122223333', region: 'eu-west-1' };
const count = (stack: Stack, type: string) => Object.keys(resourcesOf(stack, type)).length;
const watching = (stack: Stack) => (theResource(stack, 'AWS::CloudTrail::Trail').AdvancedEventSelectors as { FieldSelectors: { StartsWith?: string[] }[] }[])
  .flatMap(({ FieldSelectors: fields }) => fields.flatMap(({ StartsWith = [] }) => StartsWith));

describe('keys that a bucket accepts', () => {
  const watchedKeys = (stack: Stack) => {
    const texts = rulesOf(stack).map((rule) => JSON.stringify(rule)).filter((text) => text.includes('"aws.kms"'));
    return texts.map((text) => new Set(text.match(/key\/[A-Za-z0-9-]+/g)).size);
  };
  const monitored = (acceptedKeys?: (stack: Stack) => kms.IKey[]) => {
    const stack = aStack();
    const uploadEncryption = acceptedKeys && UploadEncryption.bucketDefault({ acceptedKeys: acceptedKeys(stack) });
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Bucket', { uploadEncryption })) });
    return stack;
  };
  const former = (stack: Stack) => new EncryptionKey(stack, 'Former');
  const imported = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Imported', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab');

  test('are watched: their changes, their lifecycle and their use', () => {
    const stack = monitored((of) => [former(of), imported(of)]);
    expect(watchedKeys(stack)).toEqual(watchedKeys(monitored()).map((number) => number * 3));
    expect(watchedKeys(stack).length).toBeGreaterThanOrEqual(2);
    const inUse = JSON.stringify(alarmsOf(stack)).match(/key\/[A-Za-z0-9-]+/g);
    expect(new Set(inUse).size).toBe(3);
  });

  test('are watched once, if keys names them as well', () => {
    const stack = aStack();
    const key = former(stack);
    const bucket = new EncryptedBucket(stack, 'Bucket', { uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [key] }) });
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(bucket), keys: [key] });
    expect(Math.max(...watchedKeys(stack))).toBe(2);
  });
});

describe('several monitors share what they are given, and make nothing twice', () => {
  function shared(): { stack: Stack; second: EncryptionMonitor } {
    const stack = aStack();
    const key = DefaultEncryption.sseKms({ key: undefined });
    const [one, two, both] = ['One', 'Two', 'Both'].map((id) => new EncryptedBucket(stack, id, { defaultEncryption: key }));
    const first = new EncryptionMonitor(stack, 'First', { buckets: WatchedBuckets.of(one, both) });
    const { topic, trail, dashboard } = first;
    const second = new EncryptionMonitor(stack, 'Second', { buckets: WatchedBuckets.of(two, both), topic, trail, dashboard });
    return { stack, second };
  }

  test.each<[string, number]>([
    ['AWS::SNS::Topic', 1], ['AWS::CloudTrail::Trail', 1], ['AWS::Logs::LogGroup', 1], ['AWS::CloudWatch::Dashboard', 1],
    ['AWS::Logs::MetricFilter', 6], ['AWS::Logs::QueryDefinition', 4],
    // Jobs once; buckets, changes of keys and lifecycle of keys for each monitor.
    ['AWS::Events::Rule', 7],
    // Signature Version 2, plain HTTP and the quota once; uploads and use of keys for each monitor.
    ['AWS::CloudWatch::Alarm', 7],
  ])('%s: %s', (type, number) => {
    expect(count(shared().stack, type)).toBe(number);
  });

  test('the trail watches the buckets of both, each once', () => {
    expect(watching(shared().stack)).toHaveLength(3);
  });

  test('nobody is told twice of one bucket or key', () => {
    const { stack } = shared();
    const names = rulesOf(stack)
      .map(({ EventPattern: pattern }) => (pattern as { detail?: { requestParameters?: { bucketName: string[] } } }).detail?.requestParameters)
      .flatMap((parameters) => parameters?.bucketName ?? []);
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(3);
  });

  test('the dashboard says what it is about once', () => {
    const titles = widgetsOf(shared().stack).filter(({ properties: { markdown } }) => markdown?.startsWith('# S3 encryption'));
    expect(titles).toHaveLength(1);
  });

  test('a log group that is imported twice is one log group', () => {
    const stack = aStack();
    const logGroup = (id: string) => logs.LogGroup.fromLogGroupName(stack, id, '/cloudtrail');
    for (const id of ['First', 'Second']) {
      new EncryptionMonitor(stack, id, { buckets: WatchedBuckets.of(new EncryptedBucket(stack, `${id}Bucket`)), logGroup: logGroup(`${id}LogGroup`) });
    }
    expect([count(stack, 'AWS::CloudTrail::Trail'), count(stack, 'AWS::Logs::MetricFilter')]).toEqual([0, 6]);
  });
});

interface PatternJson { detail?: { requestParameters?: { bucketName?: unknown[] }; resources?: { ARN?: unknown[] } } }

describe('two tokens may be one name', () => {
  const toldOf = (stack: Stack, field: 'bucketName' | 'ARN') => rulesOf(stack).flatMap(({ EventPattern: pattern }) => {
    const { detail: { requestParameters, resources } = {} } = pattern as PatternJson;
    return (field === 'ARN' ? resources?.ARN : requestParameters?.bucketName) ?? [];
  });

  test('an L2 bucket and its resource are one bucket, and so are a key and its resource', () => {
    const stack = aStack();
    const bucket = new EncryptedBucket(stack, 'Data');
    const key = bucket.encryptionKey!;
    const resource = key.node.defaultChild as kms.CfnKey;
    const { trail, topic } = new EncryptionMonitor(stack, 'First', {
      buckets: WatchedBuckets.of(bucket, bucket.node.defaultChild as s3.CfnBucket), keys: [kms.Key.fromKeyArn(stack, 'Same', resource.attrArn)],
    });
    const again = WatchedBuckets.of(new EncryptedBucket(stack, 'More'), bucket.node.defaultChild as s3.CfnBucket);
    new EncryptionMonitor(stack, 'Second', { buckets: again, trail, topic });
    expect([watching(stack), toldOf(stack, 'bucketName'), toldOf(stack, 'ARN')].map(({ length }) => length)).toEqual([2, 2, 2]);
  });

  test('a name that is imported twice is one name', () => {
    const stack = aStack();
    const imported = (id: string) => s3.Bucket.fromBucketName(stack, id, Fn.importValue('data'));
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(imported('One'), imported('Two')) });
    expect([watching(stack), toldOf(stack, 'bucketName')].map(({ length }) => length)).toEqual([1, 1]);
  });

  test('log groups of two stacks that have the same logical id are two', () => {
    const app = new App();
    const other = new Stack(app, 'Other', { env: ENVIRONMENT });
    const stack = new Stack(app, 'Stack', { env: ENVIRONMENT });
    const [own, theirs] = [stack, other].map((scope) => new logs.CfnLogGroup(scope, 'Events'));
    for (const [i, name] of [own.ref, theirs.ref].entries()) {
      const logGroup = logs.LogGroup.fromLogGroupName(stack, `LogGroup${i}`, name);
      new EncryptionMonitor(stack, `Monitor${i}`, { buckets: WatchedBuckets.of(new EncryptedBucket(stack, `Bucket${i}`)), logGroup });
    }
    expect(count(stack, 'AWS::Logs::MetricFilter')).toBe(12);
  });
});

describe('every bucket below a scope', () => {
  test('those of the stack, but for its own', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'One');
    new s3.CfnBucket(stack, 'Two');
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.below(stack) });
    expect(watching(stack)).toHaveLength(2);
  });

  test('a second monitor leaves the buckets of the first alone', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'One');
    const { trail, topic } = new EncryptionMonitor(stack, 'First', { buckets: WatchedBuckets.below(stack) });
    new EncryptionMonitor(stack, 'Second', { buckets: WatchedBuckets.below(stack), trail, topic });
    expect(watching(stack)).toHaveLength(1);
  });

  test('those of the app that are in the account and Region of the monitor', () => {
    const app = new App();
    const [here, beside, elsewhere] = [ENVIRONMENT, ENVIRONMENT, { ...ENVIRONMENT, region: 'us-east-1' }].map((env, i) => new Stack(app, `Stack${i}`, { env }));
    for (const stack of [here, beside, elsewhere]) { new EncryptedBucket(stack, 'Bucket'); }
    const central = new Stack(app, 'Central', { env: ENVIRONMENT });
    new EncryptionMonitor(central, 'Monitor', { buckets: WatchedBuckets.below(app) });
    expect(watching(central)).toHaveLength(2);
  });

  test('one that is made later fails the synthesis', () => {
    const stack = aStack();
    new EncryptedBucket(stack, 'One');
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.below(stack) });
    new s3.CfnBucket(stack, 'Late');
    expect(() => Template.fromStack(stack)).toThrow('bucket Stack/Late was created after the monitor, so it is not monitored. Fix: create the monitor after all buckets');
  });
});

test('without watching uploads there is no trail, and no alarm on them', () => {
  const stack = aStack();
  const monitor = new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Data')), uploads: false, batchJobs: false });
  expect([monitor.trail, monitor.logGroup]).toEqual([undefined, undefined]);
  expect(['AWS::CloudTrail::Trail', 'AWS::Logs::MetricFilter', 'AWS::CloudWatch::Alarm', 'AWS::Events::Rule'].map((type) => count(stack, type))).toEqual([0, 0, 2, 3]);
});

test('alarms ask for the algorithm that the bucket says', () => {
  const stack = aStack();
  const buckets = [DefaultEncryption.sseS3(), DefaultEncryption.sseKms(), DefaultEncryption.dsseKms()].map((defaultEncryption, i) => new EncryptedBucket(stack, `Bucket${i}`, { defaultEncryption }));
  new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(...buckets) });
  const [, alarm] = Object.entries(alarmsOf(stack)).find(([id]) => id.includes('UploadAlarms'))!;
  expect(alarm.Metrics!.flatMap(({ MetricStat: stat }) => stat?.Metric.MetricName ?? [])).toEqual(['UploadsOtherThanSseS3', 'UploadsOtherThanSseKms', 'UploadsOtherThanDsseKms']);
});

test('a key that is named is watched besides those of the buckets', () => {
  const stack = aStack();
  const imported = s3.Bucket.fromBucketName(stack, 'Imported', 'imported');
  const key = new EncryptedBucket(stack, 'Other').encryptionKey!;
  new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(imported), keys: [key] });
  expect(rulesOf(stack, 'MonitorKeyLifecycle')[0].EventPattern).toMatchObject({ resources: [expect.stringContaining('OtherKey')] });
  expect(Annotations.fromStack(stack).findWarning('/Stack/Monitor', Match.stringLikeRegexp('The default encryption of bucket Stack/Imported is not known here, so no alarm '))).toHaveLength(1);
});

describe('refused', () => {
  test.each<[string, (stack: Stack) => unknown, string]>([
    ['nothing to watch', (stack) => new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.below(stack) }),
      'Stack/Monitor: there is no bucket to monitor (buckets: 0). Fix: '],
    ['two log groups', (stack) => {
      const buckets = WatchedBuckets.of(new EncryptedBucket(stack, 'Data'));
      const { trail } = new EncryptionMonitor(stack, 'First', { buckets });
      return new EncryptionMonitor(stack, 'Monitor', { buckets, trail, logGroup: new logs.LogGroup(stack, 'LogGroup') });
    }, 'Stack/Monitor: logGroup Stack/LogGroup and trail Stack/First/Trail cannot both be set: the trail has its own log group. Fix: '],
    ['a log group for nothing', (stack) => new EncryptionMonitor(stack, 'Monitor', {
      buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Data')), uploads: false, logGroup: new logs.LogGroup(stack, 'LogGroup'),
    }), 'Stack/Monitor: logGroup is set, but uploads is false, so it would not be used. Fix: '],
    ['a bucket of another Region', (stack) => new EncryptionMonitor(stack, 'Monitor', {
      buckets: WatchedBuckets.of(new EncryptedBucket(new Stack(stack.node.root, 'Other', { env: { ...ENVIRONMENT, region: 'us-east-1' } }), 'Data')),
    }), 'Stack/Monitor: bucket Other/Data is in region us-east-1 instead of eu-west-1, where its events and metrics arrive. Fix: '],
    ['a name for a dashboard that is there', (stack) => new EncryptionDashboard(stack, 'Mine', { dashboard: new cloudwatch.Dashboard(stack, 'Theirs'), dashboardName: 'name' }),
      'Stack/Mine: dashboardName name cannot be set for the existing dashboard Stack/Theirs. Fix: '],
  ])('%s', (_, make, message) => {
    expect(() => make(aStack(ENVIRONMENT))).toThrow(message);
  });
});

describe('the dashboard', () => {
  const withBuckets = (number: number) => {
    const stack = aStack();
    for (let i = 0; i < number; i++) { new EncryptedBucket(stack, `Bucket${i}`); }
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.below(stack) });
    return stack;
  };

  test.each([1, 2, 50])('of %s buckets has a row for each, and nothing lies upon anything else', (number) => {
    const widgets = widgetsOf(withBuckets(number));
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgets) {
      expect(x + width).toBeLessThanOrEqual(24);
      for (let i = 0; i < width * height; i++) {
        const cell = `${x + i % width},${y + Math.floor(i / width)}`;
        expect(taken.has(cell)).toBe(false);
        taken.add(cell);
      }
    }
    for (let i = 0; i < number; i++) {
      const words = widgets.filter(({ properties: { markdown } }) => markdown?.startsWith(`### Stack/Bucket${i}\n`));
      expect(words).toHaveLength(1);
      expect(words[0].properties.markdown).toContain('SSE-KMS with a customer managed key, with an S3 Bucket Key');
      expect(words[0].properties.markdown).toMatch(/Alarms:\n- /);
      const row = widgets.filter(({ y }) => y === words[0].y).map(({ properties: { title } }) => title);
      expect(row).toEqual([undefined, 'Uploads, by applied encryption', 'Requests to AWS KMS, with its key', undefined]);
    }
    const index = widgets.find(({ properties: { markdown } }) => markdown?.startsWith('## Buckets'))!;
    expect(index.properties.markdown!.split('\n').filter((line) => line.startsWith('Stack/Bucket'))).toHaveLength(number);
  });

  test('metrics are read in the Region in which S3 publishes them', () => {
    const home = aStack(ENVIRONMENT);
    const source = new EncryptedBucket(home, 'Source', { defaultEncryption: DefaultEncryption.sseS3() });
    const destination = ReplicationDestination.fromAttributes({ bucketArn: 'arn:aws:s3:::destination', region: 'us-east-1', account: ENVIRONMENT.account });
    const replication = new BucketReplication(home, 'Replication', { source, rules: [{ id: 'all', destination }] });
    new EncryptionMonitor(home, 'Monitor', { buckets: WatchedBuckets.of(source), replication: [replication] });
    const { properties: { metrics } } = widgetsOf(home).find(({ properties: { title } }) => title?.startsWith('Replication'))!;
    const route = ['DestinationBucket', 'destination', 'RuleId', 'all', 'SourceBucket'];
    expect(metrics!.map((metric) => [metric[1], metric.slice(2, 7), (metric[8] as { region?: string }).region ?? 'here'])).toEqual([
      ['OperationsFailedReplication', route, 'here'],
      ['OperationsPendingReplication', route, 'us-east-1'],
      ['ReplicationLatency', route, 'us-east-1'],
    ]);
    expect(metrics!.map(([namespace]) => namespace)).toEqual(['AWS/S3', 'AWS/S3', 'AWS/S3']);
  });

  test('one that is there gets the sections below its own', () => {
    const stack = aStack();
    const theirs = new cloudwatch.Dashboard(stack, 'Theirs', { widgets: [[new cloudwatch.TextWidget({ markdown: 'Theirs' })]] });
    const dashboard = new EncryptionDashboard(stack, 'Ours', { dashboard: theirs });
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Data')), dashboard });
    expect(widgetsOf(stack).slice(0, 2).map(({ properties: { markdown } }) => markdown!.slice(0, 15))).toEqual(['Theirs', '# S3 encryption']);
  });
});
