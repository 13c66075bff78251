import { App, type TemplateSource } from '../../src/template';
import { type Case, casesOf, MOST_CASES } from '../../src/template/cases';
import type { Choice } from '../../src/template/uses';

const ref = (name: string) => ({ Ref: name });
const equals = (a: unknown, b: unknown) => ({ 'Fn::Equals': [a, b] });
/** One number, or the next. */
const numbered = (parameter: string, number: number) => ({ 'Fn::If': [`Is${parameter}`, `${number}`, `${number + 1}`] });
const not = (condition: unknown) => ({ 'Fn::Not': [condition] });
const YES_NO = { Type: 'String', AllowedValues: ['yes', 'no'] };

/** The cases of some conditions and parameters, each as one text. */
function cases(sources: readonly TemplateSource[], ...choices: Choice[]): string[] | undefined {
  const found = casesOf(App.of(sources), choices);
  return found?.map((one) => choices.map((choice) => `${choice.name} ${shown(one, choice)}`).join(', ')).sort();
}

function shown({ chosen }: Case, choice: Choice): string {
  const value = chosen.get(choice);
  return typeof value === 'object' ? `not ${value.not.join('/')}` : String(value);
}

const of = (kind: Choice['kind'], names: readonly string[], template = 'T') => names.map((name): Choice => ({ kind, template, name }));
const alone = (Parameters: object, Conditions: object, environment = {}): TemplateSource[] => [{ name: 'T', json: { Parameters, Conditions }, environment }];

test.each<[string, object, string[]]>([
  ['a condition', { A: equals(ref('X'), 'yes') }, ['A false', 'A true']],
  ['a condition and its opposite', { A: equals(ref('X'), 'yes'), B: not({ Condition: 'A' }) }, ['A false, B true', 'A true, B false']],
  ['two values of one parameter', { A: equals(ref('Open'), 'a'), B: equals('b', ref('Open')) }, ['A false, B false', 'A false, B true', 'A true, B false']],
  ['two allowed values', { A: equals(ref('X'), 'yes'), B: equals(ref('X'), 'no') }, ['A false, B true', 'A true, B false']],
  ['a value that is not allowed', { A: equals(ref('X'), 'perhaps') }, ['A false']],
  ['And', { A: equals(ref('X'), 'yes'), B: { 'Fn::And': [{ Condition: 'A' }, equals(ref('Y'), 'yes')] } }, ['A false, B false', 'A true, B false', 'A true, B true']],
  ['Or', { A: equals(ref('X'), 'yes'), B: { 'Fn::Or': [{ Condition: 'A' }, equals(ref('Y'), 'yes')] } }, ['A false, B false', 'A false, B true', 'A true, B true']],
  ['two parameters', { A: equals(ref('Open'), ref('Other')), B: not(equals(ref('Other'), ref('Open'))) }, ['A false, B true', 'A true, B false']],
  ['two parameters with allowed values', { A: equals(ref('X'), ref('Y')), B: equals(ref('X'), 'yes'), C: equals(ref('Y'), 'yes') },
    ['A false, B false, C true', 'A false, B true, C false', 'A true, B false, C false', 'A true, B true, C true']],
  ['two parameters that are never the same', { A: equals(ref('X'), ref('Z')) }, ['A false']],
  ['two parameters, compared in two ways', { A: equals(ref('X'), ref('Y')), B: equals({ 'Fn::Sub': 'is-${X}' }, { 'Fn::Sub': 'is-${Y}' }) },
    ['A false, B false', 'A true, B true']],
  ['a choice under a condition', { A: equals(numbered('X', 1), 1), B: equals(numbered('X', 3), 3) }, ['A false, B false', 'A true, B true']],
  ['a choice under another condition', { A: equals(numbered('X', 1), 1), B: equals(numbered('Y', 3), 3) },
    ['A false, B false', 'A false, B true', 'A true, B false', 'A true, B true']],
  ['a condition that contradicts itself', { A: { 'Fn::And': [equals(ref('X'), 'yes'), equals(ref('X'), 'no')] } }, ['A false']],
  ['text', { A: equals({ 'Fn::Sub': 'is-${X}' }, 'is-yes'), B: equals({ 'Fn::Join': ['-', ['is', ref('X')]] }, 'is-no') }, ['A false, B true', 'A true, B false']],
  ['the empty text, which the parameter does not take', { A: equals(ref('Long'), ''), B: equals(ref('Pattern'), '') }, ['A false, B false']],
  ['what is read from Parameter Store', { A: equals(ref('Stored'), 'a'), B: equals(ref('Stored'), 'b') }, ['A false, B false', 'A false, B true', 'A true, B false']],
  ['an import', { A: equals({ 'Fn::ImportValue': 'x' }, 'a'), B: equals({ 'Fn::ImportValue': 'x' }, 'b') }, ['A false, B false', 'A false, B true', 'A true, B false']],
  ['the Region', { A: equals(ref('AWS::Region'), 'eu-west-1'), B: equals(ref('AWS::Region'), 'us-east-1') }, ['A false, B false', 'A false, B true', 'A true, B false']],
  ['a circle', { A: not({ Condition: 'B' }), B: not({ Condition: 'A' }) }, []],
])('%s', (_, Conditions, expected) => {
  const parameters = {
    X: YES_NO,
    Y: YES_NO,
    Z: { Type: 'String', AllowedValues: ['perhaps'] },
    Open: { Type: 'String' },
    Other: { Type: 'String' },
    Long: { Type: 'String', MinLength: 1 },
    Pattern: { Type: 'String', AllowedPattern: 'arn:.+' },
    Stored: { Type: 'AWS::SSM::Parameter::Value<String>' },
  };
  const chosen = Object.fromEntries(['X', 'Y'].map((name) => [`Is${name}`, equals(ref(name), 'yes')]));
  expect(cases(alone(parameters, { ...chosen, ...Conditions }), ...of('condition', Object.keys(Conditions)))).toEqual(expected);
});

