/**
 * Writes which rules serve which control of which framework, from the metadata beside the rules.
 */
import * as fs from 'fs';
import * as path from 'path';
import { type Controls, FRAMEWORK_EDITIONS, FRAMEWORK_TITLES, Preset, RULES, type RuleMetadata } from '../src/validation/rules';

const FILE = path.join(__dirname, '..', 'docs', 'controls.md');
const GENERATED = '<!-- Generated from src/validation/rules by "npx projen docs:rules". Change the rule, not this page. -->';

type FrameworkId = keyof Controls;

/** The rule set of a framework, for the CLI. */
const RULE_SETS: { readonly [framework in FrameworkId]?: string } = {
  securityHub: 'security-hub',
  cisAws5: 'cis-aws-5',
  nist80053r5: 'nist-800-53-r5',
  pciDss4: 'pci-dss-4',
};

const ENABLED: { readonly [preset in Preset]: string } = {
  [Preset.EVERY]: '',
  [Preset.RECOMMENDED]: '',
  [Preset.STRICT]: ' (not in `RuleSet.recommended()`)',
  [Preset.OPT_IN]: ' (not in `RuleSet.recommended()`)',
};

const frameworks = Object.keys(FRAMEWORK_TITLES) as FrameworkId[];

fs.writeFileSync(FILE, `${[
  GENERATED,
  '# Controls and rules',
  'Which rules of this library serve which control. A rule serves a control if it checks a part of what the control '
  + 'requires of S3 data and of the keys for it. A report without findings is not a proof of compliance: controls ask for more than templates show.',
  'Rule sets of frameworks run all rules of a framework, whether they are in `RuleSet.recommended()` or not: `RuleSet.framework(Framework.NIST_800_53_R5)`. The '
  + '[CSV report](checks-in-ci.md#formats) has the control IDs of each finding.',
  [
    '| Framework | Version | Read on |',
    '| --- | --- | --- |',
    ...frameworks.map((framework) => {
      const { readOn, source, version = 'none: its controls keep their IDs' } = FRAMEWORK_EDITIONS[framework];
      return `| [${FRAMEWORK_TITLES[framework]}](#${anchor(FRAMEWORK_TITLES[framework])}) | ${version} | [${readOn}](${source}) |`;
    }),
  ].join('\n'),
  'If a rule serves a control of AWS Security Hub CSPM, its controls of CIS, NIST and PCI DSS are those to which Security Hub maps that control. '
  + `For other rules, the mapping is this library's: ${mappedHere().join(', ')}.`,
  ...frameworks.flatMap(section),
].join('\n\n')}\n`);

function section(framework: FrameworkId): string[] {
  const run = RULE_SETS[framework];
  const rules = RULES.map((rule) => rule.metadata).filter(({ controls }) => (controls[framework] ?? []).length > 0);
  const controls = [...new Set(rules.flatMap((rule) => rule.controls[framework]!))].sort(byNumbers);
  return [
    `## ${FRAMEWORK_TITLES[framework]}`,
    `${run === undefined ? 'Deploy these rules with `EncryptionConfigRules`.' : `Run: \`npx cdk-s3-encryption check --rule-set ${run} cdk.out\``}`,
    [
      '| Control | Rules |',
      '| --- | --- |',
      ...controls.map((control) => `| ${control} | ${rules.filter((rule) => rule.controls[framework]!.includes(control)).map(linkTo).join(', ')} |`),
    ].join('\n'),
  ];
}

/** Rules that Security Hub has no control for. */
function mappedHere(): string[] {
  return RULES.map((rule) => rule.metadata)
    .filter(({ controls }) => controls.securityHub === undefined && (['cisAws5', 'nist80053r5', 'pciDss4'] as const).some((framework) => controls[framework] !== undefined))
    .map(linkTo);
}

function linkTo({ name, preset }: RuleMetadata): string {
  return `[${name}](rules/${name}.md)${ENABLED[preset]}`;
}

/** As GitHub makes the anchor of a heading. */
function anchor(heading: string): string {
  return heading.toLowerCase().replace(/[^\w\s-]/g, '').replace(/ /g, '-');
}

/** `AC-4` before `AC-17(2)`. */
function byNumbers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
