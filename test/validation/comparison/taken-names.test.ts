import { bucket, KEY, key, NO_RULES, type Resources, sideAt } from './support';
import { diffOf } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

type Files = { readonly [file: string]: object };

const IMPORTED = { 'Fn::ImportValue': 'Name' };
const LOCK = { ObjectLockEnabled: true };
const OF_CONSTRUCT = { Metadata: { 'aws:cdk:path': 'S/A' } };
const ACCOUNT_REGIONAL = { BucketNamespace: 'account-regional' };
const table = (properties: object, more: object = {}) => ({ Type: 'AWS::S3Tables::TableBucket', Properties: properties, ...more });
const sub = (text: string) => ({ 'Fn::Sub': text });
/** In a template with a parameter and a condition. */
const template = (Resources: Resources) => ({
  Parameters: { Name: { Type: 'String' } }, Conditions: { Either: { 'Fn::Equals': [{ Ref: 'Name' }, 'one'] } }, Resources,
});

const FAILS = 'other update fails';
const REPLACED = 'weaker replaced';
const PERHAPS = 'undetermined may be replaced';
const PERHAPS_TAKEN = `${PERHAPS}, the update fails if its name is taken`;

/** What is said of replacements, without their reasons. */
function replacements(before: Files, after: Files): string[] {
  const files = (side: string, all: Files) => Object.fromEntries(Object.entries(all).map(([file, json]) => [`${side}/${file}`, json]));
  const root = directoryWith({ ...files('before', before), ...files('after', after) });
  return diffOf(sideAt(root, 'before'), sideAt(root, 'after'), NO_RULES).changes.filter(({ aspect }) => aspect === 'replacement')
    .map(({ effect, after: what, note }) => `${effect} ${what}${/ (The update fails if .*?)\. /.exec(note ?? '')?.[1].replace('The', ', the') ?? ''}`);
}

/** A cloud assembly of some stacks. */
const assembly = (stacks: readonly (readonly [name: string, environment: string, Resources: Resources])[]): Files => ({
  'manifest.json': {
    version: '36.0.0',
    artifacts: Object.fromEntries(stacks.map(([name, environment]) => (
      [name, { type: 'aws:cloudformation:stack', environment: `aws://${environment}`, properties: { templateFile: `${name}.template.json` } }]
    ))),
  },
  ...Object.fromEntries(stacks.map(([name, , resources]) => [`${name}.template.json`, { Resources: resources }])),
});

/** One stack whose bucket changes. */
const between = (before: object, after: object, id = 'A') => replacements({ 'a.json': template({ A: before }) }, { 'a.json': template({ [id]: after }) });
/** One that gets Object Lock, for which CloudFormation creates a new bucket. */
const locked = (before: object, after = before) => between(bucket(before), bucket({ ...after, ...LOCK }));
/** One whose logical ID changes. */
const renamed = (before: object, after = before) => between(bucket(before, OF_CONSTRUCT), bucket(after, OF_CONSTRUCT), 'B');

