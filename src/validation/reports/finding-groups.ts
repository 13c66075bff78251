import { pageOf, type RuleMetadata } from '../rules';
import type { ReportedFinding } from './report';

/** Findings of one stack that have the same rule and the same cause. */
export interface ReportedGroup extends Pick<ReportedFinding, 'rule' | 'severity' | 'status' | 'message' | 'fix' | 'reason' | 'formerId' | 'isKnown' | 'also'> {
  /** One for each resource; never none. */
  readonly findings: readonly ReportedFinding[];
  /** What to do once for all of them, where one line does. */
  readonly fixForAll?: string;
  /** The address of the page of the rule. */
  readonly page?: string;
}

// docs/decisions/0097
/** In the order of their first findings. */
export function groupsOf(findings: readonly ReportedFinding[]): readonly ReportedGroup[] {
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const { template, rule, severity, status, message, fix, reason, formerId, isKnown } = finding;
    const key = JSON.stringify([template.stackTemplate, rule.name, severity, status, message, fix, reason, formerId, isKnown]);
    const group = groups.get(key);
    if (group) { group.push(finding); } else { groups.set(key, [finding]); }
  }
  return [...groups.values()].map((all): ReportedGroup => {
    const [{ rule, severity, status, message, fix, reason, formerId, isKnown, also }] = all;
    return { rule, severity, status, message, fix, reason, formerId, isKnown, also, findings: all, fixForAll: forAll(rule, all), page: pageOf(rule) };
  });
}

/** Of one resource there are no others, a template of no CDK app has no constructs, and what has a fix of its own needs that. */
function forAll(rule: RuleMetadata, all: readonly ReportedFinding[]): string | undefined {
  return all.length > 1 && all.every(({ isOwnConstruct, fix }) => isOwnConstruct && fix === rule.fix) ? rule.fixForAll : undefined;
}