test('a Region of another partition than the known one is none', () => {
  const conditions = { China: equals(ref('AWS::Region'), 'cn-north-1'), Ireland: equals(ref('AWS::Region'), 'eu-west-1') };
  expect(cases(alone({}, conditions, { partition: 'aws' }), ...of('condition', ['China', 'Ireland']))).toEqual(['China false, Ireland false', 'China false, Ireland true']);
  expect(cases(alone({}, conditions, { region: 'eu-west-1' }), ...of('condition', ['China', 'Ireland']))).toEqual(['China false, Ireland true']);
});

test('a map', () => {
  const json = {
    Parameters: { Stage: { Type: 'String', AllowedValues: ['dev', 'test', 'prod'] } },
    Mappings: { Stages: { dev: { Kms: 'no' }, test: { Kms: 'no' }, prod: { Kms: 'yes' } } },
    Conditions: { Kms: equals({ 'Fn::FindInMap': ['Stages', ref('Stage'), 'Kms'] }, 'yes') },
  };
  expect(cases([{ name: 'T', json }], ...of('condition', ['Kms']), ...of('parameter', ['Stage']))).toEqual(['Kms false, Stage dev', 'Kms false, Stage test', 'Kms true, Stage prod']);
});

test('parameters themselves', () => {
  const parameters = { X: YES_NO, Number: { Type: 'Number', AllowedValues: [7, 14] }, Open: { Type: 'String', Default: 'a' }, List: { Type: 'CommaDelimitedList', Default: 'a' } };
  expect(cases(alone(parameters, {}), ...of('parameter', ['X']))).toEqual(['X no', 'X yes']);
  expect(cases(alone(parameters, {}), ...of('parameter', ['Number']))).toEqual(['Number 14', 'Number 7']);
  // Of lists, and of what is read from elsewhere, allowed values say nothing.
  for (const Type of ['CommaDelimitedList', 'List<Number>', 'AWS::SSM::Parameter::Value<String>']) {
    expect(cases(alone({ Some: { Type, AllowedValues: ['a', 'b'] } }, {}), ...of('parameter', ['Some']))).toEqual([]);
  }
  // What may be anything is no choice, until it is compared.
  expect(cases(alone(parameters, {}), ...of('parameter', ['Open', 'List']))).toEqual([]);
  expect(cases(alone(parameters, { A: equals(ref('Open'), 'a') }), ...of('parameter', ['Open']), ...of('condition', ['A']))).toEqual(['Open a, A true', 'Open not a, A false']);
});

