import { Inserted, parseJsonText } from './json-text';
import { memo } from './memo';
import { intrinsicName, isRawMap, own, RawMap, Refused } from './raw';
import { isLargerThan } from './size';

/** Properties that hold the document of a policy: a map, or the same as JSON text. */
const DOCUMENTS = ['PolicyDocument', 'KeyPolicy', 'AssumeRolePolicyDocument', 'ResourcePolicy', 'Policy'] as const;

/** Lists of policies that stand within the properties of a role or user. */
const INLINE = 'Policies';

/** Many times what AWS accepts of the largest policies, functions and all: a larger one is not looked at. */
const MOST_CHARACTERS = 300_000;

/** Deeper than any policy is, functions and all. */
const DEEPEST = 100;

// docs/decisions/0069
/** Properties in which the documents of policies are maps, also where the template has them as JSON text. */
export function withDocuments(properties: RawMap): RawMap {
  let changed: { [key: string]: unknown } | undefined;
  const change = (key: string, value: unknown) => {
    if (value !== own(properties, key)) { (changed ??= { ...properties })[key] = value; }
  };
  for (const key of DOCUMENTS) {
    if (Object.hasOwn(properties, key)) { change(key, written(properties[key])); }
  }
  const inline = own(properties, INLINE);
  if (Array.isArray(inline)) {
    const policies = inline.map((policy: unknown) => (isRawMap(policy) && intrinsicName(policy) === undefined ? withDocuments(policy) : policy));
    if (policies.some((policy, i) => policy !== inline[i])) { change(INLINE, policies); }
  }
  return changed ?? properties;
}

/** Whether a property is a document, or holds documents: or all properties, where none is named. */
export function holdsDocuments(property: string | number | undefined): boolean {
  return property === undefined || property === INLINE || (DOCUMENTS as readonly (string | number)[]).includes(property);
}

/** The same properties without the documents that are too large. To measure them costs more than to compare them, so it is done for what is read. */
export const withoutTooLarge = memo((properties: RawMap): RawMap => {
  const large = DOCUMENTS.filter((key) => Object.hasOwn(properties, key) && isRawMap(properties[key]) && isTooLarge(properties[key]));
  const inline = own(properties, INLINE);
  const policies = Array.isArray(inline) ? inline.map((policy: unknown) => (isRawMap(policy) ? withoutTooLarge(policy) : policy)) : undefined;
  const isAsBefore = large.length === 0 && (policies?.every((policy, i) => policy === (inline as unknown[])[i]) ?? true);
  if (isAsBefore) { return properties; }
  return { ...properties, ...policies && { [INLINE]: policies }, ...Object.fromEntries(large.map((key) => [key, TOO_LARGE])) };
});

// docs/decisions/0078
const isTooLarge = memo((raw: object) => isLargerThan(raw, MOST_CHARACTERS));
const TOO_LARGE = new Refused('the policy is larger than AWS accepts');

/** A document as it would be written as a map; itself where it is no JSON text. */
function written(raw: unknown): unknown {
  if (typeof raw === 'string') { return raw.length > MOST_CHARACTERS ? TOO_LARGE : parsed([raw], (piece) => piece) ?? raw; }
  const name = isRawMap(raw) ? intrinsicName(raw) : undefined;
  if (name === undefined || !isRawMap(raw)) { return raw; }
  if (isTooLarge(raw)) { return TOO_LARGE; }
  switch (name) {
    case 'Fn::Sub': return fromSub(raw['Fn::Sub']) ?? raw;
    case 'Fn::Join': return fromJoin(raw['Fn::Join']) ?? raw;
    case 'Fn::ToJsonString': return isRawMap(raw['Fn::ToJsonString']) ? raw['Fn::ToJsonString'] : raw;
    case 'Fn::If': return fromIf(raw);
    default: return raw;
  }
}

function fromSub(argument: unknown): RawMap | undefined {
  const [text, variables] = Array.isArray(argument) ? argument as readonly unknown[] : [argument];
  if (typeof text !== 'string' || (Array.isArray(argument) && (argument.length !== 2 || !isRawMap(variables)))) { return undefined; }
  const sub = (piece: string) => ({ 'Fn::Sub': variables === undefined ? piece : [piece, variables] });
  const pieces = text.split(/(\$\{[^{}]*\})/).map((piece, i) => (i % 2 === 0 ? piece : { written: piece, means: sub(piece) }));
  return parsed(pieces, (piece) => (piece.includes('${') ? sub(piece) : piece));
}

function fromJoin(argument: unknown): RawMap | undefined {
  const [delimiter, list] = Array.isArray(argument) && argument.length === 2 ? argument as readonly unknown[] : [];
  if (typeof delimiter !== 'string' || !Array.isArray(list)) { return undefined; }
  return parsed(list.flatMap((item: unknown, i) => [...(i === 0 ? [] : [delimiter]), typeof item === 'string' ? item : { means: item }]));
}

function fromIf(raw: RawMap): RawMap {
  const argument = raw['Fn::If'];
  if (!Array.isArray(argument) || argument.length !== 3) { return raw; }
  const branches = argument.map((branch: unknown, i) => (i === 0 ? branch : written(branch)));
  return branches.some((branch, i) => branch !== argument[i]) ? { 'Fn::If': branches } : raw;
}

/**
 * The map that JSON text says, functions and all; nothing if it is not the text of a map.
 *
 * @param finish What becomes of the text of a string in which no function is left.
 */
function parsed(pieces: readonly (string | Inserted<unknown>)[], finish = (text: string): unknown => text): RawMap | undefined {
  const map = parseJsonText(pieces, (parts) => {
    const present = parts.filter((part) => part !== '');
    if (present.every((part) => typeof part === 'string')) { return finish(present.join('')); }
    return present.length === 1 ? present[0] : { 'Fn::Join': ['', present] };
    // Text holds no functions, whatever it looks like.
  }, (one) => isRawMap(one) && intrinsicName(one) === undefined);
  return isRawMap(map) && !isDeeper(map, DEEPEST) ? map : undefined;
}

function isDeeper(raw: unknown, levels: number): boolean {
  return typeof raw === 'object' && raw !== null && (levels === 0 || Object.values(raw).some((member) => isDeeper(member, levels - 1)));
}