describe('the name of a bucket that is replaced is taken', () => {
  test.each<[string, object, object]>([
    ['a literal', { BucketName: 'data' }, { BucketName: 'data' }],
    ['made of pseudo parameters', { BucketName: sub('data-${AWS::AccountId}-${AWS::StackName}') }, { BucketName: sub('data-${AWS::AccountId}-${AWS::StackName}') }],
    ['declared beside the namespace that is the default', { BucketName: 'data' }, { BucketName: 'data', BucketNamespace: 'global' }],
    ['made of a prefix in the account regional namespace', { ...ACCOUNT_REGIONAL, BucketNamePrefix: 'data' }, { ...ACCOUNT_REGIONAL, BucketNamePrefix: 'data' }],
    [
      'written out instead of its prefix',
      { ...ACCOUNT_REGIONAL, BucketNamePrefix: 'data' }, { ...ACCOUNT_REGIONAL, BucketName: sub('data-${AWS::AccountId}-${AWS::Region}-an') },
    ],
  ])('if it is %s', (_, before, after) => {
    expect([locked(before, after), renamed(before, after)]).toEqual([[FAILS], [FAILS]]);
  });

  test.each<[string, object, object]>([
    ['imported', { BucketName: IMPORTED }, { BucketName: IMPORTED }],
    ['imported from now on', { BucketName: 'one' }, { BucketName: IMPORTED }],
    ['no longer imported', { BucketName: IMPORTED }, { BucketName: 'one' }],
    ['a parameter', { BucketName: { Ref: 'Name' } }, { BucketName: { Ref: 'Name' } }],
    ['no longer a parameter', { BucketName: { Ref: 'Name' } }, { BucketName: 'data' }],
    ['made of a parameter', { BucketName: sub('data-${Name}') }, { BucketName: sub('data-${Name}') }],
    ['made of the name of another resource', { BucketName: sub('${Other}-logs') }, { BucketName: sub('${Other}-logs') }],
    ['read from Parameter Store', { BucketName: '{{resolve:ssm:name}}' }, { BucketName: '{{resolve:ssm:name}}' }],
    ['a choice', { BucketName: { 'Fn::If': ['Either', 'one', 'two'] } }, { BucketName: { 'Fn::If': ['Either', 'one', 'two'] } }],
    ['one of two that may be the same', { BucketName: { 'Fn::If': ['Either', sub('data-${AWS::AccountId}'), 'two'] } }, { BucketName: 'data-111122223333' }],
    ['there under a condition', { BucketName: 'one' }, { BucketName: { 'Fn::If': ['Either', 'one', { Ref: 'AWS::NoValue' }] } }],
    ['made of an account that may be the same', { BucketName: sub('data-${AWS::AccountId}') }, { BucketName: 'data-111122223333' }],
    ['made of a prefix that is a parameter', { ...ACCOUNT_REGIONAL, BucketNamePrefix: { Ref: 'Name' } }, { ...ACCOUNT_REGIONAL, BucketNamePrefix: { Ref: 'Name' } }],
    ['made of a prefix in a namespace that is not known', { BucketNamespace: IMPORTED, BucketNamePrefix: 'data' }, { BucketNamespace: IMPORTED, BucketNamePrefix: 'data' }],
  ])('perhaps, if it is %s', (_, before, after) => {
    expect([locked(before, after), renamed(before, after)]).toEqual([[PERHAPS_TAKEN], [PERHAPS_TAKEN]]);
  });

  test.each<[string, object, object]>([
    ['generated by CloudFormation', {}, {}],
    ['generated from now on', { BucketName: IMPORTED }, {}],
    ['generated until now', {}, { BucketName: { Ref: 'Name' } }],
    ['another one', { BucketName: 'one' }, { BucketName: 'two' }],
    ['another one of the same account', { BucketName: sub('one-${AWS::AccountId}') }, { BucketName: sub('two-${AWS::AccountId}') }],
    ['one that no account can make of the former', { BucketName: sub('data-${AWS::AccountId}') }, { BucketName: 'data-logs' }],
    ['one with another prefix', { ...ACCOUNT_REGIONAL, BucketNamePrefix: 'one' }, { ...ACCOUNT_REGIONAL, BucketNamePrefix: 'two' }],
    ['none of two', { BucketName: { 'Fn::If': ['Either', 'one', 'two'] } }, { BucketName: 'three' }],
  ])('but not if it is %s', (_, before, after) => {
    expect([locked(before, after), renamed(before, after)]).toEqual([[REPLACED], [REPLACED]]);
  });
});

describe('if nothing but a name changes', () => {
  test.each<[string, object, object, string]>([
    ['for another one', { BucketName: 'one' }, { BucketName: 'two' }, REPLACED],
    ['for none of two', { BucketName: { 'Fn::If': ['Either', 'one', 'two'] } }, { BucketName: 'three' }, REPLACED],
    ['for what may be the same', { BucketName: sub('data-${AWS::AccountId}') }, { BucketName: 'data-111122223333' }, PERHAPS],
    ['for one made of the same parameter', { BucketName: sub('data-${Name}') }, { BucketName: sub('data-${Name}x') }, PERHAPS],
    ['for one that is imported', { BucketName: 'one' }, { BucketName: IMPORTED }, PERHAPS],
    ['for a prefix that may be the same', { ...ACCOUNT_REGIONAL, BucketNamePrefix: 'one' }, { ...ACCOUNT_REGIONAL, BucketNamePrefix: IMPORTED }, PERHAPS],
  ])('%s, the new bucket never has the name of the existing one', (_, before, after, expected) => {
    expect(between(bucket(before), bucket(after))).toEqual([expected]);
  });

  test('in the way it is written, nothing is replaced', () => {
    const index = (Dimension: unknown) => ({ Type: 'AWS::S3Vectors::Index', Properties: { Dimension } });
    expect([between(bucket(LOCK), bucket({ ObjectLockEnabled: 'true' })), between(index(512), index('512'))]).toEqual([[], []]);
  });
});

