import { bucket, compared, KEY, NO_RULES, type Resources, sideAt } from './support';
import { diffOf, markdownDiff, textDiff } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

const UNKNOWN = { 'Fn::ImportValue': 'Name' };
const OTHER_KEY = KEY.replace('/', '/9');
const RETAINED = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Retain' };

const kind = (Type: string) => (Properties: object = {}, more: object = {}) => ({ Type, Properties, ...more });
const [directory, table, vector, index, files] = [
  'AWS::S3Express::DirectoryBucket', 'AWS::S3Tables::TableBucket', 'AWS::S3Vectors::VectorBucket', 'AWS::S3Vectors::Index', 'AWS::S3Files::FileSystem',
].map(kind);
const sseKms = (KmsKeyArn: unknown) => ({ EncryptionConfiguration: { SseType: 'aws:kms', KmsKeyArn } });

const replacements = (before: Resources, after: Resources) => compared(before, after).changes.filter(({ aspect }) => aspect === 'replacement')
  .map(({ subject, effect, before: fate, after: what, note }) => `${effect} ${subject.logicalId} ${fate} -> ${what}: ${note}`);
const between = (before: object, after: object) => replacements({ A: before }, { A: after });
const IF_EMPTY = ', which fails if it is not empty';

describe('CloudFormation creates a new one in place of', () => {
  test.each<[string, string, object, object]>([
    ['directory bucket', 'BucketName', directory({ BucketName: 'one' }), directory({ BucketName: 'two' })],
    ['directory bucket', 'LocationName', directory({ LocationName: 'use1-az4' }), directory({ LocationName: 'use1-az5' })],
    ['directory bucket', 'DataRedundancy', directory({ DataRedundancy: 'SingleAvailabilityZone' }), directory({ DataRedundancy: 'SingleLocalZone' })],
    ['table bucket', 'TableBucketName', table({ TableBucketName: 'one' }), table({ TableBucketName: 'two' })],
    ['vector bucket', 'VectorBucketName', vector({ VectorBucketName: 'one' }), vector()],
    ['vector bucket', 'EncryptionConfiguration', vector(sseKms(KEY)), vector(sseKms(OTHER_KEY))],
    ['vector bucket', 'EncryptionConfiguration', vector(), vector({ EncryptionConfiguration: { SseType: 'AES256' } })],
    ['vector bucket', 'EncryptionConfiguration', vector(sseKms(KEY)), vector({ EncryptionConfiguration: { SseType: 'AES256', KmsKeyArn: UNKNOWN } })],
  ])('a %s whose %s changes', (title, property, before, after) => {
    expect(between(before, after)).toEqual([
      `weaker A deleted -> replaced: CloudFormation creates a new, empty ${title}, because a change of ${property} requires replacement. `
        + `CloudFormation deletes the existing ${title}${IF_EMPTY}.`,
    ]);
    expect([between(before, before), between(after, after)]).toEqual([[], []]);
  });

  test.each<[string, object, object]>([
    ['IndexName', { IndexName: 'one' }, { IndexName: 'two' }],
    ['VectorBucketArn', { VectorBucketArn: 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/a' }, { VectorBucketArn: 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/b' }],
    ['VectorBucketName', { VectorBucketName: 'one', IndexName: 'same' }, { VectorBucketName: 'two', IndexName: 'same' }],
    ['DataType', { DataType: 'float32' }, { DataType: 'float16' }],
    ['Dimension', { Dimension: 512 }, { Dimension: 1024 }],
    ['DistanceMetric', { DistanceMetric: 'cosine' }, { DistanceMetric: 'euclidean' }],
    ['MetadataConfiguration', { MetadataConfiguration: { NonFilterableMetadataKeys: ['a'] } }, { MetadataConfiguration: { NonFilterableMetadataKeys: ['a', 'b'] } }],
    ['EncryptionConfiguration', sseKms(KEY), sseKms(OTHER_KEY)],
  ])('a vector index whose %s changes, and its vectors are lost', (property, before, after) => {
    expect(between(index(before), index(after))).toEqual([
      `weaker A deleted -> replaced: CloudFormation creates a new, empty vector index, because a change of ${property} requires replacement. `
        + 'CloudFormation deletes the existing vector index with all its vectors.',
    ]);
  });

  test.each<[string, object, object]>([
    ['Bucket', { Bucket: 'arn:aws:s3:::one' }, { Bucket: 'arn:aws:s3:::two' }],
    ['Prefix', {}, { Prefix: 'shared/' }],
    ['KmsKeyId', {}, { KmsKeyId: KEY }],
    ['RoleArn', { RoleArn: 'arn:aws:iam::111122223333:role/a' }, { RoleArn: 'arn:aws:iam::111122223333:role/b' }],
  ])('a file system whose %s changes, and its data is in the bucket', (property, before, after) => {
    expect(between(files(before, RETAINED), files(after, RETAINED))).toEqual([
      `other A retained -> replaced: CloudFormation creates a new file system, because a change of ${property} requires replacement. `
        + 'CloudFormation retains the existing file system, and no longer manages it.',
    ]);
  });

  test('nothing, if another property changes', () => {
    expect(between(directory({ BucketName: 'one' }), directory({ BucketName: 'one', LifecycleConfiguration: { Rules: [] } }))).toEqual([]);
    expect(between(table(), table({ EncryptionConfiguration: { SSEAlgorithm: 'AES256' } }))).toEqual([]);
    expect(between(index({ IndexName: 'a' }), index({ IndexName: 'a', Tags: [{ Key: 'a', Value: 'b' }] }))).toEqual([]);
  });

  test('an index whose vector bucket is replaced, and a file system whose bucket is', () => {
    const withIndex = (KmsKeyArn: string, more: object = {}) => ({
      V: vector({ ...sseKms(KmsKeyArn), ...more }), I: index({ IndexName: 'mine', VectorBucketArn: { 'Fn::GetAtt': ['V', 'VectorBucketArn'] } }),
    });
    expect(replacements(withIndex(KEY), withIndex(OTHER_KEY))).toEqual([
      expect.stringMatching(/^weaker V deleted -> replaced: /),
      expect.stringMatching(/^weaker I deleted -> replaced: CloudFormation creates a new, empty vector index, because its bucket V is replaced\. /),
    ]);
    // In the new vector bucket, the name of the index is free.
    const sized = (KmsKeyArn: string, Dimension: number) => {
      const { I, ...others } = withIndex(KmsKeyArn);
      return { ...others, I: index({ ...I.Properties, Dimension }) };
    };
    expect(replacements(sized(KEY, 1), sized(OTHER_KEY, 2))).toEqual([
      expect.stringMatching(/^weaker V deleted -> replaced: /),
      expect.stringMatching(/^weaker I deleted -> replaced: CloudFormation creates a new, empty vector index, because a change of Dimension requires replacement\. /),
    ]);
    // Nothing is replaced where the name of the bucket is taken.
    expect(replacements(withIndex(KEY, { VectorBucketName: 'a' }), withIndex(OTHER_KEY, { VectorBucketName: 'a' }))).toEqual([
      expect.stringMatching(/^other V null -> update fails: /),
    ]);
    const withFiles = (properties: object) => ({ B: bucket(properties), F: files({ Bucket: { 'Fn::GetAtt': ['B', 'Arn'] } }) });
    expect(replacements(withFiles({ BucketName: 'a' }), withFiles({ BucketName: 'a', ObjectLockEnabled: true }))).toEqual([
      expect.stringMatching(/^other B null -> update fails: /),
    ]);
    expect(replacements(withFiles({}), withFiles({ ObjectLockEnabled: true }))).toEqual([
      expect.stringMatching(/^weaker B deleted -> replaced: /), expect.stringMatching(/^other F deleted -> replaced: .* because its bucket B is replaced\. /),
    ]);
  });
});

