import type { Position } from './position';

/** A key that a map has already. */
export interface DuplicateKey {
  readonly key: string;
  readonly position: Position;
}

/** The same, as readers find it. */
export interface FoundDuplicate {
  readonly key: string;
  readonly offset: number;
}

/** Says of each duplicate, in the order of the text, whether it is left out; else it takes the place of what was before. */
export type LeavesOut = (duplicate: FoundDuplicate) => boolean;
