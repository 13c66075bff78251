import { App, choiceGroups, makers, type Resource, type TemplateSource } from '../../src/template';
import { MOST_RUNS } from '../../src/template/choice-groups';

const CASES = 2;
const ref = (name: string) => ({ Ref: name });
const choice = (condition: string) => ({ 'Fn::If': [condition, 'a', 'b'] });
const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });

/** A template with conditions `A`, `B` and so on, each of them about a parameter of its own. */
function sourceOf(resources: object, letters = 'ABC', more: Partial<TemplateSource> = {}): TemplateSource {
  const names = [...letters];
  return {
    name: 'T',
    json: {
      Parameters: Object.fromEntries(names.map((name) => [`Is${name}`, { Type: 'String', AllowedValues: ['yes', 'no'] }])),
      Conditions: Object.fromEntries(names.map((name) => [name, { 'Fn::Equals': [ref(`Is${name}`), 'yes'] }])),
      Resources: resources,
    },
    ...more,
  };
}

/** An app of which everything has been read, and nobody has asked which resource is which. */
function readApp(...sources: TemplateSource[]): App {
  const app = App.of(sources);
  for (const resource of app.resources()) { resource.read(); }
  return app;
}

function groupsOf(app: App, matters: (resource: Resource) => boolean = () => true): string[] {
  return choiceGroups(app, matters).map(({ members, cases, isPart }) => (
    `${[...members].map(({ logicalId }) => logicalId).sort().join(' ')}: ${cases.length}${isPart ? ' of a part' : ''}`
  )).sort();
}

test.each<[string, object, string[]]>([
  ['nothing is chosen', { One: bucket() }, []],
  ['one resource', { One: bucket({ BucketName: choice('A') }), Two: bucket() }, [`One: ${CASES}`]],
  ['two that have nothing to do with each other', { One: bucket({ BucketName: choice('A') }), Two: bucket({ BucketName: choice('B') }) }, ['One: 2', 'Two: 2']],
  ['two with the same choice', { One: bucket({ Tags: choice('A') }), Two: bucket({ Tags: choice('A') }) }, ['One Two: 2']],
  ['two of which one refers to the other', { One: bucket({ Tags: choice('A') }), Two: bucket({ Tags: choice('B'), Other: ref('One') }) }, ['One Two: 4']],
  ['one that chooses nothing, but refers to one that does', { One: bucket({ Tags: choice('A') }), Two: bucket({ Other: ref('One') }) }, ['One Two: 2']],
  ['three in a row', {
    One: bucket({ Tags: choice('A') }), Two: bucket({ Other: ref('One') }), Three: bucket({ Tags: choice('B'), Other: ref('Two') }),
  }, ['One Three Two: 4']],
  ['one that names another as text', {
    One: bucket({ BucketName: 'my.one_1', Tags: choice('A') }), Two: bucket({ Tags: choice('B'), Other: 'arn:aws:s3:::my.one_1/*' }),
  }, ['One Two: 4']],
  ['one that only nearly names another', {
    One: bucket({ BucketName: 'my.one', Tags: choice('A') }), Two: bucket({ Tags: choice('B'), Other: 'arn:aws:s3:::my.one-1/*' }),
  }, ['One: 2', 'Two: 2']],
  ['a nested stack of which nothing is known', { One: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { P: choice('A') } } } }, []],
])('%s', (_, resources, expected) => {
  expect(groupsOf(readApp(sourceOf(resources)))).toEqual(expected);
});

test('an app without choices has no groups', () => {
  expect(groupsOf(readApp({ name: 'T', json: { Resources: { One: bucket() } } }))).toEqual([]);
});

test('what chooses nothing itself is in no group where too much is chosen next to it', () => {
  const tags = (letters: string) => bucket({ Tags: [...letters].map(choice) });
  const around = (letters: string) => readApp(sourceOf({ One: tags(letters), Two: bucket({ Other: ref('One') }) }, letters));
  const isTwo = ({ logicalId }: Resource) => logicalId === 'Two';
  expect(groupsOf(around('ABCDEFGHI'), isTwo)).toEqual([]);
  expect(groupsOf(around('AB'), isTwo)).toEqual(['One Two: 4']);
});

