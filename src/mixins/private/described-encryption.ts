import type { aws_s3 as s3 } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../encryption';
import { shown } from '../../keys/internal';

export interface DescribedDefault {
  readonly algorithm: string;
  readonly bucketKeyEnabled?: boolean;
  readonly keyArn?: string;
  /** Whether the key was created for the bucket, or will be. */
  readonly ownKey?: boolean;
}

/** A default encryption as messages name it. */
export function describedEncryption(bucket: s3.CfnBucket, { algorithm, bucketKeyEnabled = false, keyArn, ownKey = false }: DescribedDefault): string {
  if (algorithm === SseAlgorithm.SSE_S3 as string) { return 'SSE-S3'; }
  const name = algorithm === SseAlgorithm.DSSE_KMS as string ? 'DSSE-KMS' : 'SSE-KMS';
  return `${name} with ${keyOf(bucket, keyArn, ownKey)}${bucketKeyEnabled ? ' and an S3 Bucket Key' : ''}`;
}

function keyOf(bucket: s3.CfnBucket, keyArn: string | undefined, ownKey: boolean): string {
  if (ownKey) { return 'a key of its own'; }
  return keyArn === undefined ? 'the AWS managed key aws/s3' : `key ${shown(bucket, keyArn)}`;
}
