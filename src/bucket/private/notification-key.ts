import { Annotations, type aws_iam as iam, type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { literalArnOf } from './bucket-arn';
import { sourceConditions } from './source-conditions';
import { refusal } from '../../cdk';
import { addToKeyPolicy, allowService, alphanumeric } from '../../policy';

/** A queue or topic. */
type Target = IConstruct & { addToResourcePolicy(statement: iam.PolicyStatement): iam.AddToResourcePolicyResult };

// docs/decisions/0019
/** Lets S3 send a bucket's events, and nobody else's, to a queue or topic. */
export function allowEvents(bucket: s3.IBucket, target: Target, action: string, targetArn: string): void {
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
      `The policy of ${target.node.path} is not part of this app, and has to let S3 in: ${JSON.stringify(Stack.of(bucket).resolve(statement.toStatementJson()))}`);
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

/** The error for a queue or topic that S3 could never reach. */
export function managedKeyRefused(target: IConstruct, key: string, fix: string): Error {
  return refusal(target, `S3 cannot send events to what is encrypted with the AWS managed key ${key}, whose policy does not let S3 in`, fix);
}
