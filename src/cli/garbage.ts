import { setFlagsFromString } from 'v8';
import { runInNewContext } from 'vm';

/** So much that it is worth the time to give it back. */
const MUCH = 256 * 1024 * 1024;

/** So much that has come since is worth the time, too. */
const MORE = 64 * 1024 * 1024;

let kept = 0;

// docs/decisions/0126
/** Gives back what the rules before have left, where it is much: V8 waits until there is about half as much again as is in use. */
export function collectGrowth(): void {
  if (process.memoryUsage().heapUsed < kept + MORE) { return; }
  collectGarbage();
  kept = process.memoryUsage().heapUsed;
}

// docs/decisions/0080
/**
 * Gives back the memory of templates that have been judged, where it is much. Otherwise V8 waits until there is as much
 * garbage again: a report of a large app would need twice the memory of its templates.
 */
export function collectGarbage(): void {
  if (process.memoryUsage().heapUsed < MUCH) { return; }
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('typeof gc === "function" ? gc : undefined') as (() => void) | undefined;
  collect?.();
}
