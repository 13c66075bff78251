import { type aws_s3 as s3 } from 'aws-cdk-lib';
import { SseAlgorithm } from '../encryption';
import { declaredDefault, type DeclaredDefault } from '../policy';
import { LogEncryption, LogPermission, type LogService } from '../services';

/** The default encryptions that services which deliver logs tell apart. */
export enum TargetEncryption {
  SSE_S3 = 'SSE-S3',
  SSE_KMS_BUCKET_KEY = 'SSE-KMS with a customer managed key and an S3 Bucket Key',
  SSE_KMS = 'SSE-KMS with a customer managed key',
  SSE_KMS_AWS_MANAGED = 'SSE-KMS with the AWS managed key aws/s3',
  DSSE_KMS = 'DSSE-KMS with a customer managed key',
  DSSE_KMS_AWS_MANAGED = 'DSSE-KMS with the AWS managed key aws/s3',
}

/** How a bucket of the app encrypts by default; nothing where that is known at deployment only. */
export function targetEncryption(bucket: s3.CfnBucket): TargetEncryption | undefined {
  const declared = known(bucket);
  if (declared === undefined) { return undefined; }
  const { algorithm, keyArn, bucketKeyEnabled } = declared;
  switch (algorithm) {
    case SseAlgorithm.SSE_S3: return TargetEncryption.SSE_S3;
    case SseAlgorithm.SSE_KMS:
      if (keyArn === undefined) { return TargetEncryption.SSE_KMS_AWS_MANAGED; }
      // Where it is known at deployment only, there may be one.
      return bucketKeyEnabled !== false ? TargetEncryption.SSE_KMS_BUCKET_KEY : TargetEncryption.SSE_KMS;
    case SseAlgorithm.DSSE_KMS:
      return keyArn === undefined ? TargetEncryption.DSSE_KMS_AWS_MANAGED : TargetEncryption.DSSE_KMS;
  }
}

function known(bucket: s3.CfnBucket): DeclaredDefault | undefined {
  try { return declaredDefault(bucket); } catch { return undefined; }
}

// docs/decisions/0011
/** Why a service cannot write to buckets with a default encryption; nothing if it can. */
export function whyRefused({ encryption: able, kmsRefused, dsseRefused, permission }: LogService, encryption: TargetEncryption): string | undefined {
  if (encryption === TargetEncryption.SSE_S3) {
    return able === LogEncryption.CUSTOMER_MANAGED_KEY ? 'the service encrypts them with a customer managed key' : undefined;
  }
  if (permission === LogPermission.ACL) { return 'they require ACLs, which only a LogBucket of this library supports'; }
  if (able === LogEncryption.SSE_S3) { return kmsRefused ?? 'they are delivered only to buckets with SSE-S3'; }
  switch (encryption) {
    case TargetEncryption.SSE_KMS_AWS_MANAGED:
    case TargetEncryption.DSSE_KMS_AWS_MANAGED:
      return 'the policy of the AWS managed key cannot be changed to allow the service';
    case TargetEncryption.DSSE_KMS: return dsseRefused ?? 'AWS documents their delivery to buckets with SSE-S3 and SSE-KMS, not with DSSE-KMS';
    default: return undefined;
  }
}

/** What to do instead. */
export function otherTarget({ encryption, permission }: LogService): string {
  switch (permission === LogPermission.ACL ? LogEncryption.SSE_S3 : encryption) {
    case LogEncryption.SSE_S3: return 'deliver them to a LogBucket, which uses SSE-S3';
    case LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY:
      return 'deliver them to a LogBucket, which uses SSE-S3, or to an EncryptedBucket with DefaultEncryption.sseKms()';
    case LogEncryption.CUSTOMER_MANAGED_KEY: return 'deliver them to an EncryptedBucket with DefaultEncryption.sseKms(), and configure the service with the key of the bucket';
  }
}
