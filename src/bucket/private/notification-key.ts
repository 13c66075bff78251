import { Annotations, type aws_iam as iam, type aws_kms as kms, type aws_s3 as s3, type aws_sqs as sqs, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { literalArnOf } from './bucket-arn';
import { sourceConditions } from './source-conditions';
import { keyResource, limitChildPolicy, type PolicyLimit, refusal } from '../../cdk';
import { ConstructSet } from '../../construct-state';
import { isS3Only } from '../../keys/internal';
import { addToKeyPolicy, allowService, alphanumeric } from '../../policy';
import { Outcome, PolicySearch, Wanted } from '../../policy-evaluation';
import { App, Hole, Text } from '../../template';

/** A queue or topic. */
type Target = IConstruct & { addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult };

// docs/decisions/0019
/** Lets S3 send a bucket's events, and nobody else's, to a queue or topic. */
export function allowEvents(bucket: s3.IBucket, target: Target, action: string, targetArn: string, limit: PolicyLimit): void {
  limitChildPolicy(target, limit);
  const statement = allowService({
    sid: `AllowEventsOf${alphanumeric(bucket, bucket.node.path)}`,
    services: ['s3.amazonaws.com'],
    actions: [action],
    resources: [targetArn],
    // A policy in another stack cannot wait for the bucket, which waits for the queue or topic.
    conditions: sourceConditions(bucket, Stack.of(target) === Stack.of(bucket) ? bucket.bucketArn : literalArnOf(bucket)),
  });
  if (!target.addToResourcePolicy(statement).statementAdded) {
    Annotations.of(bucket).addWarningV2('cdk-s3-encryption:targetPolicyNotChanged',
      `The policy of ${target.node.path} is not part of this app, and must allow S3: ${JSON.stringify(Stack.of(bucket).resolve(statement.toStatementJson()))}`);
  }
}

/**
 * Lets S3 encrypt the messages about a bucket's events with the key of the queue or topic.
 *
 * The bucket is named where its key is another one: it waits for its own, which cannot wait for the bucket.
 */
export function allowEventsToUseKey(bucket: s3.IBucket, key: kms.IKey): void {
  const isFree = key !== bucket.encryptionKey && Stack.of(key) === Stack.of(bucket);
  addToKeyPolicy(bucket, key, allowService({
    services: ['s3.amazonaws.com'],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: sourceConditions(bucket, isFree ? bucket.bucketArn : literalArnOf(bucket)),
  }));
}

/** Queues whose consumers have been thought of. */
const CHECKED = new ConstructSet<sqs.IQueue>('consumers can decrypt');

// docs/decisions/0058
/**
 * Synthesis fails if nobody could read the messages of a queue: consumers decrypt with its key, through Amazon SQS, and a key
 * for S3 does not allow that. What users have added to the policy of the key counts.
 */
export function assertConsumersCanDecrypt(bucket: s3.IBucket, queue: sqs.IQueue, key: kms.IKey): void {
  if (!isS3Only(key) || CHECKED.has(queue)) { return; }
  CHECKED.add(queue);
  queue.node.addValidation({
    validate: () => (isOpenToConsumers(key) ? [] : [
      `consumers cannot decrypt the events of bucket ${bucket.node.path}: the policy of key ${key.node.path} allows its use through Amazon S3 only. `
      + 'Fix: encrypt the queue with QueueEncryption.SQS_MANAGED, or with QueueEncryption.KMS and a key of its own (a kms.Key).',
    ]),
  });
}

/** What Amazon SQS asks for in the name of a consumer; the S3 Encryption Client has another encryption context. */
const CONSUMING = {
  actions: [{ name: 'kms:Decrypt', onObjects: false }],
  condition: { StringLike: { 'kms:ViaService': 'sqs.*' }, Null: { 'kms:EncryptionContext:aws:x-amz-cek-alg': 'true' } },
};

/** Whether the policy of a key may let some principal decrypt through Amazon SQS. */
function isOpenToConsumers(key: kms.IKey): boolean {
  const stack = Stack.of(key);
  const document = App.ofOne(stack.node.path, { Resources: {} }).resolve(stack.resolve(keyResource(key)?.keyPolicy) ?? null);
  const search = new PolicySearch(document);
  return search.find(Wanted.GRANTED, { ...CONSUMING, callers: search.identities, resource: ANY_KEY }).outcome !== Outcome.NONE;
}

/** Key policies name the key that they belong to by a star. */
const ANY_KEY = Text.of(new Hole('ARN of the key'));

/** The error for a queue or topic that S3 could never reach. */
export function managedKeyRefused(target: IConstruct, key: string, fix: string): Error {
  return refusal(target, `S3 cannot send events to a destination that is encrypted with the AWS managed key ${key}, whose policy does not allow S3`, fix);
}
