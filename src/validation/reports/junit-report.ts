import type { ReportedGroup } from './finding-groups';
import { printable } from './printable';
import { type Report, type ReportedFinding, ReportedStatus, type ReportedTemplate } from './report';
import { placeOf, summaryText } from './words';
import { Severity } from '../rules';

/**
 * For CI systems: a suite for each stack, a case for each rule. Errors that are new fail; of a rule that has none, what is acknowledged or
 * known is skipped, and warnings are output.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export function* junitReportPieces(report: Report, failsOn = Severity.ERROR): Generator<string> {
  const suites = new Map<string, { template: ReportedTemplate; groups: ReportedGroup[] }>();
  for (const template of report.templates) {
    if (!suites.has(template.stackTemplate)) { suites.set(template.stackTemplate, { template, groups: [] }); }
  }
  for (const group of report.groups) {
    const { template } = group.findings[0];
    const suite = suites.get(template.stackTemplate);
    if (suite) { suite.groups.push(group); } else { suites.set(template.stackTemplate, { template, groups: [group] }); }
  }
  const isFailure = (group: ReportedGroup) => (
    !group.isKnown && group.status !== ReportedStatus.ACKNOWLEDGED && (group.severity === Severity.ERROR || group.severity === failsOn)
  );
  const all = [...suites.values()].map(({ template, groups }) => {
    const cases = report.rules.map((rule) => ({ rule, groups: groups.filter((group) => group.rule.name === rule.name) }));
    const [failures, skipped] = [cases.filter((one) => one.groups.some(isFailure)), cases.filter((one) => isSkipped(one.groups, isFailure))];
    return { template, cases, failures: failures.length, skipped: skipped.length };
  });
  const sum = (key: 'failures' | 'skipped') => all.reduce((total, one) => total + one[key], 0);
  const tests = all.reduce((total, { cases }) => total + cases.length, 0);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites name="cdk-s3-encryption"${attributes({ tests, failures: sum('failures'), errors: report.failures.length, skipped: sum('skipped') })}>\n`;
  for (const { template, cases, failures, skipped } of all) {
    const name = template.stack ?? template.path;
    yield `  <testsuite name="${xml(name)}" file="${xml(template.path)}"${attributes({ tests: cases.length, failures, errors: 0, skipped })}>\n`;
    for (const { rule, groups } of cases) {
      yield `    <testcase name="${xml(rule.name)}" classname="${xml(name)}"`;
      yield groups.length === 0 ? '/>\n' : `>\n${[...contents(groups, isFailure)].join('')}    </testcase>\n`;
    }
    yield '  </testsuite>\n';
  }
  if (report.failures.length > 0) {
    const errors = report.failures.map((failure) => `    <testcase name="read" classname="input"><error message="${xml(failure)}"/></testcase>\n`);
    yield `  <testsuite name="input"${attributes({ tests: errors.length, failures: 0, errors: errors.length, skipped: 0 })}>\n${errors.join('')}  </testsuite>\n`;
  }
  yield `  <testsuite name="summary"${attributes({ tests: 0, failures: 0, errors: 0, skipped: 0 })}>\n    <system-out>${xml(summaryText(report))}</system-out>\n  </testsuite>\n`;
  yield '</testsuites>\n';
}

function* contents(groups: readonly ReportedGroup[], isFailure: (group: ReportedGroup) => boolean): Generator<string> {
  const failures = groups.filter(isFailure);
  for (const group of failures) { yield `      <failure type="${group.severity}" message="${xml(group.message)}">${xml(details(group))}</failure>\n`; }
  if (isSkipped(groups, isFailure)) { yield `      <skipped message="${xml(groups.map(({ isKnown, reason }) => (isKnown ? 'known, in the baseline' : `acknowledged: ${reason ?? ''}`)).join('; '))}"/>\n`; }
  const others = groups.filter((group) => !failures.includes(group));
  if (others.length > 0) { yield `      <system-out>${xml(others.map((group) => `${stateOf(group)}: ${group.message}\n${details(group)}`).join('\n\n'))}</system-out>\n`; }
}

/** Nothing fails, and nothing is told that somebody has not dealt with. */
function isSkipped(groups: readonly ReportedGroup[], isFailure: (group: ReportedGroup) => boolean): boolean {
  return groups.length > 0 && !groups.some(isFailure) && groups.every(({ isKnown, status }) => isKnown || status === ReportedStatus.ACKNOWLEDGED);
}

function stateOf({ severity, status, isKnown }: ReportedGroup): string {
  return [severity, ...(isKnown ? ['known'] : []), ...(status === ReportedStatus.VIOLATION ? [] : [status])].join(', ');
}

function details({ findings, fix, fixForAll, page }: ReportedGroup): string {
  return [
    ...findings.map((finding) => `${placeOf(finding)} at ${where(finding)}`),
    `Fix: ${fix}`,
    ...(fixForAll === undefined ? [] : [fixForAll]),
    ...(page === undefined ? [] : [`See ${page}`]),
  ].join('\n');
}

function where(finding: ReportedFinding): string {
  const { line, column } = finding.position();
  return `${finding.template.path}:${line}:${column} ${finding.property}`;
}

function attributes(counts: { readonly [name: string]: number }): string {
  return Object.entries(counts).map(([name, count]) => ` ${name}="${count}"`).join('');
}

const NAMED: { readonly [char: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&apos;' };

/** Text of elements and attributes: nothing but characters that XML has, and without those that turn its direction. */
function xml(text: string): string {
  const lines = text.split('\n').map(printable).join('\n');
  return lines.replace(/[&<>"']/g, (char) => NAMED[char]).replace(/[\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD');
}
