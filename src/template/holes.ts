import { Hole, Text, Value } from './value';

/**
 * A name or an id that AWS gives: it has none of the separators of an ARN in it, so that texts can be split around it.
 */
export class NameHole extends Hole {}

/** The ID of an account, which is made of digits. */
export class AccountHole extends NameHole {}

/** A value that somebody hands in: any text at all. Where a policy has patterns, it may be one. */
export class HandedInHole extends Hole {}

/** The value that a parameter is given. */
export class ParameterHole extends HandedInHole {
  /**
   * @param options What is known of the parameter: its default, its allowed values.
   */
  constructor(id: string, readonly options: readonly Value[], shown?: string) {
    super(id, shown);
  }
}

// Characters that CloudFormation refuses in a template mark where a hole begins and ends.
const BEGIN = '\u0001';
const END = '\u0002';

/** A key by which texts can be looked up: two texts have one key if and only if they are the same text. */
export function textKey(text: string | Text | Hole): string {
  if (typeof text === 'string') { return text; }
  if (text instanceof Hole) { return BEGIN + text.id + END; }
  let identity = '';
  for (const part of text.parts) { identity += typeof part === 'string' ? part : BEGIN + part.id + END; }
  return identity;
}

/** The key of an ARN without its partition, which is known in one template and a hole in another. */
export function arnIdentity(identity: string): string | undefined {
  if (!identity.startsWith('arn:')) { return undefined; }
  const partitionEnd = identity.startsWith(BEGIN, 4) ? identity.indexOf(END, 4) + 1 : identity.indexOf(':', 4);
  return partitionEnd > 4 && identity[partitionEnd] === ':' ? identity.slice(partitionEnd) : undefined;
}

/** What stands for a value inside other text, if it is the same at every place. */
export function holeOf(value: Value): Hole | undefined {
  return typeof value === 'object' && value !== null && 'hole' in value && value.hole instanceof Hole ? value.hole : undefined;
}