describe('nested stacks', () => {
  const sources = (passed: unknown, Default?: string): TemplateSource[] => [
    {
      name: 'Parent',
      json: {
        Parameters: { Kms: YES_NO, Key: { Type: 'String', Default: '' } },
        Conditions: { UseKms: equals(ref('Kms'), 'yes') },
        Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: passed === undefined ? {} : { P: passed } } } },
      },
    },
    {
      name: 'Child',
      nestedIn: { template: 'Parent', logicalId: 'Child' },
      json: { Parameters: { P: { Type: 'String', Default } }, Conditions: { IsYes: equals(ref('P'), 'yes'), IsEmpty: equals(ref('P'), '') } },
    },
  ];
  const both = [...of('condition', ['UseKms'], 'Parent'), ...of('condition', ['IsYes', 'IsEmpty'], 'Child')];

  test.each<[string, unknown, string[]]>([
    ['a parameter', ref('Kms'), ['UseKms false, IsYes false, IsEmpty false', 'UseKms true, IsYes true, IsEmpty false']],
    ['a choice', { 'Fn::If': ['UseKms', 'yes', ''] }, ['UseKms false, IsYes false, IsEmpty true', 'UseKms true, IsYes true, IsEmpty false']],
    ['a literal', 'yes', ['UseKms false, IsYes true, IsEmpty false', 'UseKms true, IsYes true, IsEmpty false']],
    ['nothing', undefined, ['UseKms false, IsYes false, IsEmpty true', 'UseKms true, IsYes false, IsEmpty true']],
    ['what may be anything', ref('Key'), [
      'UseKms false, IsYes false, IsEmpty false', 'UseKms false, IsYes false, IsEmpty true', 'UseKms false, IsYes true, IsEmpty false',
      'UseKms true, IsYes false, IsEmpty false', 'UseKms true, IsYes false, IsEmpty true', 'UseKms true, IsYes true, IsEmpty false',
    ]],
    ['an import', { 'Fn::ImportValue': 'x' }, [
      'UseKms false, IsYes false, IsEmpty false', 'UseKms false, IsYes false, IsEmpty true', 'UseKms false, IsYes true, IsEmpty false',
      'UseKms true, IsYes false, IsEmpty false', 'UseKms true, IsYes false, IsEmpty true', 'UseKms true, IsYes true, IsEmpty false',
    ]],
  ])('that are passed %s', (_, passed, expected) => {
    expect(cases(sources(passed, ''), ...both)).toEqual(expected);
  });

  test('that are nested in each other', () => {
    const json = {
      Parameters: { P: { Type: 'String' } },
      Conditions: { A: equals(ref('P'), 'a') },
      Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { P: ref('P') } } } },
    };
    const circle = [{ name: 'One', json, nestedIn: { template: 'Two', logicalId: 'N' } }, { name: 'Two', json, nestedIn: { template: 'One', logicalId: 'N' } }];
    expect(cases(circle, ...of('condition', ['A'], 'One'))).toEqual(['A false', 'A true']);
  });

  test('that are passed what another stack exports, under the name of a parameter', () => {
    expect(cases(sources({ 'Fn::ImportValue': 'Kms' }, ''), ...both)).toHaveLength(6);
  });

  test('that are passed what is a part of itself', () => {
    const circle: { [key: string]: unknown } = {};
    circle.self = [circle];
    expect(cases(sources(circle, ''), ...of('condition', ['UseKms'], 'Parent'), ...of('condition', ['IsYes'], 'Child'))).toContain('UseKms true, IsYes false');
  });

  test('of a parent that is not there', () => {
    const [, child] = sources('yes', '');
    for (const nestedIn of [{ template: 'Nowhere', logicalId: 'Child' }, { template: 'Child', logicalId: 'Nothing' }]) {
      expect(cases([{ ...child, nestedIn }], ...of('condition', ['IsYes'], 'Child'))).toEqual(['IsYes false', 'IsYes true']);
    }
  });

  test.each(['AWS::AccountId', 'AWS::Partition', 'AWS::Region', 'AWS::URLSuffix'])('are where their parent is: %s', (name) => {
    const Conditions = { A: equals(ref(name), 'a'), B: equals('b', ref(name)) };
    const parent: TemplateSource = { name: 'Parent', json: { Conditions, Resources: { Child: { Type: 'AWS::CloudFormation::Stack' } } } };
    const child: TemplateSource = { name: 'Child', json: { Conditions }, nestedIn: { template: 'Parent', logicalId: 'Child' } };
    expect(cases([parent, child], ...of('condition', ['A'], 'Parent'), ...of('condition', ['A', 'B'], 'Child')))
      .toEqual(['A false, A false, B false', 'A false, A false, B true', 'A true, A true, B false']);
  });
});

