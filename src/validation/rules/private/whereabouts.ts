import { reasonOf } from './judge';
import { NameHole, OneOf, optionsOf, Text, type Value } from '../../../template';

/**
 * Why nothing is known of a resource that a property names, as a clause: it is not in the app, or it is not known which one
 * is meant.
 *
 * @param what How the clause calls the resource.
 */
export function whereabouts(value: Value | undefined, what: string = 'it'): string {
  const reason = optionsOf(value ?? null).map((option) => (namesOne(option) ? '' : reasonOf(option))).find((one) => one !== '');
  if (reason !== undefined) { return `it is not known which one ${what} is (${reason})`; }
  return value instanceof OneOf ? `conditions determine which one ${what} is` : `${what} is not in the app`;
}

/** Whether nothing is left open but names that AWS gives: of a resource, an account, a Region. */
function namesOne(value: Value): boolean {
  return value instanceof Text && value.parts.every((part) => typeof part === 'string' || part instanceof NameHole);
}
