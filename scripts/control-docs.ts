/**
 * Writes which rules serve which control of which framework, from the metadata beside the rules.
 */
import * as fs from 'fs';
import * as path from 'path';
import { type Controls, FRAMEWORK_TITLES, Preset, RULES, type RuleMetadata } from '../src/validation/rules';

const FILE = path.join(__dirname, '..', 'docs', 'controls.md');
const GENERATED = '<!-- Generated from src/validation/rules by "npx projen docs:rules". Change the rule, not this page. -->';

type FrameworkId = keyof Controls;

/** Where a framework is documented, and how to run its rules. */
const SOURCES: { readonly [framework in FrameworkId]: { readonly url: string; readonly run?: string } } = {
  securityHub: { url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html', run: 'security-hub' },
  awsConfig: { url: 'https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html' },
  cisAws5: { url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html', run: 'cis-aws-5' },
  nist80053r5: { url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html', run: 'nist-800-53-r5' },
  pciDss4: { url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html', run: 'pci-dss-4' },
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
  frameworks.map((framework) => `- [${FRAMEWORK_TITLES[framework]}](#${anchor(FRAMEWORK_TITLES[framework])})`).join('\n'),
  ...frameworks.flatMap(section),
].join('\n\n')}\n`);

function section(framework: FrameworkId): string[] {
  const { url, run } = SOURCES[framework];
  const rules = RULES.map((rule) => rule.metadata).filter(({ controls }) => (controls[framework] ?? []).length > 0);
  const controls = [...new Set(rules.flatMap((rule) => rule.controls[framework]!))].sort(byNumbers);
  return [
    `## ${FRAMEWORK_TITLES[framework]}`,
    `[Controls](${url}).${run === undefined ? ' Deploy these rules with `EncryptionConfigRules`.' : ` Run: \`npx cdk-s3-encryption check --rule-set ${run} cdk.out\``}`,
    [
      '| Control | Rules |',
      '| --- | --- |',
      ...controls.map((control) => `| ${control} | ${rules.filter((rule) => rule.controls[framework]!.includes(control)).map(linkTo).join(', ')} |`),
    ].join('\n'),
  ];
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
