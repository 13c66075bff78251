import { SseAlgorithm } from '../../encryption';

/**
 * What CloudTrail says of an upload, for each algorithm: that the default encryption of the bucket was applied, or what
 * the upload asked for.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 */
export const APPLIED: { readonly [algorithm in SseAlgorithm]: readonly string[] } = {
  [SseAlgorithm.SSE_S3]: ['Default_SSE_S3', 'SSE_S3'],
  [SseAlgorithm.SSE_KMS]: ['Default_SSE_KMS', 'SSE_KMS'],
  [SseAlgorithm.DSSE_KMS]: ['Default_DSSE_KMS', 'DSSE_KMS'],
};

/** All that CloudTrail can say, in the order in which it is shown. */
export const ALL_APPLIED = [...Object.values(APPLIED).flat(), 'SSE_C'];
