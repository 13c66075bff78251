import type { IConstruct } from 'constructs';
import { severalVersions } from '../construct-state';

/** Who refuses: a construct, the path of one that isn't made yet, or the name of a class. */
export type Refuser = IConstruct | string;

/** What is wrong, with the wrong value, and what to do about it: sentences without their last full stop. */
export type Problem = readonly [wrong: string, fix: string];

/** What a validation of a construct says of a problem, to which CDK adds the path: `<what is wrong>. Fix: <what to do>.` */
export function messageOf([wrong, fix]: Problem): string {
  return `${wrong}. Fix: ${fix}.`;
}

/** The error for what cannot be: `<path>: <what is wrong>. Fix: <what to do>.` */
export function refusal(refuser: Refuser, ...problem: Problem): Error {
  return new Error(`${typeof refuser === 'string' ? refuser : refuser.node.path}: ${messageOf(problem)}`);
}

/** The error for what contradicts something that was asked before. Several versions of this library can cause it, too. */
export function contradictionRefusal(construct: IConstruct, ...[wrong, fix]: Problem): Error {
  const versions = severalVersions(construct);
  return versions ? refusal(construct, `${wrong}. ${versions[0]}`, `${fix}. If that is so already, ${versions[1]}`) : refusal(construct, wrong, fix);
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
