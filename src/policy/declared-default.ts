import { type aws_s3 as s3, Token } from 'aws-cdk-lib';
import { referredKey, refusal } from '../cdk';
import { SseAlgorithm } from '../encryption';
import { encryptionRule, unknownPart } from './encryption-rule';
import { aliasIn, isKeyArn } from '../encryption/internal';

/** What a bucket's template declares as default encryption. */
export interface DeclaredDefault {
  readonly algorithm: SseAlgorithm;
  /** The full ARN of the key; undefined for SSE-S3 and for the AWS managed key. */
  readonly keyArn?: string;
  /** Whether there is an S3 Bucket Key; undefined where that is known at deployment only. */
  readonly bucketKeyEnabled?: boolean;
}

/** The same, as far as it is known. */
export interface KnownDefault {
  readonly algorithm?: SseAlgorithm;
  /** The key, as the template names it. */
  readonly keyId?: string;
  /** The full ARN of the key, unless the template names it by an alias or a bare id. */
  readonly keyArn?: string;
  /** Whether there is an S3 Bucket Key. */
  readonly bucketKeyEnabled?: boolean;
}

/** Reads the default encryption of a bucket that may not be ours, as far as it is known. */
export function knownDefault(bucket: s3.CfnBucket): KnownDefault {
  if (unknownPart(bucket)) { return {}; }
  const { bucketKeyEnabled: bucketKey = false, serverSideEncryptionByDefault: byDefault } = encryptionRule(bucket);
  if (byDefault === undefined) { return { algorithm: SseAlgorithm.SSE_S3, bucketKeyEnabled: false }; }
  if (Token.isUnresolved(byDefault)) { return {}; }
  const { sseAlgorithm, kmsMasterKeyId: keyId } = byDefault as s3.CfnBucket.ServerSideEncryptionByDefaultProperty;
  const algorithm = Object.values(SseAlgorithm).find((known) => known === sseAlgorithm);
  const bucketKeyEnabled = typeof bucketKey === 'boolean' ? bucketKey : undefined;
  return { algorithm, keyId, keyArn: keyId === undefined ? undefined : keyArnOf(keyId), bucketKeyEnabled };
}

/**
 * Reads the default encryption of a bucket that may not be ours.
 *
 * @throws if the algorithm or the key cannot be compared with what an upload names
 */
export function declaredDefault(bucket: s3.CfnBucket): DeclaredDefault {
  const { algorithm, keyId, keyArn, bucketKeyEnabled } = knownDefault(bucket);
  if (algorithm === undefined) { throw unknownAlgorithm(bucket); }
  if (keyId !== undefined && keyArn === undefined) { throw unknownDefault(bucket, 'KMSMasterKeyID', keyId); }
  return { algorithm, keyArn, bucketKeyEnabled };
}

function keyArnOf(keyId: string): string | undefined {
  if (Token.isUnresolved(keyId)) {
    return referredKey(keyId)?.attrArn ?? (aliasIn(keyId) === undefined ? keyId : undefined);
  }
  return isKeyArn(keyId) ? keyId : undefined;
}

function unknownAlgorithm(bucket: s3.CfnBucket): Error {
  const byDefault = encryptionRule(bucket).serverSideEncryptionByDefault;
  if (Token.isUnresolved(byDefault)) { return unknownDefault(bucket, 'ServerSideEncryptionByDefault', 'a token'); }
  const { sseAlgorithm } = byDefault as s3.CfnBucket.ServerSideEncryptionByDefaultProperty;
  return unknownDefault(bucket, 'SSEAlgorithm', Token.isUnresolved(sseAlgorithm) ? 'a token' : sseAlgorithm);
}

function unknownDefault(bucket: s3.CfnBucket, property: string, value: string): Error {
  return refusal(bucket, `the algorithm and the key of the default encryption cannot be determined: ${property} is ${value}`,
    'use a literal algorithm and the full key ARN, for example with BucketDefaultEncryption');
}
