import { shown, template } from './shown';
import { Ternary } from '../../src/template/ternary';

const T = template({
  Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: {
    Bucket: {
      Type: 'AWS::S3::Bucket',
      DependsOn: 'Key',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Delete',
      Metadata: { 'aws:cdk:path': 'App/Stack/Bucket/Resource' },
      Properties: { BucketName: 'b' },
    },
    Key: { Type: 'AWS::KMS::Key', Condition: 'Never' },
    Other: { Type: 'AWS::S3::Bucket', DependsOn: ['Key', 'Bucket', 3] },
  },
  Outputs: {
    Name: { Value: { Ref: 'Bucket' }, Export: { Name: { 'Fn::Sub': '${AWS::Region}-name' } } },
    Key: { Value: { Ref: 'Key' }, Condition: 'Never' },
    List: { Value: ['a'] },
    Empty: {},
  },
});

test('resources, in the order of the template', () => {
  expect([...T.resources].map(({ logicalId, type }) => [logicalId, type])).toEqual([
    ['Bucket', 'AWS::S3::Bucket'], ['Key', 'AWS::KMS::Key'], ['Other', 'AWS::S3::Bucket'],
  ]);
  expect(T.ofType('AWS::S3::Bucket').map(({ logicalId }) => logicalId)).toEqual(['Bucket', 'Other']);
  expect(T.ofType('constructor')).toEqual([]);
  expect(T.resource('Nowhere')).toBeUndefined();
});

test('what stands beside the properties of a resource', () => {
  expect(T.resource('Bucket')).toMatchObject({
    template: 'T',
    dependsOn: ['Key'],
    deletionPolicy: 'Retain',
    updateReplacePolicy: 'Delete',
    constructPath: 'App/Stack/Bucket/Resource',
    exists: Ternary.YES,
  });
  expect(T.resource('Key')).toMatchObject({
    condition: 'Never', dependsOn: [], deletionPolicy: undefined, metadata: undefined, constructPath: undefined, exists: Ternary.NO,
  });
  expect(T.resource('Other')).toMatchObject({ dependsOn: ['Key', 'Bucket'] });
});

test('outputs', () => {
  expect([...T.outputs].map(({ name, value, exportName, exists }) => [name, shown(value), exportName, exists])).toEqual([
    ['Name', 'b', 'eu-west-1-name', Ternary.YES],
    ['Key', '{T/Key}', undefined, Ternary.NO],
    ['List', { unknown: 'output List is no text' }, undefined, Ternary.YES],
    ['Empty', { unknown: 'output Empty has no value' }, undefined, Ternary.YES],
  ]);
});

test.each<[string, unknown, string[]]>([
  ['text', 'Resources:', ['The template is a string, not a map.']],
  ['nothing', null, ['The template is nothing, not a map.']],
  ['a list', [], ['The template is a list, not a map.']],
  ['a template without sections', {}, []],
  ['transforms that are none', { Transform: null }, []],
  ['a list of transforms that are none', { Transform: [null] }, []],
  ['sections that are no maps', { Resources: [], Outputs: 'x', Conditions: 1, Mappings: null }, [
    'The Mappings section is nothing, not a map.', 'The Conditions section is a number, not a map.', 'The Resources section is a list, not a map.',
    'The Outputs section is a string, not a map.',
  ]],
  ['resources that are none', { Resources: { A: null, B: {}, C: { Type: 1 }, D: 'x', E: { Type: 'X', Properties: [] } } }, [
    'Resource A is nothing, not a map.', 'Resource B has no Type.', 'Resource C has no Type.', 'Resource D is a string, not a map.',
    'The Properties are a list, not a map.',
  ]],
  ['loops and macros', { Resources: { 'Fn::ForEach::X': ['X', [], {}], 'Fn::Transform': {} } }, [
    'What Fn::ForEach::X creates is not seen: the template has no Transform AWS::LanguageExtensions, without which CloudFormation does not expand loops.',
    'What Fn::Transform creates is not seen: Fn::Transform is run at deployment.',
  ]],
])('%s is read as far as it makes sense', (_, json, unseen) => {
  const t = template(json);
  expect(t.unseen.map(({ text }) => text)).toEqual(unseen);
  expect([...t.outputs]).toEqual([]);
  expect([...t.resources].map((resource) => resource.read())).toEqual(t.resource('E') ? [undefined] : []);
});

