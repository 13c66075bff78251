import type { ReportedGroup } from './finding-groups';
import { markdownText as text } from './markdown-text';
import { type Report, type ReportedFinding, ReportedStatus } from './report';
import { counted, placeOf, summaryText } from './words';
import { Severity, successionOf } from '../rules';

/** GitHub takes comments of 65,536 characters. What is longer is for files. */
const MOST_ROWS = 100;
const MOST_PLACES = 20;

const LEVELS = Object.values(Severity);

/** For a comment on a pull request: what is new, in short; the rest behind a fold. Piece by piece. */
export function* markdownReportPieces(report: Report): Generator<string> {
  const { groups, resolved = [], mermaid, failures, problems } = report;
  const fresh = bySeverity(groups.filter(({ isKnown, status }) => !isKnown && status !== ReportedStatus.ACKNOWLEDGED));
  const matters = fresh.filter(isOfConsequence);
  yield `## S3 encryption\n\n${text(headline(report))}\n`;
  if (failures.length + problems.length > 0) { yield `\n${[...failures, ...problems].map((one) => `- ${text(one)}\n`).join('')}`; }
  if (matters.length > 0) {
    yield '\n| Severity | Rule | Resources | Finding |\n| --- | --- | --- | --- |\n';
    for (const group of matters.slice(0, MOST_ROWS)) { yield row(group); }
    if (matters.length > MOST_ROWS) { yield `\n${matters.length - MOST_ROWS} more findings are in the other reports.\n`; }
  }
  yield* folded('How to fix', byAdvice(matters.slice(0, MOST_ROWS)), advice);
  yield* folded('Information', fresh.filter((group) => !isOfConsequence(group)), shortly);
  yield* folded('Known, in the baseline', groups.filter(({ isKnown }) => isKnown), shortly);
  yield* folded('Resolved since the baseline', resolved, (one) => `- ${one.severity} ${text(one.rule)}: ${text(placeOf(one))}\n`);
  yield* folded('Acknowledged', groups.filter(({ status }) => status === ReportedStatus.ACKNOWLEDGED),
    (group) => `- ${linked(group)}: ${places(group.findings)}${group.reason ? ` (${text(group.reason)})` : ''}\n`);
  if (mermaid !== undefined) { yield `\n<details><summary>Map</summary>\n\n\`\`\`mermaid\n${mermaid}\n\`\`\`\n\n</details>\n`; }
  yield `\n${text(summaryText(report))}\n`;
}

function headline({ summary: { errors, warnings, known, resolved }, resolved: compared }: Report): string {
  const found = errors + warnings === 0 ? 'No errors and no warnings' : `${counted(errors, 'error')} and ${counted(warnings, 'warning')}`;
  return compared === undefined ? `${found}.` : `${found} that are not in the baseline; ${known} known, ${resolved} resolved.`;
}

/** What cannot be determined counts as much as its severity. */
function isOfConsequence({ severity }: ReportedGroup): boolean {
  return severity !== Severity.INFO;
}

function bySeverity(groups: readonly ReportedGroup[]): ReportedGroup[] {
  return [...groups].sort((a, b) => LEVELS.indexOf(a.severity) - LEVELS.indexOf(b.severity));
}

function row(group: ReportedGroup): string {
  const { severity, status, message, findings } = group;
  const unknown = status === ReportedStatus.UNKNOWN ? ', undetermined' : '';
  return `| ${severity}${unknown} | ${linked(group)} | ${places(findings)} | ${text(message)} |\n`;
}

/** Of one rule and one fix. */
function advice([first, ...others]: readonly ReportedGroup[]): string {
  const { rule, fix } = first;
  const all = [first, ...others];
  const forAll = all.map(({ fixForAll }) => fixForAll).find((one) => one !== undefined);
  const more = [forAll, successionOf(rule)].filter((one) => one !== undefined);
  const findings = all.flatMap((group) => group.findings);
  return [
    `#### ${linked(first)}\n\n`,
    `**Why:** ${text(rule.why)}\n\n**Fix:** ${[fix, ...more].map(text).join(' ')}\n\n`,
    ...findings.slice(0, MOST_ROWS).map((finding) => `- ${text(placeOf(finding))}, ${where(finding)}\n`),
    ...(findings.length > MOST_ROWS ? [`- and ${findings.length - MOST_ROWS} more\n`] : []),
    '\n',
  ].join('');
}

function byAdvice(groups: readonly ReportedGroup[]): ReportedGroup[][] {
  const all = new Map<string, ReportedGroup[]>();
  for (const group of groups) {
    const key = JSON.stringify([group.rule.name, group.fix]);
    all.set(key, [...all.get(key) ?? [], group]);
  }
  return [...all.values()];
}

function shortly(group: ReportedGroup): string {
  return `- ${group.severity} ${linked(group)}: ${places(group.findings)}\n`;
}

function where(finding: ReportedFinding): string {
  const { line, column } = finding.position();
  return text(`${finding.template.path}:${line}:${column}`);
}

function places(findings: readonly ReportedFinding[]): string {
  const more = findings.length > MOST_PLACES ? [`and ${findings.length - MOST_PLACES} more`] : [];
  return [...findings.slice(0, MOST_PLACES).map((finding) => text(placeOf(finding))), ...more].join(', ');
}

/** The names of rules are ours, or names of custom rules, which are letters and digits. */
function linked({ rule, page }: ReportedGroup): string {
  return page === undefined ? text(rule.name) : `[${rule.name}](${page})`;
}

function* folded<T>(title: string, all: readonly T[], each: (one: T) => string): Generator<string> {
  if (all.length === 0) { return; }
  yield `\n<details><summary>${title} (${all.length})</summary>\n\n`;
  for (const one of all) { yield each(one); }
  yield '\n</details>\n';
}
