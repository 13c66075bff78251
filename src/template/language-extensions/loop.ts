import { isRawMap, kindOf, own, RawMap } from '../raw';
import { PropertyPath } from '../read';
import { isAlphanumeric, Variables } from './substitution';

const PREFIX = 'Fn::ForEach::';

/** CloudFormation takes no more loops in each other. */
const MOST_NESTED = 5;

/** Where a loop stands in the template, and which loops are around it. */
export interface LoopSite {
  readonly path: PropertyPath;
  readonly variables: Variables;
}

/** A loop as the template has it: `[Identifier, Collection, { OutputKey: OutputValue }]`. */
export interface Loop {
  /** With `Fn::ForEach::`. */
  readonly key: string;
  readonly name: string;
  readonly identifier: string;
  readonly collection: unknown;
  readonly body: RawMap;
}

export function isLoop(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** A loop, or why CloudFormation refuses it, as a clause. */
export function parseLoop(key: string, raw: unknown, template: RawMap, { variables }: LoopSite): Loop | string {
  const name = key.slice(PREFIX.length);
  if (!isAlphanumeric(name)) { return `its name ${JSON.stringify(name)} is not alphanumeric`; }
  if (!Array.isArray(raw) || raw.length !== 3) { return `it is ${kindOf(raw)}, not a list of an identifier, a collection and a map`; }
  const [identifier, collection, body] = raw as unknown[];
  if (typeof identifier !== 'string' || identifier === '') { return `its identifier is ${kindOf(identifier)}, not a name`; }
  if (!Array.isArray(collection) && !isRawMap(collection)) { return `its collection is ${kindOf(collection)}, not a list`; }
  if (!isRawMap(body)) { return `what it repeats is ${kindOf(body)}, not a map`; }
  if (variables.has(identifier)) { return `a loop around it has the identifier ${identifier}, too`; }
  for (const [taken, what] of [[name, 'name'], [identifier, 'identifier']] as const) {
    const owner = ownerOf(taken, template);
    if (owner !== undefined) { return `its ${what} ${taken} is the name of a ${owner}, too`; }
  }
  if (variables.size >= MOST_NESTED) { return `it is within more than ${MOST_NESTED - 1} other loops`; }
  return { key, name, identifier, collection, body };
}

function ownerOf(name: string, template: RawMap): string | undefined {
  const isIn = (section: string) => {
    const raw = own(template, section);
    return isRawMap(raw) && Object.hasOwn(raw, name);
  };
  return isIn('Parameters') ? 'parameter' : isIn('Resources') ? 'resource' : undefined;
}
