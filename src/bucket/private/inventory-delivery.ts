import { type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { arnOf, literalArnOf } from './bucket-arn';
import { awsManagedKeyRefused, type KnownBucket } from './key-grant';
import { type Conditions, contextForKeyPolicy } from './through-s3';
import { SseAlgorithm } from '../../encryption';
import { addToBucketPolicy, addToKeyPolicy, allowService } from '../../policy';

const S3 = 's3.amazonaws.com';

/**
 * Lets S3 Inventory encrypt its reports with the key of the bucket that they go to.
 *
 * A source waits for the bucket that its reports go to, and that one for its key: the key's policy names the source
 * only where its name is a literal, and otherwise its account.
 */
export function allowInventoryToUseKey(source: s3.IBucket, destination: s3.IBucket): void {
  refuseAwsManagedKey(destination);
  if (!destination.encryptionKey) { return; }
  addToKeyPolicy(source, destination.encryptionKey, allowService({
    service: S3,
    // With a Bucket Key, S3 opens the key that it keeps for the bucket.
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { ...from(source, literalArnOf(source)), ...contextForKeyPolicy(destination) },
  }));
}

/** Lets S3 Inventory write its reports of another bucket, and encrypt them. */
export function acceptInventoryOf(source: s3.IBucket, destination: KnownBucket, prefix: string): void {
  allowInventoryToUseKey(source, destination);
  const sameStack = Stack.of(source) === Stack.of(destination);
  addToBucketPolicy(destination.node.defaultChild as s3.CfnBucket, allowService({
    sid: `AllowInventoryOf${sidOf(source)}`,
    service: S3,
    actions: ['s3:PutObject'],
    resources: [`${arnOf(destination)}/${prefix}*`],
    conditions: from(source, sameStack ? source.bucketArn : literalArnOf(source)),
  }));
}

function from(source: s3.IBucket, arn: string | undefined): Conditions {
  return {
    StringEquals: { 'aws:SourceAccount': source.env.account },
    ...(arn === undefined ? {} : { ArnLike: { 'aws:SourceArn': arn } }),
  };
}

/** The reports of such a bucket could be read by nobody. */
function refuseAwsManagedKey(destination: s3.IBucket): void {
  const { defaultEncryption, encryptionKey } = destination as Partial<KnownBucket>;
  if (defaultEncryption === undefined || encryptionKey !== undefined || defaultEncryption.algorithm === SseAlgorithm.SSE_S3) { return; }
  throw awsManagedKeyRefused(destination, 'S3 Inventory');
}

function sidOf(source: s3.IBucket): string {
  return source.node.path.replace(/[^A-Za-z0-9]/g, '');
}
