import { App, type TemplateSource } from '../../../src/template';

const BODY = { 'Bucket&{N}': { Type: 'AWS::S3::Bucket', Properties: { BucketName: { Ref: 'N' } } } };

function templateOf(collection: unknown, sections: object = {}, more: Partial<TemplateSource> = {}) {
  const json = { Transform: 'AWS::LanguageExtensions', ...sections, Resources: { 'Fn::ForEach::Buckets': ['N', collection, BODY] } };
  return App.of([{ name: 'T', json, ...more }]).templates[0];
}

function members(collection: unknown, sections: object = {}, more: Partial<TemplateSource> = {}) {
  const template = templateOf(collection, sections, more);
  return { names: [...template.resources].map((resource) => resource.read('BucketName')), unseen: template.unseen.map(({ text }) => text) };
}

const parameter = (declaration: object) => ({ Parameters: { P: declaration } });
const P = { Ref: 'P' };

describe('collections that are known', () => {
  test.each<[string, unknown, object, string[]]>([
    ['a parameter with a default', P, parameter({ Type: 'CommaDelimitedList', Default: 'a, b' }), ['a', 'b']],
    ['a parameter with allowed values', P, parameter({ Type: 'CommaDelimitedList', AllowedValues: ['a', 'b'] }), ['a', 'b']],
    ['a parameter with both', P, parameter({ Type: 'CommaDelimitedList', Default: 'b', AllowedValues: ['a', 'b', 'c'] }), ['b', 'a', 'c']],
    ['a list with a parameter that has a default', [P, 'z'], parameter({ Type: 'String', Default: 'a' }), ['a', 'z']],
    ['a list with a parameter that has allowed values', [P, 'z'], parameter({ Type: 'String', AllowedValues: ['a', 'z'] }), ['a', 'z']],
    ['a list with a pseudo parameter', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::NoValue' }], {}, ['eu-west-1']],
    ['a text that is split', { 'Fn::Split': ['-', 'a-b'] }, {}, ['a', 'b']],
    ['a map', { 'Fn::FindInMap': ['M', 'k', 'l'] }, { Mappings: { M: { k: { l: ['a', 'b'] } } } }, ['a', 'b']],
    ['a map by Region', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'l'] }, { Mappings: { M: { 'eu-west-1': { l: ['a'] }, 'us-east-1': { l: ['b'] } } } }, ['a']],
    ['a map by a parameter', { 'Fn::FindInMap': ['M', P, 'l'] },
      { ...parameter({ Type: 'String', AllowedValues: ['dev', 'prod'] }), Mappings: { M: { dev: { l: ['a'] }, prod: { l: ['a', 'b'] }, test: { l: ['c'] } } } }, ['a', 'b']],
    ['a map with a default', { 'Fn::FindInMap': ['M', 'x', 'l', { DefaultValue: ['d'] }] }, { Mappings: { M: { k: { l: ['a'] } } } }, ['d']],
    ['a choice', { 'Fn::If': ['C', ['a'], ['a', 'b']] }, { ...parameter({ Type: 'String' }), Conditions: { C: { 'Fn::Equals': [P, 'x'] } } }, ['a', 'b']],
  ])('%s', (_, collection, sections, names) => {
    expect(members(collection, sections, { environment: { region: 'eu-west-1' } })).toEqual({ names, unseen: [] });
  });
});

