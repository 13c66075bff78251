import { JSON_VERSION } from './baseline';
import type { ReportedGroup } from './finding-groups';
import { jsonPieces } from './printable';
import type { Report, ReportedFinding, ResolvedFinding } from './report';

/** One object for programs; its form changes only with its version. What is not known is null. */
export function jsonReport(report: Report): string {
  return [...jsonReportPieces(report)].join('');
}

/** The same, piece by piece. */
export function* jsonReportPieces({ templates, groups, resolved, failures, summary }: Report): Generator<string> {
  yield* jsonPieces({
    version: JSON_VERSION,
    templates: mapped(templates, ({ path, stack, buckets }) => ({ path, stack: stack ?? null, buckets })),
    findings: mapped(groups, (group) => groupJson(group, resolved !== undefined)),
    // Only where there is something to say.
    resolved: resolved && mapped(resolved, resolvedJson),
    unread: failures.length > 0 ? failures : undefined,
    summary: resolved === undefined ? { ...summary, known: undefined, resolved: undefined } : summary,
  });
  yield '\n';
}

function groupJson({ rule, severity, status, isKnown, message, fix, fixForAll, page, reason, findings }: ReportedGroup, isCompared: boolean) {
  return {
    rule: rule.name,
    severity,
    status,
    known: isCompared ? isKnown : undefined,
    message,
    fix,
    fixForAll,
    page,
    reason,
    resources: mapped(findings, resourceJson),
  };
}

function resourceJson({ template, logicalId, constructPath, resourceType, property, fingerprint, also }: ReportedFinding) {
  return {
    template: template.path,
    stack: template.stack ?? null,
    logicalId,
    constructPath: constructPath ?? null,
    resourceType,
    property,
    fingerprint,
    also: also.length > 0 ? also.map((one) => ({ rule: one.rule.name, severity: one.severity, fingerprint: one.fingerprint })) : undefined,
  };
}

function resolvedJson({ constructPath, ...finding }: ResolvedFinding) {
  return { ...finding, constructPath: constructPath ?? null };
}

function* mapped<T>(all: Iterable<T>, each: (one: T) => unknown): Generator<unknown> {
  for (const one of all) { yield each(one); }
}
