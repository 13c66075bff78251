import { Context } from './context';
import { TextPattern } from './text-pattern';
import { Ternary } from '../template';

const NO_CONTEXT = Context.of();

/** Those actions that a pattern of an `Action` element names. */
export function actionsNamed<Action extends { readonly name: string }>(pattern: string, among: readonly Action[]): readonly Action[] {
  const named = TextPattern.of(pattern, { wildcards: true, ignoreCase: true });
  return among.filter(({ name }) => named.match(name, NO_CONTEXT) === Ternary.YES);
}
