import { type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { assertVersioned, hasObjectLock, pathOf } from './traits';
import { refusal } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { DefaultEncryption } from '../../keys';
import { acceptedKeysOf, arnsBeside, bucketResource, declaredDefault, knownDefault, keyArn } from '../../policy';

/** A bucket whose objects are replicated. */
export class ReplicationSource {
  readonly resource: s3.CfnBucket;
  readonly stack: Stack;
  readonly objectLock: boolean;
  /** The algorithm of the default encryption; undefined where it is known at deployment only. */
  readonly algorithm: SseAlgorithm | undefined;
  /** Whether objects may be encrypted with KMS keys. */
  readonly usesKms: boolean;
  /** The keys with which S3 has to decrypt as the role. The AWS managed key lets the account use it by itself. */
  readonly keyArns: string[];

  /**
   * @throws if the bucket is imported, has no versioning, or encrypts with a key that is not known
   */
  constructor(scope: IConstruct, bucket: IConstruct, keys: readonly kms.IKey[]) {
    const resource = bucketResource(bucket);
    if (!resource) {
      throw refusal(scope, `bucket ${bucket.node.path} is imported, and its replication can be configured only in the app that creates it`,
        'use a bucket that is created in this app');
    }
    assertVersioned(scope, resource, 'is replicated');
    this.resource = resource;
    this.stack = Stack.of(resource);
    this.objectLock = hasObjectLock(resource);
    const given = keys.map((key) => keyArn(DefaultEncryption.sseKms({ key })._bindKey(resource)!));
    const own = given.length > 0 ? knownDefault(resource) : declaredSource(scope, resource);
    this.algorithm = own.algorithm;
    this.usesKms = own.algorithm !== SseAlgorithm.SSE_S3 || given.length > 0;
    const named = [...own.keyArn === undefined ? [] : [own.keyArn], ...given];
    this.keyArns = [...named, ...arnsBeside(resource, named, acceptedKeysOf(resource))];
  }

  get path(): string { return pathOf(this.resource); }
}

function declaredSource(scope: IConstruct, bucket: s3.CfnBucket): { algorithm: SseAlgorithm; keyArn?: string } {
  const { keyId, keyArn: arn } = knownDefault(bucket);
  if (keyId === undefined || arn !== undefined) { return declaredDefault(bucket); }
  throw refusal(scope,
    `bucket ${pathOf(bucket)} encrypts with a key whose ARN is unknown: ${keyId}. `
    + 'The replication role cannot be allowed to decrypt with it',
    'specify the key by its full ARN, or add it to sourceKeys');
}
