import { App } from '../../../src/template';

const BUCKET = { Type: 'AWS::S3::Bucket' };

function template(sections: object) {
  return App.ofOne('T', { Transform: 'AWS::LanguageExtensions', ...sections });
}

function said(sections: object) {
  return template(sections).unseen.map(({ text, isRefused, path }) => {
    expect(isRefused).toBe(true);
    return `${path.join('.')}: ${text}`;
  });
}

const loop = (...parts: unknown[]) => ({ Resources: { 'Fn::ForEach::Loop': parts } });
const BODY = { 'Bucket${N}': BUCKET };

describe('what CloudFormation refuses is said where it is', () => {
  test.each<[string, object, string]>([
    ['no list', { Resources: { 'Fn::ForEach::Loop': {} } }, 'it is a map, not a list of an identifier, a collection and a map'],
    ['too few parts', loop('N', ['A']), 'it is a list, not a list of an identifier, a collection and a map'],
    ['an identifier that is no text', loop({ Ref: 'X' }, ['A'], BODY), 'its identifier is a map, not a name'],
    ['an empty identifier', loop('', ['A'], BODY), 'its identifier is a string, not a name'],
    ['a collection that is text', loop('N', 'A', BODY), 'its collection is a string, not a list'],
    ['a body that is a list', loop('N', ['A'], [BODY]), 'what it repeats is a list, not a map'],
    ['an identifier like a parameter', { Parameters: { N: { Type: 'String' } }, ...loop('N', ['A'], BODY) }, 'its identifier N is the name of a parameter, too'],
    ['an identifier like a resource', { Resources: { ...loop('N', ['A'], BODY).Resources, N: BUCKET } }, 'its identifier N is the name of a resource, too'],
    ['a name like a parameter', { Parameters: { Loop: { Type: 'String' } }, ...loop('N', ['A'], BODY) }, 'its name Loop is the name of a parameter, too'],
    ['a name like a resource', { Resources: { ...loop('N', ['A'], BODY).Resources, Loop: BUCKET } }, 'its name Loop is the name of a resource, too'],
    ['a parameter that is secret', { Parameters: { L: { Type: 'CommaDelimitedList', NoEcho: true, Default: 'a' } }, ...loop('N', { Ref: 'L' }, BODY) },
      'its collection is a parameter with NoEcho'],
  ])('%s', (_, sections, why) => {
    expect(said(sections)).toEqual([`Resources.Fn::ForEach::Loop: Fn::ForEach::Loop is not expanded: ${why}.`]);
    expect([...template(sections).resources].filter(({ logicalId }) => !['Loop', 'N'].includes(logicalId))).toEqual([]);
  });

  test('a name that is not alphanumeric', () => {
    expect(said({ Resources: { 'Fn::ForEach::a-b': ['N', ['A'], BODY], 'Fn::ForEach::': ['N', ['B'], BODY] } })).toEqual([
      'Resources.Fn::ForEach::a-b: Fn::ForEach::a-b is not expanded: its name "a-b" is not alphanumeric.',
      'Resources.Fn::ForEach::: Fn::ForEach:: is not expanded: its name "" is not alphanumeric.',
    ]);
  });

  test('the identifier of a loop around it, once however often that runs', () => {
    const inner = { 'Fn::ForEach::Inner': ['N', ['X'], { '${N}': BUCKET }] };
    expect(said(loop('N', ['A', 'B'], inner))).toEqual([
      'Resources.Fn::ForEach::Loop.2.Fn::ForEach::Inner: Fn::ForEach::Inner is not expanded: a loop around it has the identifier N, too.',
    ]);
  });

  test('more than five loops in each other', () => {
    const nested = (depth: number): object => ({
      [`Fn::ForEach::L${depth}`]: [`I${depth}`, ['a'], depth === 1 ? { Bucket: BUCKET } : nested(depth - 1)],
    });
    expect(said({ Resources: nested(5) })).toEqual([]);
    expect(template({ Resources: nested(5) }).resource('Bucket')).toBeDefined();
    expect(said({ Resources: nested(6) })).toEqual([expect.stringMatching(/: Fn::ForEach::L1 is not expanded: it is within more than 4 other loops\.$/)]);
  });

  test.each<[string, object]>([
    ['a resource beside the loop', { Resources: { ...loop('N', ['A'], BODY).Resources, BucketA: BUCKET } }],
    ['another loop', { Resources: { 'Fn::ForEach::First': ['N', ['A'], BODY], ...loop('N', ['A'], BODY).Resources } }],
    ['the same loop', loop('N', ['A', 'A'], BODY)],
    ['a key without the identifier', loop('N', ['x', 'y'], { BucketA: BUCKET })],
  ])('what there is already: %s', (_, sections) => {
    expect(said(sections)).toEqual(['Resources.Fn::ForEach::Loop: The template has BucketA twice: Fn::ForEach::Loop makes it, too.']);
  });

  test('what is no logical id, which is judged nevertheless', () => {
    const sections = loop('N', ['a-b'], BODY);
    expect(said(sections)).toEqual(['Resources.Fn::ForEach::Loop: Fn::ForEach::Loop makes "Bucketa-b", which is not alphanumeric, as logical IDs have to be.']);
    expect(template(sections).resource('Bucketa-b')).toBeDefined();
  });

  test.each(['Parameters', 'Mappings', 'Rules', 'Metadata'])('loops in %s', (section) => {
    expect(said({ [section]: { 'Fn::ForEach::Loop': ['N', ['a'], { 'X${N}': {} }] } })).toEqual([
      `${section}.Fn::ForEach::Loop: Fn::ForEach::Loop is not expanded: Fn::ForEach cannot be used in the ${section} section.`,
    ]);
  });

  test('names of properties need not be logical ids', () => {
    const tags = { 'Fn::ForEach::Tags': ['T', ['a-b', 'c:d'], { '${T}': { Ref: 'T' } }] };
    expect(said({ Resources: { Bucket: { ...BUCKET, Properties: { Custom: tags } } } })).toEqual([]);
  });

  test('names of loops that are there twice hide nothing', () => {
    const sections = { ...loop('N', ['A'], BODY), Outputs: { 'Fn::ForEach::Loop': ['N', ['A'], { 'Name${N}': { Value: { Ref: 'Bucket${N}' } } }] } };
    expect(template(sections).unseen).toMatchObject([{ path: ['Outputs', 'Fn::ForEach::Loop'], text: 'Another loop of the template has the name Loop, too.', isSeen: true }]);
    expect([...template(sections).outputs].map(({ name }) => name)).toEqual(['NameA']);
  });
});

test('hostile names are names', () => {
  const t = template({ Resources: { 'Fn::ForEach::Loop': ['N', ['__proto__', 'constructor'], { '&{N}': { ...BUCKET, Properties: { '${N}': { BucketName: 'x' } } } }] } });
  expect([...t.resources].map(({ logicalId }) => logicalId)).toEqual(['proto', 'constructor']);
  expect(Object.getPrototypeOf(t.sections.resources)).toBe(Object.prototype);
  expect(t.resource('proto')!.read('BucketName')).toBeUndefined();
});
