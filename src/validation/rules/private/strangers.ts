import { Principal } from '../../../policy-evaluation';
import { type Resource, Ternary, Text, textKey } from '../../../template';
import { accountOf, regionOf } from '../../posture';

/** The value of `kms:ViaService` when S3 calls AWS KMS for a request to a bucket. */
export function viaS3(bucket: Resource): string | Text {
  return viaS3In(regionOf(bucket));
}

/** The same, by the Region of the bucket. The DNS suffix is the same in every partition. */
export function viaS3In(region: string | Text): string | Text {
  return Text.of('s3.', region, '.amazonaws.com');
}

/** Whether an account is another than that of a resource. */
export function isForeign(account: string | Text, resource: Parameters<typeof accountOf>[0]): Ternary {
  const own = accountOf(resource);
  if (textKey(account) === textKey(own)) { return Ternary.NO; }
  return typeof account === 'string' && typeof own === 'string' ? Ternary.YES : Ternary.UNKNOWN;
}

/**
 * A role in an account of which no policy speaks, and no hole: a hole stands for one character at least, so it can turn
 * out to be any account but one without a number.
 */
export const STRANGER = Principal.role('arn:aws:iam:::role/a-role-that-no-policy-names', '');
