import { App, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptionKey, QueueDestination, TopicDestination } from '../../src';
import { type ContextKeys, Policy, Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { Deployment, mayUseKey } from '../support/deployment';
import { policyOf } from '../support/requests';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';

const HOME = { account: ACCOUNT, region: REGION };

interface Kind {
  readonly action: string;
  readonly type: string;
  destination(stack: Stack, key?: kms.IKey): s3.IBucketNotificationDestination;
}
const QUEUE: Kind = {
  action: 'sqs:SendMessage',
  type: 'AWS::SQS::Queue',
  destination: (stack, encryptionMasterKey) => new QueueDestination(new sqs.Queue(stack, 'Target', { encryptionMasterKey })),
};
const TOPIC: Kind = {
  action: 'sns:Publish',
  type: 'AWS::SNS::Topic',
  destination: (stack, masterKey) => new TopicDestination(new sns.Topic(stack, 'Target', { masterKey })),
};

function notified(kind: Kind, options: { props?: EncryptedBucketProps; apart?: boolean; encrypted?: boolean } = {}) {
  const app = new App();
  const stack = new Stack(app, 'Data', { env: HOME });
  const targetStack = options.apart ? new Stack(app, 'Target', { env: HOME }) : stack;
  const key = options.encrypted === false ? undefined : new kms.Key(targetStack, 'TargetKey', { enableKeyRotation: true });
  const bucket = new EncryptedBucket(stack, 'Bucket', options.props);
  bucket.addObjectCreatedNotification(kind.destination(targetStack, key));
  const deployment = new Deployment(app);
  return { app, deployment, kind, bucketArn: deployment.target().bucketArn };
}

/** Whether S3 may send an event of a bucket, and encrypt it. */
function delivered({ deployment, kind }: ReturnType<typeof notified>, context: ContextKeys) {
  const { arn } = deployment.the(kind.type);
  const policies = [...deployment.all('AWS::SQS::QueuePolicy'), ...deployment.all('AWS::SNS::TopicPolicy')];
  const may = (policy: Policy, action: string, resource: string) => policy.allows({ principal: Principal.service('s3.amazonaws.com'), action, resource, context });
  const key = deployment.all('AWS::KMS::Key').find((candidate) => candidate.arn.includes('TargetKey'));
  return {
    sent: policies.map(({ resource }) => may(policyOf(resource.Properties!.PolicyDocument), kind.action, arn)),
    encrypted: key && ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => may(policyOf(key.resource.Properties!.KeyPolicy), action, key.arn)),
  };
}

const from = (arn: string, account = ACCOUNT): ContextKeys => ({ 'aws:SourceArn': arn, 'aws:SourceAccount': account });
const YES = { sent: ['yes'], encrypted: ['yes', 'yes'] };
const NO = { sent: ['no'], encrypted: ['no', 'no'] };

