import { aws_kms as kms, type aws_s3 as s3, Token, Tokenization } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { encryptionRule } from './encryption-rule';
import { SseAlgorithm } from '../../encryption';

/** What a bucket's template declares as default encryption. */
export interface DeclaredDefault {
  readonly algorithm: SseAlgorithm;
  /** The full ARN of the key; undefined for SSE-S3 and for the AWS managed key. */
  readonly keyArn?: string;
}

/**
 * Reads the default encryption of a bucket that may not be ours.
 *
 * @throws if the algorithm or the key cannot be compared with what an upload names
 */
export function declaredDefault(bucket: s3.CfnBucket): DeclaredDefault {
  const byDefault = encryptionRule(bucket).serverSideEncryptionByDefault;
  if (byDefault === undefined) { return { algorithm: SseAlgorithm.SSE_S3 }; }
  if (Token.isUnresolved(byDefault)) { throw unknownDefault(bucket, 'ServerSideEncryptionByDefault', 'a token'); }
  const { sseAlgorithm, kmsMasterKeyId } = byDefault as s3.CfnBucket.ServerSideEncryptionByDefaultProperty;
  const algorithm = Object.values(SseAlgorithm).find((known) => known === sseAlgorithm);
  if (!algorithm) { throw unknownDefault(bucket, 'SSEAlgorithm', Token.isUnresolved(sseAlgorithm) ? 'a token' : sseAlgorithm); }
  if (kmsMasterKeyId === undefined) { return { algorithm }; }
  return { algorithm, keyArn: keyArnOf(bucket, kmsMasterKeyId) };
}

function keyArnOf(bucket: s3.CfnBucket, keyId: string): string {
  if (Token.isUnresolved(keyId)) {
    const reference = Tokenization.reverse(keyId) as { target?: IConstruct; displayName?: string } | undefined;
    if (reference?.target && kms.CfnKey.isCfnKey(reference.target)) { return reference.target.attrArn; }
    if (!/:?alias\//.test(keyId)) { return keyId; }
  } else if (/^arn:[^:]+:kms:[^:]*:[^:]*:key\//.test(keyId)) {
    return keyId;
  }
  throw unknownDefault(bucket, 'KMSMasterKeyID', keyId);
}

function unknownDefault(bucket: s3.CfnBucket, property: string, value: string): Error {
  return new Error(`${bucket.node.path}: cannot tell with which algorithm and key the bucket encrypts by default: ${property} is ${value}. `
    + 'Fix: write the algorithm out and name the key by its full ARN, for example with BucketDefaultEncryption.');
}
