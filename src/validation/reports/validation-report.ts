import type { PolicyViolation } from 'aws-cdk-lib';
import type { ReportedGroup } from './finding-groups';
import { PLUGIN_NAME, renamedHint } from '../rule-sets';
import { Severity, successionOf } from '../rules';

/** Findings as CDK's validation report wants them: one entry for each group, with all its resources. */
export function violationsOf(groups: readonly ReportedGroup[]): PolicyViolation[] {
  return groups.map((group): PolicyViolation => {
    const { rule, severity, isKnown, findings, page } = group;
    return {
      // CDK compares acknowledgements literally, so what is acknowledged under a former name is reported under it.
      ruleName: group.formerId?.slice(`${PLUGIN_NAME}::`.length) ?? rule.name,
      description: saidOf(group),
      // In lower case: CDK takes nothing else for an error. It fails for errors, also for known ones.
      severity: isKnown ? Severity.INFO : severity,
      fix: adviceOf(group),
      violatingResources: findings.map(({ logicalId, template, property, pathForCdk }) => ({
        resourceLogicalId: logicalId,
        templatePath: template.file,
        locations: [property],
        ...pathForCdk === undefined ? {} : { constructPath: pathForCdk },
      })),
      ruleMetadata: {
        status: findings[0].isUndetermined ? 'unknown' : 'violation',
        topic: rule.topic,
        title: rule.title,
        why: rule.why,
        ...Object.fromEntries(Object.entries(rule.controls).map(([framework, controls]) => [framework, controls.join(', ')])),
        links: rule.links.join(' '),
        ...page === undefined ? {} : { page },
        ...isKnown ? { known: 'true', severity } : {},
      },
    };
  });
}

/** What CDK and annotations say of a finding. A rule without a page has nowhere else to say why. */
export function saidOf({ rule, message, isKnown, page, findings: [{ isUndetermined }] }: ReportedGroup): string {
  return `${isKnown ? 'Known, in the baseline: ' : ''}${message}${page === undefined && !isUndetermined ? ` ${rule.why}` : ''}`;
}

/** What to do. */
export function adviceOf({ rule, fix, fixForAll, formerId, page }: ReportedGroup): string {
  return [
    fix,
    fixForAll,
    successionOf(rule),
    formerId === undefined ? undefined : renamedHint(formerId, rule),
    page === undefined ? undefined : `See ${page}`,
  ].filter((text) => text !== undefined).join(' ');
}

