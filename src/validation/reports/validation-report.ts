import type { PolicyViolation } from 'aws-cdk-lib';
import type { Judgement } from '../rule-set';
import { Status } from '../rules';

/** Findings as CDK's validation report wants them: what a rule says in the same words is one entry. */
export function violationsOf(findings: Iterable<Judgement>): PolicyViolation[] {
  const groups = new Map<string, Judgement[]>();
  for (const finding of findings) {
    const key = `${finding.rule.name} ${finding.severity} ${finding.message}`;
    const group = groups.get(key);
    if (group) { group.push(finding); } else { groups.set(key, [finding]); }
  }
  return [...groups.values()].map(violation);
}

function violation([first, ...others]: Judgement[]): PolicyViolation {
  const { rule: metadata } = first;
  return {
    ruleName: metadata.name,
    description: first.status === Status.VIOLATION ? `${first.message} ${metadata.why}` : first.message,
    // In lower case: CDK takes nothing else for an error.
    severity: first.severity,
    fix: metadata.fix,
    violatingResources: [first, ...others].map((finding) => ({
      resourceLogicalId: finding.resource.logicalId,
      templatePath: finding.resource.template,
      locations: [finding.property],
    })),
    ruleMetadata: {
      status: first.status,
      topic: metadata.topic,
      title: metadata.title,
      ...Object.fromEntries(Object.entries(metadata.controls).map(([framework, controls]) => [framework, controls.join(', ')])),
      links: metadata.links.join(' '),
    },
  };
}
