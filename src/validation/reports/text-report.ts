import { createColors } from 'picocolors';
import { printable } from './printable';
import { type Report, type ReportedFinding, ReportedStatus, type Summary } from './report';
import { acknowledgementId, renamedHint } from '../rule-sets';
import { type RuleMetadata, Severity, successionOf, Topic } from '../rules';

type Colors = ReturnType<typeof createColors>;

/** For people: what is wrong by resource, why it matters, and what to do. Piece by piece. */
export function* textReportPieces(report: Report, colored: boolean): Generator<string> {
  const colors = createColors(colored);
  const shown = report.findings.filter(({ status }) => status !== ReportedStatus.ACKNOWLEDGED);
  for (const findings of byResource(shown)) { yield [...resourceLines(findings, colors), '', ''].join('\n'); }
  yield [...renamings(report.findings), summaryLine(report, colors), ''].join('\n');
}

/** Acknowledgements that name rules as they were called before, once each. */
function renamings(findings: readonly ReportedFinding[]): string[] {
  const hints = new Set(findings.flatMap(({ rule, formerId }) => (formerId === undefined ? [] : [renamedHint(formerId, rule)])));
  return hints.size > 0 ? [...hints, ''] : [];
}

/** Findings of one resource one after another: they come in the order of the resources. */
function* byResource(findings: readonly ReportedFinding[]): Generator<readonly ReportedFinding[]> {
  let group: ReportedFinding[] = [];
  for (const finding of findings) {
    if (group.length > 0 && !isOfOne(group[0], finding)) {
      yield group;
      group = [];
    }
    group.push(finding);
  }
  if (group.length > 0) { yield group; }
}

function isOfOne(a: ReportedFinding, b: ReportedFinding): boolean {
  return a.template === b.template && a.logicalId === b.logicalId;
}

function resourceLines(findings: readonly ReportedFinding[], colors: Colors): string[] {
  const [{ logicalId, resourceType, constructPath }] = findings;
  const name = constructPath === undefined ? logicalId : `${constructPath} (${logicalId})`;
  return [
    `${colors.bold(printable(name))} ${colors.dim(printable(resourceType))}`,
    ...findings.flatMap((finding) => findingLines(finding, colors)),
  ];
}

function findingLines(finding: ReportedFinding, colors: Colors): string[] {
  const { rule, severity, status, message, fix, template, property, constructPath } = finding;
  const { line, column } = finding.position();
  const unknown = status === ReportedStatus.UNKNOWN ? ', cannot be told' : '';
  return [
    `  ${LEVEL[severity](colors)(severity)} ${colors.bold(rule.name)}${unknown} ${colors.dim(printable(`${template.path}:${line}:${column} ${property}`))}`,
    `    ${printable(message)}`,
    `    ${colors.dim('Why:')} ${rule.why}`,
    `    ${colors.dim('Fix:')} ${printable(fix)}`,
    ...succession(rule, colors),
    `    ${colors.dim('If it is meant:')} ${acknowledgement(rule.name, constructPath)}`,
  ];
}

function succession(rule: RuleMetadata, colors: Colors): string[] {
  const hint = successionOf(rule);
  return hint === undefined ? [] : [`    ${colors.dim('Note:')} ${hint}`];
}

const LEVEL: Readonly<Record<Severity, (colors: Colors) => (text: string) => string>> = {
  [Severity.ERROR]: (colors) => colors.red,
  [Severity.WARNING]: (colors) => colors.yellow,
  [Severity.INFO]: (colors) => colors.blue,
};

/** Templates that no CDK app has made have no place for acknowledgements. */
function acknowledgement(ruleName: string, constructPath: string | undefined): string {
  if (constructPath === undefined) { return `leave the rule out with --without ${ruleName}`; }
  return `pass ${acknowledgementId(ruleName)} as id, and a reason, to Validations.of(construct).acknowledge()`;
}

function summaryLine({ summary, templates, findings, failures }: Report, colors: Colors): string {
  const color = summary.errors + failures.length > 0 ? colors.red : summary.warnings > 0 ? colors.yellow : colors.green;
  const unread = failures.length > 0 ? `, ${failures.length} not read` : '';
  return color(`${summaryText(summary, templates.length)}${unread}${notSeen(findings)}`);
}

/** How much of the templates no rule has seen. */
function notSeen(findings: readonly ReportedFinding[]): string {
  const parts = findings.filter(({ rule, status }) => rule.topic === Topic.TEMPLATES && status === ReportedStatus.UNKNOWN);
  return parts.length === 0 ? '' : `; ${counted(parts.length, 'part')} of the templates not seen`;
}

export function summaryText({ buckets, errors, warnings, unknown, acknowledged }: Summary, templates: number): string {
  const checked = `${counted(buckets, 'bucket')} in ${counted(templates, 'template')}`;
  return `${checked}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${unknown} that cannot be told, ${acknowledged} acknowledged`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
