import { Acknowledgements } from '../../../src/validation/assembly/acknowledgements';
import { Assets } from '../../../src/validation/assembly/assets';
import { entries, get, getText, isMap, items, type JsonMap } from '../../../src/validation/assembly/json';
import { nestedStackPath, StackMetadata } from '../../../src/validation/assembly/metadata';
import { NestedTemplates } from '../../../src/validation/assembly/nested-templates';
import { uniqueId } from '../../../src/validation/assembly/unique-id';
import { unseenArtifacts } from '../../../src/validation/assembly/unseen-artifacts';

const [HASH, OTHER] = ['a', 'b'].map((character) => character.repeat(64));

describe('acknowledgements', () => {
  const known = new Acknowledgements();
  known.addForConstruct('', 'Everywhere', 'app');
  known.addForConstruct('Stack', 'Rule', 'stack');
  known.addForConstruct('Stack/Bucket', 'Rule', 'bucket');
  known.addForConstruct('Stack/Bucket', 'Other', 'twice');
  known.addForConstruct('Stack/Bucket', 'Other', 'other');
  known.addForResource('a.json', 'Bucket', 'Rule', 'resource');
  known.addForResource('a.json', 'Bucket', 'Own', 'own');

  test.each<[string, string[], [string, string, string | undefined], { id: string; reason: string } | undefined]>([
    ['of the closest construct', ['Rule'], ['a.json', 'Bucket', 'Stack/Bucket/Resource'], { id: 'Rule', reason: 'bucket' }],
    ['of the construct itself', ['Rule'], ['a.json', 'Bucket', 'Stack/Bucket'], { id: 'Rule', reason: 'bucket' }],
    ['of the stack', ['Rule'], ['a.json', 'X', 'Stack/BucketX'], { id: 'Rule', reason: 'stack' }],
    ['of the app', ['Everywhere'], ['a.json', 'X', 'Other/Bucket'], { id: 'Everywhere', reason: 'app' }],
    ['of the resource', ['Own'], ['a.json', 'Bucket', 'Stack/Bucket'], { id: 'Own', reason: 'own' }],
    ['of the resource, where no construct is known', ['Rule'], ['a.json', 'Bucket', undefined], { id: 'Rule', reason: 'resource' }],
    ['of the resource, though constructs are not', ['Rule'], ['a.json', 'Bucket', 'Elsewhere'], { id: 'Rule', reason: 'resource' }],
    ['the last of two', ['Other'], ['a.json', 'X', 'Stack/Bucket'], { id: 'Other', reason: 'other' }],
    ['under a former name', ['New', 'Other'], ['a.json', 'X', 'Stack/Bucket'], { id: 'Other', reason: 'other' }],
    ['under the first name that has one', ['Rule', 'Other'], ['a.json', 'X', 'Stack/Bucket'], { id: 'Rule', reason: 'bucket' }],
    ['not of another resource', ['Own'], ['a.json', 'Other', 'Stack/Bucket'], undefined],
    ['not of another template', ['Own'], ['b.json', 'Bucket', undefined], undefined],
    ['not of another rule', ['None'], ['a.json', 'Bucket', 'Stack/Bucket'], undefined],
  ])('%s', (_, ids, where, expected) => {
    expect(known.find(ids, ...where)).toEqual(expected);
  });
});

describe('what a stack left in the assembly', () => {
  const entry = (type: string, data: unknown) => ({ type, data });
  const metadata = new StackMetadata({
    '/S/A/Resource': [entry('aws:cdk:logicalId', 'A'), entry('aws:cdk:other', 'X')],
    '/S/N.NestedStack/N.NestedStackResource': [entry('aws:cdk:logicalId', 'N')],
    '/S/N/A/Resource': [entry('aws:cdk:logicalId', 'A')],
    '/S/N/M.NestedStack/M.NestedStackResource': [entry('aws:cdk:logicalId', 'M')],
    '/S/N/M/A': [entry('aws:cdk:logicalId', 'A'), entry('aws:cdk:logicalId', 1)],
    '/S/NotN/B': [entry('aws:cdk:logicalId', 'B')],
    'S': [entry('aws:cdk:acknowledged-rules', { Rule: 'why', Other: 1 }), entry('aws:cdk:acknowledged-rules', 'x')],
    '/S/Asset': [
      entry('aws:cdk:asset', { s3KeyParameter: 'P', path: 'a.json', packaging: 'file' }),
      entry('aws:cdk:asset', { s3KeyParameter: 'Q', path: 'b', packaging: 'zip' }),
      entry('aws:cdk:asset', { path: 'c.json', packaging: 'file' }),
      entry('aws:cdk:asset', { s3KeyParameter: 'R', packaging: 'file' }),
    ],
    '/S/Odd': 'no list',
  });

  test('the paths of resources, stack by stack', () => {
    const paths = (scope?: string) => Object.fromEntries(metadata.constructPaths(scope));
    expect(paths()).toEqual({ A: 'S/A/Resource', N: 'S/N.NestedStack/N.NestedStackResource', B: 'S/NotN/B' });
    expect(paths('S/N')).toEqual({ A: 'S/N/A/Resource', M: 'S/N/M.NestedStack/M.NestedStackResource' });
    expect(paths('S/N/M')).toEqual({ A: 'S/N/M/A' });
    expect(paths('S/X')).toEqual({});
  });

  test('acknowledgements', () => {
    expect([...metadata.acknowledgements()]).toEqual([
      { constructPath: 'S', id: 'Rule', reason: 'why' }, { constructPath: 'S', id: 'Other', reason: '' },
    ]);
  });

  test('files that are passed by parameters', () => {
    expect([...metadata.passedAssets()]).toEqual([['P', 'a.json']]);
  });

  test('may be nothing', () => {
    for (const json of [undefined, null, [], 'x']) {
      const nothing = new StackMetadata(json);
      expect([nothing.constructPaths(undefined).size, [...nothing.acknowledgements()], [...nothing.passedAssets()]]).toEqual([0, [], []]);
    }
  });
});