describe.each([['queue', QUEUE], ['topic', TOPIC]])('a %s', (_, kind) => {
  test('with a key of its own is told of events of this bucket, and of no other', () => {
    const set = notified(kind);
    expect(delivered(set, from(set.bucketArn))).toEqual(YES);
    expect(delivered(set, from('arn:aws:s3:::another'))).toEqual(NO);
    expect(delivered(set, from(set.bucketArn, '444455556666'))).toEqual(NO);
    expect(delivered(set, {})).toEqual(NO);
  });

  test('without encryption needs no key', () => {
    const set = notified(kind, { encrypted: false });
    expect(delivered(set, from(set.bucketArn))).toEqual({ sent: ['yes'], encrypted: undefined });
  });

  test('in another stack names the bucket where its name is a literal, and its account otherwise', () => {
    const named = notified(kind, { apart: true, props: { bucketName: 'a-bucket-of-mine' } });
    expect(delivered(named, from(named.bucketArn))).toEqual(YES);
    expect(delivered(named, from('arn:aws:s3:::another'))).toEqual(NO);
    const unnamed = notified(kind, { apart: true });
    expect(delivered(unnamed, from(unnamed.bucketArn))).toEqual(YES);
    expect(delivered(unnamed, from(unnamed.bucketArn, '444455556666'))).toEqual(NO);
  });

  test('under the key of the bucket, whose policy cannot wait for the bucket', () => {
    const stack = aStack(HOME);
    const key = new kms.Key(stack, 'TargetKey', { enableKeyRotation: true });
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    bucket.addObjectCreatedNotification(kind.destination(stack, key));
    const deployment = new Deployment(stack.node.root as App);
    const set = { app: stack.node.root as App, deployment, kind, bucketArn: deployment.target().bucketArn };
    expect(delivered(set, from(set.bucketArn))).toEqual(YES);
    expect(delivered(set, from(set.bucketArn, '444455556666'))).toEqual(NO);
  });

  test('passes the strict rules', () => {
    expect(strictFindings(notified(kind).app)).toEqual([]);
  });

  test('under a key whose policy is elsewhere: a warning says what it has to have', () => {
    const stack = aStack(HOME);
    const key = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000000`);
    new EncryptedBucket(stack, 'Bucket').addObjectCreatedNotification(kind.destination(stack, key));
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('must include this statement: .*s3\\.amazonaws\\.com'));
  });
});

test('a queue whose policy is elsewhere: a warning says what it has to have', () => {
  const stack = aStack(HOME);
  const queue = sqs.Queue.fromQueueArn(stack, 'Queue', `arn:aws:sqs:${REGION}:${ACCOUNT}:theirs`);
  new EncryptedBucket(stack, 'Bucket').addObjectCreatedNotification(new QueueDestination(queue));
  Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('policy of Stack/Queue .*must allow S3: .*sqs:SendMessage'));
});

test.each<[string, (stack: Stack) => unknown]>([
  ['aws/sqs', (stack) => new QueueDestination(new sqs.Queue(stack, 'Target', { encryption: sqs.QueueEncryption.KMS_MANAGED }))],
  ['aws/sns', (stack) => new TopicDestination(new sns.Topic(stack, 'Target', { masterKey: kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/sns') }))],
])('the AWS managed key %s is refused', (key, make) => {
  expect(() => make(aStack())).toThrow(new RegExp(`^Stack/Target: S3 cannot send events to a destination that is encrypted with the AWS managed key alias/${key}.* Fix: `));
});

describe('under a key for S3', () => {
  function events(destination: (stack: Stack, key: EncryptionKey) => s3.IBucketNotificationDestination) {
    const stack = aStack(HOME);
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key: new EncryptionKey(stack, 'Key') }) });
    bucket.addObjectCreatedNotification(destination(stack, bucket.encryptionKey as EncryptionKey));
    return stack;
  }
  const queue = (stack: Stack, encryptionMasterKey: kms.IKey) => new QueueDestination(new sqs.Queue(stack, 'Target', { encryptionMasterKey }));

  test('a queue is refused: nobody could read its messages', () => {
    expect(() => new Deployment(events(queue).node.root as App)).toThrow(/\[Stack\/Target\] consumers cannot decrypt the events of bucket Stack\/Bucket: the policy of key Stack\/Key allows its use through Amazon S3 only\. Fix: .*SQS_MANAGED/);
  });

  test('it is refused too if the key serves client-side encryption as well', () => {
    const stack = events((scope, key) => {
      key.grantClientSideEncryption(new iam.Role(scope, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
      return queue(scope, key);
    });
    expect(() => new Deployment(stack.node.root as App)).toThrow('consumers cannot decrypt');
  });

  test('it is accepted if the user has let consumers in', () => {
    const stack = events((scope, key) => {
      key.addToResourcePolicy(new iam.PolicyStatement({
        principals: [new iam.AccountRootPrincipal()],
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: { StringEquals: { 'kms:ViaService': `sqs.${REGION}.amazonaws.com` } },
      }));
      return queue(scope, key);
    });
    expect(new Deployment(stack.node.root as App).all('AWS::SQS::Queue')).toHaveLength(1);
  });

  const toConsumers = (more: object) => events((scope, key) => {
    const [principals, resources] = [[new iam.AccountRootPrincipal()], ['*']];
    key.addToResourcePolicy(new iam.PolicyStatement({ principals, actions: ['kms:Decrypt'], resources, ...more }));
    return queue(scope, key);
  });

  test.each<[string, object]>([
    ['for one tag of theirs', { conditions: { StringEquals: { 'aws:PrincipalTag/team': 'orders' } } }],
    ['through any service of a pattern', { conditions: { StringLike: { 'kms:ViaService': '*.amazonaws.com' } } }],
    ['by a pattern of actions', { actions: ['kms:De*'] }],
  ])('it is accepted if the user has let consumers in %s', (_, more) => {
    expect(new Deployment(toConsumers(more).node.root as App).all('AWS::SQS::Queue')).toHaveLength(1);
  });

  test.each<[string, object]>([
    ['through another service', { conditions: { StringLike: { 'kms:ViaService': 'dynamodb.*.amazonaws.com' } } }],
    ['with another encryption context', { conditions: { StringEquals: { 'kms:EncryptionContext:aws:x-amz-cek-alg': 'AES/GCM/NoPadding' } } }],
    ['until a day that is past', { conditions: { DateLessThan: { 'aws:CurrentTime': '2024-01-01T00:00:00Z' } } }],
  ])('it is refused if the user has let them in %s', (_, more) => {
    expect(() => new Deployment(toConsumers(more).node.root as App)).toThrow('consumers cannot decrypt');
  });

  test('a topic is accepted: subscribers need no key', () => {
    const stack = events((scope, masterKey) => new TopicDestination(new sns.Topic(scope, 'Target', { masterKey })));
    const deployment = new Deployment(stack.node.root as App);
    const key = deployment.the('AWS::KMS::Key');
    const context = from(deployment.target().bucketArn);
    expect(['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => policyOf(key.resource.Properties!.KeyPolicy)
      .allows({ principal: Principal.service('s3.amazonaws.com'), action, resource: key.arn, context }))).toEqual(['yes', 'yes']);
  });
});

test('consumers of a queue with a key of its own decrypt its messages', () => {
  const stack = aStack(HOME);
  const queue = new sqs.Queue(stack, 'Target', { encryption: sqs.QueueEncryption.KMS });
  new EncryptedBucket(stack, 'Bucket').addObjectCreatedNotification(new QueueDestination(queue));
  queue.grantConsumeMessages(new iam.Role(stack, 'Role', { roleName: 'consumer', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
  const deployment = new Deployment(stack.node.root as App);
  const key = deployment.the('AWS::KMS::Key', 'target');
  const target = { ...deployment.target(), keyArn: key.arn, keyPolicy: policyOf(key.resource.Properties!.KeyPolicy) };
  expect(mayUseKey('Decrypt', { 'kms:ViaService': `sqs.${REGION}.amazonaws.com` }, deployment.identity('consumer'), target)).toBe(true);
});
