/**
 * The page of every rule, and their index.
 */
import { examplesOf, frameworksServed, Preset, RULES, type RuleMetadata, Severity, Topic } from '../../src/validation/rules';

const GENERATED = '<!-- Generated from src/validation/rules by "npx projen docs:rules". Change the rule, not this page. -->';

const ENABLED_IN: { readonly [preset in Preset]: string } = {
  [Preset.EVERY]: 'every rule set',
  [Preset.RECOMMENDED]: 'recommended, strict',
  [Preset.STRICT]: 'strict',
  [Preset.OPT_IN]: 'rule sets that name it',
};

/** Every page of docs/rules, by its name. */
export function rulePages(): ReadonlyMap<string, string> {
  return new Map([...RULES.map(({ metadata }) => [`${metadata.name}.md`, page(metadata)] as const), ['README.md', index()]]);
}

function page(rule: RuleMetadata): string {
  const frameworks = frameworksServed(rule.controls);
  const examples = examplesOf(rule);
  return `${[
    GENERATED,
    `# ${rule.name}`,
    `${rule.title}.`,
    ...(rule.replacedBy === undefined ? [] : [`Superseded by [${rule.replacedBy}](${rule.replacedBy}.md).`]),
    ...(rule.formerNames === undefined ? [] : [`Former names, which still work: ${rule.formerNames.join(', ')}.`]),
    table([
      ['Topic', 'Severity', 'Enabled in'],
      [rule.topic, severityOf(rule), ENABLED_IN[rule.preset]],
    ]),
    '## Why',
    rule.why,
    '## How to fix it',
    rule.fix,
    ...(rule.fixForAll === undefined ? [] : [rule.fixForAll]),
    '## Examples',
    'Violates the rule:',
    codeBlock(examples.bad),
    'Complies with the rule:',
    codeBlock(examples.good),
    '## Suppress this finding',
    ...suppression(rule),
    ...(frameworks.length === 0 ? [] : [
      '## Compliance mappings',
      table([['Framework', 'Controls'], ...frameworks.map(({ title, controls }) => [title, controls])]),
    ]),
    '## Related information',
    rule.links.map((link) => `- <${link}>`).join('\n'),
  ].join('\n\n')}\n`;
}

/** What a finding is about is often not the bucket, but its key, a policy, or who writes to it. */
function suppression({ name, topic }: RuleMetadata): string[] {
  const [construct, what] = topic === Topic.TEMPLATES ? ['stack', 'the stack of the template'] : ['construct', 'the construct that the finding names, or one that contains it'];
  return [
    `Acknowledge it for ${what}:`,
    ['```ts', `Validations.of(${construct}).acknowledge({ id: 'S3Encryption::${name}', reason: '...' });`, '```'].join('\n'),
  ];
}

/** Rule sets of frameworks may take a rule more seriously, and the strict ones report what is a warning there as an error. */
function severityOf({ severity, requiredSeverity, preset }: RuleMetadata): string {
  if (requiredSeverity === undefined) { return severity; }
  const strict = preset !== Preset.OPT_IN && requiredSeverity === Severity.WARNING ? '; error in strict' : '';
  return `${severity}; ${requiredSeverity} in rule sets of frameworks${strict}`;
}

function index(): string {
  return `${[
    GENERATED,
    '# Rules',
    'The severity is that of a violation in `RuleSet.recommended()`. A finding can have another severity. If the templates do not show whether '
    + 'a rule is violated, the finding is reported one level lower. `RuleSet.strict()` enables more rules and reports every warning as an error.',
    ...Object.values(Topic).flatMap((topic) => {
      const rules = RULES.map((rule) => rule.metadata).filter((rule) => rule.topic === topic);
      if (rules.length === 0) { return []; }
      return [
        `## ${topic[0].toUpperCase()}${topic.slice(1)}`,
        table([['Rule', 'Severity', 'Enabled in', 'Requirement'],
          ...rules.map((rule) => [`[${rule.name}](${rule.name}.md)`, rule.severity, ENABLED_IN[rule.preset], rule.title])]),
      ];
    }),
  ].join('\n\n')}\n`;
}

function codeBlock(template: string): string {
  return `\`\`\`yaml\n${template}\`\`\``;
}

function table([header, ...rows]: string[][]): string {
  return [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
