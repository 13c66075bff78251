import type { aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { followDefault } from './held-uploads';
import { type ChosenBy, isSameDefault, secondDefault, type SettledDefault, settledDefault, settleDefault } from './settled-default';
import { refusal, setEncryptionKey } from '../../cdk';
import type { DefaultEncryption } from '../../keys';
import { changeEncryptionRule, declaresEncryption, owningBucket } from '../../policy';

/**
 * Sets a bucket's default encryption, unless somebody else's choice prevails.
 *
 * @returns what prevails, if it is another one
 * @throws if another one was chosen that is neither weaker nor stronger
 */
export function setDefaultEncryption(bucket: s3.CfnBucket, encryption: DefaultEncryption, chosenBy: ChosenBy): SettledDefault | undefined {
  const before = settledDefault(bucket);
  const { algorithm, bucketKeyEnabled } = encryption;
  if (before && isSameDefault(before, encryption)) {
    write(bucket, encryption, before.keyArn);
    settleDefault(bucket, { ...before, chosenBy: Math.max(before.chosenBy, chosenBy) });
    return undefined;
  }
  if (before && before.chosenBy > chosenBy) { return before; }
  // Grants may refer to a key that was created.
  if (before && (before.chosenBy === chosenBy || before.ownKey)) { throw secondDefault(bucket, before, encryption); }
  const owner = owningBucket(bucket);
  if (owner && before?.broughtKey) { setEncryptionKey(owner, undefined); }
  if (owner?.encryptionKey && owner.encryptionKey !== encryption.key) { throw otherKey(owner, owner.encryptionKey); }
  const broughtKey = owner?.encryptionKey === undefined;
  const replaces = before?.replaces ?? declaresEncryption(bucket);
  const key = encryption._bindKey((owner ?? bucket) as Construct);
  write(bucket, encryption, key?.keyArn);
  if (owner && key) { setEncryptionKey(owner, key); }
  const ownKey = encryption.customerManagedKey && encryption.key === undefined;
  settleDefault(bucket, { algorithm, bucketKeyEnabled, keyArn: key?.keyArn, ownKey, broughtKey, replaces, chosenBy });
  followDefault(bucket);
  return undefined;
}

function write(bucket: s3.CfnBucket, { algorithm, bucketKeyEnabled }: DefaultEncryption, keyArn: string | undefined): void {
  changeEncryptionRule(bucket, {
    // Written out only where it can be on: S3 takes it with other algorithms and ignores it.
    bucketKeyEnabled: bucketKeyEnabled || undefined,
    serverSideEncryptionByDefault: { sseAlgorithm: algorithm, kmsMasterKeyId: keyArn },
  });
}

function otherKey(owner: s3.IBucket, key: kms.IKey): Error {
  return refusal(owner, `the bucket already encrypts with key ${key.node.path}, which readers of its objects need`,
    'set the encryption where the bucket is created, or leave out encryption and encryptionKey there');
}