test.each<[string | undefined, string | undefined]>([
  ['A/B.NestedStack/B.NestedStackResource', 'A/B'],
  ['B.NestedStack/B.NestedStackResource', 'B'],
  ['A/B.NestedStack/C/D', undefined],
  ['A/B.NestedStack', undefined],
  ['A/BNestedStack/B', undefined],
  ['x', undefined],
  [undefined, undefined],
])('the resource %s makes the stack %s', (resource, stack) => {
  expect(nestedStackPath(resource)).toBe(stack);
});

describe('assets', () => {
  const assets = new Assets('/out');
  assets.add({
    files: {
      [HASH]: { source: { path: 'a.json', packaging: 'file' }, destinations: { one: { objectKey: 'folder/a-uploaded.json' }, two: { objectKey: 'same.json' }, three: {} } },
      [OTHER]: { source: { path: '/elsewhere/b.json' }, destinations: { one: { objectKey: 'same.json' }, two: { objectKey: 'b-uploaded.json' } } },
      c: { source: { path: 'c', packaging: 'zip' }, destinations: { one: { objectKey: 'c-uploaded.zip' } } },
      d: { source: {}, destinations: { one: { objectKey: 'd.json' } } },
      e: { source: { path: 'e.json' }, destinations: { one: { objectKey: 'e.json' }, two: { objectKey: 'x/e.json' }, three: { objectKey: 'x/' } } },
    },
  });
  assets.add(undefined);

  test('are files', () => {
    expect([...assets.files]).toEqual(['/out/a.json', '/elsewhere/b.json', '/out/e.json']);
  });

  test.each<[string, unknown, string | undefined]>([
    ['by their hash', `https://s3.amazonaws.com/bucket/${HASH}.json`, '/out/a.json'],
    ['by their hash within a function', { 'Fn::Sub': `https://s3.\${AWS::URLSuffix}/bucket/${HASH}.json` }, '/out/a.json'],
    ['by the last hash of several', { 'Fn::Join': ['', [HASH, '/', OTHER]] }, '/elsewhere/b.json'],
    ['by the last hash that there is', { 'Fn::Join': ['', [HASH, '/', 'c'.repeat(64)]] }, '/out/a.json'],
    ['by the name under which they are uploaded', 'https://s3.amazonaws.com/bucket/x/a-uploaded.json', '/out/a.json'],
    ['by that name, before a query', 'https://s3.amazonaws.com/bucket/a-uploaded.json?versionId=x/y', '/out/a.json'],
    ['by that name, before a fragment', 'https://s3.amazonaws.com/bucket/a-uploaded.json#x', '/out/a.json'],
    ['by that name at the end of a function', { 'Fn::Join': ['', ['https://', { Ref: 'B' }, '/b-uploaded.json']] }, '/elsewhere/b.json'],
    ['by a name of one file that is uploaded twice', 'https://s3.amazonaws.com/bucket/e.json', '/out/e.json'],
    ['not by a name that two have', 'https://s3.amazonaws.com/bucket/same.json', undefined],
    ['not by a name that has more', 'https://s3.amazonaws.com/bucket/not-a-uploaded.json', undefined],
    ['not if they are archives', 'https://s3.amazonaws.com/bucket/c-uploaded.zip', undefined],
    ['not by nothing', undefined, undefined],
    ['not by an empty name', 'https://s3.amazonaws.com/bucket/', undefined],
    ['not by what stands too far before', { 'Fn::Join': ['', [HASH, 'x'.repeat(10_000)]] }, undefined],
  ])('are found %s', (_, url, expected) => {
    expect(assets.at(url)).toBe(expected);
  });

  test.each<[string, object, string | undefined, string[]]>([
    ['beside the URL', { Metadata: { 'aws:asset:path': 'n.json', 'aws:asset:property': 'TemplateURL' } }, undefined, ['/out/n.json']],
    ['beside what is not named', { Metadata: { 'aws:asset:path': 'n.json' } }, undefined, ['/out/n.json']],
    ['not beside another property', { Metadata: { 'aws:asset:path': 'n.json', 'aws:asset:property': 'Parameters' } }, undefined, []],
    ['by the construct', {}, 'A/B.NestedStack/B.NestedStackResource', ['/out/AB50AE06FC.nested.template.json']],
    ['by the asset', { Properties: { TemplateURL: `x/${HASH}.json` } }, undefined, ['/out/a.json']],
    ['by the parameter', { Properties: { TemplateURL: { 'Fn::Join': ['', [{ Ref: 'Nobody' }, { Ref: 'P' }]] } } }, undefined, ['/out/p.json']],
    ['in all ways, the likeliest first', { Metadata: { 'aws:asset:path': 'n.json' }, Properties: { TemplateURL: [`x/${HASH}.json`, { Ref: 'P' }] } }, undefined,
      ['/out/n.json', '/out/a.json', '/out/p.json']],
    ['nowhere', {}, 'A/B', []],
  ])('the template of a nested stack is looked for %s', (_, resource, resourcePath, expected) => {
    const found = new NestedTemplates('/out', assets, [['P', 'p.json']]).filesOf(resource as JsonMap, resourcePath);
    expect(found.map((file) => file.replace(/AB[0-9A-F]{8}/, 'AB50AE06FC'))).toEqual(expected);
  });
});

