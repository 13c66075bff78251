import { memo } from '../../../template';
import { type AlikeBucket, type AlikeKeyReference, type KeyReference, KeyReferenceKind, type Posture } from '../../posture';
import type { Finding } from '../rule';

/** How messages call the key of a bucket: it is another key for each of the buckets that are alike. */
export interface KeyNames {
  /** As the bucket names it. */
  written(key: AlikeKeyReference): string;
  /** By its logical id, if it is a key of the app that is not named by an alias. */
  named(key: AlikeKeyReference): string;
}

/** What a rule finds in a bucket; a constant. Of what it finds in one of several that are alike, only whether it does is kept. */
export type Check = (bucket: AlikeBucket, names: KeyNames) => Iterable<Finding<unknown>>;

const NAMES: KeyNames = {
  written: (key) => (key as KeyReference).toString(),
  named: (key) => (namesAlias(key) ? undefined : (key as KeyReference).key?.resource.logicalId) ?? (key as KeyReference).toString(),
};
function namesAlias({ kind }: AlikeKeyReference): boolean {
  return kind === KeyReferenceKind.ALIAS_NAME || kind === KeyReferenceKind.ALIAS_ARN;
}

const NAMELESS: KeyNames = { written: () => '', named: () => '' };

const complies = memo((check: Check) => (bucket: AlikeBucket) => [...check(bucket, NAMELESS)].length === 0);

/**
 * What a rule finds in buckets one by one, where it looks at nothing but their default encryption and their policies:
 * of buckets that are alike it looks at one, and at the others only if that one is not as it should be.
 */
export function* eachKind({ buckets }: Posture, check: Check): Iterable<Finding> {
  const question = complies(check);
  for (const bucket of buckets) {
    if (bucket.ask(question)) { continue; }
    for (const finding of check(bucket, NAMES)) { yield { ...finding, resource: bucket.resource }; }
  }
}