describe('perhaps', () => {
  test('if it is not known whether the property changes', () => {
    expect(between(vector(sseKms(KEY)), vector(sseKms(UNKNOWN)))).toEqual([
      expect.stringMatching(/^undetermined A deleted -> may be replaced: CloudFormation may create a new, empty vector bucket, because a change of EncryptionConfiguration /),
    ]);
    const metadata = (key: unknown) => index({ MetadataConfiguration: { NonFilterableMetadataKeys: [key] } });
    expect(between(metadata('a'), metadata(UNKNOWN))).toEqual([expect.stringMatching(/^undetermined A deleted -> may be replaced: /)]);
  });

  test('if one of several values may be absent', () => {
    const keys = (...names: unknown[]) => ({
      Parameters: { Name: { Type: 'String' } },
      Conditions: { Either: { 'Fn::Equals': [{ Ref: 'Name' }, 'one'] } },
      Resources: { A: index({ MetadataConfiguration: { NonFilterableMetadataKeys: names } }) },
    });
    const effects = (before: object, after: object) => {
      const root = directoryWith({ 'before/a.json': before, 'after/a.json': after });
      return diffOf(sideAt(root, 'before'), sideAt(root, 'after'), NO_RULES).changes.map(({ effect, after: what }) => `${effect} ${what}`);
    };
    expect(effects(keys('a'), keys('a', { 'Fn::If': ['Either', 'b', { Ref: 'AWS::NoValue' }] }))).toEqual(['undetermined may be replaced']);
    expect(effects(keys('a'), keys('a', 'b'))).toEqual(['weaker replaced']);
    expect(effects(keys('a', UNKNOWN), keys('b', UNKNOWN))).toEqual(['weaker replaced']);
    expect(effects(keys('a', { Ref: 'Name' }), keys('a', 'b'))).toEqual(['undetermined may be replaced']);
  });

  test('if it is not known whether the name stays', () => {
    expect(between(index({ IndexName: UNKNOWN, Dimension: 1 }), index({ IndexName: UNKNOWN, Dimension: 2 }))).toEqual([
      'undetermined A deleted -> may be replaced: CloudFormation may create a new, empty vector index, because a change of Dimension requires replacement. '
        + 'The update fails if its name is taken. CloudFormation deletes the existing vector index with all its vectors.',
    ]);
  });
});

