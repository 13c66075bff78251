import { KIND_POLICY_ACTIONS, Outcome, type PolicySearch, type RequestSpace, type SearchedAction, type SearchResult, Wanted } from '../../../../policy-evaluation';
import { Text, Ternary, textOf, type Value } from '../../../../template';
import { accountOf, type BucketPolicy, comparisonsOf, type KeyReference, KeyReferenceKind, type KindBucket, partitionOfResource, regionOf, statementsOf } from '../../../posture';
import { encryptionChoices } from '../../private/encryption-choices';
import { reasonOf } from '../../private/judge';

/** How a directory, table or vector bucket encrypts by default, as its policy is asked about it. */
export interface KnownDefault {
  readonly algorithm: string;
  /** The full ARN of the key; nothing with SSE-S3. */
  readonly keyArn: string | Text | undefined;
}

/** Its default encryption; a clause says why it is not known. What it declares wrongly is another rule's business. */
export function defaultOf({ encryption }: KindBucket): KnownDefault | { readonly unknown: string } | undefined {
  const choices = encryptionChoices(encryption);
  const [{ algorithm, key, kms, certain }] = choices;
  if (choices.length > 1 || !certain) { return { unknown: 'algorithm and key depend on the deployment' }; }
  if (algorithm === undefined) { return undefined; }
  if (kms === Ternary.UNKNOWN) { return { unknown: reasonOf(algorithm) }; }
  const keyArn = arnOf(key, encryption.resource);
  if (kms === Ternary.YES && keyArn === undefined) { return key.kind === KeyReferenceKind.UNKNOWN ? { unknown: reasonOf(key.value) } : undefined; }
  return { algorithm: String(algorithm), keyArn: kms === Ternary.YES ? keyArn : undefined };
}

function arnOf({ key, kind, value }: KeyReference, from: KindBucket['resource']): string | Text | undefined {
  if (key) { return key.arn; }
  const text = textOf(value);
  if (text === undefined || kind === KeyReferenceKind.NONE) { return undefined; }
  return kind === KeyReferenceKind.ID ? Text.of('arn:', partitionOfResource(from), ':kms:', regionOf(from), ':', accountOf(from), ':key/', text) : text;
}

/** The actions that can specify an encryption, each with the resources that policies may be asked about. */
export function encryptingActions({ kind }: KindBucket): readonly (readonly SearchedAction[])[] {
  return kind.encryptingActions.map((name) => KIND_POLICY_ACTIONS[kind.service].filter((action) => action.name === name));
}

/** The keys that a policy names when it looks at which key is specified: it accepts them, or means to. */
export function keysNamedIn({ document }: BucketPolicy, { kind: { keyConditionKey } }: KindBucket): readonly Value[] {
  const name = keyConditionKey.toLowerCase();
  return statementsOf(document).flatMap(comparisonsOf).filter(({ conditionKey }) => conditionKey === name).flatMap(({ values }) => values);
}

/** A request that is let through for an action, whichever of the documented resources a policy is asked about. */
export function letThrough(search: PolicySearch, levels: readonly SearchedAction[], space: Omit<RequestSpace, 'actions'>): SearchResult {
  const results = levels.map((action) => search.find(Wanted.NOT_DENIED, { ...space, actions: [action] }));
  const outcomes = new Set(results.map(({ outcome }) => outcome));
  if (outcomes.size === 1) { return results[0]; }
  return results.find(({ outcome }) => outcome === Outcome.UNTOLD)
    ?? { outcome: Outcome.UNTOLD, reason: `AWS documents ${levels[0].name} for the bucket and for what is in it, and the policy denies it for one of them only` };
}