test('what is not seen says of which type it is, as far as it has one', () => {
  const { unseen } = template({
    Resources: {
      'A': { Type: 'X::Y::MODULE' },
      'B': {},
      'C': { Type: 1 },
      'D': { Type: { 'Fn::Sub': 'x' } },
      'E': null,
      'F': { 'Fn::Transform': { Name: 'Macro' } },
      'G': { 'Type': 'X', 'Fn::Transform': { Name: 'Macro' }, 'Properties': 1 },
      'Fn::Transform': { Name: 'Macro' },
      'Fn::ForEach::X': [],
    },
  });
  expect(unseen.map(({ logicalId, type }) => [logicalId, type])).toEqual([
    ['A', 'X::Y::MODULE'], ['B', ''], ['C', ''], ['D', ''], ['E', ''], ['F', 'Macro'], ['G', 'X'], ['Fn::Transform', 'Macro'], ['Fn::ForEach::X', 'Fn::ForEach'],
  ]);
});

test('what CloudFormation refuses is to be corrected', () => {
  const { unseen } = template({
    Resources: { A: { Type: 'X::Y::MODULE' }, B: {}, C: { Type: 1 }, D: { Type: { 'Fn::Sub': 'x' } }, E: null, F: { 'Fn::Transform': 'M' }, G: { Type: 'X', Properties: 1 }, H: 'x' },
    Outputs: [],
  });
  const fix = 'Correct the template. CloudFormation refuses it.';
  const refused = unseen.filter((one) => one.isRefused);
  expect(refused.map(({ logicalId, property }) => `${logicalId} ${property}`)).toEqual(['Outputs Outputs', 'B Type', 'C Type', 'E Type', 'G Properties', 'H Type']);
  expect(new Set(refused.map((one) => one.fix))).toEqual(new Set([fix]));
  expect(unseen.filter((one) => !one.isRefused).map((one) => [one.logicalId, one.fix])).toEqual([['A', undefined], ['D', undefined], ['F', undefined]]);
});

test('a macro beside the properties of a resource may change each of them', () => {
  const withMacro = (Properties?: object) => template({ Resources: { B: { 'Type': 'AWS::S3::Bucket', 'Fn::Transform': { Name: 'M' }, ...Properties && { Properties } } } })
    .resource('B')!;
  for (const resource of [withMacro(), withMacro({ BucketName: 'b' })]) {
    expect(shown(resource.read('BucketName'))).toEqual({ unknown: 'Fn::Transform is run at deployment' });
    expect(shown(resource.read('Tags'))).toEqual({ unknown: 'Fn::Transform is run at deployment' });
  }
});

test.each<[string, object, string[]]>([
  ['a macro', { Transform: 'Mine' }, ['Mine']],
  ['macros, each once', { 'Transform': ['Mine', { Name: 'Other', Parameters: {} }, 'Mine'], 'Fn::Transform': { Name: 'Third' } }, ['Mine', 'Other', 'Third']],
  ['one whose name is not known', { Transform: [{ Name: { Ref: 'P' } }, 1] }, ['a macro whose name is not known']],
  ['an include', { Transform: { Name: 'AWS::Include', Parameters: { Location: 's3://b/k' } } }, ['AWS::Include']],
  ['transforms of AWS', { Transform: ['AWS::LanguageExtensions', 'AWS::SecretsManager-2020-07-23'] }, []],
])('%s may change the whole template', (_, json, macros) => {
  const { unseen } = template(json);
  expect(unseen.map(({ text }) => text)).toEqual(macros.map((macro) => `What ${macro} makes of the template is not seen: it is run at deployment.`));
  for (const one of unseen) { expect(one).toMatchObject({ logicalId: 'Fn::Transform', path: [], property: 'Transform', isRefused: false }); }
  expect(unseen.map(({ type }) => type)).toEqual(macros.map((macro) => (macro.startsWith('a macro') ? 'Fn::Transform' : macro)));
});

test('a part that is no resource has one that stands for it', () => {
  const t = template({ Resources: { A: { Type: 'X::Y::MODULE' } } });
  const { logicalId, type, place, template: home } = t.standIn(t.unseen[0]);
  expect([logicalId, type, place, home]).toEqual(['A', 'X::Y::MODULE', ['Resources', 'A'], 'T']);
});

test('names are told where they are text', () => {
  expect([T.nameOf('a'), T.nameOf({ 'Fn::Sub': 'a-b' }), T.nameOf({ Ref: 'Nothing' }), T.nameOf(['a']), T.nameOf(undefined)]).toEqual(['a', 'a-b', undefined, undefined, undefined]);
});
