import { type aws_s3 as s3, Lazy, Token } from 'aws-cdk-lib';
import { describedEncryption } from './described-encryption';
import { ChosenBy, settledDefault } from './settled-default';
import { contradictionRefusal, messageOf, type Problem, refusal } from '../../cdk';
import { ConstructMap } from '../../construct-state';
import type { UploadEncryption } from '../../keys';
import { shown } from '../../keys/internal';
import {
  acceptKeys, addToBucketPolicy, declaredDefault, denyKmsWithoutKey, denyOtherEncryptionAlgorithms, denyOtherEncryptionKeys, takeFromBucketPolicy,
} from '../../policy';

/** What uploads to a bucket may ask for. */
interface HeldUploads {
  readonly enforced: boolean;
  /** ARNs of keys besides that of the default encryption. */
  readonly acceptedArns: readonly string[];
}

const HELD = new ConstructMap<s3.CfnBucket, HeldUploads>('uploads held');
/** The bucket's statements about uploads that are in its policy now. */
const STATED = new ConstructMap<s3.CfnBucket, Set<Statement>>('statements about uploads');

type Statement = 'algorithm' | 'keys' | 'kms without key';

const SIDS: { readonly [statement in Statement]: string } = {
  'algorithm': 'DenyOtherEncryptionAlgorithms',
  'keys': 'DenyOtherEncryptionKeys',
  'kms without key': 'DenyKmsWithoutKey',
};

/**
 * Restricts the uploads to a bucket, for good: `followDefault()` is to be called when its default encryption changes.
 *
 * @throws if they have been restricted otherwise, or if the default encryption cannot be compared with what uploads name
 */
export function holdUploads(bucket: s3.CfnBucket, uploads: UploadEncryption): void {
  const asked: HeldUploads = { enforced: uploads.enforced, acceptedArns: uploads._bindAcceptedKeys(bucket) };
  const held = HELD.get(bucket);
  if (held) {
    if (!isSame(held, asked)) { throw heldOtherwise(bucket, held, asked); }
    return;
  }
  if (asked.enforced) {
    assertAcceptedKeysHold(bucket, asked);
    state(bucket, asked);
    acceptKeys(bucket, uploads.acceptedKeys);
  }
  HELD.set(bucket, asked);
}

/** Whether it has been chosen for a bucket what uploads may ask for. */
export function areUploadsChosen(bucket: s3.CfnBucket): boolean {
  return HELD.has(bucket);
}

// docs/decisions/0055
/** Has the statements about uploads follow a default encryption that has changed. */
export function followDefault(bucket: s3.CfnBucket): void {
  const held = HELD.get(bucket);
  if (!held?.enforced) { return; }
  assertAcceptedKeysHold(bucket, held);
  state(bucket, held);
}

/** A policy document without the statements that follow the default encryption. */
export function withoutFollowers(bucket: s3.CfnBucket, document: unknown): unknown {
  const sids = new Set<unknown>([...STATED.get(bucket) ?? []].map((statement) => SIDS[statement]));
  const { Statement: statements } = (document ?? {}) as { Statement?: unknown };
  if (sids.size === 0 || !Array.isArray(statements)) { return document; }
  return { ...document as object, Statement: statements.filter((statement) => !sids.has((statement as { Sid?: unknown } | undefined)?.Sid)) };
}

/** What the statements compare with is read when the template is written; which of them there are, now. */
function state(bucket: s3.CfnBucket, held: HeldUploads): void {
  const { attrArn } = bucket;
  const { keyArn } = declaredDefault(bucket);
  const algorithm = Lazy.uncachedString({ produce: () => declaredDefault(bucket).algorithm });
  const stated = STATED.get(bucket) ?? new Set();
  STATED.set(bucket, stated);
  const once = (statement: Statement, add: () => void): void => {
    if (stated.has(statement)) { return; }
    add();
    stated.add(statement);
  };
  once('algorithm', () => addToBucketPolicy(bucket, denyOtherEncryptionAlgorithms(attrArn, algorithm)));
  if (keyArn === undefined) {
    forgetKeys(bucket, stated);
    return;
  }
  once('keys', () => addToBucketPolicy(bucket, denyOtherEncryptionKeys(attrArn, keysOf(bucket, held))));
  once('kms without key', () => addToBucketPolicy(bucket, denyKmsWithoutKey(attrArn, algorithm)));
}

/** One key or several, as a condition has them. */
function keysOf(bucket: s3.CfnBucket, { acceptedArns }: HeldUploads): string {
  return Token.asString(Lazy.uncachedAny({
    produce: () => {
      const keys = [declaredDefault(bucket).keyArn, ...acceptedArns];
      return keys.length === 1 ? keys[0] : keys;
    },
  }));
}

/** The default encryption names no key any more. */
function forgetKeys(bucket: s3.CfnBucket, stated: Set<Statement>): void {
  for (const statement of ['keys', 'kms without key'] as const) {
    if (!stated.has(statement)) { continue; }
    if (!takeFromBucketPolicy(bucket, SIDS[statement])) {
      throw refusal(bucket, 'BucketUploadEncryption restricts uploads to the former key of the bucket, but the default encryption is now '
        + describedEncryption(bucket, declaredDefault(bucket)), 'apply BucketDefaultEncryption before BucketUploadEncryption');
    }
    stated.delete(statement);
  }
}

/** Until a mixin sets the default encryption, another one may bring the key. */
function assertAcceptedKeysHold(bucket: s3.CfnBucket, held: HeldUploads): void {
  const problem = acceptedKeysWithoutKey(bucket, held);
  if (problem === undefined) { return; }
  if (settledDefault(bucket)?.chosenBy === ChosenBy.MIXIN) { throw refusal(bucket, ...problem); }
  bucket.node.addValidation({ validate: () => [acceptedKeysWithoutKey(bucket, held)].filter((later) => later !== undefined).map(messageOf) });
}

function acceptedKeysWithoutKey(bucket: s3.CfnBucket, { acceptedArns }: HeldUploads): Problem | undefined {
  const declared = declaredDefault(bucket);
  if (acceptedArns.length === 0 || declared.keyArn !== undefined) { return undefined; }
  return [
    `acceptedKeys cannot be enforced: the default encryption is ${describedEncryption(bucket, declared)}, which specifies no key`,
    'leave acceptedKeys out, or give the default encryption a customer managed key',
  ];
}

function isSame(one: HeldUploads, other: HeldUploads): boolean {
  return one.enforced === other.enforced && one.acceptedArns.length === other.acceptedArns.length
    && one.acceptedArns.every((arn) => other.acceptedArns.includes(arn));
}

function heldOtherwise(bucket: s3.CfnBucket, held: HeldUploads, asked: HeldUploads): Error {
  return contradictionRefusal(bucket,
    `BucketUploadEncryption cannot accept ${described(bucket, asked)}: the bucket is already set to accept ${described(bucket, held)}`,
    'choose one UploadEncryption for the bucket, and list all acceptedKeys in it (an EncryptedBucket has uploadEncryption, '
    + 'a LogBucket always accepts only its default encryption)');
}

function described(bucket: s3.CfnBucket, { enforced, acceptedArns }: HeldUploads): string {
  if (!enforced) { return 'uploads with any encryption'; }
  const keys = acceptedArns.length === 0 ? '' : ` and of the accepted keys ${acceptedArns.map((arn) => shown(bucket, arn)).join(', ')}`;
  return `only uploads of the default encryption${keys}`;
}
