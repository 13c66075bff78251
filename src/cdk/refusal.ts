import type { IConstruct } from 'constructs';

/** Who refuses: a construct, the path of one that isn't made yet, or the name of a class. */
export type Refuser = IConstruct | string;

/**
 * The error for what cannot be: `<path>: <what is wrong>. Fix: <what to do>.`
 *
 * @param wrong What is wrong, with the wrong value
 * @param fix What to do about it
 */
export function refusal(refuser: Refuser, wrong: string, fix: string): Error {
  return new Error(`${typeof refuser === 'string' ? refuser : refuser.node.path}: ${wrong}. Fix: ${fix}.`);
}

/**
 * The error for a value that a property cannot have.
 *
 * @param prop The property, or a part of it
 * @param value The value, which is shown as JSON
 * @param why Why the property cannot have it, if the fix doesn't say so already
 */
export function valueRefusal(refuser: Refuser, prop: string, value: unknown, fix: string, why?: string): Error {
  return refusal(refuser, `${prop} cannot be ${JSON.stringify(value)}${why === undefined ? '' : `: ${why}`}`, fix);
}

/** The error for a value that an enum doesn't have. Languages without types may pass one. */
export function choiceRefusal(refuser: Refuser, prop: string, value: never, choices: object): Error {
  return valueRefusal(refuser, prop, value, `use one of ${Object.values(choices).join(', ')}`);
}
