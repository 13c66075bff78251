import type { Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, EncryptionKey } from '../../../src';

/** A way to encrypt by default, and what S3 has to say of it. */
export interface Mode {
  readonly title: string;
  readonly encryption: (stack: Stack) => DefaultEncryption;
  readonly algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  /** A key of AWS KMS: one in the stack, or the one that AWS manages. */
  readonly key?: 'stack' | 'managed';
  readonly bucketKey?: true;
}

const given = (stack: Stack) => new EncryptionKey(stack, 'Given');

export const MODES: readonly Mode[] = [
  { title: 'SSE-S3', encryption: () => DefaultEncryption.sseS3(), algorithm: 'AES256' },
  { title: 'SSE-KMS', encryption: () => DefaultEncryption.sseKms(), algorithm: 'aws:kms', key: 'stack', bucketKey: true },
  { title: 'SSE-KMS with a given key', encryption: (stack) => DefaultEncryption.sseKms({ key: given(stack) }), algorithm: 'aws:kms', key: 'stack', bucketKey: true },
  { title: 'SSE-KMS without a Bucket Key', encryption: () => DefaultEncryption.sseKms({ bucketKey: false }), algorithm: 'aws:kms', key: 'stack' },
  { title: 'SSE-KMS with aws/s3', encryption: () => DefaultEncryption.sseKmsAwsManaged(), algorithm: 'aws:kms', key: 'managed', bucketKey: true },
  { title: 'DSSE-KMS', encryption: () => DefaultEncryption.dsseKms(), algorithm: 'aws:kms:dsse', key: 'stack' },
  { title: 'DSSE-KMS with a given key', encryption: (stack) => DefaultEncryption.dsseKms({ key: given(stack) }), algorithm: 'aws:kms:dsse', key: 'stack' },
  { title: 'DSSE-KMS with aws/s3', encryption: () => DefaultEncryption.dsseKmsAwsManaged(), algorithm: 'aws:kms:dsse', key: 'managed' },
];

export const bucketOf = (mode: Mode, stack: Stack) => new EncryptedBucket(stack, 'Data', { defaultEncryption: mode.encryption(stack) });
