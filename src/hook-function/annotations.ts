import type { Judged } from './judged';
import { printable, type ReportedFinding, ReportedStatus } from '../validation/reports';
import { pageOf, type RuleMetadata, Severity } from '../validation/rules';

/**
 * What `GetHookResult` and the console show of a rule.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_Annotation.html
 */
export interface Annotation {
  readonly annotationName: string;
  readonly status: 'PASSED' | 'FAILED' | 'SKIPPED';
  readonly statusMessage: string;
  readonly remediationMessage?: string;
  readonly remediationLink?: string;
  readonly severityLevel: 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';
}

/** An annotation may have 16,384 characters of each kind; together they have to be a response. */
const LONGEST_TEXT = 2_000;
const MOST_ANNOTATIONS = 50;

const LEVELS: Readonly<Record<Severity, Annotation['severityLevel']>> = {
  [Severity.ERROR]: 'HIGH', [Severity.WARNING]: 'MEDIUM', [Severity.INFO]: 'LOW',
};

const SEVERITIES = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** One annotation for each rule that has found something, the worst first. */
export function annotationsOf({ findings }: Judged): Annotation[] {
  const byRule = new Map<RuleMetadata, ReportedFinding[]>();
  for (const finding of findings) { byRule.set(finding.rule, [...byRule.get(finding.rule) ?? [], finding]); }
  const rank = (found: readonly ReportedFinding[]) => Math.min(...found.map(({ severity }) => SEVERITIES.indexOf(severity)));
  return [...byRule].sort(([, a], [, b]) => rank(a) - rank(b)).slice(0, MOST_ANNOTATIONS).map(([rule, found]) => annotationOf(rule, found));
}

function annotationOf(rule: RuleMetadata, findings: readonly ReportedFinding[]): Annotation {
  const violations = findings.filter(({ status }) => status === ReportedStatus.VIOLATION);
  const told = violations.length > 0 ? violations : findings;
  const worst = SEVERITIES.find((severity) => told.some((finding) => finding.severity === severity))!;
  return {
    annotationName: rule.name,
    // What cannot be determined has neither passed nor failed; nor has what somebody has accepted.
    status: violations.length > 0 ? 'FAILED' : 'SKIPPED',
    statusMessage: cut(told.map(toldOf).join('\n'), LONGEST_TEXT),
    remediationMessage: cut([...new Set(told.map(({ fix }) => fix))].map(printable).join('\n'), LONGEST_TEXT),
    remediationLink: pageOf(rule),
    severityLevel: LEVELS[worst],
  };
}

function toldOf({ logicalId, message, status, reason, isKnown }: ReportedFinding): string {
  const more = status === ReportedStatus.ACKNOWLEDGED ? ` Acknowledged: ${reason ?? ''}` : isKnown ? ' The deployed template also has this finding.' : '';
  return printable(`${logicalId}: ${message}${more}`);
}

/** Text of at most so many characters. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
