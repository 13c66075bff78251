import type { Fact } from './aspects';
import { Effect, EFFECTS } from './effect';
import type { Change, PostureDiff, SideSummary, Subject } from './posture-diff';
import type { TemplateFile } from '../assembly';
import { Bucket, type Key, Posture } from '../posture';
import { placeOf } from '../reports';
import type { RuleSet } from '../rule-sets';
import type { RuleMetadata } from '../rules';
import { aligned, type ReadSide } from './private/aligned-templates';
import { bucketFactsOf } from './private/bucket-facts';
import { changedFacts, inShort } from './private/changed-facts';
import { findingsOf } from './private/findings';
import { keyFacts } from './private/key-facts';
import { cameOrWent, encryptedFacts, encryptedOf, encryptionChanges, otherPoliciesOf, otherPolicyFacts, staysWhenRemoved } from './private/other-kinds';
import { type OwnPath, ownPaths, type Pair, paired } from './private/paired-resources';
import { consequenceOfReplacement, possibleRemoval, removalOf } from './private/removal';
import { nameOf } from './private/renamed';
import { type Replaced, type Replacement, replacementChange, replacementOf } from './private/replacement';
import { RequestChanges, type RequestChange } from './private/requests';
import { type InOneUpdate, inOneUpdate } from './private/root-stacks';
import { App, type Resource } from '../../template';

export interface Compared extends ReadSide {
  /** What the user calls it. */
  readonly path: string;
}

/** One side, with what is asked of it. */
interface Side {
  readonly templates: readonly TemplateFile[];
  readonly templateOf: ReadonlyMap<string, TemplateFile>;
  readonly posture: Posture;
  readonly ownPath: OwnPath;
  readonly called: (resource: Resource) => string;
}

type Both<Of> = { readonly before: Of; readonly after: Of };

/** What changes in how data is protected. */
export function diffOf(before: Compared, after: Compared, rules: RuleSet, onRule?: (rule: RuleMetadata) => void): PostureDiff {
  const [formerTemplates, presentTemplates] = aligned(before, after);
  const sides = { before: sideOf(formerTemplates), after: sideOf(presentTemplates) };
  const buckets = paired(sides.before.posture.buckets, sides.after.posture.buckets, sides.before.ownPath, sides.after.ownPath);
  const keys = paired(sides.before.posture.keys, sides.after.posture.keys, sides.before.ownPath, sides.after.ownPath);
  const changes = changesOf(buckets, keys, sides);
  const findings = findingsOf(sides, [...buckets, ...keys], rules, onRule);
  const effects = [...changes, ...findings.newFindings].map(({ effect }) => effect);
  const resolved = findings.resolvedFindings.map(() => Effect.STRONGER);
  const count = (effect: Effect) => [...effects, ...resolved].filter((one) => one === effect).length;
  return {
    before: summaryOf(before.path, sides.before),
    after: summaryOf(after.path, sides.after),
    changes,
    ...findings,
    summary: Object.fromEntries(EFFECTS.map((effect) => [effect, count(effect)])) as PostureDiff['summary'],
    problems: [...new Set([sides.before, sides.after].flatMap(({ posture }) => posture.app.problems.map(({ template, text }) => `${template}: ${text}`)))],
  };
}

function sideOf(templates: readonly TemplateFile[]): Side {
  const ownPath = ownPaths(templates);
  const called = (resource: Resource) => placeOf({ logicalId: resource.logicalId, constructPath: ownPath(resource) });
  const templateOf = new Map(templates.map((template) => [template.source.name, template]));
  return { templates, templateOf, posture: Posture.of(App.of(templates.map(({ source }) => source))), ownPath, called };
}

function summaryOf(path: string, { templates, posture }: Side): SideSummary {
  return {
    path, templates: templates.filter(({ source }) => source.unseen === undefined).length, buckets: posture.buckets.length, keys: posture.keys.length,
  };
}

function changesOf(buckets: readonly Pair<Bucket>[], keys: readonly Pair<Key>[], sides: Both<Side>): Change[] {
  const renames = new Map([...buckets, ...keys].flatMap(({ before, after }) => (
    before && after && nameOf(before.resource) !== nameOf(after.resource) ? [[nameOf(after.resource), nameOf(before.resource)] as const] : []
  )));
  const requests = new RequestChanges(renames);
  const factsOf = { before: bucketFactsOf(sides.before.posture, sides.before.called), after: bucketFactsOf(sides.after.posture, sides.after.called) };
  return [
    ...buckets.flatMap((pair) => changesOfPair(pair, sides, {
      before: factsOf.before, after: factsOf.after, requests: (both) => requests.ofBucket(both),
    })),
    ...keys.flatMap((pair) => changesOfPair(pair, sides, { before: keyFacts, after: keyFacts, requests: (both) => requests.ofKey(both) })),
    ...changesOfOthers(sides, requests),
  ];
}

