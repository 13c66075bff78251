import { bucket, compared, KEY, NO_RULES, type Resources, sideAt } from './support';
import { diffOf } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

const IMPORTED = { 'Fn::ImportValue': 'Name' };
const OTHER_KEY = KEY.replace('/', '/9');
const OF_CONSTRUCT = (path: string) => ({ Metadata: { 'aws:cdk:path': path } });
const kind = (Type: string) => (Properties: object = {}, more: object = {}) => ({ Type, Properties, ...more });
const [vector, index, files] = ['AWS::S3Vectors::VectorBucket', 'AWS::S3Vectors::Index', 'AWS::S3Files::FileSystem'].map(kind);
const sseKms = (KmsKeyArn: unknown) => ({ EncryptionConfiguration: { SseType: 'aws:kms', KmsKeyArn } });
const vectorBucketArn = (id: string) => ({ VectorBucketArn: { 'Fn::GetAtt': [id, 'VectorBucketArn'] } });
const ARN = 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/';

const replacements = (before: Resources, after: Resources) => Object.fromEntries(compared(before, after).changes.filter(({ aspect }) => aspect === 'replacement')
  .map(({ subject, effect, after: what, note }) => [subject.logicalId, `${effect} ${what}: ${note?.replace(/ CloudFormation (deletes|retains) .*/, '').replace('CloudFormation ', '')}`]));

/** A vector bucket with an index. */
const pair = (ofBucket: object, ofIndex: object) => ({ V: vector(ofBucket), I: index({ ...vectorBucketArn('V'), ...ofIndex }) });

const CREATES = 'weaker replaced: creates a new, empty vector index, because';
const MAY_CREATE = 'undetermined may be replaced: may create a new, empty vector index, because';
const IF_TAKEN = ' The update fails if its name is taken.';

