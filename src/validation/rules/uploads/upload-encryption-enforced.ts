import { Outcome, Wanted } from '../../../policy-evaluation';
import type { AlikeBucket, AlikePolicy, Bucket } from '../../posture';
import { defaultsOf } from '../default-encryptions';
import { nearlyDenied, whyUntold } from '../private/bucket-denials';
import { isSurelyThere } from '../private/bucket-policies';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { type Given, givenTo, type OtherUploads, otherUpdates, otherUploads, uploadsWithNamedKeys } from './private/other-uploads';
import { plainlyEnforces } from './private/plain-enforcement';
import { ENCRYPTION_KEYS } from './private/uploads';

export const uploadEncryptionEnforced: Rule = {
  metadata: {
    name: 'UploadEncryptionEnforced',
    topic: Topic.UPLOADS,
    severity: Severity.WARNING,
    preset: Preset.STRICT,
    title: 'Uploads that specify other encryption than the default of the bucket are denied',
    why: 'The encryption headers of an upload take precedence over default encryption. A principal that can upload can store objects with '
      + 'SSE-S3, with the AWS managed key, or with a key of another account, outside of your key policy and audit trail.',
    fix: 'Deny s3:PutObject and s3:UpdateObjectEncryption with another algorithm or another key: use EncryptedBucket, or apply '
      + 'mixins.BucketUploadEncryption.',
    fixForAll: 'To fix all buckets of the stack, apply mixins.BucketUploadEncryption to the stack.',
    controls: { nist80053r5: ['SC-12(2)', 'SC-13', 'SC-28', 'SC-28(1)'] },
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms',
    ],
  },

  * check({ buckets }) {
    for (const bucket of buckets) {
      if (bucket.policies.length === 0) {
        const maker = bucket.unseenPolicies;
        yield maker === undefined
          ? violation(bucket.resource, 'Properties', 'The bucket has no policy, so uploads can specify any encryption.')
          : cannotTell(bucket.resource, 'Properties',
            `It cannot be determined whether uploads that specify other encryption than the default are denied: ${maker}.`);
        continue;
      }
      yield* found(bucket);
    }
  },
};

function* found(bucket: Bucket): Iterable<Finding> {
  const shared = bucket.ask(whatIsLetIn);
  const enforcement = shared.hasHole === true ? whatIsLetIn(bucket) : shared;
  const { letIn, doubtful, leniently, untold } = enforcement;
  if (letIn !== undefined) {
    yield violation(bucket.resource, 'Properties',
      `The bucket policy does not deny every upload that specifies other encryption than the default: it does not deny ${letIn}.${nearlyDenied(enforcement)}`);
  } else if (doubtful || untold !== undefined) {
    const reason = doubtful ? defaultsOf(bucket).unknown : whyUntold(bucket, enforcement);
    yield cannotTell(bucket.resource, 'Properties',
      `It cannot be determined whether uploads that specify other encryption than the default are denied: ${reason}.`);
  } else if (leniently !== undefined) {
    yield violation(bucket.resource, 'Properties',
      `The bucket policy denies uploads that specify other encryption than the default, but not ${leniently}.`, Severity.INFO);
  }
}

/** What it does with uploads that ask for another encryption. Speaks of requests only, not of the bucket. */
interface Enforcement {
  /** An upload that is surely not denied. */
  readonly letIn?: string;
  /** What would deny it but for one thing, as sentences. */
  readonly nearly?: readonly string[];
  /** Whether it cannot be determined which encryption is the default. */
  readonly doubtful?: boolean;
  /** An upload of which it cannot be determined whether it is denied. */
  readonly untold?: string;
  /** Why it cannot be determined, as a clause, where that is known. */
  readonly reason?: string;
  /** A request that is surely not denied, where this is less bad. */
  readonly leniently?: string;
  /** Whether the words say something that can be another thing of each bucket. */
  readonly hasHole?: boolean;
}

function whatIsLetIn(bucket: AlikeBucket): Enforcement {
  const { known, unknown } = defaultsOf(bucket);
  const cases = bucket.policies.flatMap((policy) => known.map((one): [AlikePolicy, Given] => [policy, givenTo(policy, one)]));
  const plainly = (policy: AlikePolicy, given: Given, action: string) => plainlyEnforces(bucket, policy, given, action);
  const strictly = search(bucket, cases, (policy, given) => (
    plainly(policy, given, 's3:PutObject') ? [] : otherUploads(given, policy.search.identities)
  ));
  if (strictly.letIn !== undefined) { return strictly; }
  const doubtful = unknown !== undefined;
  if (doubtful || strictly.untold !== undefined) { return { ...strictly, doubtful }; }
  const { letIn, ...others } = search(bucket, cases, (policy, given) => [
    ...uploadsWithNamedKeys(given, policy),
    ...(plainly(policy, given, 's3:PutObject') ? [] : otherUploads(given, policy.search.services, policy.search.services)),
    ...(plainly(policy, given, 's3:UpdateObjectEncryption') ? [] : otherUpdates(given, policy.search.identities)),
  ]);
  return letIn === undefined ? others : { leniently: letIn, hasHole: others.hasHole };
}

function search(
  bucket: AlikeBucket, cases: readonly (readonly [AlikePolicy, Given])[], wanted: (policy: AlikePolicy, given: Given) => readonly OtherUploads[],
): Enforcement {
  let untold: Enforcement = {};
  for (const [policy, given] of cases) {
    for (const { note = '', space } of wanted(policy, given)) {
      const { isOfOne, nearly, outcome, reason, words = 'them' } = bucket.find(policy, Wanted.NOT_DENIED, { ...space, essential: ENCRYPTION_KEYS });
      const said = `${words}${note}`;
      if (outcome === Outcome.FOUND) { return { letIn: said, hasHole: isOfOne, ...(nearly === undefined ? {} : { nearly }) }; }
      if (outcome === Outcome.UNTOLD) { untold = { untold: said, hasHole: isOfOne, ...(reason === undefined ? {} : { reason }) }; }
    }
    if (!isSurelyThere(policy, bucket)) { untold = { untold: 'them' }; }
  }
  return untold;
}
