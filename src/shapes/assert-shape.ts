import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../cdk';
import type { Misfit, Shape } from './shape';

/**
 * Throws an error for props that do not have the shape of their types, all of them at once.
 *
 * The types hold in TypeScript only: in JavaScript, a prop of another shape could be taken for one that is left out.
 *
 * @param path The path of the construct, or the name of the factory
 */
export function assertShape<Props>(path: string, props: Props, shape: Shape<NonNullable<Props>>): void {
  assertValue(path, '', props, shape);
}

/**
 * The same for a value that has a name of its own, for example a parameter of a constructor.
 *
 * @param name The name of the parameter
 */
export function assertValue<Type>(path: string, name: string, value: Type, shape: Shape<NonNullable<Type>>): void {
  const misfits = shape.misfits(value, name);
  if (misfits.length === 0) { return; }
  const what = misfits.map(({ at, value: wrong, why }) => `${at} cannot be ${shown(wrong)}${why === undefined ? '' : `: ${why}`}`).join(', ');
  throw refusal(path, what, fixOf(misfits));
}

function fixOf(misfits: readonly Misfit[]): string {
  if (misfits.length === 1) { return misfits[0].fix; }
  return misfits.map(({ at, fix }) => `for ${at}, ${fix}`).join('; ');
}

/** A value in an error. Constructs and other objects cannot be printed whole, and the text of tokens differs each time. */
function shown(value: unknown): string {
  if (Token.isUnresolved(value)) { return 'a value that is known at deployment only'; }
  if (typeof value === 'number') { return String(value); }
  if (Array.isArray(value)) { return value.length === 0 ? 'an empty list' : 'a list'; }
  if (typeof value === 'function') { return `a function${value.name === '' ? '' : ` (${value.name})`}`; }
  if (typeof value !== 'object' || value === null) { return value === undefined ? 'left out' : JSON.stringify(value) ?? String(value); }
  return (value as Partial<IConstruct>).node?.path ?? `an object (${(value as { constructor?: { name?: string } }).constructor?.name ?? 'Object'})`;
}
