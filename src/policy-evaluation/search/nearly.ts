import { isAnything, shown } from './words';
import { isMap, isUnknown, OneOf, Ternary, Text, type Value, type ValueMap } from '../../template';
import type { ContextValue } from '../context';
import { possibleDocuments } from '../policy';
import type { AccessRequest } from '../request';
import { type Effect, statement, type StatementSettings } from '../statement';

/** A statement that compares more is asked again for each of its comparisons, and nobody reads which one it is. */
const MOST_COMPARISONS = 100;

/** A part of a statement that a request has to match. */
export enum Part {
  PRINCIPAL = 'Principal',
  ACTION = 'Action',
  RESOURCE = 'Resource',
  CONDITION = 'Condition',
}

/** A statement that would apply to a request but for one thing. */
export interface NearMiss {
  /** How messages call it: by its Sid, or by its place. */
  readonly name: string;
  readonly part: Part;
  /** What a condition compares: the only one that the request does not meet. */
  readonly comparison?: Missed;
}

/** A comparison that a request does not meet. */
export interface Missed {
  /** Empty for all comparisons of a key. */
  readonly operator: string;
  /** As the statement writes it. */
  readonly conditionKey: string;
  readonly values: Value;
  /** What the request has; `null` where it has nothing. */
  readonly value: ContextValue;
}

/**
 * The statements with an effect that would apply to a request, but for one element or one comparison.
 *
 * Of a policy that is one of several, nothing is said.
 *
 * @param isMeant Whether a statement has to do with what is asked: each may miss a request by its action.
 */
export function nearMisses(
  document: Value, effect: Effect, request: AccessRequest, isMeant: (elements: ValueMap, miss: Pick<NearMiss, 'part' | 'comparison'>) => boolean,
): readonly NearMiss[] {
  const documents = possibleDocuments(document, (value, settings) => ({ value, settings }), () => {});
  if (documents.length !== 1) { return []; }
  return documents[0].flatMap(({ value, settings }) => {
    if (!isMap(value) || value.Effect !== effect || statement(value, settings).appliesTo(request) !== Ternary.NO) { return []; }
    const miss = missOf(value, settings, request);
    return miss === undefined || !isMeant(value, miss) ? [] : [{ ...miss, name: nameOf(value, settings) }];
  });
}

/** A near miss of a Deny, as a sentence. */
export function denialInWords({ name, part, comparison }: NearMiss): string {
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  if (comparison !== undefined) {
    const { conditionKey, operator, value, values } = comparison;
    const asked = literals(values);
    if (asked !== undefined && NAMES_VALUES.test(operator)) { return `${subject} denies it only with ${conditionKey} ${asked}.`; }
    if (value === null) { return `${subject} denies it, but not without ${conditionKey}.`; }
    const had = textOf(value);
    return had === undefined ? `${subject} denies it, but not with every ${conditionKey}.` : `${subject} denies it, but not with ${conditionKey} ${had}.`;
  }
  switch (part) {
    case Part.ACTION: return `${subject} denies other actions only.`;
    case Part.RESOURCE: return `${subject} denies it on other resources only.`;
    default: return `${subject} denies it to other principals only.`;
  }
}

/**
 * A near miss of an Allow, as a sentence.
 *
 * @param called How to call a value that is known at deployment only.
 */
export function allowanceInWords({ name, part, comparison }: NearMiss, called: (value: Value) => string | undefined = () => undefined): string {
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  if (comparison !== undefined) {
    const { conditionKey, operator, value, values } = comparison;
    const asked = literals(values) ?? called(values);
    const had = value === null ? 'nothing' : (value instanceof OneOf || isUnknown(value) ? undefined : called(value as Value)) ?? textOf(value);
    const what = `${subject} would allow it, but for its condition on ${conditionKey}`;
    const wanted = asked !== undefined && NAMES_VALUES.test(operator) ? `it names ${asked}` : undefined;
    const details = [...(wanted === undefined ? [] : [wanted]), ...(had === undefined ? [] : [`the request has ${had}`])].join(', and ');
    return details === '' ? `${what}.` : `${what}: ${details}.`;
  }
  switch (part) {
    case Part.ACTION: return `${subject} allows other actions only.`;
    case Part.RESOURCE: return `${subject} allows it on other resources only.`;
    default: return `${subject} allows it to other principals only.`;
  }
}

