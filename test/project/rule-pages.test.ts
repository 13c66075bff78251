import { rulePages } from '../../scripts/rule-docs/pages';
import { RULES, Topic } from '../../src/validation/rules';

const pages = rulePages();
const suppression = (rule: string) => /## Suppress this finding\n\n([\s\S]*?)\n\n## /.exec(pages.get(`${rule}.md`)!)![1];

test('every rule has a page, and is in the index', () => {
  expect(pages.size).toBe(RULES.length + 1);
  expect(RULES.map(({ metadata: { name } }) => name).filter((name) => !pages.get('README.md')!.includes(`[${name}](${name}.md)`))).toEqual([]);
});

describe('to suppress a finding', () => {
  const rules = RULES.map(({ metadata: { name, topic } }) => [name, topic === Topic.TEMPLATES ? 'stack' : 'construct'] as const);

  // A finding can be about a key, a policy or a role: an acknowledgement of the bucket would not apply to it.
  test.each(rules)('of %s, its page acknowledges it for the %s', (rule, construct) => {
    expect(suppression(rule)).toContain(`Validations.of(${construct}).acknowledge({ id: 'S3Encryption::${rule}', reason: '...' });`);
  });

  test('the page says which construct is meant', () => {
    expect(suppression('KmsKeyRotation')).toContain('for the construct that the finding names, or one that contains it:');
    expect(suppression('AllResourcesVisible')).toContain('for the stack of the template:');
  });
});

test('a rule that is more severe in other rule sets says so', () => {
  expect(pages.get('MinimumTlsVersion.md')).toContain('| info; warning in rule sets of frameworks; error in strict | recommended, strict |');
  expect(pages.get('KmsKeyRotation.md')).toContain('| warning | recommended, strict |');
});
