import type { PolicyViolation } from 'aws-cdk-lib';
import { acknowledgementId, fixOf, type Judgement, renamedHint } from '../rule-sets';
import { Status, successionOf } from '../rules';

/**
 * Findings as CDK's validation report wants them: what a rule says in the same words is one entry.
 *
 * @param nameOf The name under which CDK looks for acknowledgements of a finding.
 * @param pathOf The path of the construct that a finding is about, where CDK doesn't find it by the logical ID.
 */
export function violationsOf(
  findings: Iterable<Judgement>,
  nameOf = ({ rule }: Judgement) => rule.name,
  pathOf: (finding: Judgement) => string | undefined = () => undefined,
): PolicyViolation[] {
  const groups = new Map<string, Judgement[]>();
  for (const finding of findings) {
    const identity = `${nameOf(finding)} ${finding.severity} ${finding.message}`;
    const group = groups.get(identity);
    if (group) { group.push(finding); } else { groups.set(identity, [finding]); }
  }
  return [...groups.values()].map((group) => violation(group, nameOf(group[0]), pathOf));
}

function violation([first, ...others]: Judgement[], ruleName: string, pathOf: (finding: Judgement) => string | undefined): PolicyViolation {
  const { rule: metadata } = first;
  const hints = [successionOf(metadata), ruleName === metadata.name ? undefined : renamedHint(acknowledgementId(ruleName), metadata)];
  return {
    ruleName,
    description: first.status === Status.VIOLATION ? `${first.message} ${metadata.why}` : first.message,
    // In lower case: CDK takes nothing else for an error.
    severity: first.severity,
    fix: [fixOf(first), ...hints].filter((text) => text !== undefined).join(' '),
    violatingResources: [first, ...others].map((finding) => {
      const constructPath = pathOf(finding);
      return {
        resourceLogicalId: finding.resource.logicalId,
        templatePath: finding.resource.template,
        locations: [finding.property],
        ...constructPath === undefined ? {} : { constructPath },
      };
    }),
    ruleMetadata: {
      status: first.status,
      topic: metadata.topic,
      title: metadata.title,
      ...Object.fromEntries(Object.entries(metadata.controls).map(([framework, controls]) => [framework, controls.join(', ')])),
      links: metadata.links.join(' '),
    },
  };
}
