import { shown, template } from './shown';

const T = {
  Parameters: { Stage: { AllowedValues: ['dev', 'prod'] }, Tail: { AllowedValues: ['rod'] }, Stem: { AllowedValues: ['de', 'tes'] }, Free: {} },
  Mappings: {
    Stages: { dev: { Algorithm: 'AES256' }, prod: { Algorithm: 'aws:kms', Keys: ['a', 'b'] } },
    Regions: { 'eu-west-1': { Name: 'ireland' }, 'us-east-1': { Name: 'virginia' } },
    Broken: 'text',
  },
};

const MISSING = { unknown: 'the Mappings section has no such entry' };

test.each([
  ['literal keys', ['Stages', 'prod', 'Algorithm'], 'aws:kms'],
  ['a list', ['Stages', 'prod', 'Keys'], ['a', 'b']],
  ['the Region', ['Regions', { Ref: 'AWS::Region' }, 'Name'], 'ireland'],
  ['a parameter', ['Stages', { Ref: 'Stage' }, 'Algorithm'], { oneOf: ['AES256', 'aws:kms'] }],
  ['text made from a parameter', ['Stages', { 'Fn::Sub': 'p${Tail}' }, 'Algorithm'], 'aws:kms'],
  ['text of which not all is mapped', ['Stages', { 'Fn::Sub': '${Stem}v' }, 'Algorithm', { DefaultValue: 'none' }], { oneOf: ['AES256', 'none'] }],
  ['what is not there', ['Stages', { Ref: 'Nowhere' }, 'Algorithm'], { oneOf: ['AES256', 'aws:kms'] }],
  ['a parameter that can only be one of the keys', ['Regions', { Ref: 'Free' }, 'Name'], { oneOf: ['ireland', 'virginia'] }],
  ['an entry that is not there', ['Stages', 'test', 'Algorithm'], MISSING],
  ['a map that is not there', ['Nowhere', 'a', 'b'], MISSING],
  ['a map that is none', ['Broken', 'a', 'b'], MISSING],
  ['what every map inherits', ['Stages', 'constructor', 'name'], MISSING],
  ['a default that is needed', ['Stages', 'test', 'Algorithm', { DefaultValue: 'none' }], 'none'],
  ['a default that is not needed', ['Stages', 'dev', 'Algorithm', { DefaultValue: 'none' }], 'AES256'],
  ['a default that may be needed', ['Regions', { Ref: 'Free' }, 'Name', { DefaultValue: 'none' }], { oneOf: ['ireland', 'virginia', 'none'] }],
  ['too few keys', ['Stages', 'dev'], { unknown: 'Fn::FindInMap takes a map and two keys' }],
])('%s', (_, argument, expected) => {
  expect(shown(template(T).resolve({ 'Fn::FindInMap': argument }))).toEqual(expected);
});

test('a macro may add maps and entries', () => {
  const macro = { 'Fn::Transform': { Name: 'AWS::Include' } };
  const unknown = { unknown: 'Fn::Transform is run at deployment' };
  const added = template({ Parameters: { Key: {} }, Mappings: { ...macro, Map: { ...macro, a: { ...macro, x: 1 } } } });
  const find = (...argument: unknown[]) => shown(added.resolve({ 'Fn::FindInMap': argument }));
  expect(find('Map', 'a', 'x')).toBe(1);
  for (const keys of [['Other', 'a', 'x'], ['Map', 'b', 'x'], ['Map', 'a', 'y'], ['Fn::Transform', 'Name', 'x']]) { expect(find(...keys)).toEqual(unknown); }
  expect(find('Map', 'b', 'x', { DefaultValue: 'd' })).toEqual({ oneOf: [unknown, 'd'] });
  expect(find('Map', { Ref: 'Key' }, 'x')).toEqual({ oneOf: [unknown, 1] });
});

test('a Region that is not known can be any that is mapped', () => {
  const value = template(T, {}).resolve({ 'Fn::FindInMap': ['Regions', { Ref: 'AWS::Region' }, 'Name'] });
  expect(shown(value)).toEqual({ oneOf: ['ireland', 'virginia'] });
});