describe('nested stacks', () => {
  const parent = sourceOf({
    Child: { Type: 'AWS::CloudFormation::Stack', Condition: 'A' },
    Always: { Type: 'AWS::CloudFormation::Stack' },
  });
  const nested = (name: string, template: string, logicalId: string, resources: object = {}): TemplateSource => (
    { name, json: { Conditions: {}, Resources: resources }, nestedIn: { template, logicalId } }
  );
  const grandchild = { Grandchild: { Type: 'AWS::CloudFormation::Stack' } };

  test('are made by resources of their parents', () => {
    const app = App.of([parent, nested('C', 'T', 'Child', grandchild), nested('G', 'C', 'Grandchild'), nested('L', 'T', 'Lost'), nested('N', 'None', 'Child')]);
    const of = (template: string) => [...makers(app, template)].map(({ logicalId }) => logicalId);
    expect(['T', 'C', 'G', 'L', 'N', 'None'].map(of)).toEqual([[], ['Child'], ['Grandchild', 'Child'], [], [], []]);
  });

  test('that are said to be nested in each other have an end', () => {
    const app = App.of([nested('C', 'G', 'Grandchild', grandchild), nested('G', 'C', 'Grandchild', grandchild)]);
    expect([...makers(app, 'C')].map(({ template }) => template)).toEqual(['G', 'C']);
  });

  test('depend on the conditions under which they are made', () => {
    const child: TemplateSource = sourceOf({ One: bucket({ Tags: choice('B') }) }, 'B', { name: 'C', nestedIn: { template: 'T', logicalId: 'Child' } });
    const choicesOf = (inner: TemplateSource) => choiceGroups(readApp(parent, inner), () => true).flatMap(({ cases }) => (
      cases.map(({ chosen }) => [...chosen.keys()].map(({ name, template }) => `${template} ${name}`).sort())
    ));
    expect(choicesOf(child)).toContainEqual(['C B', 'T A']);
    const always: TemplateSource = { ...child, nestedIn: { template: 'T', logicalId: 'Always' } };
    expect(choicesOf(always).flat()).not.toContain('T A');
  });
});

describe('where too much hangs together', () => {
  const letters = 'ABCDEFGHIJKLM';
  /** A row of buckets, each with a choice of its own, and each of them refers to the one before it. */
  const row = Object.fromEntries([...letters].map((letter, i) => [letter, bucket({ Tags: choice(letter), Before: i === 0 ? '' : ref(letters[i - 1]) })]));

  test('each resource that matters has the cases of what is near to it', () => {
    expect(groupsOf(readApp(sourceOf(row, letters)), ({ logicalId }) => logicalId === 'A')).toEqual(['A B: 8']);
    expect(groupsOf(readApp(sourceOf(row, letters)), ({ logicalId }) => logicalId === 'G')).toEqual(['F G H: 32']);
    expect(groupsOf(readApp(sourceOf(row, letters)), () => false)).toEqual([]);
  });

  test('a resource that matters itself has a group of its own', () => {
    expect(groupsOf(readApp(sourceOf(row, letters)), ({ logicalId }) => 'AB'.includes(logicalId))).toEqual(['A: 8', 'B C: 16']);
  });

  /** Buckets with a choice each, which refer to one that has all of them. */
  const star = (count: number) => ({
    Hub: bucket(Object.fromEntries([...letters].map((letter) => [letter, choice(letter)]))),
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`B${i}`, bucket({ Tags: choice(letters[i % letters.length]), Hub: ref('Hub') })])),
  });

  test('cases of what is nearest are those of a part', () => {
    expect(groupsOf(readApp(sourceOf(star(2), letters)))).toEqual(['B0: 2 of a part', 'B1: 2 of a part']);
    expect(groupsOf(readApp(sourceOf(star(2), letters)), ({ logicalId }) => logicalId === 'B1')).toEqual(['B1 Hub: 2 of a part']);
    expect(groupsOf(readApp(sourceOf(star(14), letters)), ({ logicalId }) => ['B0', 'B13'].includes(logicalId))).toEqual(['B0 B13 Hub: 2 of a part']);
  });

  test('there is an end of parts', () => {
    const { length } = choiceGroups(readApp(sourceOf(star(80), letters)), ({ logicalId }) => logicalId !== 'Hub').flatMap(({ members }) => [...members]);
    // The hub, and as many as there are runs for two cases each.
    expect(length).toBe(1 + MOST_RUNS / 2 + 1);
  });

  test('one resource with too many choices has no cases', () => {
    const all = { One: bucket(Object.fromEntries([...letters].map((letter) => [letter, choice(letter)]))) };
    expect(groupsOf(readApp(sourceOf(all, letters)))).toEqual([]);
  });

  test('keys do not lead on to all that use them', () => {
    const users = Object.fromEntries([...letters].map((letter) => [letter, bucket({ Tags: choice(letter), Key: ref('Key') })]));
    const resources = { Key: { Type: 'AWS::KMS::Key' }, ...users };
    expect(groupsOf(readApp(sourceOf(resources, letters)), ({ logicalId }) => logicalId === 'A')).toEqual(['A Key: 2']);
    expect(groupsOf(readApp(sourceOf({ ...resources, Key: bucket() }, letters)), ({ logicalId }) => logicalId === 'A')).toEqual(['A Key: 2 of a part']);
  });
});