/** Operators under which a request has to have one of the values. */
const NAMES_VALUES = /^(?:for(?:any|all)values?:)?(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like)|bool|ipaddress|numericequals|dateequals)(?:ifexists)?$/i;

function missOf(elements: ValueMap, settings: StatementSettings, request: AccessRequest): Omit<NearMiss, 'name'> | undefined {
  const applies = (changed: ValueMap) => statement(changed, settings).appliesTo(request) === Ternary.YES;
  if (applies({ ...without(elements, 'Principal', 'NotPrincipal'), Principal: '*' })) { return { part: Part.PRINCIPAL }; }
  if (applies({ ...without(elements, 'Action', 'NotAction'), Action: '*' })) { return { part: Part.ACTION }; }
  if (applies({ ...without(elements, 'Resource', 'NotResource'), Resource: '*' })) { return { part: Part.RESOURCE }; }
  const { Condition: condition } = elements;
  if (!isMap(condition) || comparisonsIn(condition) > MOST_COMPARISONS) { return undefined; }
  for (const [operator, block] of Object.entries(condition)) {
    if (!isMap(block)) { continue; }
    for (const [conditionKey, values] of Object.entries(block)) {
      if (applies({ ...elements, Condition: { ...condition, [operator]: without(block, conditionKey) } })) {
        return { part: Part.CONDITION, comparison: { operator, conditionKey, values, value: valueIn(request, conditionKey) } };
      }
    }
  }
  return missOfKey(elements, condition, applies, request);
}

function comparisonsIn(condition: ValueMap): number {
  return Object.values(condition).reduce((sum: number, block) => sum + (isMap(block) ? Object.keys(block).length : 0), 0);
}

/** A condition key that several operators compare: none of them alone is what the request misses. */
function missOfKey(
  elements: ValueMap, condition: ValueMap, applies: (changed: ValueMap) => boolean, request: AccessRequest,
): Omit<NearMiss, 'name'> | undefined {
  const blocks = Object.entries(condition).filter((entry): entry is [string, ValueMap] => isMap(entry[1]));
  const names = blocks.flatMap(([, block]) => Object.keys(block));
  const several = names.filter((name, i) => names.findIndex((other) => isSameKey(name, other)) < i);
  for (const conditionKey of several) {
    const others = blocks.map(([operator, block]) => [
      operator, Object.fromEntries(Object.entries(block).filter(([name]) => !isSameKey(name, conditionKey))),
    ]);
    if (applies({ ...elements, Condition: Object.fromEntries(others) as ValueMap })) {
      return { part: Part.CONDITION, comparison: { operator: '', conditionKey, values: null, value: valueIn(request, conditionKey) } };
    }
  }
  return undefined;
}

function isSameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function without(map: ValueMap, ...names: readonly string[]): ValueMap {
  return Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)));
}

/** What is given with the request counts before what its caller brings with it. */
function valueIn({ context, principal }: AccessRequest, conditionKey: string): ContextValue {
  const key = conditionKey.toLowerCase();
  const found = [...Object.entries(context), ...Object.entries(principal.context)].find(([name]) => name.toLowerCase() === key);
  return found === undefined ? null : found[1];
}

function nameOf({ Sid: sid }: ValueMap, { name }: StatementSettings): string {
  return typeof sid === 'string' ? `statement ${sid}` : name;
}

/** The values of a condition, if all of them are written out. */
function literals(values: Value): string | undefined {
  const list = Array.isArray(values) ? values : [values];
  const texts = list.filter((one) => typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean');
  return texts.length === list.length && texts.length > 0 && texts.length <= 3 ? texts.join(' or ') : undefined;
}

function textOf(value: ContextValue): string | undefined {
  const list = Array.isArray(value) ? value as readonly ContextValue[] : [value];
  const texts = list.filter((one) => (typeof one === 'string' && !isAnything(one)) || one instanceof Text);
  return texts.length === list.length && texts.length > 0 ? texts.map((one) => shown(String(one))).join(', ') : undefined;
}
