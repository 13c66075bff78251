import {
  DIRECTORY_BUCKET_NAME, DIRECTORY_BUCKETS, kindArnOf, NAMESPACE_NAME, type NameRule, resourcesOfKind, TABLE_BUCKET_NAME, TABLE_BUCKETS, TABLE_NAME,
  VECTOR_BUCKET_NAME, VECTOR_BUCKETS, VECTOR_INDEX_NAME, ZONE_ID,
} from '../../src/encryption/internal';

const KINDS = [DIRECTORY_BUCKETS, TABLE_BUCKETS, VECTOR_BUCKETS];

test.each(KINDS)('$title: everything of it has its prefix', (kind) => {
  for (const name of [kind.algorithmConditionKey, kind.keyConditionKey, ...kind.encryptingActions]) { expect(name).toMatch(new RegExp(`^${kind.service}:`)); }
  expect(kind.policyType.split('::').slice(0, 2)).toEqual(kind.bucketType.split('::').slice(0, 2));
  // None has DSSE-KMS.
  expect(kind.algorithms).toEqual(['AES256', 'aws:kms']);
  expect(kindArnOf(kind, 'aws-cn', 'cn-north-1', '111122223333', 'name')).toBe(`arn:aws-cn:${kind.service}:cn-north-1:111122223333:bucket/name`);
});

test('policies of directory buckets name the bucket alone, those of others also what is in it', () => {
  expect(KINDS.map((kind) => resourcesOfKind(kind, 'arn'))).toEqual([['arn'], ['arn', 'arn/*'], ['arn', 'arn/*']]);
});

test('a directory bucket names its Zone', () => {
  expect(DIRECTORY_BUCKET_NAME.expression.exec('a--b--usw2-lax1-az1--x-s3')?.[1]).toBe('usw2-lax1-az1');
});

const RULES: [string, NameRule, string[], string[]][] = [
  ['directory buckets', DIRECTORY_BUCKET_NAME, ['data--euw1-az1--x-s3', '1--b--x-s3'], ['data', '-a--euw1-az1--x-s3', 'xn--a--euw1-az1--x-s3', 'sthree-a--euw1-az1--x-s3', 'a.b--euw1-az1--x-s3', '--euw1-az1--x-s3']],
  ['Zones', ZONE_ID, ['euw1-az1', 'usw2-lax1-az1'], ['eu-west-1a', 'az1', 'euw1-az', 'EUW1-az1']],
  ['table buckets', TABLE_BUCKET_NAME, ['abc', 'my-lake-1'], ['ab', 'awslake', 'lake--ol-s3', 'la_ke', 'a'.repeat(64)]],
  ['namespaces', NAMESPACE_NAME, ['s', 'sales_1', 'a'.repeat(255)], ['', 'aws', '_a', 'a-b', 'a'.repeat(256)]],
  ['tables', TABLE_NAME, ['aws_costs', '1'], ['', '_a', 'A', 'a.b']],
  ['vector buckets', VECTOR_BUCKET_NAME, ['abc', 'a'.repeat(63)], ['ab', 'a.b', 'a'.repeat(64), 'abc-']],
  ['indexes', VECTOR_INDEX_NAME, ['a.b', 'tenant-1'], ['ab', '.abc', 'a_b', 'abc.']],
];
test.each(RULES)('names of %s', (_, { expression }, names, others) => {
  expect([...names, ...others].filter((name) => expression.test(name))).toEqual(names);
});
