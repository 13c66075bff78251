import type { Report } from './report';

/** One object for programs; its form changes only with its version. What is not known is null. */
export function jsonReport({ templates, findings, summary }: Report): string {
  return `${JSON.stringify({
    version: 1,
    templates: templates.map(({ path, stack, buckets }) => ({ path, stack: stack ?? null, buckets })),
    findings: findings.map((finding) => ({
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
    })),
    summary,
  }, undefined, 2)}\n`;
}
