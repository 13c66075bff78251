import { SseAlgorithm } from '../../encryption';
import { AppliedEncryption } from '../uploads/applied-encryption';

/**
 * What CloudTrail says of an upload, for each algorithm: that the default encryption of the bucket was applied, or what
 * the upload asked for.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 */
export const APPLIED: { readonly [algorithm in SseAlgorithm]: readonly AppliedEncryption[] } = {
  [SseAlgorithm.SSE_S3]: [AppliedEncryption.DEFAULT_SSE_S3, AppliedEncryption.SSE_S3],
  [SseAlgorithm.SSE_KMS]: [AppliedEncryption.DEFAULT_SSE_KMS, AppliedEncryption.SSE_KMS],
  [SseAlgorithm.DSSE_KMS]: [AppliedEncryption.DEFAULT_DSSE_KMS, AppliedEncryption.DSSE_KMS],
};
