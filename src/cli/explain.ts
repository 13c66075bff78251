import { ExitCode, type Io } from './io';
import { ruleNamed } from './rule-names';
import { acknowledgementId } from '../validation/plugin-name';
import type { Controls } from '../validation/rules';

const FRAMEWORKS: Readonly<Record<keyof Controls, string>> = {
  securityHub: 'AWS Security Hub',
  awsConfig: 'AWS Config',
  cisAws5: 'CIS AWS Foundations Benchmark v5',
  nist80053r5: 'NIST SP 800-53 Rev. 5',
  pciDss4: 'PCI DSS v4',
};

/** @throws UsageError if there is no such rule */
export function explain(name: string, io: Io): ExitCode {
  const { name: rule, title, topic, severity, preset, why, fix, controls, links } = ruleNamed(name);
  const served = (Object.keys(FRAMEWORKS) as (keyof Controls)[])
    .flatMap((framework) => (controls[framework]?.length ? [`  ${FRAMEWORKS[framework]}: ${controls[framework].join(', ')}`] : []));
  io.stdout(`${[
    `${rule}: ${title}.`,
    `${severity}; rule set: ${preset}; topic: ${topic}`,
    '',
    `Why: ${why}`,
    '',
    `Fix: ${fix}`,
    '',
    `If it is meant: Validations.of(construct).acknowledge({ id: '${acknowledgementId(rule)}', reason: '...' })`,
    ...(served.length > 0 ? ['', 'Controls:', ...served] : []),
    '',
    'See:',
    ...links.map((link) => `  ${link}`),
  ].join('\n')}\n`);
  return ExitCode.CLEAN;
}
