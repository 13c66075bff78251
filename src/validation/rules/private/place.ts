import { Principal } from '../../../policy-evaluation';
import { type Resource, Text, textKey, textOf } from '../../../template';
import { pseudoParameter } from '../../../template/pseudo-parameters';
import { Ternary } from '../../../ternary';

/** The account that a resource is made in: its number, or the hole that stands for it wherever it is meant. */
export function accountOf(resource: Resource): string | Text {
  return pseudo('AWS::AccountId', resource);
}

/** The Region that a resource is made in: its name, or the hole that stands for it wherever it is meant. */
export function regionOf(resource: Resource): string | Text {
  return pseudo('AWS::Region', resource);
}

/** The value of `kms:ViaService` when S3 calls KMS on behalf of whoever uses a bucket; the same in every partition. */
export function viaS3(bucket: Resource): string | Text {
  return Text.of('s3.', regionOf(bucket), '.amazonaws.com');
}

/** Whether an account is another than that of a resource. */
export function isForeign(account: string | Text, resource: Resource): Ternary {
  const own = accountOf(resource);
  if (textKey(account) === textKey(own)) { return Ternary.NO; }
  return typeof account === 'string' && typeof own === 'string' ? Ternary.YES : Ternary.UNKNOWN;
}

/**
 * A role in an account of which no policy speaks, and no hole: a hole stands for one character at least, so it can turn
 * out to be any account but one without a number.
 */
export const STRANGER = Principal.role('arn:aws:iam:::role/a-role-that-no-policy-names', '');

function pseudo(name: string, { template, environment }: Resource): string | Text {
  return textOf(pseudoParameter(name, { template, environment, stackName: undefined })) ?? '';
}