test.each([
  ['all defaults', { X: { ...YES_NO, Default: 'no' }, Y: { ...YES_NO, Default: 'no' } }, ['A false, B false']],
  ['one default', { X: { ...YES_NO, Default: 'no' }, Y: YES_NO }, ['A false, B false', 'A false, B true']],
  ['no default', { X: YES_NO, Y: YES_NO }, ['A false, B false', 'A false, B true', 'A true, B false', 'A true, B true']],
  ['a default that nothing compares', { X: { Type: 'String', Default: 'else' }, Y: { Type: 'Number', Default: 1 } }, ['A false, B false']],
])('the cases that come about with %s', (_, parameters, expected) => {
  const choices = of('condition', ['A', 'B']);
  const found = casesOf(App.of(alone(parameters, { A: equals(ref('X'), 'yes'), B: equals(ref('Y'), 'yes') })), choices)!;
  expect(found.filter(({ isDefault }) => isDefault).map((one) => choices.map((choice) => `${choice.name} ${shown(one, choice)}`).join(', ')).sort()).toEqual(expected);
});

describe('bounds', () => {
  const booleans = (count: number) => {
    const names = Array.from({ length: count }, (_, i) => `C${i}`);
    return {
      parameters: Object.fromEntries(names.map((name) => [`P${name}`, YES_NO])),
      conditions: Object.fromEntries(names.map((name) => [name, equals(ref(`P${name}`), 'yes')])),
      choices: of('condition', names),
    };
  };

  test('64 cases are told apart, 65 are not', () => {
    const value = (count: number) => ({ P: { Type: 'String', AllowedValues: Array.from({ length: count }, (_, i) => `v${i}`) } });
    expect(MOST_CASES).toBe(64);
    expect(cases(alone(value(64), {}), ...of('parameter', ['P']))).toHaveLength(64);
    expect(cases(alone(value(65), {}), ...of('parameter', ['P']))).toBeUndefined();
  });

  test('six conditions are told apart, seven are not', () => {
    const [six, seven] = [booleans(6), booleans(7)];
    expect(cases(alone(six.parameters, six.conditions), ...six.choices)).toHaveLength(64);
    expect(cases(alone(seven.parameters, seven.conditions), ...seven.choices)).toBeUndefined();
  });

  test('thirty Regions are one choice', () => {
    const Regions = Array.from({ length: 30 }, (_, i) => equals(ref('AWS::Region'), `eu-west-${i}`));
    expect(cases(alone({}, { Available: { 'Fn::Or': Regions } }), ...of('condition', ['Available']))).toEqual(['Available false', 'Available true']);
  });

  test('too many combinations are not tried', () => {
    const all = (count: number) => {
      const { parameters, conditions } = booleans(count);
      const All = { 'Fn::And': Object.keys(conditions).map((Condition) => ({ Condition })) };
      return cases(alone(parameters, { ...conditions, All }), ...of('condition', ['All']));
    };
    expect(all(10)).toEqual(['All false', 'All true']);
    expect(all(11)).toBeUndefined();
  });

  test('comparisons of which nothing is known are not tried without end', () => {
    const conditions = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`C${i}`, equals({ 'Fn::ImportValue': `a${i}` }, { 'Fn::ImportValue': `b${i}` })]));
    expect(cases(alone({}, { ...conditions, Any: { 'Fn::Or': Object.keys(conditions).map((Condition) => ({ Condition })) } }), ...of('condition', ['Any']))).toBeUndefined();
  });
});

test('hostile templates', () => {
  let deep: unknown = equals(ref('X'), 'yes');
  for (let i = 0; i < 10_000; i++) { deep = not(deep); }
  const circle: { [key: string]: unknown } = {};
  circle.self = circle;
  const conditions = { Deep: deep, Circle: equals(circle, 'a'), Operands: { 'Fn::Equals': ['a'] }, None: null, Unknown: { Condition: 'Nowhere' } };
  expect(() => cases(alone({ X: YES_NO }, conditions), ...of('condition', Object.keys(conditions)))).not.toThrow();
});
