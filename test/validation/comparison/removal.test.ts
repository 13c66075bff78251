import { arnOf, bucket, bucketPolicy, compared, key, NO_RULES, objectsOf, type Resources, sideAt } from './support';
import { diffOf } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

const DENY = (id: string) => ({
  Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [arnOf(id), objectsOf(id)], Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const RETAINED = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const IMPORTED = { DeletionPolicy: { 'Fn::ImportValue': 'Policy' } };

/** What becomes of bucket or key A when it is removed. */
function removed(before: Resources): string[] {
  return compared({ ...before, Other: bucket() }, { Other: bucket() }).changes.map(({ effect, subject, after, note }) => `${effect} ${subject.logicalId} ${after}: ${note}`);
}

describe('a bucket that is removed', () => {
  test.each<[string, object, string]>([
    ['deleted', {}, 'other A deleted: CloudFormation deletes the existing bucket, which fails if the bucket contains objects.'],
    ['retained', RETAINED, 'other A retained: CloudFormation retains the existing bucket and its objects, and no longer manages it.'],
    ['retained, as it was created before', { DeletionPolicy: 'RetainExceptOnCreate' },
      'other A retained: CloudFormation retains the existing bucket and its objects, and no longer manages it.'],
    ['perhaps deleted', IMPORTED, 'other A unknown: It is not known whether CloudFormation deletes the existing bucket.'],
  ])('is %s', (_, policy, expected) => {
    expect(removed({ A: bucket({}, policy) })).toEqual([expected]);
  });

  const deleter = (id: string) => ({ Type: 'Custom::S3AutoDeleteObjects', Properties: { BucketName: { Ref: id } } });

  test('loses its objects to the custom resource of its own only, and only if it is deleted', () => {
    expect(removed({ A: bucket(), D: deleter('A') })).toEqual([
      'weaker A deleted: The custom resource D deletes all objects in the existing bucket, and CloudFormation deletes the bucket.',
    ]);
    expect(removed({ A: bucket(), D: deleter('Other') })).toEqual([expect.stringMatching(/^other A deleted: CloudFormation deletes the existing bucket/)]);
    expect(removed({ A: bucket({}, RETAINED), D: deleter('A') })).toEqual([expect.stringMatching(/^other A retained: CloudFormation retains the existing bucket/)]);
  });

  test('may lose the policy that denies something, if it is not known what becomes of that', () => {
    expect(removed({ A: bucket({}, RETAINED), P: { ...bucketPolicy('A', DENY('A')), ...IMPORTED } })).toEqual([
      'undetermined A retained: CloudFormation retains the existing bucket and its objects, and no longer manages it. '
        + 'It may delete the bucket policy P, so requests that it denies are no longer denied.',
    ]);
  });

  test('that is deleted needs no policy any more', () => {
    expect(removed({ A: bucket(), P: bucketPolicy('A', DENY('A')) })).toEqual([expect.stringMatching(/^other A deleted: [^.]* contains objects\.$/)]);
  });
});

test.each<[string, object, string]>([
  ['deleted', {}, 'weaker A deleted: CloudFormation schedules the existing key for deletion: after that, data that is encrypted with it can\'t be decrypted.'],
  ['retained', RETAINED, 'other A retained: CloudFormation retains the existing key, and no longer manages it.'],
  ['perhaps deleted', IMPORTED, 'undetermined A unknown: It is not known whether CloudFormation schedules the existing key for deletion.'],
])('a key that is removed is %s', (_, policy, expected) => {
  expect(removed({ A: key({}, policy) })).toEqual([expected]);
});

describe('a bucket of another kind that is removed', () => {
  const removedWith = (Type: string, policy: object) => removed({ A: { Type, Properties: {}, ...policy } });

  test.each([
    ['AWS::S3Express::DirectoryBucket', 'directory bucket'], ['AWS::S3Tables::TableBucket', 'table bucket'], ['AWS::S3Vectors::VectorBucket', 'vector bucket'],
  ])('%s is kept by AWS as long as it is not empty', (Type, title) => {
    expect([{}, RETAINED, IMPORTED].flatMap((policy) => removedWith(Type, policy))).toEqual([
      `other A deleted: CloudFormation deletes the ${title}, which fails if it is not empty.`,
      `other A retained: CloudFormation retains the ${title}, and no longer manages it.`,
      `other A unknown: It is not known whether CloudFormation deletes the ${title}.`,
    ]);
  });

  test('a vector index loses its vectors', () => {
    expect([{}, RETAINED, IMPORTED].flatMap((policy) => removedWith('AWS::S3Vectors::Index', policy))).toEqual([
      'weaker A deleted: CloudFormation deletes the vector index with all its vectors.',
      'other A retained: CloudFormation retains the vector index, and no longer manages it.',
      'undetermined A unknown: It is not known whether CloudFormation deletes the vector index.',
    ]);
  });

  test('a file system has its data in its bucket', () => {
    expect(removedWith('AWS::S3Files::FileSystem', {})).toEqual([
      'other A deleted: CloudFormation deletes the file system, which fails if it has changes that are not synchronized with its bucket, '
        + 'or mount targets or access points that are not deleted.',
    ]);
  });

  test('perhaps, if it gets a condition', () => {
    const either = (Type: string, Condition?: string) => ({
      Parameters: { Wanted: { Type: 'String' } },
      Conditions: { Wanted: { 'Fn::Equals': [{ Ref: 'Wanted' }, 'yes'] } },
      Resources: { A: { Type, Properties: {}, ...Condition ? { Condition } : {} } },
    });
    const changes = (Type: string) => {
      const directory = directoryWith({ 'before/a.json': either(Type), 'after/a.json': either(Type, 'Wanted') });
      return diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES).changes.map(({ aspect, effect, after, note }) => `${aspect} ${effect} ${after}: ${note}`);
    };
    expect(changes('AWS::S3Vectors::Index')).toEqual([
      'removed undetermined deleted: The condition Wanted determines at deployment whether the resource remains in the stack. If it doesn\'t: '
        + 'CloudFormation deletes the vector index with all its vectors.',
    ]);
    expect(changes('AWS::S3Tables::TableBucket')).toEqual([expect.stringMatching(/^removed undetermined deleted: .*CloudFormation deletes the table bucket, /)]);
  });
});