describe('the update fails, because the name is taken', () => {
  test.each<[string, object, object, string]>([
    ['vector bucket', vector({ VectorBucketName: 'mine' }), vector({ VectorBucketName: 'mine', ...sseKms(KEY) }), 'EncryptionConfiguration'],
    ['vector index', index({ IndexName: 'mine', Dimension: 512 }), index({ IndexName: 'mine', Dimension: 1024 }), 'Dimension'],
    ['directory bucket', directory({ BucketName: 'mine', LocationName: 'a' }), directory({ BucketName: 'mine', LocationName: 'b' }), 'LocationName'],
    ['bucket', bucket({ BucketName: 'mine' }), bucket({ BucketName: 'mine', ObjectLockEnabled: true }), 'ObjectLockEnabled'],
  ])('of a %s', (title, before, after, property) => {
    expect(between(before, after)).toEqual([
      `other A null -> update fails: A change of ${property} requires replacement, and the name of the ${title} is taken.`,
    ]);
  });

  test('perhaps, if it is not known whether the property changes', () => {
    expect(between(index({ IndexName: 'mine', Dimension: 512 }), index({ IndexName: 'mine', Dimension: UNKNOWN }))).toEqual([
      expect.stringMatching(/^other A null -> update may fail: A change of Dimension requires replacement, and the name /),
    ]);
  });

  const OF_CONSTRUCT = { Metadata: { 'aws:cdk:path': 'S/A' } };

  test('of a construct whose logical ID changes', () => {
    const lake = table({ TableBucketName: 'lake' }, OF_CONSTRUCT);
    expect(replacements({ A: lake }, { B: lake })).toEqual([
      'other B null -> update fails: Its logical ID changes from A to B, and the name of the table bucket is taken.',
    ]);
    const data = bucket({ BucketName: { 'Fn::Sub': 'data-${AWS::AccountId}' } }, OF_CONSTRUCT);
    expect(replacements({ A: data }, { B: data })).toEqual(['other B null -> update fails: Its logical ID changes from A to B, and the name of the bucket is taken.']);
    const imported = bucket({ BucketName: UNKNOWN }, OF_CONSTRUCT);
    expect(replacements({ A: imported }, { B: imported })).toEqual([expect.stringMatching(/^undetermined B deleted -> may be replaced: .* The update fails if its name is taken\. /)]);
    expect(replacements({ A: table({}, OF_CONSTRUCT) }, { B: table({}, OF_CONSTRUCT) })).toEqual([expect.stringMatching(/^weaker B deleted -> replaced: /)]);
  });

  test('but not of one that moves to another stack, which can be deployed afterwards', () => {
    const [lake, other] = [table({ TableBucketName: 'lake' }, OF_CONSTRUCT), bucket()];
    const side = (name: string, one: object, two: object) => ({ [`${name}/one.json`]: { Resources: { A: one } }, [`${name}/two.json`]: { Resources: { A: two } } });
    const root = directoryWith({ ...side('before', lake, other), ...side('after', other, lake) });
    const { changes } = diffOf(sideAt(root, 'before'), sideAt(root, 'after'), NO_RULES);
    expect(changes.filter(({ aspect, subject }) => aspect === 'replacement' && subject.resourceType === 'AWS::S3Tables::TableBucket')).toMatchObject([
      { effect: 'weaker', after: 'replaced', note: expect.stringContaining('because it moves from one.json to two.json. ') },
    ]);
  });
});

test('reports tell updates that fail from replacements', () => {
  const indexes = (Dimension: number) => ({ A: index({ IndexName: 'mine', Dimension }), B: index({ Dimension }), C: index({ Dimension }) });
  const diff = compared(indexes(1), indexes(2));
  expect(markdownDiff(diff)).toContain('> 2 resources replaced, 1 resource can\'t be replaced:\n>\n> - A update fails: A change of Dimension requires replacement, and');
  expect(markdownDiff(compared({ A: indexes(1).A }, { A: indexes(2).A }))).toContain('> 1 resource can\'t be replaced:\n');
  expect(textDiff(diff, false)).toContain('  other         UPDATE FAILS\n                A change of Dimension requires replacement, and the name of the vector index is taken.\n');
});
