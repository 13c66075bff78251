import * as fc from 'fast-check';
import { templates } from './templates';
import { Acknowledgements } from '../../src/validation/assembly/acknowledgements';
import { type Compared, diffOf, Effect, jsonDiff, markdownDiff, type PostureDiff, textDiff } from '../../src/validation/comparison';
import type { Change } from '../../src/validation/comparison/posture-diff';
import { RuleSet } from '../../src/validation/rule-sets/rule-set';

type Json = { readonly [name: string]: unknown };

/** Two states of a template: strangers, or the same with other resources of the same names, or with fewer of them. */
export function states(longest: number): fc.Arbitrary<readonly [Json, Json]> {
  const choices = fc.array(fc.boolean(), { minLength: 9, maxLength: 9 });
  const changed = fc.tuple(templates(longest), choices, fc.boolean()).map(([[one, other], chosen, isLess]) => {
    const [resources, others] = [one.Resources as Json, other.Resources as Json];
    const names = [...new Set([...Object.keys(resources), ...Object.keys(others)])].sort();
    const after = names.flatMap((name, i): [string, unknown][] => {
      const resource = chosen[i] ? (isLess ? undefined : others[name]) : resources[name];
      return resource === undefined ? [] : [[name, resource]];
    });
    return [one, { ...one, Resources: Object.fromEntries(after) }] as const;
  });
  return fc.oneof({ weight: 1, arbitrary: templates(longest) }, { weight: 2, arbitrary: changed });
}

/** Rules about declarations and about policies, each severity among them. All rules are tried by a property of their own. */
const NAMES = ['DefaultEncryptionDeclared', 'CustomerManagedKey', 'SseCBlocked', 'SecureTransportRequired', 'KmsKeyRotation', 'LogDestinationSseS3'];
const ALL = RuleSet.recommended();
const RULES = ALL.without(...ALL.ruleNames.filter((name) => !NAMES.includes(name)));

/** Throws if the comparison of two states does not hold what comparisons promise. What it says is returned. */
export function comparisonOf([one, other]: readonly [Json, Json]): unknown {
  const same = between(one, one);
  if (same.changes.length + same.newFindings.length + same.resolvedFindings.length > 0) {
    throw new Error(`a template differs from itself: ${jsonDiff(same)}`);
  }
  const [there, back] = [between(one, other), between(other, one)];
  const typeIn = ({ Resources }: Json, logicalId: string) => {
    const resource = Object.hasOwn(Resources as Json, logicalId) ? (Resources as Json)[logicalId] as Json : {};
    return typeof resource.Type === 'string' ? resource.Type : undefined;
  };
  // What changes its type is another resource. A policy that is removed and retained is said on the way back alone.
  const isInBoth = (logicalId: string) => typeIn(one, logicalId) !== undefined && typeIn(one, logicalId) === typeIn(other, logicalId);
  assertMirrored(there, back, isInBoth);
  assertMirrored(back, there, isInBoth);
  return [there, back].flatMap((diff) => [textDiff(diff, false), jsonDiff(diff), markdownDiff(diff)].map(shown));
}

function between(one: Json, other: Json): PostureDiff {
  return diffOf(stateOf(one), stateOf(other), RULES);
}

function stateOf(given: Json): Compared {
  const json = structuredClone(given);
  const source = { name: 'T', json, environment: { account: '111122223333', region: 'eu-west-1', partition: 'aws' } };
  const template = {
    source, file: '/app/T.json', path: 'T.json', text: JSON.stringify(json), constructPaths: new Map<string, string>(), acknowledgements: Acknowledgements.NONE,
  };
  return { path: 'T.json', root: '/app', templates: [template] };
}

const OPPOSITE: { readonly [effect in Effect]: Effect } = {
  [Effect.WEAKER]: Effect.STRONGER, [Effect.STRONGER]: Effect.WEAKER, [Effect.UNDETERMINED]: Effect.UNDETERMINED, [Effect.OTHER]: Effect.OTHER,
};

/** What happens to a resource, and not to what it declares: these are no values that could be swapped. */
const EVENTS = ['added', 'removed', 'replacement'];
/** A block that is removed is off, and one that is not declared is on for new buckets: only one of the directions is a change. */
const BLOCKS = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'];

/** Whatever becomes weaker on the way there becomes stronger on the way back, what is added is removed, and what is resolved was new. */
function assertMirrored(there: PostureDiff, back: PostureDiff, isInBoth: (logicalId: string) => boolean): void {
  const values = ({ changes }: PostureDiff) => (
    changes.filter(({ aspect, subject }) => !EVENTS.includes(aspect) && !BLOCKS.includes(aspect) && isInBoth(subject.logicalId))
  );
  const way = ({ after, aspect, before, effect, subject }: Change) => JSON.stringify([subject.logicalId, aspect, effect, before, after]);
  const mirrored = ({ after, before, effect, ...change }: Change) => way({ ...change, effect: OPPOSITE[effect], before: after, after: before });
  const [given, expected] = [values(there).map(way).sort(), values(back).map(mirrored).sort()];
  if (given.join() !== expected.join()) { throw new Error(`there ${given.join('\n')}\nback ${expected.join('\n')}`); }
  const subjects = ({ changes }: PostureDiff, event: string) => (
    changes.filter(({ aspect }) => aspect === event).map(({ subject }) => subject.logicalId)
  );
  const removed = new Set(subjects(back, 'removed'));
  const notRemoved = subjects(there, 'added').find((added) => !removed.has(added));
  if (notRemoved !== undefined) { throw new Error(`${notRemoved} is added there, and not removed on the way back`); }
  const replaced = [there, back].map((diff) => subjects(diff, 'replacement').sort().join());
  if (replaced[0] !== replaced[1]) { throw new Error(`replaced there: ${replaced[0]}, back: ${replaced[1]}`); }
  const fresh = new Set(there.newFindings.flatMap(({ finding }) => [finding, ...finding.also].map(({ fingerprint }) => fingerprint)));
  for (const { fingerprint, message } of back.resolvedFindings) {
    if (!fresh.has(fingerprint)) { throw new Error(`resolved on the way back, and not new there: ${message}`); }
  }
}

// eslint-disable-next-line no-control-regex
const UNSHOWN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** Text that moves no cursor, colours nothing and turns nothing round. */
function shown(text: string): string {
  const found = UNSHOWN.exec(text);
  if (found) { throw new Error(`U+${found[0].charCodeAt(0).toString(16)} in ${JSON.stringify(text.slice(Math.max(0, found.index - 100), found.index + 20))}`); }
  return text;
}
