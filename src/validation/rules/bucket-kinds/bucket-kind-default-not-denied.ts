import { type ContextKeys, Outcome, type SearchedAction } from '../../../policy-evaluation';
import { type BucketPolicy, accountOf, type KindBucket } from '../../posture';
import { isSurelyThere } from '../private/bucket-policies';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { defaultOf, encryptingActions, type KnownDefault, letThrough } from './private/encrypting-requests';

// docs/decisions/0119
export const bucketKindDefaultNotDenied: Rule = {
  metadata: {
    name: 'BucketKindDefaultNotDenied',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Policies of directory, table and vector buckets do not deny the default encryption of their bucket',
    why: 'If the policy requires another algorithm or another key than the default encryption, requests that specify the default are denied. If it denies requests '
      + 'that specify no encryption, it may deny the sessions of all AWS SDKs, including sessions that only read, and tables that CloudFormation creates: AWS doesn\'t document '
      + 'whether the condition keys then have the values of the default encryption.',
    fix: 'Specify the algorithm and the key ARN of the default encryption in the policy, and deny only requests that specify an encryption: add Null with the value '
      + '"false" for the condition key to each Deny statement. EncryptedDirectoryBucket, EncryptedTableBucket and EncryptedVectorBucket do so by default.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html#s3-express-require-sse-kms',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-specifying-kms-encryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/tables-require-kms.html',
    ],
  },

  * check({ kindBuckets }) {
    for (const bucket of kindBuckets) {
      const byDefault = bucket.policies.length > 0 ? defaultOf(bucket) : undefined;
      for (const policy of byDefault ? bucket.policies : []) { yield* judged(bucket, policy, byDefault!); }
    }
  },
};

function* judged(bucket: KindBucket, policy: BucketPolicy, byDefault: NonNullable<ReturnType<typeof defaultOf>>): Iterable<Finding> {
  const { kind, title } = bucket;
  const { conditionKeys, documentProperty, resource } = policy;
  const property = `Properties.${documentProperty}`;
  const ofDefault = `specifies the default encryption of the ${title}`;
  if ('unknown' in byDefault) {
    // A policy that looks at no encryption denies none.
    if (![kind.algorithmConditionKey, kind.keyConditionKey].some((key) => conditionKeys.has(key.toLowerCase()))) { return; }
    yield cannotTell(resource, property, `It cannot be determined whether the policy denies what ${ofDefault}: ${byDefault.unknown}.`);
    return;
  }
  const answers = encryptingActions(bucket).map((levels) => ({ name: levels[0].name, ...answerFor(bucket, policy, levels, byDefault) }));
  for (const kindOfDenial of [Denial.DEFAULT, Denial.UNSPECIFIED, Denial.UNTOLD]) {
    const [first, ...others] = answers.filter(({ denial }) => denial === kindOfDenial);
    if (!first) { continue; }
    const actions = [first, ...others].map(({ name }) => name).join(', ');
    if (kindOfDenial === Denial.UNSPECIFIED) {
      yield cannotTell(resource, property, `The policy denies every ${actions} that specifies no encryption. It cannot be determined whether this includes requests with the default `
        + 'encryption: AWS does not document whether the condition keys then have its values.');
    } else if (kindOfDenial === Denial.DEFAULT && isSurelyThere(policy, bucket)) {
      yield violation(resource, property, `The policy denies every ${actions} that ${ofDefault}.`);
    } else {
      const reason = kindOfDenial === Denial.DEFAULT ? `the policy is created under the condition ${resource.condition}` : first.reason;
      yield cannotTell(resource, property, `It cannot be determined whether the policy denies every ${actions} that ${ofDefault}: ${reason}.`);
    }
  }
}

/** What a policy surely denies to everybody, or may deny. */
enum Denial {
  NOTHING = 'nothing',
  /** What specifies the default encryption. */
  DEFAULT = 'default',
  /** What specifies none. */
  UNSPECIFIED = 'unspecified',
  UNTOLD = 'untold',
}

function answerFor(
  bucket: KindBucket, { search }: BucketPolicy, levels: readonly SearchedAction[], { algorithm, keyArn }: KnownDefault,
): { readonly denial: Denial; readonly reason?: string } {
  const { kind: { algorithmConditionKey, keyConditionKey } } = bucket;
  const callers = search.identitiesOf(accountOf(bucket.resource));
  const ask = (context: ContextKeys) => letThrough(search, levels, { callers, resource: bucket.arn, context: { 'aws:SecureTransport': 'true', ...context } });
  const ofDefault = ask({ [algorithmConditionKey]: algorithm, [keyConditionKey]: keyArn ?? null });
  const ofNone = ask({ [algorithmConditionKey]: null, [keyConditionKey]: null });
  const outcomes = [ofDefault.outcome, ofNone.outcome];
  // What is denied whatever is specified has nothing to do with encryption.
  if (outcomes.every((one) => one === Outcome.FOUND) || ask({}).outcome === Outcome.NONE) { return { denial: Denial.NOTHING }; }
  if (ofDefault.outcome === Outcome.NONE) { return { denial: Denial.DEFAULT }; }
  if (ofNone.outcome === Outcome.NONE) { return { denial: Denial.UNSPECIFIED }; }
  const { reason = 'it depends on values that are known at deployment only' } = ofDefault.outcome === Outcome.UNTOLD ? ofDefault : ofNone;
  return { denial: Denial.UNTOLD, reason };
}
