import type { DashboardBucket } from './dashboard-bucket';
import { SseAlgorithm } from '../../encryption';

/** The default encryption of a bucket in words. */
export function encryptionOf({ algorithm, keyArn, customerManagedKey, bucketKeyEnabled }: DashboardBucket): string {
  switch (algorithm) {
    case undefined: return 'not known to the template';
    case SseAlgorithm.SSE_S3: return 'SSE-S3';
    default: {
      const name = algorithm === SseAlgorithm.SSE_KMS ? 'SSE-KMS' : 'DSSE-KMS';
      return `${name}${keyInWords(keyArn === undefined ? customerManagedKey : true)}${bucketKeyEnabled ? ', with an S3 Bucket Key' : ''}`;
    }
  }
}

function keyInWords(isCustomerManaged: boolean | undefined): string {
  if (isCustomerManaged === undefined) { return ''; }
  return ` with ${isCustomerManaged ? 'a customer managed key' : 'the AWS managed key aws/s3'}`;
}