describe('collections that are not known', () => {
  test.each<[string, unknown, object, string]>([
    ['a parameter without a default', P, parameter({ Type: 'CommaDelimitedList' }), 'parameter P has no default'],
    ['a parameter from Parameter Store', P, parameter({ Type: 'AWS::SSM::Parameter::Value<CommaDelimitedList>', Default: '/x', AllowedValues: ['/x'] }),
      'parameter P is read from Parameter Store'],
    ['an attribute', { 'Fn::GetAtt': ['X', 'Y'] }, {}, 'the template has no resource X'],
    ['a macro', { 'Fn::Transform': { Name: 'M' } }, {}, 'Fn::Transform is run at deployment'],
    ['text', { 'Fn::Join': ['', ['a', 'b']] }, {}, 'it is no list'],
    ['an account that is not known', [{ 'Fn::Sub': 'x-${AWS::AccountId}' }], {}, 'it is known at deployment only'],
  ])('%s', (_, collection, sections, why) => {
    expect(members(collection, sections)).toEqual({ names: [], unseen: [`What Fn::ForEach::Buckets creates is not seen: its collection is not known: ${why}.`] });
    expect(templateOf(collection, sections).unseen).toMatchObject([{ isRefused: false, path: ['Resources', 'Fn::ForEach::Buckets', 1], property: 'Collection' }]);
  });

  test('in part: what is known is judged', () => {
    expect(members(['a', P], parameter({ Type: 'String' }))).toEqual({
      names: ['a'],
      unseen: ['What Fn::ForEach::Buckets creates is not seen: its collection is not known beyond a: parameter P has no default.'],
    });
  });

  test('messages stay short', () => {
    const [{ text }] = templateOf([...Array.from({ length: 100 }, (_, i) => `${i}`), P], parameter({ Type: 'String' })).unseen;
    expect(text).toContain('not known beyond 0, 1, 2, 3, 4 and 95 more: ');
    const [{ text: other }] = templateOf(['-'.repeat(10_000), '-'.repeat(10_000)]).unseen;
    expect(other.length).toBeLessThan(400);
  });

  test('of outputs and conditions, nothing is said: who reads them knows that they are not known', () => {
    const json = {
      Transform: 'AWS::LanguageExtensions',
      ...parameter({ Type: 'CommaDelimitedList' }),
      Conditions: { 'Fn::ForEach::C': ['N', P, { 'C${N}': { 'Fn::Equals': ['a', 'b'] } }] },
      Resources: { Bucket: { Type: 'AWS::S3::Bucket', Condition: 'Ca', Properties: { Custom: { 'Fn::ForEach::D': ['N', P, { '${N}': 1 }] } } } },
      Outputs: { 'Fn::ForEach::O': ['N', P, { 'O${N}': { Value: 'x' } }] },
    };
    const template = App.ofOne('T', json);
    expect(template.unseen).toEqual([]);
    expect(template.resource('Bucket')!.exists).toBe('unknown');
    expect(template.resource('Bucket')!.read('Custom', 'x')).toMatchObject({ reason: 'Fn::ForEach::D is run at deployment' });
  });
});

test('a nested stack runs over what its parent passes', () => {
  const child = {
    Transform: 'AWS::LanguageExtensions',
    ...parameter({ Type: 'CommaDelimitedList', Default: 'x' }),
    Resources: { 'Fn::ForEach::Buckets': ['N', P, BODY] },
  };
  const parent = {
    Parameters: { All: { Type: 'CommaDelimitedList', Default: 'a,b' } },
    Resources: {
      Fixed: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { P: 'a,b' } } },
      Default: { Type: 'AWS::CloudFormation::Stack', Properties: {} },
      // A circle: the child's names are passed to the child.
      Circle: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { P: { 'Fn::GetAtt': ['Circle', 'Outputs.Names'] } } } },
    },
  };
  const nested = (logicalId: string) => ({ name: logicalId, json: child, nestedIn: { template: 'Parent', logicalId } });
  const app = App.of([nested('Fixed'), { name: 'Parent', json: parent }, nested('Default'), nested('Circle')]);
  const ids = (name: string) => [...app.template(name)!.resources].map(({ logicalId }) => logicalId);
  expect([ids('Fixed'), ids('Default'), ids('Circle')]).toEqual([['Bucketa', 'Bucketb'], ['Bucketx'], []]);
});

test('in each case of an app, loops run over what is known of it', () => {
  const json = {
    Transform: 'AWS::LanguageExtensions',
    Parameters: { Stage: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
    Resources: { 'Fn::ForEach::Buckets': ['N', [{ Ref: 'Stage' }], BODY] },
  };
  const app = App.of([{ name: 'T', json }]);
  const ids = (one: App) => [...one.resources()].map(({ logicalId }) => logicalId);
  const prod = app.under(new Map([['', { template: 'T', parameter: 'Stage', fact: { is: 'prod', isNot: [] } }]]));
  expect([ids(app), ids(prod), ids(app.under(new Map()))]).toEqual([['Bucketdev', 'Bucketprod'], ['Bucketprod'], ['Bucketdev', 'Bucketprod']]);
  // What is made of the same collection is the same, so that it is interpreted once.
  const raw = (one: App) => one.templates[0].sections.resources.Bucketdev;
  expect(raw(app.under(new Map()))).toBe(raw(app));
});