/** Buckets of other kinds, and policies of buckets that are not in the app. */
function changesOfOthers(sides: Both<Side>, requests: RequestChanges): Change[] {
  const pairsOf = <Of extends { readonly resource: Resource }>(ask: (posture: Posture) => readonly Of[]) => (
    paired(ask(sides.before.posture), ask(sides.after.posture), sides.before.ownPath, sides.after.ownPath)
  );
  const about = ({ before, after }: Pair<{ readonly resource: Resource }>) => (
    after ? subjectOf(after.resource, sides.after) : subjectOf(before!.resource, sides.before)
  );
  const factsOf = { before: encryptedFacts(sides.before.called), after: encryptedFacts(sides.after.called) };
  return [
    ...pairsOf(encryptedOf).flatMap((pair) => {
      const { before, after } = pair;
      const changes = before && after
        ? encryptionChanges(before, after, factsOf, updatesOf(sides))
        : cameOrWent(pair, after ? factsOf.after : factsOf.before);
      return changes.map((change) => ({ subject: about(pair), ...change }));
    }),
    ...pairsOf(otherPoliciesOf).filter((pair) => !staysWhenRemoved(pair) || isIn(sides.after, pair.before)).flatMap((pair) => {
      const { before, after } = pair;
      const facts = before && after ? changedFacts(otherPolicyFacts(before), otherPolicyFacts(after)) : [];
      const isOfAnother = isIn(sides.before, after) && isIn(sides.after, before) && !(before && after);
      const changes = isOfAnother
        ? [{ effect: Effect.UNDETERMINED, before: null, after: null, reason: 'the policy belongs to another bucket than before' }]
        : requests.ofOther(pair);
      return [
        ...facts.map((change) => ({ subject: about(pair), ...change })),
        ...changes.map((change) => requestChange(about(pair), change)),
      ];
    }),
  ];
}

/** Whether a side has the resource, whatever it belongs to there; also where nothing is asked about. */
function isIn({ posture }: Side, one: { readonly resource: Resource } | undefined): boolean {
  return one === undefined || posture.app.template(one.resource.template)?.resource(one.resource.logicalId) !== undefined;
}

function updatesOf({ before, after }: Both<Side>): InOneUpdate {
  return inOneUpdate(before.posture.app, after.posture.app);
}

interface Questions<Of> {
  before(one: Of): readonly Fact[];
  after(one: Of): readonly Fact[];
  requests(both: Both<Of>): readonly RequestChange[];
}

function changesOfPair<Of extends Bucket | Key>(pair: Pair<Of>, sides: Both<Side>, ask: Questions<Of>): Change[] {
  const { before, after } = pair;
  if (before && after) {
    const about = subjectOf(after.resource, sides.after);
    const replacement = replacementOf(pair, updatesOf(sides));
    const removal = possibleRemoval({ before, after }, () => removalOf(before, sides.before.posture));
    return [
      ...(replacement === undefined ? [] : [
        { subject: about, ...replacementChange(replacement, replaced(before, replacement, sides.before.posture)) },
      ]),
      ...(removal === undefined ? [] : [{ subject: about, ...removal }]),
      ...changedFacts(ask.before(before), ask.after(after)).map((change) => ({ subject: about, ...change })),
      ...ask.requests({ before, after }).map((change) => requestChange(about, change)),
    ];
  }
  if (after) {
    const note = `${inShort(ask.after(after))}.`;
    return [{ subject: subjectOf(after.resource, sides.after), aspect: 'added', effect: Effect.OTHER, before: null, after: null, note }];
  }
  return before ? [{ subject: subjectOf(before.resource, sides.before), ...removalOf(before, sides.before.posture) }] : [];
}

function requestChange(subject: Subject, { effect, reason, request, ...change }: RequestChange): Change {
  return {
    subject,
    aspect: 'requests',
    effect,
    ...change,
    ...(request === undefined ? {} : { request }),
    ...(reason === undefined ? {} : { note: `It can't be determined: ${reason}.` }),
  };
}

function replaced(one: Bucket | Key, { fate }: Replacement, posture: Posture): Replaced {
  const kind = one instanceof Bucket
    ? { title: 'bucket', successor: 'a new, empty bucket' }
    : { title: 'key', successor: 'a new key', conflict: 'its primary key has another replica in the Region' };
  return { ...kind, effect: Effect.WEAKER, consequence: consequenceOfReplacement(one, fate, posture) };
}

function subjectOf(resource: Resource, { templateOf, ownPath }: Side): Subject {
  const template = templateOf.get(resource.template);
  const constructPath = ownPath(resource);
  return {
    template: template?.path ?? resource.template,
    ...(template?.stack === undefined ? {} : { stack: template.stack }),
    logicalId: resource.logicalId,
    ...(constructPath === undefined ? {} : { constructPath }),
    resourceType: resource.type,
  };
}
