import { getHeapStatistics, setFlagsFromString } from 'v8';
import { runInNewContext } from 'vm';

/** So much that it is worth the time to give it back. */
const MUCH = 256 * 1024 * 1024;

/** So much that has come since is worth the time, too. */
const MORE = 64 * 1024 * 1024;

// docs/decisions/0080
/**
 * Gives back the memory of a process that does nothing else: it stops everything, and what else is in memory is searched each time.
 */
export class Garbage {
  private kept = 0;

  // docs/decisions/0126
  /** Gives back what the rules before have left, where it is much: V8 waits until there is about half as much again as is in use. */
  collectGrowth(): void {
    if (used() < Math.max(MUCH, this.kept + MORE)) { return; }
    this.collect();
    this.kept = used();
  }

  /**
   * Gives back the memory of templates that have been judged, where it is much. Otherwise V8 waits until there is as much
   * garbage again: a report of a large app would need twice the memory of its templates.
   */
  collect(): void {
    if (used() < MUCH) { return; }
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('typeof gc === "function" ? gc : undefined') as (() => void) | undefined;
    collect?.();
  }
}

function used(): number {
  return getHeapStatistics().used_heap_size;
}
