import type { Change, NewFinding, PostureDiff } from './posture-diff';
import { json } from '../reports';

/** The version of the form of the comparison as JSON, which changes only with it. */
const JSON_VERSION = 1;

/** One object for programs. What is not known is null. */
export function jsonDiff({ after, before, changes, newFindings, resolvedFindings, summary }: PostureDiff): string {
  return `${json({
    version: JSON_VERSION,
    before,
    after,
    changes: changes.map(changeJson),
    newFindings: newFindings.map(findingJson),
    resolvedFindings: resolvedFindings.map(({ constructPath, ...finding }) => ({ ...finding, constructPath: constructPath ?? null })),
    summary,
  })}\n`;
}

function changeJson({ subject, effect, aspect, before, after, request, note }: Change) {
  const { template, stack, logicalId, constructPath, resourceType } = subject;
  return {
    effect, aspect, template, stack: stack ?? null, logicalId, constructPath: constructPath ?? null, resourceType, before, after, request, note,
  };
}

function findingJson({ effect, finding }: NewFinding) {
  const { rule, severity, status, message, template, logicalId, constructPath, resourceType, property, fingerprint } = finding;
  return {
    effect,
    rule: rule.name,
    severity,
    status,
    message,
    template: template.path,
    stack: template.stack ?? null,
    logicalId,
    constructPath: constructPath ?? null,
    resourceType,
    property,
    fingerprint,
  };
}
