import { inShort } from './changed-facts';
import { type Called, keyFact } from './key-names';
import type { Pair } from './paired-resources';
import { fateOf, policyRetentionFacts, retentionFacts } from './retention';
import { literalFact } from './values';
import { SseAlgorithm } from '../../../encryption';
import { BUCKET_POLICY_ACTIONS, KIND_POLICY_ACTIONS, type SearchedAction } from '../../../policy-evaluation';
import { type Resource, Ternary, type Text, textOf, type Value } from '../../../template';
import { KmsKeyType } from '../../custom-rules';
import type { KindBucket, Posture, VectorIndex } from '../../posture';
import type { Fact } from '../aspects';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

type Encrypted = KindBucket | VectorIndex;

/** Directory, table and vector buckets, and the indexes of the latter. */
export function encryptedOf({ kindBuckets, vectorIndexes }: Posture): readonly Encrypted[] {
  return [...kindBuckets, ...vectorIndexes];
}

/** The default encryption of each of them, and what CloudFormation does with it. */
export function encryptedFacts(called: Called): (one: Encrypted) => readonly Fact[] {
  return ({ encryption, resource, title }) => {
    const algorithm = literalFact('defaultEncryption', encryption.algorithm, title === 'vector index' ? 'as its bucket' : SseAlgorithm.SSE_S3);
    const isAwsManaged = encryption.keys.length === 0 && textOf(encryption.algorithm) === SseAlgorithm.SSE_KMS;
    return [
      algorithm,
      isAwsManaged ? keyFact('key', [], called, KmsKeyType.AWS_MANAGED) : keyFact('key', encryption.keys, called),
      ...retentionFacts(resource),
    ];
  };
}

/** One that is on one side only. */
export function cameOrWent({ before, after }: Pair<Encrypted>, facts: (one: Encrypted) => readonly Fact[]): Omit<Change, 'subject'>[] {
  if (after) { return [{ aspect: 'added', effect: Effect.OTHER, before: null, after: null, note: `${inShort(facts(after))}.` }]; }
  if (!before) { return []; }
  const fate = fateOf(before.resource.deletionPolicy);
  const note = fate === 'unknown' ? `It is not known whether CloudFormation deletes the ${before.title}.` : fate === 'deleted'
    ? `CloudFormation deletes the ${before.title}, which fails if it is not empty.` : `CloudFormation retains the ${before.title}, and no longer manages it.`;
  return [{ aspect: 'removed', effect: Effect.OTHER, before: null, after: fate, note }];
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
