import type { aws_s3 as s3 } from 'aws-cdk-lib';
import { type DescribedDefault, describedEncryption } from './described-encryption';
import { contradictionRefusal } from '../../cdk';
import { ConstructMap } from '../../construct-state';
import type { DefaultEncryption } from '../../keys';

/** Who chose a default encryption. Who is higher prevails; two who are equal have to agree. */
export enum ChosenBy {
  /** A bucket policy demands it, and nobody else has chosen. */
  POLICY,
  /** A mixin for buckets that declare none. */
  WHERE_UNDECLARED,
  /** A mixin for this bucket. */
  MIXIN,
}

/** The default encryption that a mixin has given to a bucket. */
export interface SettledDefault {
  readonly algorithm: string;
  readonly bucketKeyEnabled: boolean;
  /** The ARN of the key, if it is a customer managed one. */
  readonly keyArn?: string;
  /** Whether the key was created for this bucket. */
  readonly ownKey: boolean;
  /** Whether the L2 bucket had no key before. */
  readonly broughtKey: boolean;
  /** Whether the bucket declared one before. */
  readonly replaces: boolean;
  readonly chosenBy: ChosenBy;
}

const SETTLED = new ConstructMap<s3.CfnBucket, SettledDefault>('default encryption settled');

/** The default encryption that mixins have given to a bucket; none if no mixin has. */
export function settledDefault(bucket: s3.CfnBucket): SettledDefault | undefined {
  return SETTLED.get(bucket);
}

/** Whether mixins have given a default encryption to a bucket. */
export function isDefaultSettled(bucket: s3.CfnBucket): boolean {
  return SETTLED.has(bucket);
}

export function settleDefault(bucket: s3.CfnBucket, settled: SettledDefault): void {
  SETTLED.set(bucket, settled);
}

/** Whether a bucket that was given a default encryption would be given the same one again. */
export function isSameDefault(settled: SettledDefault, { algorithm, bucketKeyEnabled, customerManagedKey, key }: DefaultEncryption): boolean {
  return settled.algorithm === algorithm && settled.bucketKeyEnabled === bucketKeyEnabled
    && settled.ownKey === (customerManagedKey && key === undefined) && (settled.ownKey || settled.keyArn === key?.keyArn);
}

/** A choice as `describedEncryption()` takes it. */
export function chosenDefault({ algorithm, bucketKeyEnabled, customerManagedKey, key }: DefaultEncryption): DescribedDefault {
  return { algorithm, bucketKeyEnabled, keyArn: key?.keyArn, ownKey: customerManagedKey && key === undefined };
}

// docs/decisions/0055
/** The error for a second default encryption: which one holds would depend on the order of the mixins. */
export function secondDefault(bucket: s3.CfnBucket, settled: SettledDefault, asked: DefaultEncryption): Error {
  return contradictionRefusal(bucket,
    `cannot set the default encryption to ${describedEncryption(bucket, chosenDefault(asked))}: `
    + `it is already set to ${describedEncryption(bucket, settled)}`,
    'choose one default encryption for the bucket (an EncryptedBucket has defaultEncryption, a LogBucket is always SSE-S3). '
    + 'If a mixin applies to many buckets, set its option onlyWhereUndeclared to true, and apply it after the others');
}
