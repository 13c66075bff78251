import { judged } from './support';
import type { TemplateSource } from '../../../src/template';
import { parseTemplate } from '../../../src/template/parse';
import { RULES } from '../../../src/validation/rules';

/** The stacks of an example, deployed where their first lines say. */
function stacksOf(example: string): TemplateSource[] {
  return example.split(/^---\n/m).map((text, i) => {
    const [comment] = text.split('\n');
    const [account, region] = [/^#.*\bAccount: (\d{12})\b/, /^#.*\bRegion: ([a-z0-9-]+)/].map((pattern) => pattern.exec(comment)?.[1]);
    return { name: `Stack${i + 1}`, json: parseTemplate(text, 'example.yaml'), environment: { account, region, partition: 'aws' } };
  });
}

describe.each(RULES.map((rule) => [rule.metadata.name, rule] as const))('the examples of %s', (_, rule) => {
  const { bad, good } = rule.metadata.examples;

  test('bad: nothing but violations', () => {
    const found = judged(rule, stacksOf(bad));
    expect(found).not.toEqual([]);
    expect(found.filter(({ status }) => status !== 'violation')).toEqual([]);
  });

  test('good: nothing', () => {
    expect(judged(rule, stacksOf(good))).toEqual([]);
  });

  test('can be read: no tabs, no empty lines, at most 120 columns', () => {
    for (const text of [bad, good]) {
      expect(text).toMatch(/^(# .*\n)?Resources:\n/);
      expect(text).not.toMatch(/\t|\n\n|[^\n]{121}| \n/);
    }
  });
});
