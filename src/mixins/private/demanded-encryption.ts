import { aws_kms as kms, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { owningKey, referredKey } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { DefaultEncryption } from '../../keys';
import type { DemandedDefault } from '../../legacy-policy';
import { owningBucket } from '../../policy';

/**
 * The default encryption that a policy demands.
 *
 * Without an S3 Bucket Key: those who upload may lack `kms:Decrypt`, which it needs.
 *
 * @param document The policy document before references are resolved: they tell which key is meant
 * @returns a text if it cannot be set
 */
export function demandedEncryption(bucket: s3.CfnBucket, demanded: DemandedDefault, document: unknown): DefaultEncryption | string {
  const { algorithm, key, keyJson } = demanded;
  const dual = algorithm === SseAlgorithm.DSSE_KMS;
  if (algorithm === SseAlgorithm.SSE_S3) { return DefaultEncryption.sseS3(); }
  if (key === undefined) { return dual ? DefaultEncryption.dsseKmsAwsManaged() : DefaultEncryption.sseKmsAwsManaged({ bucketKey: false }); }
  const arn = findOriginalText(keyJson, document, Stack.of(bucket));
  const known = owningBucket(bucket)?.encryptionKey;
  const meant = known ?? keyOf(arn, bucket);
  if (known && known.keyArn !== arn) { return `the policy requires another key than ${known.node.path}, with which the bucket encrypts`; }
  return dual ? DefaultEncryption.dsseKms({ key: meant }) : DefaultEncryption.sseKms({ key: meant, bucketKey: false });
}

/** A piece of the resolved policy as it stood in the policy before: references to other stacks live there. */
function findOriginalText(json: unknown, document: unknown, stack: Stack): string {
  if (typeof json === 'string') { return json; }
  const text = JSON.stringify(json);
  return leaves(document).find((leaf) => Token.isUnresolved(leaf) && JSON.stringify(stack.resolve(leaf)) === text) ?? Token.asString(json);
}

function leaves(json: unknown): string[] {
  if (typeof json === 'string') { return [json]; }
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(leaves) : [];
}

function keyOf(arn: string, bucket: s3.CfnBucket): kms.IKey {
  const resource = referredKey(arn);
  // An L2 key takes part in grants.
  const key = resource && owningKey(resource);
  return key ?? kms.Key.fromKeyArn((owningBucket(bucket) ?? bucket) as Construct, 'KeyOfPolicy', arn);
}
