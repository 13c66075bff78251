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

/** What the API allows of each text. */
const LONGEST_TEXT = 16_384;

/** Of all texts together: they have to be a response. */
const LONGEST_TEXTS = 200_000;
const MOST_ANNOTATIONS = 50;

const LEVELS: Readonly<Record<Severity, Annotation['severityLevel']>> = {
  [Severity.ERROR]: 'HIGH', [Severity.WARNING]: 'MEDIUM', [Severity.INFO]: 'LOW',
};

const SEVERITIES = [Severity.ERROR, Severity.WARNING, Severity.INFO];

/** One annotation for each rule that has found something, first those because of which the Hook fails, the worst first. */
export function annotationsOf({ findings, failing }: Judged): Annotation[] {
  const fails = new Set(failing);
  const byRule = new Map<RuleMetadata, ReportedFinding[]>();
  for (const finding of findings) { byRule.set(finding.rule, [...byRule.get(finding.rule) ?? [], finding]); }
  const found = [...byRule].map(([rule, all]) => ({ rule, all, open: all.filter(isOpen), failing: all.filter((finding) => fails.has(finding)) }));
  const rank = (one: OfRule) => (one.failing.length > 0 ? 0 : SEVERITIES.length) + SEVERITIES.indexOf(worstOf(one));
  const shown = found.sort((a, b) => rank(a) - rank(b)).slice(0, MOST_ANNOTATIONS);
  const longest = Math.min(LONGEST_TEXT, Math.floor(LONGEST_TEXTS / 2 / shown.length));
  return shown.map((one) => annotationOf(one, longest));
}

/** What a rule has found. */
interface OfRule {
  readonly rule: RuleMetadata;
  readonly all: readonly ReportedFinding[];
  /** Violations that nobody has accepted. */
  readonly open: readonly ReportedFinding[];
  /** Those because of which the Hook fails, of which some may not be determined. */
  readonly failing: readonly ReportedFinding[];
}

function annotationOf(found: OfRule, longest: number): Annotation {
  const { rule, all, open, failing } = found;
  const told = [...new Set([...failing, ...open, ...all])];
  return {
    annotationName: rule.name,
    // What cannot be determined has neither passed nor failed, unless the Hook fails for it; nor has what somebody has accepted.
    status: failing.length > 0 || open.length > 0 ? 'FAILED' : 'SKIPPED',
    statusMessage: linesOf(told.map(toldOf), longest),
    remediationMessage: linesOf([...new Set(told.map(({ fix }) => printable(fix)))], longest),
    remediationLink: pageOf(rule),
    severityLevel: LEVELS[worstOf(found)],
  };
}

/** Of what decides about the status. */
function worstOf({ all, open, failing }: OfRule): Severity {
  const deciding = [failing, open, all].find(({ length }) => length > 0)!;
  return SEVERITIES.find((severity) => deciding.some((finding) => finding.severity === severity))!;
}

function isOpen({ status, isKnown }: ReportedFinding): boolean {
  return status === ReportedStatus.VIOLATION && !isKnown;
}

/** As many lines as there is room for, and how many are left: the log has all of them. */
function linesOf(lines: readonly string[], longest: number): string {
  let text = '';
  for (const [i, line] of lines.entries()) {
    const next = i === 0 ? line : `${text}\n${line}`;
    const left = lines.length - i - 1;
    const room = longest - (left === 0 ? 0 : moreLines(left).length);
    if (next.length > room && i > 0) { return `${text}${moreLines(left + 1)}`; }
    text = cut(next, room);
  }
  return text;
}

function moreLines(left: number): string {
  return `\n… and ${left} more: see the log of the function`;
}

function toldOf({ logicalId, message, status, reason, isKnown }: ReportedFinding): string {
  const more = status === ReportedStatus.ACKNOWLEDGED ? ` Acknowledged: ${reason ?? ''}` : isKnown ? ' The deployed template also has this finding.' : '';
  return printable(`${logicalId}: ${message}${more}`);
}

/** Text of at most so many characters. A character of two code units stays whole. */
export function cut(text: string, longest: number): string {
  if (text.length <= longest) { return text; }
  const end = longest - 1;
  return `${text.slice(0, isFirstHalf(text.charCodeAt(end - 1)) ? end - 1 : end)}…`;
}

function isFirstHalf(codeUnit: number): boolean {
  return codeUnit >= 0xd800 && codeUnit <= 0xdbff;
}
