import { doubtOf, type OtherPolicy } from './other-kinds';
import type { Pair } from './paired-resources';
import { nameOf, renamed, type Renames } from './renamed';
import { BUCKET_POLICY_ACTIONS, Budget, Gain, KEY_USING_ACTIONS, PolicyChange, type SearchedAction, valueIdentity } from '../../../policy-evaluation';
import { Text, textKey, type Value } from '../../../template';
import { accountOf, type Bucket, type Key, partitionOfResource } from '../../posture';
import { Effect } from '../effect';

/** Less than a tenth of a second of a slow machine, and some seconds of all. */
const MOST_STEPS = 200_000;
const MOST_STEPS_TOGETHER = 20_000_000;

/** What changes of the requests that a policy allows or denies. */
export interface RequestChange {
  readonly effect: Effect;
  readonly before: string | null;
  readonly after: string | null;
  /** A request for which it does. */
  readonly request?: string;
  /** Why it cannot be determined, as a clause. */
  readonly reason?: string;
}

/** A policy, and why the template may not show all of it. */
interface Seen {
  readonly document: Value;
  readonly doubt: string | undefined;
}

/** What a policy is about. */
type Named = Pick<Bucket | Key, 'arn' | 'resource'>;

// docs/decisions/0104
/** Compares the policies of buckets and keys. What is asked of one is not asked of those that differ in name only. */
export class RequestChanges {
  private readonly together = new Budget(MOST_STEPS_TOGETHER);
  private readonly known = new Map<string, readonly RequestChange[]>();

  constructor(private readonly renames: Renames) {}

  ofBucket({ before, after }: Required<Pair<Bucket>>): readonly RequestChange[] {
    return this.between(policyOfBucket(before), policyOfBucket(after), before, after, BUCKET_POLICY_ACTIONS);
  }

  ofKey({ before, after }: Required<Pair<Key>>): readonly RequestChange[] {
    return this.between(policyOfKey(before), policyOfKey(after), before, after, KEY_USING_ACTIONS);
  }

  /** A policy that is on one side only is compared with none. */
  ofOther({ before, after }: Pair<OtherPolicy>): readonly RequestChange[] {
    const known = (after ?? before)!;
    const seen = (one: OtherPolicy | undefined): Seen => ({ document: one?.document ?? null, doubt: one && doubtOf(one) });
    const named = ({ resource, arn }: OtherPolicy): Named => ({ resource, arn: arn ?? '' });
    return this.between(seen(before), seen(after), named(before ?? known), named(after ?? known), known.actions);
  }

  private between(
    former: Seen, present: Seen, before: Named, after: Named, actions: readonly SearchedAction[],
  ): readonly RequestChange[] {
    const document = renamed(present.document, this.renames);
    const [was, is] = [valueIdentity(former.document), valueIdentity(document)];
    if (was === is && former.doubt === present.doubt) { return []; }
    const doubt = former.doubt ?? present.doubt;
    if (doubt !== undefined) { return [undetermined(doubt)]; }
    const resource = before.arn;
    const isRenamed = textKey(resource) !== textKey(renamed(after.arn, this.renames));
    if (isRenamed) { return [undetermined('the name of the resource changes, so requests can\'t be compared')]; }
    const likeness = JSON.stringify([was, is, valueIdentity(resource)]).replaceAll(nameOf(before.resource), '');
    const known = this.known.get(likeness);
    if (known) { return known; }
    const asked = { actions, resource };
    const changes = [
      ...this.gains(former.document, document, asked, Effect.WEAKER),
      ...this.gains(document, former.document, asked, Effect.STRONGER),
    ];
    // Words with a name in them are about this one alone.
    const isAlone = changes.some(({ request = '' }) => request.includes(before.resource.logicalId) || request.includes(after.resource.logicalId));
    if (!isAlone) { this.known.set(likeness, changes); }
    return changes;
  }

  private gains(
    without: Value, having: Value, asked: Parameters<PolicyChange['gained']>[0], effect: Effect.WEAKER | Effect.STRONGER,
  ): RequestChange[] {
    const limits = { each: MOST_STEPS, together: this.together };
    return new PolicyChange(without, having).gained(asked, limits).map(({ gain, isCertain, reason, words }) => {
      const [none, some] = WORDS[gain];
      const direction = effect === Effect.WEAKER ? { before: none, after: some } : { before: some, after: none };
      return {
        effect: isCertain ? effect : Effect.UNDETERMINED,
        ...direction,
        ...(words === undefined ? {} : { request: words }),
        ...(isCertain ? {} : { reason: reason ?? 'it depends on what is known at deployment only' }),
      };
    });
  }
}

const WORDS: { readonly [gain in Gain]: readonly [without: string, having: string] } = {
  [Gain.ALLOWED]: ['not allowed', 'allowed'],
  [Gain.NOT_DENIED]: ['denied', 'not denied'],
};

function undetermined(reason: string): RequestChange {
  return { effect: Effect.UNDETERMINED, before: null, after: null, reason };
}

/** Of several policies S3 keeps the one that is deployed last. */
function policyOfBucket({ policies, resource, unseenPolicies }: Bucket): Seen {
  const [policy, ...others] = policies;
  if (policy === undefined) { return { document: null, doubt: unseenPolicies }; }
  const document = policy.resource.read('PolicyDocument') ?? null;
  if (others.length > 0) { return { document: policies.map((one) => one.resource.read('PolicyDocument') ?? null), doubt: 'the bucket has several policies' }; }
  return { document, doubt: policy.resource.isMadeWith(resource) ? undefined : `a condition determines whether the policy ${policy.resource.logicalId} exists` };
}

function policyOfKey(key: Key): Seen {
  return { document: key.policyDocument ?? defaultKeyPolicy(key), doubt: key.unseenPolicy };
}

/**
 * Where there is none, AWS KMS creates one that leaves all to the policies of the account.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
function defaultKeyPolicy({ resource }: Key): Value {
  const root = Text.of('arn:', partitionOfResource(resource), ':iam::', accountOf(resource), ':root');
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' }] };
}
