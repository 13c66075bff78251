import { App, type TemplateSource } from '../../../src/template';
import { parseTemplate } from '../../../src/template-parser';
import { Posture } from '../../../src/validation/posture';
import { RuleSet } from '../../../src/validation/rule-sets/rule-set';
import { examplesOf, RULES } from '../../../src/validation/rules';

const PLACE = '/home/somebody/app/';
const NAMES = /^(?:\w*Prefix|\w*BucketName|KMSMasterKeyID|RoleName|AliasName|ReplicaKmsKeyID)$/;

/** What every rule of the strict set says of a rule's bad example, as it is and with parameters in its names. */
function messages(example: string, change: (template: { Resources: object }) => object): string[] {
  const sources = example.split(/^---\n/m).map((text, i): TemplateSource => ({
    name: `${PLACE}${i}.yaml`, json: change(parseTemplate(text, 'example.yaml') as { Resources: object }),
  }));
  return RuleSet.strict()._judge(Posture.of(App.of(sources))).map(({ message }) => message);
}

const EXAMPLES = RULES.map(({ metadata }) => [metadata.name, examplesOf(metadata).bad] as const);

test.each(EXAMPLES)('%s: messages name no place of the machine, and nothing as it is known within', (_, bad) => {
  for (const message of [...messages(bad, (template) => template), ...messages(bad, withParameters)]) {
    expect(message).not.toContain(PLACE);
    expect(message).not.toMatch(/\{[^{}]*parameter |(?<!\$)\{AWS::|\[object |[\x01\x02]/);
  }
});

test('parameters are called as Fn::Sub calls them', () => {
  const all = EXAMPLES.flatMap(([, bad]) => messages(bad, withParameters));
  expect(all.filter((message) => message.includes('${Some')).length).toBeGreaterThan(5);
});

/** Puts a parameter behind what names something: buckets, keys, ARNs, prefixes. */
function withParameters(template: { Resources: object }): object {
  const parameters: { [name: string]: object } = {};
  const replaced = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) { return value.map((one) => replaced(one, key)); }
    if (typeof value === 'object' && value !== null) { return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, replaced(one, name)])); }
    if (typeof value !== 'string' || key.startsWith('Fn::') || key === 'Ref' || !(/^(?:arn:|alias\/)/.test(value) || NAMES.test(key))) { return value; }
    const name = `Some${key.replace(/\W/g, '')}`;
    parameters[name] = { Type: 'String' };
    return { 'Fn::Sub': `${value}\${${name}}` };
  };
  const Resources = replaced(template.Resources, '');
  return { ...template, Parameters: { ...(template as { Parameters?: object }).Parameters, ...parameters }, Resources };
}
