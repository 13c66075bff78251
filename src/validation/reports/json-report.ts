import { jsonPieces } from './printable';
import type { Report, ReportedFinding } from './report';

/** One object for programs; its form changes only with its version. What is not known is null. */
export function jsonReport(report: Report): string {
  return [...jsonReportPieces(report)].join('');
}

/** The same, piece by piece. */
export function* jsonReportPieces({ templates, findings, failures, summary }: Report): Generator<string> {
  yield* jsonPieces({
    version: 1,
    templates: mapped(templates, ({ path, stack, buckets }) => ({ path, stack: stack ?? null, buckets })),
    findings: mapped(findings, findingJson),
    // Only where there is something to say.
    unread: failures.length > 0 ? failures : undefined,
    summary,
  });
  yield '\n';
}

function findingJson(finding: ReportedFinding) {
  return {
    rule: finding.rule.name,
    severity: finding.severity,
    status: finding.status,
    template: finding.template.path,
    stack: finding.template.stack ?? null,
    logicalId: finding.logicalId,
    constructPath: finding.constructPath ?? null,
    resourceType: finding.resourceType,
    property: finding.property,
    message: finding.message,
    fix: finding.fix,
  };
}

function* mapped<T>(all: Iterable<T>, each: (one: T) => unknown): Generator<unknown> {
  for (const one of all) { yield each(one); }
}
