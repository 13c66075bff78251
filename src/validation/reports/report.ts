import type { ReportedGroup } from './finding-groups';
import type { Position } from '../../template-parser';
import type { TemplateFile } from '../assembly';
import type { RuleMetadata, Severity } from '../rules';

/** What became of a finding. */
export enum ReportedStatus {
  VIOLATION = 'violation',
  UNKNOWN = 'unknown',
  ACKNOWLEDGED = 'acknowledged',
}

/** A rule that says nothing else than a finding of another rule. */
export interface AlsoUndetermined {
  readonly rule: RuleMetadata;
  readonly severity: Severity;
  readonly fingerprint: string;
}

/** A finding with all that reports say of it. */
export interface ReportedFinding {
  readonly rule: RuleMetadata;
  readonly severity: Severity;
  readonly status: ReportedStatus;
  readonly message: string;
  readonly fix: string;
  readonly template: ReportedTemplate;
  readonly logicalId: string;
  readonly resourceType: string;
  readonly constructPath?: string;
  /** Whether that is the construct of the resource, and not of what stands for it: the maker of its template, or its stack. */
  readonly isOwnConstruct: boolean;
  /** The path of the construct, where CDK does not find it by the logical ID. */
  readonly pathForCdk?: string;
  readonly property: string;
  /** Why it was acknowledged. */
  readonly reason?: string;
  /** The id that it was acknowledged under, if it is that of a former name of the rule. */
  readonly formerId?: string;
  /** The same from run to run, as long as the rule, the resource and the cause are. Not unique. */
  readonly fingerprint: string;
  /** Whether it is in the baseline, and no more severe than there. */
  readonly isKnown: boolean;
  /** Whether it cannot be determined if the rule is violated, also where that is acknowledged. */
  readonly isUndetermined: boolean;
  /** Rules that cannot be determined for the same reason. */
  readonly also: readonly AlsoUndetermined[];
  /** Where the property is in the template, or where it would be. Computed when it is asked for. */
  position(): Position;
}

/** What reports say of a template. It does not hold the template: that of a large app takes much memory. */
export interface ReportedTemplate extends Pick<TemplateFile, 'file' | 'path' | 'stack' | 'text'> {
  readonly buckets: number;
  /** The name by which the app knows the template. */
  readonly name: string;
  /** The name of the template of the stack that is deployed: its own, unless it is of a nested stack. */
  readonly stackTemplate: string;
}

/** A finding of the baseline that is not found any more. */
export interface ResolvedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly template: string;
  readonly logicalId: string;
  readonly constructPath?: string;
  readonly property: string;
  readonly message: string;
  readonly fingerprint: string;
}

/** How many of what; every finding counts once for each resource, those of no consequence (info) not at all. */
export interface Summary {
  readonly buckets: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unknown: number;
  readonly acknowledged: number;
  /** Those in the baseline; they count nowhere else. */
  readonly known: number;
  /** Those of the baseline that are not found any more. */
  readonly resolved: number;
}

/** What a rule set finds in templates. */
export interface Report {
  readonly rules: readonly RuleMetadata[];
  readonly templates: readonly ReportedTemplate[];
  /** In the order of the templates, and of the resources in them. */
  readonly findings: readonly ReportedFinding[];
  /** The same, those of one stack with the same rule and cause together. */
  readonly groups: readonly ReportedGroup[];
  /** Findings of the baseline that are not found any more; nothing without a baseline. */
  readonly resolved?: readonly ResolvedFinding[];
  /** What is wrong with the templates themselves, and no rule finds. */
  readonly problems: readonly string[];
  /** What could not be read. */
  readonly failures: readonly string[];
  readonly summary: Summary;
  /** The map of a small app, as Mermaid draws it; where it is asked for. */
  readonly mermaid?: string;
}
