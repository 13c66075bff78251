import { memo } from '../../../template';
import { type AlikeBucket, type AlikeKeyReference, type Bucket, type KeyReference, KeyReferenceKind, type Posture } from '../../posture';
import type { Finding } from '../rule';

/** How messages call the key of a bucket: it is another key for each of the buckets that are alike. */
export interface KeyNames {
  /** As the bucket names it. */
  written(key: AlikeKeyReference): string;
  /** By its logical id, if it is a key of the app that is not named by an alias. */
  named(key: AlikeKeyReference): string;
}

/** What a rule finds in a bucket; a constant. */
export type Check = (bucket: AlikeBucket, names: KeyNames) => Iterable<Finding<unknown>>;

/** What a rule finds in a bucket, apart from which bucket it is. */
type Found = Omit<Finding<unknown>, 'resource'>;

/** What holds for all buckets that are alike; of findings that name the bucket or its key, that there are some. */
interface FoundInAll {
  readonly findings: readonly Found[];
  readonly nameTheBucket: boolean;
}

/** The names of the key of one bucket. */
export const KEY_NAMES: KeyNames = {
  written: (key) => (key as KeyReference).toString(),
  named: (key) => (namesAlias(key) ? undefined : (key as KeyReference).key?.resource.logicalId) ?? (key as KeyReference).toString(),
};

function namesAlias({ kind }: AlikeKeyReference): boolean {
  return kind === KeyReferenceKind.ALIAS_NAME || kind === KeyReferenceKind.ALIAS_ARN;
}

const foundInAll = memo((check: Check) => (bucket: AlikeBucket): FoundInAll => {
  let nameTheBucket = false;
  const name = () => {
    nameTheBucket = true;
    return '';
  };
  const findings = [...check(bucket, { written: name, named: name })].map(({ resource: _of, ...found }) => found);
  const { resource, ownKey } = bucket as Bucket;
  // Text of its policies and of its default encryption says what it refers to by logical ids.
  const ids = [resource.logicalId, ...(ownKey ? [ownKey.logicalId] : [])];
  nameTheBucket ||= findings.some(({ property, message, fix }) => ids.some((id) => [property, message, fix].some((text) => text?.includes(id))));
  return nameTheBucket ? { findings: [], nameTheBucket } : { findings, nameTheBucket };
});

/**
 * What a rule finds in buckets one by one, where it looks at nothing but their default encryption and their policies:
 * of buckets that are alike it looks at one, and at the others only where it names them or their keys.
 */
export function* eachKind({ buckets }: Posture, check: Check): Iterable<Finding> {
  const question = foundInAll(check);
  for (const bucket of buckets) {
    const { findings, nameTheBucket } = bucket.ask(question);
    for (const { property, status, severity, message, fix } of nameTheBucket ? check(bucket, KEY_NAMES) : findings) {
      yield { resource: bucket.resource, property, status, severity, message, fix };
    }
  }
}
