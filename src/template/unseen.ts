import { PropertyPath } from './read';

// docs/decisions/0076
/** A part of a template that does not show what CloudFormation makes of it. */
export interface Unseen {
  /** What findings name: the key of the part, where it has no logical id. */
  readonly logicalId: string;
  readonly type: string;
  /** Where it is in the template. */
  readonly path: PropertyPath;
  /** The path from there to what is to blame, as findings show it. */
  readonly property: string;
  /** Why it isn't seen, as a sentence. */
  readonly text: string;
  /** What to do about it, where it isn't the same for every part. */
  readonly fix?: string;
  /** Whether CloudFormation refuses the template because of it; else what it makes is known at deployment only. */
  readonly isRefused: boolean;
  /** Whether it is seen nevertheless. */
  readonly isSeen?: boolean;
}
