import type { Aspect } from './aspects';
import type { Effect } from './effect';
import type { ReportedFinding, ResolvedFinding } from '../reports';

/** A bucket or key that changes. */
export interface Subject {
  /** The path of the template, below what was read: after the change, or before it if the resource is gone. */
  readonly template: string;
  readonly stack?: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  readonly resourceType: string;
}

/** One thing that changes. */
export interface Change {
  readonly subject: Subject;
  readonly aspect: Aspect;
  readonly effect: Effect;
  /** What it was; null if there was nothing, or if it is not known. */
  readonly before: string | null;
  readonly after: string | null;
  /** A request that is allowed or not denied on one side only, in words. */
  readonly request?: string;
  /** What follows, or why it is undetermined. */
  readonly note?: string;
}

export interface NewFinding {
  readonly effect: Effect;
  readonly finding: ReportedFinding;
}

/** What was read on one side. */
export interface SideSummary {
  readonly path: string;
  readonly templates: number;
  readonly buckets: number;
  readonly keys: number;
}

/** What changes in how data is protected, from one state of templates to another. */
export interface PostureDiff {
  readonly before: SideSummary;
  readonly after: SideSummary;
  /** In the order of the resources after the change, and then of those that are gone. */
  readonly changes: readonly Change[];
  readonly newFindings: readonly NewFinding[];
  readonly resolvedFindings: readonly ResolvedFinding[];
  /** How many changes and findings there are of each effect. */
  readonly summary: { readonly [effect in Effect]: number };
  /** What is wrong with the templates themselves, and what they do not show. */
  readonly problems: readonly string[];
}