describe('names of constructs', () => {
  test.each<[string, RegExp]>([
    ['A', /^A$/],
    ['A-b_1', /^Ab1$/],
    ['Default/A', /^A$/],
    ['A/Default', /^A$/],
    ['A/B', /^AB[0-9A-F]{8}$/],
    ['A/Resource', /^A[0-9A-F]{8}$/],
    ['A/MyA/A', /^AMyA[0-9A-F]{8}$/],
    ['a'.repeat(255), /^a{255}$/],
    ['a'.repeat(256), /^a{240}[0-9A-F]{8}$/],
    [`${'a'.repeat(200)}/${'b'.repeat(100)}`, /^a{200}b{40}[0-9A-F]{8}$/],
  ])('%s', (path, expected) => {
    expect(uniqueId(path)).toMatch(expected);
  });

  test('tell paths apart that look the same', () => {
    expect(new Set(['A/BC', 'AB/C', 'A/B-C', 'A/BC/Resource'].map(uniqueId)).size).toBe(4);
    expect(uniqueId('A/Default/B')).toBe(uniqueId('A/B'));
  });
});

describe('artifacts that are not read', () => {
  test.each(['aws:cloudformation:stack', 'cdk:cloud-assembly', 'none', 'cdk:tree', 'cdk:asset-manifest', 'cdk:feature-flag-report'])('%s is read, or holds no templates', (type) => {
    expect(unseenArtifacts({ artifacts: { a: { type } } })).toEqual([]);
  });

  test.each<[string, unknown, string, string]>([
    ['of a strange type', { type: 'my:"type"' }, 'my:"type"', 'artifacts of type "my:\\"type\\"" are not read'],
    ['without a type', {}, '', 'it has no type'],
    ['of what is no type', { type: 1 }, '', 'it has no type'],
  ])('%s', (_, artifact, type, why) => {
    expect(unseenArtifacts({ artifacts: { a: artifact } })).toEqual([{
      logicalId: 'a',
      type,
      path: ['artifacts', 'a'],
      property: 'type',
      isRefused: false,
      text: `What artifact a of the assembly holds is not seen: ${why}.`,
      fix: 'If it holds templates, check these as well, with the CLI.',
    }]);
  });

  test('are none in nothing', () => { expect([undefined, {}, { artifacts: [] }].map(unseenArtifacts)).toEqual([[], [], []]); });
});

test('JSON of which nothing is known is read as far as it goes', () => {
  const json = JSON.parse('{"a": {"b": ["x"], "c": "text", "n": null}}') as unknown;
  expect([get(json, 'a', 'c'), get(json, 'a', 'b', '0'), get(json, 'a', 'toString'), get(json, 'a', 'c', 'length'), get(json)]).toEqual(['text', undefined, undefined, undefined, json]);
  expect([getText(json, 'a', 'c'), getText(json, 'a', 'b'), getText(json, 'a', 'n', 'x')]).toEqual(['text', undefined, undefined]);
  expect([entries({ a: 1 }), entries([1]), entries('x'), entries(null)]).toEqual([[['a', 1]], [], [], []]);
  expect([items([1]), items({ 0: 1 }), items('x'), items(undefined)]).toEqual([[1], [], [], []]);
  expect([{}, [], null, 'x', undefined].map(isMap)).toEqual([true, false, false, false, false]);
});
