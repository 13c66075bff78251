import { aws_kms as kms, CfnParameter, Stack, aws_sns as sns, aws_sqs as sqs, aws_events_targets as targets } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { aliasCall, bucketCall, jobEvent, keyCall, keyEvent, newPrimary, retirementOfGrant } from './events';
import { BUCKET_CHANGES, KEY_CHANGES } from './reference';
import { received, rulesOf } from './support';
import { AlertTopic, BatchJobAlerts, BatchJobStatus, BucketChangeAlerts, EncryptionKey, KeyChangeAlerts, KeyLifecycleAlerts } from '../../src';
import { matchesEventPattern } from '../support/event-pattern';
import { aStack, resourcesOf, theResource } from '../support/stacks';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321';
const MULTI_REGION_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab';

function everyAlert(): Stack {
  const stack = aStack();
  const { topic } = new AlertTopic(stack, 'Topic');
  new BucketChangeAlerts(stack, 'Buckets', { topic, bucketNames: ['reports', 'drafts'] });
  new KeyChangeAlerts(stack, 'Keys', { topic, keyArns: [KEY, MULTI_REGION_KEY] });
  new KeyLifecycleAlerts(stack, 'Lifecycle', { topic, keyArns: [KEY] });
  new BatchJobAlerts(stack, 'Jobs', { topic });
  return stack;
}

const told = (event: object) => rulesOf(everyAlert()).filter(({ EventPattern: pattern }) => matchesEventPattern(pattern, event));

describe('one message for each event: what, which, who, when', () => {
  const who = 'by arn:aws:iam::111122223333:user/Alice from 192.0.2.0 at 2026-03-23T18:58:30Z '
    + '(account 111122223333, Region eu-west-1, event 3c4226b0-1e81-48a8-a333-7fa5f3cbd118).';

  test.each(BUCKET_CHANGES)('%s', (eventName) => {
    const event = bucketCall(eventName, 'drafts');
    expect(told(event).map((rule) => received(rule, event))).toEqual([`S3 bucket drafts was changed: ${eventName} ${who}`]);
  });

  test.each(KEY_CHANGES)('%s', (eventName) => {
    const event = keyCall(eventName, KEY);
    expect(told(event).map((rule) => received(rule, event))).toEqual([`KMS key ${KEY} was changed: ${eventName} ${who}`]);
  });

  test.each<[string, object]>([
    [KEY, aliasCall('CreateAlias', KEY)],
    ['arn:aws:kms:eu-west-1:111122223333:alias/my_alias', aliasCall('UpdateAlias', KEY)],
    ['arn:aws:kms:eu-west-1:111122223333:alias/my_alias', aliasCall('DeleteAlias', KEY)],
    [KEY, retirementOfGrant(KEY)],
    [MULTI_REGION_KEY, keyCall('UpdatePrimaryRegion', MULTI_REGION_KEY)],
    [MULTI_REGION_KEY, keyCall('UpdatePrimaryRegion', MULTI_REGION_KEY, { requestParameters: { keyId: MULTI_REGION_KEY, primaryRegion: 'eu-central-1' } })],
    [MULTI_REGION_KEY, newPrimary(MULTI_REGION_KEY)],
  ])('%s, where the call does not name the key by its id', (named, event) => {
    const { detail: { eventName } } = event as { detail: { eventName: string } };
    expect(told(event).map((rule) => received(rule, event))).toEqual([`KMS key ${named} was changed: ${eventName} ${who}`]);
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
  ['a look at the key', keyCall('DescribeKey', KEY)],
  ['the synchronization of a key', keyCall('SynchronizeMultiRegionKey', KEY)],
  ['another key that became the primary key', newPrimary(MULTI_REGION_KEY.replace('1234', '0987'))],
  ['a replica that became the primary key, and failed', { ...newPrimary(MULTI_REGION_KEY), detail: { ...newPrimary(MULTI_REGION_KEY).detail, errorCode: 'KMSInvalidStateException' } }],
  ['a call that failed', keyCall('ScheduleKeyDeletion', KEY, { errorCode: 'KMSInvalidStateException' })],
  ['the deletion of another key', keyEvent('KMS CMK Deletion', OTHER_KEY)],
  ['a job that goes on', jobEvent('Active')],
  ['a job that is made', jobEvent('New', 'JobCreated')],
])('nobody is told of %s', (_, event) => {
  expect(told(event)).toEqual([]);
});

test('states of jobs can be chosen', () => {
  const stack = aStack();
  new BatchJobAlerts(stack, 'Jobs', { statuses: [BatchJobStatus.FAILED] });
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

describe('the rule on new primary keys is made only where a key may be a multi-Region key', () => {
  const rules = (keyArn: (stack: Stack) => string) => {
    const stack = aStack();
    new KeyChangeAlerts(stack, 'Keys', { keyArns: [keyArn(stack)] });
    return Object.keys(resourcesOf(stack, 'AWS::Events::Rule')).map((id) => id.replace(/[0-9A-F]{8}$/, ''));
  };

  test.each<[string, (stack: Stack) => string, string[]]>([
    ['an ARN', () => KEY, ['KeysRule']],
    ['an ARN in any partition', (stack) => stack.formatArn({ service: 'kms', resource: 'key', resourceName: '1234abcd-12ab-34cd-56ef-1234567890ab' }), ['KeysRule']],
    ['a key of the app', (stack) => new EncryptionKey(stack, 'Key').keyArn, ['KeysRule']],
    ['an ARN of a multi-Region key', () => MULTI_REGION_KEY, ['KeysRule', 'KeysNewPrimary']],
    ['a multi-Region key of the app', (stack) => new kms.Key(stack, 'Key', { multiRegion: true }).keyArn, ['KeysRule', 'KeysNewPrimary']],
    ['a replica of the app', (stack) => new kms.CfnReplicaKey(stack, 'Key', { primaryKeyArn: MULTI_REGION_KEY, keyPolicy: {} }).attrArn, ['KeysRule', 'KeysNewPrimary']],
    ['a parameter', (stack) => new CfnParameter(stack, 'KeyArn').valueAsString, ['KeysRule', 'KeysNewPrimary']],
  ])('%s', (_, keyArn, expected) => {
    expect(rules(keyArn)).toEqual(expected);
  });
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
    Annotations.fromStack(stack).hasWarning('/Stack/Buckets', 'The topic Stack/Topic is not encrypted. Fix: set masterKey of the topic, or use an AlertTopic. [ack: cdk-s3-encryption:topicNotEncrypted]');
  });

  test('one whose key lets no service in is refused', () => {
    const stack = aStack();
    const topic = new sns.Topic(stack, 'Topic');
    (topic.node.defaultChild as sns.CfnTopic).kmsMasterKeyId = 'alias/aws/sns';
    expect(() => alerting(stack, topic)).toThrow('Stack/Buckets: topic Stack/Topic is encrypted with alias/aws/sns, whose policy doesn\'t allow AWS services to publish. Fix: set masterKey');
  });

  test('its policy is changed once, however many rules there are', () => {
    expect(resourcesOf(everyAlert(), 'AWS::Events::Rule')).not.toEqual({});
    const { Statement: statements } = theResource(everyAlert(), 'AWS::SNS::TopicPolicy').PolicyDocument as { Statement: { Sid: string }[] };
    expect(statements.map(({ Sid }) => Sid)).toEqual(['AllowPublishThroughSSLOnly', 'AllowEventBridge', 'AllowCloudWatchAlarms']);
  });
});
