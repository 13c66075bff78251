import { actionsNamed, Effect, Outcome, PolicySearch, type RequestSpace, type SearchedAction, Wanted } from '../../../policy-evaluation';
import { Text, textKey, type Value, type ValueMap } from '../../../template';
import { type Comparison, entriesOf, type KindPolicy } from '../../posture';
import { type Outline, outlinesOf } from '../private/policy-outline';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { everybody, requestsFor } from './private/kind-requests';

// docs/decisions/0113
export const bucketKindPolicyEffective: Rule = {
  metadata: {
    name: 'BucketKindPolicyEffective',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Policies of directory, table and vector buckets name the actions and resources of their service',
    why: 'These services have actions, condition keys and ARNs of their own: s3:* matches none of their actions, the ARN of a table or vector bucket '
      + 'does not include what is in it, and the ARN followed by /* does not include the bucket. A Deny that is written as for a general purpose bucket '
      + 'denies nothing, or leaves out the data.',
    fix: 'Use the actions of the service: s3express:*, s3tables:* or s3vectors:*. Name a directory bucket by its ARN alone, and a table or vector bucket by its '
      + 'ARN and by its ARN followed by /*. EncryptedDirectoryBucket, EncryptedTableBucket and EncryptedVectorBucket write their own statements in this way.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3express.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3tables.html',
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html',
    ],
  },

  * check({ kindPolicies }) {
    for (const target of kindPolicies) {
      const { arn } = target;
      if (arn === undefined) { continue; }
      for (const outline of outlinesOf(target.policy)) { yield* judged(target, arn, outline); }
    }
  },
};

function* judged(target: KindPolicy, arn: string | Text, outline: Outline): Iterable<Finding> {
  const { comparisons, elements, name, property, statement: { effect } } = outline;
  if (elements === undefined || effect === undefined) { return; }
  const { policy: { resource }, title } = target;
  const [wanted, verb] = effect === Effect.DENY ? [Wanted.DENIED, 'denies'] as const : [Wanted.GRANTED, 'allows'] as const;
  // Which actions and resources a statement is about has nothing to do with whom it names.
  const search = searchOf(elements);
  const space = requestsFor(target, arn, everybody(search));
  const { outcome, reason } = search.find(wanted, space);
  const called = capitalized(name);
  if (outcome === Outcome.NONE) {
    yield violation(resource, property, `${called} ${verb} no request to the ${title}: ${why(target, elements, space, wanted)}.`);
  } else if (outcome === Outcome.UNTOLD) {
    const doubt = reason ?? 'it depends on values that are known at deployment only';
    yield cannotTell(resource, property, `It cannot be determined whether ${name} ${verb} any request to the ${title}: ${doubt}.`);
  } else if (effect === Effect.DENY) {
    const leftOut = leftOutOf(target, arn, { comparisons, elements }, space, search);
    if (leftOut !== undefined) { yield violation(resource, property, `${called} does not deny ${leftOut}.`); }
  }
}

function searchOf({ Principal: _one, NotPrincipal: _other, ...elements }: ValueMap): PolicySearch {
  return new PolicySearch({ Version: '2012-10-17', Statement: [{ ...elements, Principal: '*' }] });
}

/** Why a statement is about no request, as a clause. */
function why(target: KindPolicy, elements: ValueMap, space: RequestSpace, wanted: Wanted): string {
  const { kind: { hasResourcesInside, service }, isOfTable, title } = target;
  const { Condition: condition, ...others } = elements;
  const named = elements.Action === undefined ? space.actions : namedBy(elements.Action, space.actions);
  if (named.length === 0) { return `it names no action of ${service} on the ${title}`; }
  if (condition !== undefined && searchOf(others).find(wanted, space).outcome === Outcome.FOUND) {
    return 'no request for its actions has what its condition asks for';
  }
  if (isOfTable || !hasResourcesInside) { return `its resources have to include the ARN of the ${title}`; }
  const inside = insideOf(service);
  const levels = new Set(named.map(({ onObjects }) => onObjects));
  return levels.size > 1
    ? `its resources have to include the ARN of the ${title}, and that ARN followed by /*`
    : levels.has(true)
      ? `its actions are on ${inside}, so its resources have to include the ARN of the ${title} followed by /*`
      : `its actions are on the ${title}, so its resources have to include the ARN of the ${title} itself`;
}

interface Written {
  readonly comparisons: Outline['comparisons'];
  readonly elements: ValueMap;
}

/** What a Deny for a whole bucket leaves out, although it names its actions. */
function leftOutOf(target: KindPolicy, arn: string | Text, written: Written, space: RequestSpace, search: PolicySearch): string | undefined {
  const { comparisons, elements } = written;
  const { kind: { hasResourcesInside, service }, isOfTable, title } = target;
  if (isOfTable || !hasResourcesInside || !isForWhole(elements.Resource, arn)) { return undefined; }
  const named = elements.Action === undefined ? [] : namedBy(elements.Action, space.actions);
  const isDenied = (actions: readonly SearchedAction[]) => search.find(Wanted.DENIED, { ...space, actions }).outcome !== Outcome.NONE;
  const isMissed = (onObjects: boolean) => {
    // An action on either is no sign that both are meant.
    const isOnBoth = ({ name }: SearchedAction) => named.filter((other) => other.name === name).length > 1;
    const ofLevel = named.filter((action) => action.onObjects === onObjects && !isOnBoth(action));
    return ofLevel.length > 0 && !isDenied(ofLevel);
  };
  if (isMissed(true)) { return `its actions on ${insideOf(service)}: its resources have to include the ARN of the ${title} followed by /*`; }
  // A Deny on what is in the bucket may be about that alone, unless its condition is about every request.
  return comparisons.length > 0 && comparisons.every(isOfEveryRequest) && isMissed(false) ? `its actions on the ${title}: its resources have to include the ARN of the ${title} itself` : undefined;
}

/** Whether a statement is about all of a bucket, or all that is in it: one about some tables leaves the others out on purpose. */
function isForWhole(resources: Value | undefined, arn: string | Text): boolean {
  const whole = [arn, Text.of(arn, '/*'), Text.of(arn, '/table/*'), Text.of(arn, '/index/*')].map(textKey);
  return entriesOf(resources).some((entry) => (typeof entry === 'string' || entry instanceof Text) && whole.includes(textKey(entry)));
}

/** Whether a condition has the same meaning for every action: keys of the service, and tags, are there for some only. */
function isOfEveryRequest({ conditionKey }: Comparison): boolean {
  return /^aws:(?!requesttag\/|resourcetag\/|tagkeys$)/.test(conditionKey);
}

function namedBy(action: Value, among: readonly SearchedAction[]): readonly SearchedAction[] {
  return [...new Set(entriesOf(action).flatMap((entry) => (typeof entry === 'string' ? actionsNamed(entry, among) : [])))];
}

function insideOf(service: KindPolicy['kind']['service']): string {
  return service === 's3tables' ? 'tables' : 'vector indexes';
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
