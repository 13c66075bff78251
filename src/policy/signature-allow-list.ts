import { Annotations, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addedToBucketPolicy } from './bucket-policy';
import { OTHER_SIGNATURE_VERSIONS } from './deny-other-signature-versions';

/** What S3 checks on buckets and objects without a signature version, and what needs it. */
export const CHECKED_WITHOUT_SIGNATURE_VERSION = {
  's3:InitiateReplication': 'S3 Batch Replication',
  's3:AllowVendedLogDeliveryForResource': 'the delivery of server access logs to CloudWatch Logs',
} as const;

// docs/decisions/0045
/**
 * Warns if the policy of a bucket allows listed signature versions only, and so denies what a construct needs.
 *
 * The policy may change until the app is synthesized.
 *
 * @param bucket None for a bucket that is imported
 */
export function warnOfSignatureAllowList(
  scope: Construct, bucket: s3.CfnBucket | undefined, action: keyof typeof CHECKED_WITHOUT_SIGNATURE_VERSION,
): void {
  if (!bucket) { return; }
  scope.node.addValidation({
    validate: () => {
      if (addedToBucketPolicy(bucket, OTHER_SIGNATURE_VERSIONS)) {
        Annotations.of(scope).addWarningV2('cdk-s3-encryption:signatureAllowListDeniesAction',
          `The policy of bucket ${bucket.node.path} allows only listed signature versions, and S3 documents no signature version for ${action}, `
          + `so it denies ${CHECKED_WITHOUT_SIGNATURE_VERSION[action]}. Fix: use SignatureVersion.V4 for the bucket.`);
      }
      return [];
    },
  });
}