describe('a named resource that moves to another stack', () => {
  const RETAINED = { ...OF_CONSTRUCT, DeletionPolicy: 'Retain' };
  const DELETED = { ...OF_CONSTRUCT, DeletionPolicy: 'Delete' };
  const PERHAPS_RETAINED = { ...OF_CONSTRUCT, DeletionPolicy: IMPORTED };
  const moved = (before: object, after = before) => {
    const other = { Resources: { Other: key() } };
    return replacements({ 'one.json': { Resources: { A: before } }, 'two.json': other }, { 'one.json': other, 'two.json': { Resources: { A: after } } });
  };
  const NAMED = { BucketName: 'data' };

  test.each<[string, object, string]>([
    ['is in the way, if it is retained', bucket(NAMED, RETAINED), FAILS],
    ['is in the way, if it is a table bucket that is retained', table({ TableBucketName: 'data' }, RETAINED), FAILS],
    ['may be in the way, if it is not known whether it is retained', bucket(NAMED, PERHAPS_RETAINED), PERHAPS_TAKEN],
    ['may be in the way, if its name is not known', bucket({ BucketName: IMPORTED }, RETAINED), PERHAPS_TAKEN],
    ['can be deleted before', bucket(NAMED, DELETED), REPLACED],
    ['is not in the way with a generated name', bucket({}, RETAINED), REPLACED],
    ['is not in the way with a generated name, whatever becomes of it', bucket({}, PERHAPS_RETAINED), REPLACED],
  ])('%s', (_, one, expected) => {
    expect(moved(one)).toEqual([expected]);
  });

  test('is not in the way with another name', () => {
    expect(moved(bucket(NAMED, RETAINED), bucket({ BucketName: 'other' }, RETAINED))).toEqual([REPLACED]);
  });

  test('is in the way as long as it is retained, and the report says so', () => {
    const root = directoryWith({
      'before/one.json': { Resources: { A: bucket(NAMED, RETAINED) } },
      'before/two.json': { Resources: { Other: key() } },
      'after/one.json': { Resources: { Other: key() } },
      'after/two.json': { Resources: { A: bucket(NAMED, RETAINED) } },
    });
    expect(diffOf(sideAt(root, 'before'), sideAt(root, 'after'), NO_RULES).changes).toContainEqual(expect.objectContaining({
      note: 'It moves from one.json to two.json, and the name of the bucket is taken, because the existing one is retained.',
    }));
  });
});

describe('a retained resource that moves to a stack elsewhere', () => {
  const RETAINED = { ...OF_CONSTRUCT, DeletionPolicy: 'Retain' };
  const moved = (one: string, two: string, resource: object) => replacements(
    assembly([['One', one, { A: resource }], ['Two', two, { Other: key() }]]),
    assembly([['One', one, { Other: key() }], ['Two', two, { A: resource }]]),
  );
  const [ACCOUNT, OTHER, UNKNOWN] = ['111122223333', '444455556666', 'unknown-account'];
  const DIRECTORY = { Type: 'AWS::S3Express::DirectoryBucket', Properties: { BucketName: 'data--euw1-az1--x-s3' }, ...RETAINED };
  const [BUCKET, TABLES] = [bucket({ BucketName: 'data' }, RETAINED), table({ TableBucketName: 'data' }, RETAINED)];

  test.each<[string, string, string, object, string]>([
    ['has a name that is taken in the same account and Region', `${ACCOUNT}/eu-west-1`, `${ACCOUNT}/eu-west-1`, TABLES, FAILS],
    ['leaves its name free in another Region', `${ACCOUNT}/eu-west-1`, `${ACCOUNT}/eu-west-2`, TABLES, REPLACED],
    ['leaves its name free in another account', `${ACCOUNT}/eu-west-1`, `${OTHER}/eu-west-1`, TABLES, REPLACED],
    ['may leave its name free in an account that is not known', `${ACCOUNT}/eu-west-1`, `${UNKNOWN}/eu-west-1`, TABLES, PERHAPS_TAKEN],
    ['has a name that is taken everywhere, if it is a bucket', `${ACCOUNT}/eu-west-1`, `${OTHER}/us-east-1`, BUCKET, FAILS],
    ['leaves its name free in another partition, if it is a bucket', `${ACCOUNT}/eu-west-1`, `${OTHER}/cn-north-1`, BUCKET, REPLACED],
    ['has a name that is taken in its Zone, if it is a directory bucket', `${ACCOUNT}/eu-west-1`, `${OTHER}/eu-west-1`, DIRECTORY, FAILS],
    [
      'leaves its name free in another Region, if it is a bucket in the account regional namespace',
      `${ACCOUNT}/eu-west-1`, `${ACCOUNT}/eu-west-2`, bucket({ ...ACCOUNT_REGIONAL, BucketNamePrefix: 'data' }, RETAINED), REPLACED,
    ],
  ])('%s', (_, one, two, resource, expected) => {
    expect(moved(one, two, resource)).toEqual([expected]);
  });
});

