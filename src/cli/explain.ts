import { ExitCode, type Io } from './io';
import { acknowledgementId } from '../validation/rule-sets';
import type { Controls, RuleMetadata } from '../validation/rules';

const FRAMEWORKS: Readonly<Record<keyof Controls, string>> = {
  securityHub: 'AWS Security Hub',
  awsConfig: 'AWS Config',
  cisAws5: 'CIS AWS Foundations Benchmark v5',
  nist80053r5: 'NIST SP 800-53 Rev. 5',
  pciDss4: 'PCI DSS v4',
};

/** Says all of a rule. */
export function explain(metadata: RuleMetadata, io: Io): ExitCode {
  const { name: rule, formerNames = [], replacedBy, title, topic, severity, preset, why, fix, controls, links, examples } = metadata;
  const served = (Object.keys(FRAMEWORKS) as (keyof Controls)[])
    .flatMap((framework) => (controls[framework]?.length ? [`  ${FRAMEWORKS[framework]}: ${controls[framework].join(', ')}`] : []));
  io.stdout(`${[
    `${rule}: ${title}.`,
    `${severity}; rule set: ${preset}; topic: ${topic}`,
    ...(formerNames.length > 0 ? [`Former names: ${formerNames.join(', ')}`] : []),
    ...(replacedBy === undefined ? [] : [`Superseded by: ${replacedBy}`]),
    '',
    `Why: ${why}`,
    '',
    `Fix: ${fix}`,
    '',
    `If it is meant: Validations.of(construct).acknowledge({ id: '${acknowledgementId(rule)}', reason: '...' })`,
    '',
    'Violates the rule:',
    '',
    indented(examples.bad),
    '',
    'Complies with the rule:',
    '',
    indented(examples.good),
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
