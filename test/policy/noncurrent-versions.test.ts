import { aws_s3 as s3, Duration, Fn, Token } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { warnOfKeptVersions } from '../../src/policy/noncurrent-versions';
import { aStack } from '../support/stacks';

const EXPIRES: s3.LifecycleRule = { id: 'expires', expiration: Duration.days(30) };
const CLEANS = { noncurrentVersionExpiration: Duration.days(1) };

/** The rules of which the warning speaks. */
function keeping(...lifecycleRules: s3.LifecycleRule[]): string | undefined {
  const stack = aStack();
  const bucket = new s3.Bucket(stack, 'Bucket', { versioned: true, lifecycleRules }).node.defaultChild as s3.CfnBucket;
  return said(bucket);
}

function said(bucket: s3.CfnBucket): string | undefined {
  warnOfKeptVersions(bucket);
  const [warning, ...more] = Annotations.fromStack(bucket.stack).findWarning('*', Match.anyValue());
  expect(more).toEqual([]);
  if (warning === undefined) { return undefined; }
  const text = warning.entry.data as string;
  expect(text).toContain(' Fix: set noncurrentVersionExpiration in the rules, or versioned to false; to keep all versions, set versioned to true. [');
  expect(text).toContain('cdk-s3-encryption:noncurrentVersionsKept');
  return /^Lifecycle rules expire objects, but not their noncurrent versions: (.*?)\. The bucket is versioned by default/.exec(text)?.[1];
}

test.each<[string, s3.LifecycleRule[], string | undefined]>([
  ['no rules', [], undefined],
  ['a rule that expires nothing', [{ id: 'a', abortIncompleteMultipartUploadAfter: Duration.days(1) }], undefined],
  ['a rule that expires objects after some days', [EXPIRES], 'expires'],
  ['a rule that expires objects at a date', [{ id: 'date', expirationDate: new Date('2030-01-01') }], 'date'],
  ['a rule without an id', [{ prefix: 'in/', expiration: Duration.days(1) }], 'in/'],
  ['a rule without id and prefix', [{ id: 'first', expiration: Duration.days(1) }, { expiration: Duration.days(1) }], 'first, number 2'],
  ['a rule that expires both', [{ ...EXPIRES, ...CLEANS }], undefined],
  ['a disabled rule', [{ ...EXPIRES, enabled: false }], undefined],
  ['another rule for noncurrent versions', [EXPIRES, { id: 'cleans', ...CLEANS }], undefined],
  ['another rule that is disabled', [EXPIRES, { id: 'cleans', ...CLEANS, enabled: false }], 'expires'],
  ['another rule for all of the folder', [{ ...EXPIRES, prefix: 'in/here/' }, { prefix: 'in/', ...CLEANS }], undefined],
  ['another rule for the same folder', [{ ...EXPIRES, prefix: 'in/' }, { prefix: 'in/', ...CLEANS }], undefined],
  ['another rule for a part of the folder', [{ ...EXPIRES, prefix: 'in/' }, { prefix: 'in/here/', ...CLEANS }], 'expires'],
  ['another rule for a folder, where all objects expire', [EXPIRES, { prefix: 'in/', ...CLEANS }], 'expires'],
  ['another rule for objects with a tag', [EXPIRES, { tagFilters: { a: 'b' }, ...CLEANS }], 'expires'],
  ['another rule for objects with the same tag', [{ ...EXPIRES, tagFilters: { a: 'b' } }, { tagFilters: { a: 'b' }, ...CLEANS }], undefined],
  ['another rule for objects with another tag', [{ ...EXPIRES, tagFilters: { a: 'b' } }, { tagFilters: { a: 'c' }, ...CLEANS }], 'expires'],
  ['another rule for all, where those with a tag expire', [{ ...EXPIRES, tagFilters: { a: 'b' } }, CLEANS], undefined],
  ['another rule for large objects', [EXPIRES, { objectSizeGreaterThan: 5, ...CLEANS }], 'expires'],
  ['another rule for small objects', [EXPIRES, { objectSizeLessThan: 500, ...CLEANS }], 'expires'],
  ['another rule for objects of the same size', [{ ...EXPIRES, objectSizeLessThan: 500 }, { objectSizeLessThan: 500, ...CLEANS }], undefined],
])('%s', (_, lifecycleRules, expected) => {
  expect(keeping(...lifecycleRules)).toBe(expected);
});

test('a folder that is known at deployment only covers no other', () => {
  const prefix = Fn.importValue('Folder');
  expect(keeping({ ...EXPIRES, prefix: 'in/' }, { prefix, ...CLEANS })).toBe('expires');
});

test.each<[string, any]>([
  ['nothing', undefined],
  ['rules that are chosen at deployment', { rules: Token.asAny(Fn.conditionIf('C', [], [])) }],
])('of an L1 bucket with %s nothing is said', (_, lifecycleConfiguration) => {
  expect(said(new s3.CfnBucket(aStack(), 'Bucket', { lifecycleConfiguration }))).toBeUndefined();
});

test.each<[string, object]>([
  ['noncurrentVersionExpiration', { noncurrentVersionExpiration: { noncurrentDays: 1 } }],
  ['noncurrentVersionExpirationInDays', { noncurrentVersionExpirationInDays: 1 }],
])('%s of an L1 bucket cleans up', (_, cleans) => {
  const bucketWith = (more: object) => new s3.CfnBucket(aStack(), 'Bucket', { lifecycleConfiguration: { rules: [{ id: 'r', status: 'Enabled', expirationInDays: 1, ...more }] } });
  expect(said(bucketWith({}))).toBe('r');
  expect(said(bucketWith(cleans))).toBeUndefined();
});
