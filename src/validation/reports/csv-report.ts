import { printable } from './printable';
import type { Report, ReportedFinding } from './report';
import { summaryText } from './words';
import { FRAMEWORK_TITLES } from '../rules';

const FRAMEWORKS = Object.keys(FRAMEWORK_TITLES) as (keyof typeof FRAMEWORK_TITLES)[];

const HEADER = [
  'Status', 'Severity', 'Rule', 'Stack', 'Template', 'Line', 'Logical ID', 'Construct path', 'Resource type', 'Property', 'Finding', 'Fix',
  'Reason', ...FRAMEWORKS.map((framework) => FRAMEWORK_TITLES[framework]), 'Fingerprint', 'Page',
];

/**
 * For audits: one row for each resource of each finding, with the controls of each framework. The last row is the summary.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function* csvReportPieces(report: Report): Generator<string> {
  yield line(HEADER);
  const pages = new Map(report.groups.map(({ rule, page }) => [rule.name, page]));
  for (const finding of report.findings) { yield line(cells(finding, pages.get(finding.rule.name))); }
  for (const { severity, rule, template, logicalId, constructPath = '', property, message, fingerprint } of report.resolved ?? []) {
    const [before, after] = [['resolved', severity, rule, '', template, '', logicalId, constructPath, '', property, message], [fingerprint, '']];
    yield line([...before, ...HEADER.slice(before.length + after.length).map(() => ''), ...after]);
  }
  yield line(['summary', '', '', '', '', '', '', '', '', '', summaryText(report), ...HEADER.slice(11).map(() => '')]);
}

function cells(finding: ReportedFinding, page = ''): string[] {
  const { rule, severity, status, isKnown, template, logicalId, constructPath = '', resourceType, property, message, fix, reason = '', fingerprint } = finding;
  return [
    isKnown ? 'known' : status, severity, rule.name, template.stack ?? '', template.path, String(finding.position().line), logicalId, constructPath,
    resourceType, property, message, fix, reason, ...FRAMEWORKS.map((framework) => (rule.controls[framework] ?? []).join(', ')), fingerprint, page,
  ];
}

function line(values: readonly string[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

/** Always in quotes. What a spreadsheet would take for a formula has an apostrophe before it. */
function cell(value: string): string {
  const safe = printable(value);
  return `"${(/^\s*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/.test(safe) ? `'${safe}` : safe).replace(/"/g, '""')}"`;
}
