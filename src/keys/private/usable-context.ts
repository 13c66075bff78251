import { Annotations, type aws_kms as kms, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { keyRefusal } from './key-refusal';
import { statedTraits } from './stated-traits';
import { bucketResource } from '../../cdk';
import type { EncryptionContext } from '../../encryption';
import { isLike } from '../../policy-evaluation';
import { shown } from '../shown';

/** How a bucket means to use a key. */
export interface KeyUse {
  /** As the key of its default encryption, with or without an S3 Bucket Key; otherwise requests name the key. */
  readonly defaultEncryption?: { readonly bucketKey: boolean };
}

/**
 * Throws if the encryption contexts that a key's policy admits are known to leave out what a bucket needs.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#encryption-context
 */
export function assertUsableContext(scope: IConstruct, key: kms.IKey, { defaultEncryption }: KeyUse): void {
  assertBucketIsMeant(scope, key);
  if (!defaultEncryption) { return; }
  const { bucketKeyContext, objectContext, requiredEncryptionContext = {} } = statedTraits(key);
  const required = Object.keys(requiredEncryptionContext);
  if (required.length > 0) {
    throw keyRefusal(scope, key.node.path,
      `its policy requires encryption context (${required.join(', ')}), which uploads without headers, replication and log delivery can't specify`,
      'use another key for default encryption, add this one to acceptedKeys of UploadEncryption.bucketDefault(), and send what uploadRequest() returns for key and encryptionContext');
  }
  if (defaultEncryption.bucketKey && bucketKeyContext === false) {
    throw keyRefusal(scope, key.node.path, 'its policy doesn\'t allow the encryption context of an S3 Bucket Key, which is the bucket ARN',
      'also allow the bucket ARN in the key policy, or set bucketKey of DefaultEncryption.sseKms() to false');
  }
  if (!defaultEncryption.bucketKey && objectContext === false) {
    throw keyRefusal(scope, key.node.path, 'its policy doesn\'t allow the encryption context of requests without an S3 Bucket Key, which is the object ARN',
      'also allow the object ARNs in the key policy, or use DefaultEncryption.sseKms() with the key and an S3 Bucket Key');
  }
  if (objectContext === false) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyPolicyLacksObjectContext',
      `The policy of key ${key.node.path} doesn't allow object ARNs as encryption context. Requests that turn off the S3 Bucket Key, `
      + 'and replicas of objects that were stored without one, are denied.');
  }
}

/** A key that is confined to some buckets is of no use to another. */
function assertBucketIsMeant(scope: IConstruct, key: kms.IKey): void {
  const contexts = statedTraits(key).encryptionContexts;
  if (!contexts) { return; }
  const name = bucketNameOf(scope);
  const admitted = contexts.map(({ bucketArn }) => shown(scope, bucketArn));
  if (name === undefined) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyIsConfinedToBuckets',
      `Key ${key.node.path} can be used only for ${admitted.join(', ')}. Whether this bucket is one of them cannot be determined, `
      + 'because its name is known only at deployment.');
  } else if (!contexts.some((context) => isAbout(context, name))) {
    throw keyRefusal(scope, key.node.path, `its policy allows the encryption context of other buckets only (${admitted.join(', ')})`,
      `add EncryptionContext.ofBucket('arn:aws:s3:::${name}') to the key's encryptionContexts`);
  }
}

function isAbout({ bucketArn }: EncryptionContext, name: string): boolean {
  // After the last colon, because partitions may be tokens.
  return isLike(name, bucketArn.slice(bucketArn.lastIndexOf(':') + 1));
}

/** The name of the bucket that is being made, where it is written out. */
function bucketNameOf(scope: IConstruct): string | undefined {
  const name = bucketResource(scope)?.bucketName;
  return Token.isUnresolved(name) ? undefined : name;
}
