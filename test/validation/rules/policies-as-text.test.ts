import { App } from '../../../src/template';
import { parseTemplate } from '../../../src/template-parser';
import { Posture } from '../../../src/validation/posture';
import { RuleSet } from '../../../src/validation/rule-sets/rule-set';
import { examplesOf, RULES } from '../../../src/validation/rules';

const DOCUMENTS = new Set(['PolicyDocument', 'KeyPolicy', 'AssumeRolePolicyDocument']);

type Change = (document: unknown) => unknown;

/** As somebody writes it who pastes a policy into a template. */
const asSub: Change = (document) => ({ 'Fn::Sub': JSON.stringify(document, (_, value: unknown) => asVariable(value)) });

/** As `Stack.toJsonString()` writes it: functions in quotation marks. */
const asJoin: Change = (document) => {
  const functions: unknown[] = [];
  const text = JSON.stringify(document, (_, value: unknown) => (asVariable(value) === value ? value : `<${functions.push(value) - 1}>`));
  return { 'Fn::Join': ['', text.split(/<(\d+)>/).map((piece, i) => (i % 2 === 0 ? piece : functions[Number(piece)]))] };
};

const asToJsonString: Change = (document) => ({ 'Fn::ToJsonString': document });

const EXAMPLES = RULES.map(({ metadata }) => [metadata.name, examplesOf(metadata)] as const);

describe.each<[string, Change]>([['Fn::Sub', asSub], ['Fn::Join', asJoin], ['Fn::ToJsonString', asToJsonString]])('policies as JSON text in %s', (_, change) => {
  test.each(EXAMPLES)('are judged by %s, and all others, like maps', (__, { bad, good }) => {
    for (const example of [bad, good]) {
      const templates = example.split(/^---\n/m).map((text) => parseTemplate(text, 'example.yaml'));
      expect(findings(templates.map((template) => changed(template, change)))).toEqual(findings(templates));
    }
  });
});

function findings(templates: readonly unknown[]) {
  return RuleSet.strict()._judge(Posture.of(App.of(templates.map((json, i) => ({ name: `Stack${i + 1}`, json })))))
    .map(({ rule, resource, status, severity, property, message }) => [rule.name, resource.logicalId, status, severity, property, message]);
}

function changed(value: unknown, change: Change): unknown {
  if (Array.isArray(value)) { return value.map((one) => changed(one, change)); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => (
    [key, DOCUMENTS.has(key) && isDocument(one) ? change(one) : changed(one, change)]
  )));
}

function isDocument(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'Statement' in value;
}

function asVariable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) { return value; }
  const { 'Ref': ref, 'Fn::GetAtt': attribute, 'Fn::Sub': sub } = value as { [name: string]: unknown };
  if (typeof ref === 'string') { return `\${${ref}}`; }
  if (attribute !== undefined) { return `\${${[attribute].flat().join('.')}}`; }
  return typeof sub === 'string' ? sub : value;
}
