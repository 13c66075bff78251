import { aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { bucketCall, keyCall } from './events';
import { alarmsOf, rulesOf, widgetsOf } from './support';
import { BucketChangeAlerts, DefaultEncryption, EncryptedBucket, EncryptionMonitor, KeyChangeAlerts, KeyLifecycleAlerts, ObjectTrail, WatchedBuckets } from '../../src';
import { matchesEventPattern } from '../support/event-pattern';
import { aStack, theResource } from '../support/stacks';

/** As long as names can be. */
const names = (count: number) => Array.from({ length: count }, (_, i) => `bucket-${i}-`.padEnd(63, 'x'));
const keys = (count: number) => Array.from({ length: count }, (_, i) => `arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-${String(i).padStart(32, '0')}`);

const sizes = (stack: Stack) => rulesOf(stack).map(({ EventPattern: pattern }) => JSON.stringify(pattern).length);

describe('at 200 buckets and keys patterns stay within the 2,048 characters that EventBridge takes', () => {
  test('names that are written out', () => {
    const stack = aStack();
    new BucketChangeAlerts(stack, 'Buckets', { bucketNames: names(200) });
    expect(Math.max(...sizes(stack))).toBeLessThanOrEqual(2048);
    expect(sizes(stack)).toHaveLength(8);
    for (const name of names(200)) {
      expect(rulesOf(stack).filter(({ EventPattern: pattern }) => matchesEventPattern(pattern, bucketCall('PutBucketPolicy', name)))).toHaveLength(1);
    }
  });

  test('ARNs of keys', () => {
    const stack = aStack();
    new KeyChangeAlerts(stack, 'Changes', { keyArns: keys(200) });
    new KeyLifecycleAlerts(stack, 'Lifecycle', { keyArns: keys(200) });
    expect(Math.max(...sizes(stack))).toBeLessThanOrEqual(2048);
    for (const key of keys(200)) {
      expect(rulesOf(stack).filter(({ EventPattern: pattern }) => matchesEventPattern(pattern, keyCall('DisableKey', key)))).toHaveLength(1);
    }
  });

  test('names that are known at deployment only, however long they turn out', () => {
    const stack = aStack();
    new BucketChangeAlerts(stack, 'Buckets', { bucketNames: Array.from({ length: 200 }, (_, i) => new s3.CfnBucket(stack, `Bucket${i}`).ref) });
    const rules = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule')) as { Properties: { EventPattern: object } }[];
    const longest = rules.map(({ Properties: { EventPattern: pattern } }) => JSON.stringify(pattern).replace(/\{"Ref":"[^"]+"\}/g, `"${'x'.repeat(63)}"`));
    expect(longest).toHaveLength(8);
    expect(Math.max(...longest.map(({ length }) => length))).toBeLessThanOrEqual(2048);
  });
});

describe('a trail takes 500 values', () => {
  const watching = (count: number) => {
    const stack = aStack();
    const trail = new ObjectTrail(stack, 'Trail');
    for (const name of names(count)) { trail.watch(s3.Bucket.fromBucketName(stack, name, name)); }
    return stack;
  };
  interface SelectorJson { FieldSelectors: { Equals?: string[]; StartsWith?: string[] }[] }

  test('495 buckets have room', () => {
    const selectors = theResource(watching(495), 'AWS::CloudTrail::Trail').AdvancedEventSelectors as SelectorJson[];
    const values = selectors.flatMap(({ FieldSelectors: fields }) => fields.flatMap(({ Equals = [], StartsWith = [] }) => Equals.concat(StartsWith)));
    expect(values).toHaveLength(500);
  });

  test('one more is refused', () => {
    expect(() => watching(496)).toThrow(/^Stack\/Trail: a trail can log up to 495 buckets, and Stack\/bucket-495-x+ exceeds this limit\. Fix: /);
  });
});

describe('resources and alarms grow slower than buckets', () => {
  const withBuckets = (number: number) => {
    const stack = aStack();
    for (let i = 0; i < number; i++) { new EncryptedBucket(stack, `Bucket${i}`); }
    return stack;
  };
  const monitored = (number: number) => {
    const stack = withBuckets(number);
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.below(stack) });
    return stack;
  };
  const resources = (stack: Stack) => Object.keys(Template.fromStack(stack).toJSON().Resources as object).length;

  test('50 buckets with keys of their own and a monitor are less than 500 resources', () => {
    const stack = monitored(50);
    expect(resources(stack)).toBeLessThan(500);
    // 5 for uploads, 10 for keys, 3 for all.
    expect(Object.keys(alarmsOf(stack))).toHaveLength(18);
    // 2 for buckets, 4 for changes and 4 for the lifecycle of keys, 1 for jobs.
    expect(rulesOf(stack)).toHaveLength(11);
  });

  test.each([[1, 30], [50, 50]])('to %s buckets a monitor adds no more than %s resources', (number, most) => {
    expect(resources(monitored(number)) - resources(withBuckets(number))).toBeLessThanOrEqual(most);
  });

  test('a dashboard of 50 buckets holds to 500 widgets and 2,500 metrics', () => {
    const widgets = widgetsOf(monitored(50));
    expect(widgets.length).toBeLessThanOrEqual(500);
    expect(widgets.flatMap(({ properties: { metrics = [] } }) => metrics).length).toBeLessThanOrEqual(2500);
  });

  test('descriptions of alarms hold to 1,024 characters', () => {
    const stack = aStack();
    const buckets = names(30).map((bucketName, i) => new EncryptedBucket(stack, `Bucket${i}`, { bucketName, defaultEncryption: DefaultEncryption.dsseKms() }));
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(...buckets) });
    const lengths = Object.values(alarmsOf(stack)).map(({ AlarmDescription: { length } }) => length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(1024);
  });
});
