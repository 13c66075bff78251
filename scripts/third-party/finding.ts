import type { Everything } from './everything';

/** What a validator finds fault with. */
export interface Finding {
  /** The rule, as the validator names it. */
  readonly rule: string;
  /** The type of the resource, or what else it is about. */
  readonly type: string;
  /** The specimen, the stack, and the logical ID or path of the resource. */
  readonly place: string;
  readonly message: string;
}

/** Whose a finding is that stands. Faults of this library are corrected, never listed. */
export enum Whose {
  /** The library decides so, for a reason. */
  LIBRARY = 'decision of this library',
  /** The library leaves it to its users, and the specimen shows one of the ways. */
  USER = 'choice of the user',
  /** A resource that the specimen creates beside ours. */
  SPECIMEN = 'not created by this library',
  CDK = 'written by aws-cdk-lib',
  VALIDATOR = 'the rule is wrong',
}

/** Findings of a rule that stand. */
export interface Allowed {
  readonly rule: string;
  /**
   * What of `TYPE PLACE` has to match.
   *
   * @default - any
   */
  readonly at?: RegExp;
  readonly whose: Whose;
  /** Why, as a sentence for users. */
  readonly reason: string;
}

/** Findings of several rules that stand for one reason. */
export function allow(whose: Whose, reason: string, rules: readonly string[], at?: RegExp): Allowed[] {
  return rules.map((rule) => ({ rule, at, whose, reason }));
}

/** A program or library of others that judges what the constructs generate. */
export interface Validator {
  readonly name: string;
  /** What it judges, for the documentation. */
  readonly judges: string;
  readonly link: string;
  /** Whether it comes from PyPI, so that only the command runs it, and not the unit tests. */
  readonly fromPyPI?: boolean;
  readonly version: string;
  readonly allowed: readonly Allowed[];
  /** @throws Missing if it cannot be had on this machine */
  findings(everything: Everything): Finding[] | Promise<Finding[]>;
}

/** Thrown where a validator cannot be had on this machine. It is then reported as not run. */
export class Missing extends Error {}
