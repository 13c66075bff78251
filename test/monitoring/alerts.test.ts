import { Stack, aws_sns as sns, aws_sqs as sqs, aws_events_targets as targets } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { bucketCall, jobEvent, keyCall, keyEvent } from './events';
import { received, rulesOf } from './support';
import { AlertTopic, BatchJobAlerts, BucketChangeAlerts, KeyChangeAlerts, KeyLifecycleAlerts } from '../../src';
import { matchesEventPattern } from '../support/event-pattern';
import { aStack, resourcesOf, theResource } from '../support/stacks';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321';

function everyAlert(): Stack {
  const stack = aStack();
  const { topic } = new AlertTopic(stack, 'Topic');
  new BucketChangeAlerts(stack, 'Buckets', { topic, bucketNames: ['reports', 'drafts'] });
  new KeyChangeAlerts(stack, 'Keys', { topic, keyArns: [KEY] });
  new KeyLifecycleAlerts(stack, 'Lifecycle', { topic, keyArns: [KEY] });
  new BatchJobAlerts(stack, 'Jobs', { topic });
  return stack;
}

const told = (event: object) => rulesOf(everyAlert()).filter(({ EventPattern: pattern }) => matchesEventPattern(pattern, event));

describe('one message for each event: what, which, who, when', () => {
  const who = 'by arn:aws:iam::111122223333:user/Alice from 192.0.2.0 at 2026-03-23T18:58:30Z '
    + '(account 111122223333, Region eu-west-1, event 3c4226b0-1e81-48a8-a333-7fa5f3cbd118).';

  test.each([
    'PutBucketEncryption', 'DeleteBucketEncryption', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketReplication', 'DeleteBucketReplication', 'PutBucketLogging',
  ])('%s', (eventName) => {
    const event = bucketCall(eventName, 'drafts');
    expect(told(event).map((rule) => received(rule, event))).toEqual([`S3 bucket drafts was changed: ${eventName} ${who}`]);
  });

  test.each([
    'DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation', 'DeleteImportedKeyMaterial', 'CreateGrant',
  ])('%s', (eventName) => {
    const event = keyCall(eventName, KEY);
    expect(told(event).map((rule) => received(rule, event))).toEqual([`KMS key ${KEY} was changed: ${eventName} ${who}`]);
  });

  test.each(['KMS CMK Deletion', 'KMS CMK Rotation', 'KMS Imported Key Material Expiration'])('%s', (detailType) => {
    const event = keyEvent(detailType, KEY);
    expect(told(event).map((rule) => received(rule, event))).toEqual([
      `KMS key ${KEY}: ${detailType}, by AWS KMS itself at 2026-03-23T18:58:30Z (account 111122223333, Region eu-west-1, `
      + 'event 6a7e8feb-b491-4cf7-a9f1-bf3703467718).',
    ]);
  });

  test.each(['Cancelled', 'Complete', 'Failed', 'Paused', 'Suspended'])('a job is %s', (status) => {
    const event = jobEvent(status);
    expect(told(event).map((rule) => received(rule, event))).toEqual([
      `S3 Batch Operations job arn:aws:s3:eu-west-1:111122223333:job/d6e58ec4-897a-4b6d-975f-10d7f0fb63ce is ${status} since 2026-02-05T18:25:30Z `
      + '(account 111122223333, Region eu-west-1).',
    ]);
  });
});

test.each<[string, object]>([
  ['another bucket', bucketCall('PutBucketEncryption', 'reports-archive')],
  ['a look at the encryption', bucketCall('GetBucketEncryption', 'reports')],
  ['another change of the bucket', bucketCall('PutBucketTagging', 'reports')],
  ['a change that was denied', bucketCall('PutBucketPolicy', 'reports', { errorCode: 'AccessDenied', errorMessage: 'Access Denied' })],
  ['the same call of another service', { ...bucketCall('PutBucketPolicy', 'reports'), source: 'aws.s3control' }],
  ['an event that is no call', { ...bucketCall('PutBucketPolicy', 'reports'), 'detail-type': 'Object Created' }],
  ['another key', keyCall('DisableKey', OTHER_KEY)],
  ['a use of the key', keyCall('GenerateDataKey', KEY)],
  ['enabling the key', keyCall('EnableKey', KEY)],
  ['a call that failed', keyCall('ScheduleKeyDeletion', KEY, { errorCode: 'KMSInvalidStateException' })],
  ['the deletion of another key', keyEvent('KMS CMK Deletion', OTHER_KEY)],
  ['a job that goes on', jobEvent('Active')],
  ['a job that is made', jobEvent('New', 'JobCreated')],
])('nobody is told of %s', (_, event) => {
  expect(told(event)).toEqual([]);
});

test('states of jobs can be chosen', () => {
  const stack = aStack();
  new BatchJobAlerts(stack, 'Jobs', { statuses: ['Failed'] });
  const [rule] = rulesOf(stack);
  expect(matchesEventPattern(rule.EventPattern, jobEvent('Failed'))).toBe(true);
  expect(matchesEventPattern(rule.EventPattern, jobEvent('Complete'))).toBe(false);
});

test('any target gets the event as it is, besides the topic', () => {
  const stack = aStack();
  const queue = new sqs.Queue(stack, 'Queue');
  new BucketChangeAlerts(stack, 'Buckets', { bucketNames: ['reports'], topic: new AlertTopic(stack, 'Topic').topic, targets: [new targets.SqsQueue(queue)] });
  const [{ Targets: [first, second] }] = rulesOf(stack);
  expect(first.InputTransformer).toBeDefined();
  expect([second.InputTransformer, second.Input]).toEqual([undefined, undefined]);
});

test('no rule without names', () => {
  const stack = aStack();
  new KeyChangeAlerts(stack, 'Keys', { keyArns: [] });
  expect(rulesOf(stack)).toEqual([]);
});

describe('topics that are given', () => {
  const alerting = (stack: Stack, topic: sns.ITopic) => new BucketChangeAlerts(stack, 'Buckets', { topic, bucketNames: ['reports'] });

  test('one without encryption gives a warning', () => {
    const stack = aStack();
    alerting(stack, new sns.Topic(stack, 'Topic'));
    Annotations.fromStack(stack).hasWarning('/Stack/Buckets', 'The topic Stack/Topic is not encrypted. Fix: give it a masterKey, or let an AlertTopic make it. [ack: cdk-s3-encryption:topicNotEncrypted]');
  });

  test('one whose key lets no service in is refused', () => {
    const stack = aStack();
    const topic = new sns.Topic(stack, 'Topic');
    (topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
    expect(() => alerting(stack, topic)).toThrow('Stack/Buckets: topic Stack/Topic is encrypted with alias/aws/sns, whose policy lets no service publish. Fix: give it');
  });

  test('its policy is changed once, however many rules there are', () => {
    expect(resourcesOf(everyAlert(), 'AWS::Events::Rule')).not.toEqual({});
    const { Statement: statements } = theResource(everyAlert(), 'AWS::SNS::TopicPolicy').PolicyDocument as { Statement: { Sid: string }[] };
    expect(statements.map(({ Sid }) => Sid)).toEqual(['AllowPublishThroughSSLOnly', 'AllowEventBridge', 'AllowCloudWatchAlarms']);
  });
});
