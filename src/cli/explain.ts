import { ExitCode, type Io } from './io';
import { acknowledgementId } from '../validation/rule-sets';
import { examplesOf, frameworksServed, type RuleMetadata } from '../validation/rules';

/** Says all of a rule. */
export function explain(metadata: RuleMetadata, io: Io): ExitCode {
  const { name: rule, formerNames = [], replacedBy, title, topic, severity, requiredSeverity, preset } = metadata;
  const { why, fix, fixForAll, controls, links } = metadata;
  const { bad, good } = examplesOf(metadata);
  const served = frameworksServed(controls).map((framework) => `  ${framework.title}: ${framework.controls}`);
  io.stdout(`${[
    `${rule}: ${title}.`,
    `${severity}${requiredSeverity === undefined ? '' : ` (${requiredSeverity} in rule sets of compliance frameworks)`}; rule set: ${preset}; topic: ${topic}`,
    ...(formerNames.length > 0 ? [`Former names: ${formerNames.join(', ')}`] : []),
    ...(replacedBy === undefined ? [] : [`Superseded by: ${replacedBy}`]),
    '',
    `Why: ${why}`,
    '',
    `Fix: ${fix}`,
    ...(fixForAll === undefined ? [] : ['', fixForAll]),
    '',
    `To suppress a finding: pass ${acknowledgementId(rule)} as id, and a reason, to Validations.of(construct).acknowledge()`,
    '',
    'Violates the rule:',
    '',
    indented(bad),
    '',
    'Complies with the rule:',
    '',
    indented(good),
    ...(served.length > 0 ? ['', 'Controls:', ...served] : []),
    '',
    'See:',
    ...links.map((link) => `  ${link}`),
  ].join('\n')}\n`);
  return ExitCode.CLEAN;
}

function indented(template: string): string {
  return template.trimEnd().replace(/^/gm, '  ');
}
