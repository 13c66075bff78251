import { bucket, compared, KEY, key, NO_RULES, sideAt } from './support';
import { diffOf } from '../../../src/validation/comparison';
import { directoryWith } from '../assembly/support';

const replica = (PrimaryKeyArn: unknown) => ({ Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn, KeyPolicy: {} } });
const replacements = (before: object, after: object) => compared({ A: before }, { A: after }).changes
  .filter(({ aspect }) => aspect === 'replacement').map(({ effect, after: what, note }) => [effect, what, note]);

describe('CloudFormation creates a new resource in place of one', () => {
  test.each<[string, object, object, string]>([
    ['BucketName', bucket({ BucketName: 'one' }), bucket({ BucketName: 'two' }), 'a new, empty bucket'],
    ['BucketNamePrefix', bucket({ BucketNamePrefix: 'one' }), bucket({ BucketNamePrefix: 'two' }), 'a new, empty bucket'],
    ['BucketNamespace', bucket(), bucket({ BucketNamespace: 'account-regional' }), 'a new, empty bucket'],
    ['ObjectLockEnabled', bucket(), bucket({ ObjectLockEnabled: true }), 'a new, empty bucket'],
    ['PrimaryKeyArn', replica(KEY.replace('key/1', 'key/mrk-1')), replica(KEY.replace('key/1', 'key/mrk-2')), 'a new key'],
  ])('whose %s changes', (property, before, after, what) => {
    expect(replacements(before, after)).toEqual([['weaker', 'replaced', expect.stringContaining(
      `CloudFormation creates ${what}, because a change of ${property} requires replacement. `,
    )]]);
    expect(replacements(before, before)).toEqual([]);
  });

  test('for several properties, and names them all', () => {
    expect(replacements(bucket({ BucketName: 'one' }), bucket({ BucketName: 'two', ObjectLockEnabled: true }))).toEqual([
      ['weaker', 'replaced', expect.stringContaining('because a change of BucketName and ObjectLockEnabled requires replacement.')],
    ]);
  });

  test('but not for any other property', () => {
    expect(replacements(bucket(), bucket({ ObjectLockConfiguration: { ObjectLockEnabled: 'Enabled' }, VersioningConfiguration: { Status: 'Enabled' } }))).toEqual([]);
    expect(replacements(key(), key({ KeySpec: 'RSA_2048', Description: 'other' }))).toEqual([]);
  });

  const NAME = { 'Fn::ImportValue': 'Name' };
  test.each<[string, object, object]>([
    ['before', { BucketName: NAME }, { BucketName: 'two' }],
    ['afterwards', { BucketName: 'one' }, { BucketName: NAME }],
  ])('perhaps, if a name is not known %s', (_, before, after) => {
    expect(replacements(bucket(before), bucket(after))).toEqual([
      ['undetermined', 'may be replaced', expect.stringContaining('CloudFormation may create a new, empty bucket, because a change of BucketName')],
    ]);
  });

  test('perhaps, if a name is a choice', () => {
    const choice = { 'Fn::If': ['Either', 'one', 'two'] };
    const side = (BucketName: unknown, ObjectLockEnabled: boolean) => ({
      Parameters: { Which: { Type: 'String' } },
      Conditions: { Either: { 'Fn::Equals': [{ Ref: 'Which' }, 'one'] } },
      Resources: { A: bucket({ BucketName, ...ObjectLockEnabled ? { ObjectLockEnabled } : {} }) },
    });
    const between = (before: object, after: object) => {
      const directory = directoryWith({ 'before/a.json': before, 'after/a.json': after });
      return diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES).changes.map(({ effect, after: what }) => `${effect} ${what}`);
    };
    expect(between(side('one', false), side(choice, false))).toEqual(['undetermined may be replaced']);
    // The same name may be taken.
    expect(between(side(choice, false), side(choice, true))).toEqual(['undetermined may be replaced']);
    expect(between(side(choice, false), side(choice, false))).toEqual([]);
  });

  test('for sure, if another property is known to change', () => {
    expect(replacements(bucket(), bucket({ BucketName: NAME, ObjectLockEnabled: true }))).toMatchObject([['weaker', 'replaced', expect.any(String)]]);
  });
});

describe('what becomes of the former one', () => {
  const at = (more: object) => ({ Metadata: { 'aws:cdk:path': 'S/A' }, ...more });
  const KEEP = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Delete' };
  const REPLACE = { DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Retain' };
  const fates = (before: object, after: object, id = 'A') => compared({ A: before }, { [id]: after }).changes
    .filter(({ aspect }) => aspect === 'replacement').map(({ before: fate }) => fate);

  test('UpdateReplacePolicy of the new template decides, if a property changes', () => {
    const named = (BucketName: string, more: object) => bucket({ BucketName }, more);
    expect([fates(named('one', {}), named('two', KEEP)), fates(named('one', {}), named('two', REPLACE))]).toEqual([['deleted'], ['retained']]);
  });

  test('DeletionPolicy of the former template decides, if the logical ID changes', () => {
    expect([fates(bucket({}, at(KEEP)), bucket({}, at({})), 'B'), fates(bucket({}, at(REPLACE)), bucket({}, at({})), 'B')]).toEqual([['retained'], ['deleted']]);
  });

  test('so it does, if a construct moves to another stack', () => {
    const files = (side: string, one: object, two: object) => ({ [`${side}/one.json`]: { Resources: one }, [`${side}/two.json`]: { Resources: two } });
    const moved = (more: object) => {
      const directory = directoryWith({
        ...files('before', { A: bucket({}, at(more)) }, { Other: key() }), ...files('after', { Other: key() }, { A: bucket({}, at({})) }),
      });
      return diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), NO_RULES).changes.filter(({ aspect }) => aspect === 'replacement');
    };
    expect(moved(KEEP)).toMatchObject([{
      effect: 'weaker', before: 'retained', note: expect.stringContaining('CloudFormation creates a new, empty bucket, because it moves from one.json to two.json. '),
    }]);
    expect(moved(REPLACE)).toMatchObject([{ before: 'deleted' }]);
  });
});

describe('a resource takes the place of another', () => {
  const at = (path?: string) => (path === undefined ? {} : { Metadata: { 'aws:cdk:path': path } });
  const between = (before: object, after: object) => compared({ A: before }, { B: after }).changes.map(({ aspect }) => aspect);

  test('if it is of the same construct', () => {
    expect(between(bucket({}, at('S/One')), bucket({}, at('S/One')))).toEqual(['replacement']);
  });

  test.each<[string, object, object]>([
    ['of another construct', bucket({}, at('S/One')), bucket({}, at('S/Two'))],
    ['of no known construct', bucket({}, at()), bucket({}, at())],
    ['of a construct that was not known', bucket({}, at()), bucket({}, at('S/One'))],
    ['of another type', key({}, at('S/One')), { ...replica(KEY), ...at('S/One') }],
  ])('but not if it is %s', (_, before, after) => {
    expect(between(before, after)).toEqual(['added', 'removed']);
  });

  test('but not one of another type, though it has the same logical ID', () => {
    expect(compared({ A: key() }, { A: replica(KEY) }).changes.map(({ aspect }) => aspect)).toEqual(['added', 'removed']);
  });
});
