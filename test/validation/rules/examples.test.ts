import * as path from 'path';
import { App, CloudFormationValidatePlugin } from 'aws-cdk-lib';
import { judged } from './support';
import type { TemplateSource } from '../../../src/template';
import { parseTemplate } from '../../../src/template-parser';
import { examplesOf, RULES } from '../../../src/validation/rules';
import { directoryWith } from '../assembly/support';

const STACKS = /^---\n/m;

/** The stacks of an example, deployed where their first lines say. */
function stacksOf(example: string): TemplateSource[] {
  return example.split(STACKS).map((text, i) => {
    const [comment] = text.split('\n');
    const [account, region] = [/^#.*\bAccount: (\d{12})\b/, /^#.*\bRegion: ([a-z0-9-]+)/].map((pattern) => pattern.exec(comment)?.[1]);
    return { name: `Stack${i + 1}`, json: parseTemplate(text, 'example.yaml'), environment: { account, region, partition: 'aws' } };
  });
}

describe.each(RULES.map((rule) => [rule.metadata.name, rule] as const))('the examples of %s', (_, rule) => {
  const { bad, good } = examplesOf(rule.metadata);

  test('bad: nothing but violations', () => {
    const found = judged(rule, stacksOf(bad));
    expect(found).not.toEqual([]);
    expect(found.filter(({ status }) => status !== 'violation')).toEqual([]);
  });

  test('good: nothing', () => {
    expect(judged(rule, stacksOf(good))).toEqual([]);
  });

  test('easy to read: no tabs, no empty lines, at most 120 columns', () => {
    for (const text of [bad, good]) {
      expect(text).toMatch(/^(# .*\n)?Resources:\n/);
      expect(text).not.toMatch(/\t|\n\n|[^\n]{121}| \n/);
    }
  });
});

test('they are CloudFormation: resources have the properties and the types of values that their schemas name', () => {
  const templates: Record<string, string> = {};
  for (const { metadata } of RULES) {
    for (const [kind, example] of Object.entries(examplesOf(metadata)) as [string, string][]) {
      example.split(STACKS).forEach((text, i) => { templates[`${metadata.name}-${kind}-${i}.yaml`] = text; });
    }
  }
  const directory = directoryWith(templates);
  const stackTemplates = Object.keys(templates).map((name) => ({
    stackConstructPath: name, templatePath: path.join(directory, name), accountId: '111122223333', region: 'eu-west-1',
  }));
  const { violations } = new CloudFormationValidatePlugin().validate({
    appConstruct: new App(), stackTemplates, templatePaths: stackTemplates.map(({ templatePath }) => templatePath),
  });
  const found = violations.filter(({ severity }) => severity === 'error' || severity === 'fatal')
    .flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ templatePath }) => `${path.basename(templatePath ?? '')}: ${ruleName} ${description}`));
  // Two policies of one bucket, and a loop that is not expanded, are what these examples show.
  const shown = ['OnePolicyPerBucket-bad-0.yaml: E3019 ', 'AllResourcesVisible-bad-0.yaml: F0006 ', 'AllResourcesVisible-bad-0.yaml: F1032 '];
  expect(found.filter((one) => !shown.some((start) => one.startsWith(start)))).toEqual([]);
});
