import type { aws_s3 as s3 } from 'aws-cdk-lib';
import { literalArnOf } from './bucket-arn';
import { awsManagedKeyRefused, type KnownBucket } from './key-grant';
import { sourceConditions } from './source-conditions';
import { inPolicyOfKey } from './through-s3';
import { inventoryDestination } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { addToKeyPolicy, allowService, keysOf, keysWithoutContext } from '../../policy';

const S3 = 's3.amazonaws.com';

/**
 * The destination of an inventory, for the statement that `s3.Bucket` adds to its policy: for the account of the source, too.
 *
 * The ARN of a bucket does not tell its account. Without the condition, whoever creates a bucket with the name of a source
 * that was deleted could have S3 write reports.
 */
export function forAccountOfSource(source: s3.IBucket, inventory: s3.Inventory): s3.Inventory {
  const bucket = inventoryDestination(inventory.destination.bucket, (statement) => statement.addCondition('StringEquals', { 'aws:SourceAccount': source.env.account }));
  return { ...inventory, destination: { ...inventory.destination, bucket } };
}

/**
 * Lets S3 Inventory encrypt its reports with the keys of the bucket that they go to.
 *
 * A source waits for the bucket that its reports go to, and that one for its key: the key's policy names the source
 * only where its name is a literal, and otherwise its account.
 */
export function allowInventoryToUseKey(source: s3.IBucket, destination: s3.IBucket): void {
  refuseAwsManagedKey(destination);
  for (const key of keysWithoutContext(keysOf(destination))) {
    addToKeyPolicy(source, key, allowService({
      services: [S3],
      // With a Bucket Key, S3 opens the key that it keeps for the bucket.
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: inPolicyOfKey(destination, key, sourceConditions(source, literalArnOf(source))),
    }));
  }
}

/** The reports of such a bucket could be read by nobody. */
function refuseAwsManagedKey(destination: s3.IBucket): void {
  const { defaultEncryption, encryptionKey } = destination as Partial<KnownBucket>;
  if (defaultEncryption === undefined || encryptionKey !== undefined || defaultEncryption.algorithm === SseAlgorithm.SSE_S3) { return; }
  throw awsManagedKeyRefused(destination, 'S3 Inventory');
}
