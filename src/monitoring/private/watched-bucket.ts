import { Annotations, type aws_kms as kms, type interfaces, type ResourceEnvironment } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { aliasNameOf, constructAround, keyResource, refusal } from '../../cdk';
import { environmentDifferences } from '../../logging/internal';
import { acceptedKeysOf, bucketResource, keyArn, type KnownDefault, knownDefault } from '../../policy';

/** A bucket, as a monitor refers to it. */
export interface WatchedBucket {
  readonly bucket: interfaces.aws_s3.IBucketRef;
  readonly name: string;
  /** For readers: the place in the app. */
  readonly path: string;
  /** How it encrypts by default, as far as it is known. */
  readonly encryption: KnownDefault;
  /** The ARNs of the keys that it accepts besides that of its default encryption. */
  readonly acceptedKeyArns: readonly string[];
}

/**
 * @throws if the bucket is known to be in another account or Region than the monitor, whose events and metrics arrive there
 */
export function watchedBucket(scope: Construct, bucket: interfaces.aws_s3.IBucketRef): WatchedBucket {
  const resource = bucketResource(bucket);
  const { path } = ((resource && constructAround(resource)) ?? bucket).node;
  assertHere(scope, path, bucket.env);
  const encryption = resource ? knownDefault(resource) : {};
  if (encryption.algorithm === undefined) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:defaultEncryptionNotKnown',
      `The default encryption of bucket ${path} is not known here, so no alarm covers uploads with another encryption, and its key is not monitored. `
      + 'Fix: monitor the bucket in the app that creates it, or add its key to keys.');
  }
  if (encryption.keyId !== undefined && encryption.keyArn === undefined) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyNotWatched',
      `The key of bucket ${path} is specified as ${encryption.keyId}, which isn't an ARN, so the key is not monitored. Fix: add the key to keys.`);
  }
  const acceptedKeyArns = resource ? acceptedKeysOf(resource).filter((key) => isWatchable(scope, path, key)).map(keyArn) : [];
  return { bucket, name: (resource ?? bucket).bucketRef.bucketName, path, encryption, acceptedKeyArns };
}

/** Events and metrics name keys by their ARNs, never by an alias. */
function isWatchable(scope: Construct, path: string, key: kms.IKey): boolean {
  const alias = aliasNameOf(key);
  if (alias === undefined || keyResource(key)) { return true; }
  Annotations.of(scope).addWarningV2('cdk-s3-encryption:acceptedKeyNotWatched',
    `A key that bucket ${path} accepts is specified as ${alias}, which isn't an ARN, so the key is not monitored. Fix: add the key to keys.`);
  return false;
}

function assertHere(scope: Construct, path: string, there: ResourceEnvironment): void {
  const differences = environmentDifferences(scope, there);
  if (differences.length === 0) { return; }
  throw refusal(scope, `bucket ${path} is in ${differences.join(' and ')}, where its events and metrics arrive`, 'create a monitor there');
}
