import { changedFacts, inShort } from './changed-facts';
import { type Called, keyFact } from './key-names';
import { consequenceFor, type Encrypted, otherReplacementChange, replacementOfOther } from './other-replacement';
import type { Pair } from './paired-resources';
import { possibleRemoval } from './removal';
import type { Replacement } from './replacement';
import { type Fate, fateOf, policyRetentionFacts, retentionFacts } from './retention';
import type { InOneUpdate } from './root-stacks';
import { literalFact } from './values';
import { SseAlgorithm } from '../../../encryption';
import { BUCKET_POLICY_ACTIONS, KIND_POLICY_ACTIONS, type SearchedAction } from '../../../policy-evaluation';
import { type Resource, Ternary, type Text, type Value } from '../../../template';
import { FileSystem, KindBucket, type Posture, VectorIndex } from '../../posture';
import type { Fact } from '../aspects';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

/** Directory, table and vector buckets, the indexes of the latter, and file systems. */
export function encryptedOf({ fileSystems, kindBuckets, vectorIndexes }: Posture): readonly Encrypted[] {
  return [...kindBuckets, ...vectorIndexes, ...fileSystems];
}

/** The default encryption of each of them, and what CloudFormation does with it. */
export function encryptedFacts(called: Called): (one: Encrypted) => readonly Fact[] {
  return (one) => {
    const { encryption, resource, title } = one;
    // Without a key, AWS owns the one that S3 Files uses.
    if (one instanceof FileSystem) { return [keyFact('key', encryption.keys, called), ...retentionFacts(resource)]; }
    const algorithm = literalFact('defaultEncryption', encryption.algorithm, title === 'vector index' ? 'as its bucket' : SseAlgorithm.SSE_S3);
    return [algorithm, keyFact('key', encryption.keys, called), ...retentionFacts(resource)];
  };
}

/** The changes of one that is on both sides, with what CloudFormation does with what exists. */
export function encryptionChanges(
  before: Encrypted, after: Encrypted, factsOf: { readonly before: FactsOf; readonly after: FactsOf }, inOneUpdate: InOneUpdate,
): Omit<Change, 'subject'>[] {
  const replacement = replacementOfOther({ before, after }, inOneUpdate);
  const changes = changedFacts(factsOf.before(before), factsOf.after(after)).map((change) => {
    if (change.aspect !== 'key' && change.aspect !== 'defaultEncryption') { return change; }
    const { note: _ofObjects, ...others } = change;
    const note = replacement ? consequenceOfReplacement(after, replacement) : consequence(after, change);
    return note === undefined ? others : { ...others, note };
  });
  const removal = possibleRemoval({ before, after }, () => removalOf(before));
  return [...replacement ? [otherReplacementChange(after, replacement)] : [], ...removal ? [removal] : [], ...changes];
}

type FactsOf = (one: Encrypted) => readonly Fact[];

/** What becomes of what exists when its encryption changes, as AWS documents it for the kind. */
function consequence(one: Encrypted, { aspect, before, after }: Pick<Change, 'aspect' | 'before' | 'after'>): string | undefined {
  if (!(one instanceof KindBucket)) { return undefined; }
  if (one.kind.change === 'for new tables only') { return 'Tables that exist keep their encryption.'; }
  // AWS documents nothing about a change from SSE-KMS to SSE-S3.
  return one.kind.change === 'one key for the life of the bucket' && aspect === 'key' && before !== 'none' && after !== 'none'
    ? 'A directory bucket keeps its first key: S3 rejects another one.' : undefined;
}

/** The same where there is a new one, or would be. */
function consequenceOfReplacement({ title }: Encrypted, { isCertain, nameTaken }: Replacement): string {
  if (nameTaken === Ternary.YES) { return `The ${title} keeps its encryption${isCertain ? '' : ' if the update fails'}.`; }
  return `CloudFormation ${isCertain && nameTaken === Ternary.NO ? 'replaces' : 'may replace'} the ${title}.`;
}

/** One that is on one side only. */
export function cameOrWent({ before, after }: Pair<Encrypted>, facts: (one: Encrypted) => readonly Fact[]): Omit<Change, 'subject'>[] {
  if (after) { return [{ aspect: 'added', effect: Effect.OTHER, before: null, after: null, note: `${inShort(facts(after))}.` }]; }
  return before ? [{ aspect: 'removed', effect: removalEffect(before), before: null, ...removalOf(before) }] : [];
}

function removalOf(one: Encrypted): { readonly after: Fate; readonly note: string } {
  const fate = fateOf(one.resource.deletionPolicy);
  return { after: fate, note: consequenceFor(one, fate, 'the') };
}

/** An index is deleted with what is in it. */
function removalEffect(one: Encrypted): Effect {
  const fate = fateOf(one.resource.deletionPolicy);
  if (!(one instanceof VectorIndex) || fate === 'retained') { return Effect.OTHER; }
  return fate === 'deleted' ? Effect.WEAKER : Effect.UNDETERMINED;
}

/** A policy of something else than a general purpose bucket of the app. */
export interface OtherPolicy {
  readonly resource: Resource;
  readonly document: Value;
  /** What it is the policy of; nothing where it is not known. */
  readonly arn: string | Text | undefined;
  readonly actions: readonly SearchedAction[];
}

/** The policies of buckets that are not in the app, of buckets of other kinds, and of tables. */
export function otherPoliciesOf({ bucketsElsewhere, kindPolicies }: Posture): readonly OtherPolicy[] {
  return [
    ...bucketsElsewhere.flatMap(({ arn, policies }) => policies.map(({ resource, document }) => (
      { resource, document, arn, actions: BUCKET_POLICY_ACTIONS }
    ))),
    ...kindPolicies.map(({ arn, kind, policy: { resource, document } }) => ({ resource, document, arn, actions: KIND_POLICY_ACTIONS[kind.service] })),
  ];
}

export function otherPolicyFacts({ resource }: OtherPolicy): readonly Fact[] {
  return policyRetentionFacts([resource]);
}

/** Whether the policy stays where it is though its resource is removed. */
export function staysWhenRemoved({ before, after }: Pair<OtherPolicy>): boolean {
  return before !== undefined && after === undefined && fateOf(before.resource.deletionPolicy) === 'retained';
}

/** Why the requests of a policy cannot be compared, as a clause. */
export function doubtOf({ resource, arn }: OtherPolicy): string | undefined {
  if (arn === undefined) { return 'it is not known which resource the policy belongs to'; }
  return resource.exists === Ternary.YES ? undefined : `a condition determines whether the policy ${resource.logicalId} exists`;
}