describe('an index', () => {
  test.each<[string, Resources, Resources, string | undefined]>([
    [
      'is replaced with its bucket', pair(sseKms(KEY), {}), pair(sseKms(OTHER_KEY), {}),
      `${CREATES} its bucket V is replaced.`,
    ],
    [
      'may be replaced with its bucket, if the name of that may be taken',
      pair({ VectorBucketName: IMPORTED, ...sseKms(KEY) }, {}), pair({ VectorBucketName: IMPORTED, ...sseKms(OTHER_KEY) }, {}),
      `${MAY_CREATE} its bucket V may be replaced.`,
    ],
    [
      'may be replaced with its bucket, if the key of that is not known',
      pair(sseKms(KEY), { IndexName: 'mine' }), pair(sseKms(IMPORTED), { IndexName: 'mine' }),
      `${MAY_CREATE} its bucket V may be replaced.`,
    ],
    [
      'stays, if the name of its bucket is taken',
      pair({ VectorBucketName: 'v', ...sseKms(KEY) }, {}), pair({ VectorBucketName: 'v', ...sseKms(OTHER_KEY) }, {}), undefined,
    ],
    [
      'may be replaced, if only a new bucket has its name free',
      pair(sseKms(KEY), { IndexName: 'mine', Dimension: 1 }), pair(sseKms(IMPORTED), { IndexName: 'mine', Dimension: 2 }),
      `${MAY_CREATE} a change of Dimension requires replacement.${IF_TAKEN}`,
    ],
    [
      'is replaced, if a new bucket has its name free',
      pair(sseKms(KEY), { IndexName: 'mine', Dimension: 1 }), pair(sseKms(OTHER_KEY), { IndexName: 'mine', Dimension: 2 }),
      `${CREATES} a change of Dimension requires replacement.`,
    ],
    [
      'is replaced with its bucket, though nothing else is certain',
      pair(sseKms(KEY), { Dimension: 1 }), pair(sseKms(OTHER_KEY), { Dimension: IMPORTED }),
      `${CREATES} its bucket V is replaced.`,
    ],
    [
      'is replaced for what is certain, though its bucket may stay',
      pair(sseKms(KEY), { Dimension: 1 }), pair(sseKms(IMPORTED), { Dimension: 2 }),
      `${CREATES} a change of Dimension requires replacement.`,
    ],
    [
      'may be replaced, if neither is certain',
      pair(sseKms(KEY), { IndexName: 'mine', Dimension: 1 }), pair(sseKms(IMPORTED), { IndexName: 'mine', Dimension: IMPORTED }),
      `${MAY_CREATE} a change of Dimension requires replacement.${IF_TAKEN}`,
    ],
  ])('%s', (_, before, after, expected) => {
    expect(replacements(before, after).I).toBe(expected);
  });

  test('has the name of the former one, if its bucket is named in another way', () => {
    const side = (one: object) => ({ V: vector({ VectorBucketName: 'v' }), I: index({ IndexName: 'mine', ...one }) });
    const failing = 'other update fails: A change of VectorBucketArn and VectorBucketName requires replacement, and the name of the vector index is taken.';
    expect(replacements(side({ VectorBucketName: 'v' }), side(vectorBucketArn('V')))).toEqual({ I: failing });
    expect(replacements(side(vectorBucketArn('V')), side({ VectorBucketName: { 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'V' }] }] } }))).toEqual({ I: failing });
    const outside = (one: object) => ({ I: index({ IndexName: 'mine', ...one }) });
    const Name = { 'Fn::Sub': 'arn:${AWS::Partition}:s3vectors:${AWS::Region}:${AWS::AccountId}:bucket/v' };
    expect(replacements(outside({ VectorBucketName: 'v' }), outside({ VectorBucketArn: Name }))).toEqual({ I: failing });
    expect(replacements(outside({ VectorBucketName: 'v' }), outside({ VectorBucketArn: `${ARN}v` }))).toEqual({
      I: `${MAY_CREATE} a change of VectorBucketArn and VectorBucketName requires replacement.${IF_TAKEN}`,
    });
    expect(replacements(outside({ VectorBucketName: 'v' }), outside({ VectorBucketArn: `${ARN}other` }))).toEqual({
      I: `${CREATES} a change of VectorBucketArn and VectorBucketName requires replacement.`,
    });
  });

  test('is not replaced, if the ARN of its bucket is written in another way', () => {
    const side = (VectorBucketArn: object) => ({ V: vector({ VectorBucketName: 'v' }), I: index({ IndexName: 'mine', VectorBucketArn }) });
    expect(replacements(side({ 'Fn::GetAtt': ['V', 'VectorBucketArn'] }), side({ 'Fn::Sub': 'arn:aws:s3vectors:${AWS::Region}:${AWS::AccountId}:bucket/v' }))).toEqual({});
  });

  test('that gets another bucket is replaced, and its name is free there', () => {
    const side = (id: string) => ({ V: vector(), W: vector(), I: index({ IndexName: 'mine', ...vectorBucketArn(id) }) });
    expect(replacements(side('V'), side('W'))).toEqual({ I: `${CREATES} a change of VectorBucketArn requires replacement.` });
    const named = (VectorBucketName: unknown) => ({ I: index({ IndexName: 'mine', VectorBucketName }) });
    expect(replacements(named('v'), named('w'))).toEqual({ I: `${CREATES} a change of VectorBucketName requires replacement.` });
    expect(replacements(named('v'), named(IMPORTED))).toEqual({ I: `${MAY_CREATE} a change of VectorBucketName requires replacement.` });
  });

  test('whose bucket gets another logical ID is replaced with it, unless the name of that is taken', () => {
    const side = (id: string, properties: object = {}) => ({ [id]: vector(properties, OF_CONSTRUCT('S/V')), I: index({ IndexName: 'mine', ...vectorBucketArn(id) }) });
    expect(replacements(side('V'), side('W'))).toMatchObject({ I: `${CREATES} a change of VectorBucketArn requires replacement.` });
    expect(replacements(side('V', { VectorBucketName: 'v' }), side('W', { VectorBucketName: 'v' }))).toEqual({ W: expect.stringMatching(/^other update fails: /) });
    expect(replacements(side('V', { VectorBucketName: IMPORTED }), side('W', { VectorBucketName: IMPORTED })).I)
      .toBe(`${MAY_CREATE} its bucket W may be replaced.`);
  });
});

test.each([['Retain', 'other update fails'], ['Delete', 'weaker replaced']])('an index that moves to another stack has its name in the same bucket (%s)', (DeletionPolicy, expected) => {
  const named = { VectorBucketName: 'v' };
  const one = index({ IndexName: 'mine', ...named }, { ...OF_CONSTRUCT('S/I'), DeletionPolicy });
  const side = (name: string, inOne: object, inTwo: object) => ({ [`${name}/one.json`]: { Resources: { V: vector(named), ...inOne } }, [`${name}/two.json`]: { Resources: inTwo } });
  const root = directoryWith({ ...side('before', { I: one }, { Other: bucket() }), ...side('after', {}, { Other: bucket(), I: one }) });
  expect(diffOf(sideAt(root, 'before'), sideAt(root, 'after'), NO_RULES).changes.map(({ effect, after: what }) => `${effect} ${what}`)).toEqual([expected]);
});

describe('a file system', () => {
  const side = (properties: object, Bucket: unknown = { 'Fn::GetAtt': ['B', 'Arn'] }) => ({ B: bucket(properties), F: files({ Bucket }) });

  test('may be replaced with its bucket, if the name of that may be taken', () => {
    expect(replacements(side({ BucketName: IMPORTED }), side({ BucketName: IMPORTED, ObjectLockEnabled: true })).F)
      .toBe('undetermined may be replaced: may create a new file system, because its bucket B may be replaced.');
  });

  test('is not replaced, if the ARN of its bucket is written in another way', () => {
    expect(replacements(side({ BucketName: 'data' }), side({ BucketName: 'data' }, 'arn:aws:s3:::data'))).toEqual({});
  });
});
