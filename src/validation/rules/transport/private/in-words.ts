import type { Bucket } from '../../../posture';

/** The policy of a bucket as the subject of a sentence. A policy beside buckets of the template says whose it is. */
export function policyOf({ nameElsewhere }: Bucket): string {
  return nameElsewhere === undefined ? 'The bucket policy' : `The policy of the bucket ${nameElsewhere}`;
}

/** What follows "every request over plain HTTP". */
export function toBucket({ nameElsewhere }: Bucket): string {
  return nameElsewhere === undefined ? '' : ` to the bucket ${nameElsewhere}`;
}
