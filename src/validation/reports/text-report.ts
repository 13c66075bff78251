import { createColors } from 'picocolors';
import type { ReportedGroup } from './finding-groups';
import { printable } from './printable';
import { type Report, type ReportedFinding, ReportedStatus } from './report';
import { placeOf, summaryText } from './words';
import { acknowledgementId, renamedHint } from '../rule-sets';
import { type RuleMetadata, Severity, successionOf } from '../rules';

type Colors = ReturnType<typeof createColors>;

/** For people: what is wrong by resource, why it matters, and what to do. What several resources of a stack have in common is said once. */
export function* textReportPieces(report: Report, colored: boolean): Generator<string> {
  const colors = createColors(colored);
  const shown = report.groups.filter(({ status, isKnown }) => status !== ReportedStatus.ACKNOWLEDGED && !isKnown);
  for (const ofStack of runsOf(shown, ({ findings: [{ template }] }) => template.stackTemplate)) {
    for (const group of bySeverity(ofStack.filter(({ findings }) => findings.length > 1))) { yield [...groupLines(group, colors), '', ''].join('\n'); }
    const single = ofStack.filter(({ findings }) => findings.length === 1);
    for (const groups of runsOf(single, ({ findings: [one] }) => JSON.stringify([one.template.path, one.logicalId]))) {
      yield [...resourceLines(groups, colors), '', ''].join('\n');
    }
  }
  yield [...knownLines(report, colors), ...resolvedLines(report, colors), ...renamings(report.findings), summaryLine(report, colors), ''].join('\n');
}

/** Acknowledgements that name rules as they were called before, once each. */
function renamings(findings: readonly ReportedFinding[]): string[] {
  const hints = new Set(findings.flatMap(({ rule, formerId }) => (formerId === undefined ? [] : [renamedHint(formerId, rule)])));
  return hints.size > 0 ? [...hints, ''] : [];
}

/** Those with the same key one after another, in the order of the first of them. */
function runsOf<T>(all: readonly T[], key: (one: T) => string): Iterable<T[]> {
  const runs = new Map<string, T[]>();
  for (const one of all) {
    const run = runs.get(key(one));
    if (run) { run.push(one); } else { runs.set(key(one), [one]); }
  }
  return runs.values();
}

function bySeverity(groups: readonly ReportedGroup[]): ReportedGroup[] {
  const severities = Object.values(Severity);
  return [...groups].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function groupLines(group: ReportedGroup, colors: Colors): string[] {
  const { rule, status, severity, message, findings } = group;
  const stack = findings[0].template.stack;
  return [
    `${colors.bold(`${findings.length} resources`)}${stack === undefined ? '' : ` of stack ${printable(stack)}`}`,
    `  ${heading(severity, rule, status, colors)}`,
    `    ${printable(message)}`,
    ...findings.map((finding) => `      ${printable(placeOf(finding))} ${colors.dim(where(finding))}`),
    ...advice(group, colors),
  ];
}

function resourceLines(groups: readonly ReportedGroup[], colors: Colors): string[] {
  const { findings: [first] } = groups[0];
  return [
    `${colors.bold(printable(placeOf(first)))} ${colors.dim(printable(first.resourceType))}`,
    ...groups.flatMap((group) => [
      `  ${heading(group.severity, group.rule, group.status, colors)} ${colors.dim(where(group.findings[0]))}`,
      `    ${printable(group.message)}`,
      ...advice(group, colors),
    ]),
  ];
}

function heading(severity: Severity, rule: RuleMetadata, status: ReportedStatus, colors: Colors): string {
  const unknown = status === ReportedStatus.UNKNOWN ? ', cannot be determined' : '';
  return `${LEVEL[severity](colors)(severity)} ${colors.bold(rule.name)}${unknown}`;
}

function where(finding: ReportedFinding): string {
  const { line, column } = finding.position();
  return printable(`${finding.template.path}:${line}:${column} ${finding.property}`);
}

function advice({ rule, severity, fix, fixForAll, page, findings: [{ constructPath }] }: ReportedGroup, colors: Colors): string[] {
  const hint = successionOf(rule);
  return [
    // The page says it, too.
    ...(severity === Severity.INFO && page !== undefined ? [] : [`    ${colors.dim('Why:')} ${rule.why}`]),
    `    ${colors.dim('Fix:')} ${printable(fix)}`,
    ...(fixForAll === undefined ? [] : [`    ${colors.dim('In one line:')} ${fixForAll}`]),
    ...(hint === undefined ? [] : [`    ${colors.dim('Note:')} ${hint}`]),
    `    ${colors.dim('To suppress it:')} ${acknowledgement(rule.name, constructPath)}`,
    ...(page === undefined ? [] : [`    ${colors.dim('See:')} ${page}`]),
  ];
}

const LEVEL: Readonly<Record<Severity, (colors: Colors) => (text: string) => string>> = {
  [Severity.ERROR]: (colors) => colors.red,
  [Severity.WARNING]: (colors) => colors.yellow,
  [Severity.INFO]: (colors) => colors.blue,
};

/** Templates that no CDK app has made have no place for acknowledgements. */
function acknowledgement(ruleName: string, constructPath: string | undefined): string {
  if (constructPath === undefined) { return `exclude the rule with --without ${ruleName}`; }
  return `pass ${acknowledgementId(ruleName)} as id, and a reason, to Validations.of(construct).acknowledge()`;
}

/** What is known needs no advice. */
function knownLines({ groups }: Report, colors: Colors): string[] {
  const known = groups.filter(({ isKnown }) => isKnown);
  if (known.length === 0) { return []; }
  return [
    colors.bold('Known, in the baseline'),
    ...known.map(({ severity, rule, findings }) => `  ${severity} ${rule.name}: ${findings.map((one) => printable(placeOf(one))).join(', ')}`),
    '',
  ];
}

function resolvedLines({ resolved = [] }: Report, colors: Colors): string[] {
  if (resolved.length === 0) { return []; }
  return [
    colors.bold('Resolved since the baseline'),
    ...resolved.map((one) => `  ${one.severity} ${printable(`${one.rule}: ${placeOf(one)}`)}`),
    '',
  ];
}

function summaryLine(report: Report, colors: Colors): string {
  const { summary, failures } = report;
  const color = summary.errors + failures.length > 0 ? colors.red : summary.warnings > 0 ? colors.yellow : colors.green;
  return color(summaryText(report));
}

