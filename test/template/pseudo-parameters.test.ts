import { IRELAND, shown } from './shown';
import { App, environmentText, textKey, textOf } from '../../src/template';

function pseudo(name: string, environment = {}, stackName?: string): unknown {
  return shown(App.of([{ name: 'T', json: {}, environment, stackName }]).templates[0].resolve({ Ref: name }));
}

test.each([
  ['AWS::AccountId', '111111111111', '{AWS::AccountId}'],
  ['AWS::Region', 'eu-west-1', '{AWS::Region}'],
  ['AWS::Partition', 'aws', '{AWS::Partition}'],
  ['AWS::URLSuffix', 'amazonaws.com', '{AWS::URLSuffix}'],
  ['AWS::NoValue', null, null],
  ['AWS::NotificationARNs', { unknown: 'AWS::NotificationARNs is known at deployment' }, { unknown: 'AWS::NotificationARNs is known at deployment' }],
])('%s is %j where the environment is known, else %j', (name, known, unknown) => {
  expect(pseudo(name, IRELAND)).toEqual(known);
  expect(pseudo(name)).toEqual(unknown);
});

test('a pseudo parameter that is none', () => {
  expect(pseudo('AWS::Nonsense')).toEqual({ unknown: 'the template has no parameter or resource AWS::Nonsense' });
});

test('the name and the id of the stack', () => {
  expect(pseudo('AWS::StackName', IRELAND, 'Data')).toBe('Data');
  expect(pseudo('AWS::StackName', IRELAND)).toBe('{T/AWS::StackName}');
  expect(pseudo('AWS::StackId', IRELAND, 'Data')).toBe('arn:aws:cloudformation:eu-west-1:111111111111:stack/Data/{T/AWS::StackId}');
});

test.each([
  ['AWS::AccountId', {}, { region: 'eu-west-1' }, true],
  ['AWS::Region', {}, {}, true],
  ['AWS::Region', { account: '111111111111' }, { account: '222222222222' }, false],
  ['AWS::StackName', {}, {}, false],
])('%s of two templates, in %j and %j, is the same: %s', (name, one, other, same) => {
  const app = App.of([{ name: 'One', json: {}, environment: one }, { name: 'Other', json: {}, environment: other }]);
  const [a, b] = app.templates.map((template) => textKey(textOf(template.resolve({ Ref: name }))!));
  expect(a === b).toBe(same);
});

test.each(['AWS::AccountId', 'AWS::Region', 'AWS::Partition', 'AWS::URLSuffix'] as const)('%s of an environment is what a template of it refers to', (name) => {
  for (const environment of [{}, { account: '111111111111' }, IRELAND]) {
    const [template] = App.of([{ name: 'T', json: {}, environment }]).templates;
    expect(shown(environmentText(name, template.environment))).toBe(pseudo(name, environment));
  }
});