describe('a named resource of a construct that becomes a nested stack', () => {
  const nested = { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://x' }, Metadata: { 'aws:asset:path': 'inner.nested.template.json' } };
  const outer = (resources: Resources) => assembly([['Outer', 'unknown-account/unknown-region', { Other: key(), ...resources }]]);
  const moved = (one: object) => replacements(
    outer({ A: one }), { ...outer({ Nested: nested }), 'inner.nested.template.json': { Resources: { A: one } } },
  );
  const deeper = (one: object) => {
    const middle = { 'middle.nested.template.json': { Resources: { Inner: nested } } };
    const stacks = (resources: Resources, inner: Resources): Files => ({
      ...outer({ Nested: { ...nested, Metadata: { 'aws:asset:path': 'middle.nested.template.json' } }, ...resources }),
      ...middle,
      'inner.nested.template.json': { Resources: inner },
    });
    return replacements(stacks({ A: one }, {}), stacks({}, { A: one }));
  };

  test('is in the way, whatever becomes of it: both stacks are updated at once', () => {
    for (const DeletionPolicy of ['Retain', 'Delete', IMPORTED]) {
      expect(moved(bucket({ BucketName: 'data' }, { ...OF_CONSTRUCT, DeletionPolicy }))).toEqual([FAILS]);
    }
    expect(moved(table({ TableBucketName: 'data' }, OF_CONSTRUCT))).toEqual([FAILS]);
    expect(moved(bucket({}, OF_CONSTRUCT))).toEqual([REPLACED]);
    expect(deeper(bucket({ BucketName: 'data' }, OF_CONSTRUCT))).toEqual([FAILS]);
  });
});

describe('a replica of a key', () => {
  const replica = (PrimaryKeyArn: unknown, more: object = OF_CONSTRUCT) => ({ Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn, KeyPolicy: {} }, ...more });
  const MULTI_REGION = KEY.replace('key/1', 'key/mrk-1');
  const FAILS_IF = `${PERHAPS}, the update fails if its primary key has another replica in the Region`;

  test('with another logical ID is the second one of its primary key in the Region', () => {
    expect(between(replica(MULTI_REGION), replica(MULTI_REGION), 'B')).toEqual([FAILS]);
    expect(between(replica(IMPORTED), replica(IMPORTED), 'B')).toEqual([FAILS_IF]);
    expect(between(replica(MULTI_REGION), replica(MULTI_REGION.replace('mrk-1', 'mrk-2')), 'B')).toEqual([REPLACED]);
  });

  test('that moves to another stack may be the second one, even if the existing one waits for its deletion', () => {
    const moved = (more: object) => {
      const [one, other] = [replica(MULTI_REGION, { ...OF_CONSTRUCT, ...more }), { Resources: { Other: bucket() } }];
      return replacements({ 'one.json': { Resources: { A: one } }, 'two.json': other }, { 'one.json': other, 'two.json': { Resources: { A: one } } });
    };
    expect([moved({ DeletionPolicy: 'Retain' }), moved({})]).toEqual([[FAILS], [FAILS_IF]]);
  });
});
