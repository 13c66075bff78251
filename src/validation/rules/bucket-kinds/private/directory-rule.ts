import { DIRECTORY_BUCKETS } from '../../../../encryption/internal';
import { isAbsent, isUnknown, type Resource, Ternary } from '../../../../template';
import type { Posture } from '../../../posture';
import { isTrue, judge, reasonOf } from '../../private/judge';
import { cannotTell, type Finding, violation } from '../../rule';

const LIST = ['BucketEncryption', 'ServerSideEncryptionConfiguration'] as const;

/** What directory buckets alone declare: a list of rules, and an S3 Bucket Key. */
export function* directoryRuleFindings({ kindBuckets }: Posture): Iterable<Finding> {
  for (const { kind, resource } of kindBuckets) {
    if (kind === DIRECTORY_BUCKETS) { yield* [...countFindings(resource), ...bucketKeyFindings(resource)]; }
  }
}

function* countFindings(resource: Resource): Iterable<Finding> {
  const property = ['Properties', ...LIST].join('.');
  const list = resource.read(...LIST);
  if (isUnknown(list)) {
    yield cannotTell(resource, property, `It cannot be determined whether the directory bucket declares one encryption rule: ${list.reason}.`);
  } else if (list !== undefined && Array.isArray(list) && list.length !== 1) {
    yield {
      ...violation(resource, property, `The directory bucket declares ${list.length} encryption rules instead of one.`),
      fix: 'Write one rule in ServerSideEncryptionConfiguration.',
    };
  }
}

function* bucketKeyFindings(resource: Resource): Iterable<Finding> {
  const path = [...LIST, 0, 'BucketKeyEnabled'] as const;
  const enabled = resource.read(...path);
  const answer = judge(enabled, (known) => isAbsent(known) || isTrue(known));
  if (answer === Ternary.YES || isUnknown(resource.read(...LIST))) { return; }
  const property = ['Properties', ...path].join('.');
  const finding = answer === Ternary.NO
    ? violation(resource, property, 'The directory bucket sets BucketKeyEnabled to false. Directory buckets always use an S3 Bucket Key with SSE-KMS.')
    : cannotTell(resource, property, `It cannot be determined whether the directory bucket turns its S3 Bucket Key off: ${reasonOf(enabled)}.`);
  yield { ...finding, fix: 'Remove BucketKeyEnabled, or set it to true.' };
}
