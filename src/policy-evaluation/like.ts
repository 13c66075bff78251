import { Context } from './context';
import { TextPattern } from './text-pattern';
import { Ternary } from '../template';

const NOTHING = Context.of();

/** Whether a text without holes is like a pattern with `*` and `?`, in as many steps as the evaluation of policies takes at most. */
export function isLike(text: string, pattern: string): boolean {
  return TextPattern.of(pattern, { wildcards: true }).match(text, NOTHING) === Ternary.YES;
}
