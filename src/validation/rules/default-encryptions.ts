import { SseAlgorithm } from '../../encryption';
import type { UploadDefault } from '../../legacy-policy';
import { isUnknown, textOf, Unknown, type Value } from '../../template';
import { type AlikeBucket, type AlikeKeyReference, KeyReferenceKind } from '../posture';
import { encryptionChoices } from './private/encryption-choices';
import { reasonOf } from './private/judge';

/** The default encryptions that a bucket may have, and why others cannot be determined. */
export interface Defaults {
  readonly known: readonly UploadDefault[];
  readonly unknown: string | undefined;
}

const ALGORITHMS: readonly string[] = Object.values(SseAlgorithm);

export function defaultsOf(bucket: AlikeBucket): Defaults {
  const known: UploadDefault[] = [];
  let unknown: string | undefined;
  for (const { algorithm = SseAlgorithm.SSE_S3, key, certain } of encryptionChoices(bucket)) {
    if (typeof algorithm !== 'string') {
      unknown ??= reasonOf(algorithm) || 'its default encryption cannot be read';
    } else if (algorithm === SseAlgorithm.SSE_S3) {
      known.push({ algorithm, key: undefined });
    } else if (!certain) {
      unknown ??= 'algorithm and key of its default encryption are chosen by different conditions';
    } else if (ALGORITHMS.includes(algorithm)) {
      known.push({ algorithm, key: arnOf(key) });
    }
  }
  return { known, unknown };
}

/** The ARN that S3 shows for a key, whichever way the default encryption names it. */
function arnOf(reference: AlikeKeyReference): UploadDefault['key'] {
  if (reference.key) { return reference.key.arn; }
  switch (reference.kind) {
    case KeyReferenceKind.NONE:
    case KeyReferenceKind.AWS_MANAGED: return undefined;
    case KeyReferenceKind.ARN: return textOf(reference.value);
    case KeyReferenceKind.UNKNOWN: return textOf(reference.value) ?? untold(reference.value);
    default: return new Unknown(`the ARN of the key is not known (${reference.toString()} is its ${reference.kind})`);
  }
}

function untold(value: Value | undefined): Unknown {
  return isUnknown(value) ? value : new Unknown('the ARN of the key is known at deployment only');
}
