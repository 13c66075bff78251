import { bucketKindEncryptionEnforced as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-encryption-enforced';
import { ARN_OF, ENCRYPTING, encryptedWithPolicy, INSIDE, type Kind, statement } from '../bucket-kinds-policies';
import { directoryBucket, tableBucket, templateOf, vectorBucket } from '../bucket-kinds-support';
import { findings, IF, merging } from '../support';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const FORMER = KEY.replace('1234abcd', '9999abcd');
const WITH_KEY = { algorithm: 'aws:kms', key: KEY };
const TITLE = { directory: 'directory bucket', table: 'table bucket', vector: 'vector bucket' };
const KINDS = Object.keys(ENCRYPTING) as Kind[];
const SPECIFIED = 'It cannot be determined whether requests that specify another encryption than the default are denied: ';

/** A statement that denies what specifies another value of a condition key. */
const others = (kind: Kind, what: 'algorithm' | 'key', values: unknown, { actions = ENCRYPTING[kind].actions, resources = ENCRYPTING[kind].resources, more = {} } = {}) => (
  statement('Deny', actions, resources, { Condition: { Null: { [ENCRYPTING[kind][what]]: 'false' }, StringNotEquals: { [ENCRYPTING[kind][what]]: values }, ...more } })
);
const ENFORCED = (kind: Kind, keys: unknown = KEY) => [others(kind, 'algorithm', 'aws:kms'), others(kind, 'key', keys)];
const UNLESS_ADMINISTRATOR = { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/administrator' } };
const found = (kind: Kind, ...statements: readonly unknown[]) => findings(rule, encryptedWithPolicy(kind, WITH_KEY, ...statements));

describe.each(KINDS)('a %s bucket', (kind) => {
  const { actions, resources, algorithm, key } = ENCRYPTING[kind];
  const declaredOnly = { directory: directoryBucket, table: tableBucket, vector: vectorBucket }[kind];

  test.each<[string, readonly unknown[]]>([
    ['algorithm and key', ENFORCED(kind)],
    ['a former key, which is accepted too', ENFORCED(kind, [KEY, FORMER])],
    ['a key that is a parameter, of which another rule says that it may not be that of the bucket', ENFORCED(kind, { Ref: 'Parameter' })],
    ['whatever specifies nothing', [statement('Deny', actions, resources, { Condition: { StringNotEquals: { [algorithm]: 'aws:kms' } } }), others(kind, 'key', KEY)]],
    ['everything', [statement('Deny', actions, resources)]],
  ])('compliant: the policy is about %s', (_, statements) => {
    expect(found(kind, ...statements)).toEqual([]);
  });

  test('compliant: the key is one of the template', () => {
    const declared = { algorithm: 'aws:kms', key: { 'Fn::GetAtt': ['Key', 'Arn'] } };
    const template = encryptedWithPolicy(kind, declared, ...ENFORCED(kind, declared.key));
    expect(findings(rule, { ...template, Resources: { ...template.Resources, Key: { Type: 'AWS::KMS::Key', Properties: {} } } })).toEqual([]);
  });

  const ofOtherKeys: readonly [string, readonly unknown[], RegExp][] = [
    ['another key', [others(kind, 'algorithm', 'aws:kms')], new RegExp(key)],
    ['a key of the account, which a pattern accepts', [
      others(kind, 'algorithm', 'aws:kms'),
      statement('Deny', actions, resources, { Condition: { Null: { [key]: 'false' }, StringNotLike: { [key]: 'arn:aws:kms:*:111122223333:key/*' } } }),
    ], new RegExp(key)],
    ['another key, because both stand in one condition', [
      statement('Deny', actions, resources, { Condition: { StringNotEquals: { [algorithm]: 'aws:kms', [key]: KEY } } }),
    ], new RegExp(key)],
  ];

  test.each<[string, readonly unknown[], RegExp]>([
    ['another algorithm', [others(kind, 'key', KEY)], /AES256/],
    ...kind === 'directory' ? [] : ofOtherKeys,
    ['anything by administrators', [
      others(kind, 'algorithm', 'aws:kms', { more: UNLESS_ADMINISTRATOR }), others(kind, 'key', KEY, { more: UNLESS_ADMINISTRATOR }),
    ], /by a role administrator/],
    ['anything, because the policy is about other actions', [statement('Deny', 's3:*', resources)], /does not deny/],
  ])('violating: it lets through %s', (_, statements, message) => {
    expect(found(kind, ...statements)).toMatchObject([{ on: 'Bucket', status: 'violation', severity: 'warning', property: 'Properties' }]);
    const [{ message: said }] = found(kind, ...statements);
    expect(said).toMatch(message);
    expect(said).toMatch(new RegExp(`^The policy of the ${TITLE[kind]} does not deny every request that specifies .+: it does not deny .+\\.$`));
  });

  test('violating: no policy', () => {
    expect(findings(rule, templateOf({ Bucket: declaredOnly(WITH_KEY) }))).toEqual([{
      on: 'Bucket',
      status: 'violation',
      severity: 'warning',
      property: 'Properties',
      message: `The ${TITLE[kind]} has no policy, so requests can specify another encryption than the default.`,
    }]);
  });

  test.each<[string, () => ReturnType<typeof found>]>([
    ['the algorithm is a parameter', () => findings(rule, encryptedWithPolicy(kind, { algorithm: { Ref: 'Parameter' }, key: KEY }, ...ENFORCED(kind)))],
    ['a macro may make the policy', () => {
      const withMacro = { ...templateOf({ Bucket: declaredOnly(WITH_KEY) }), Transform: 'Company::Policies' };
      return findings(rule, withMacro);
    }],
    ['the policy has a condition of its own', () => {
      const template = encryptedWithPolicy(kind, WITH_KEY, ...ENFORCED(kind));
      return merging(() => findings(rule, { ...template, Resources: { ...template.Resources, Policy: { ...template.Resources.Policy, Condition: 'Condition' } } }));
    }],
  ])('cannot tell: %s', (_, judgedNow) => {
    expect(judgedNow()).toMatchObject([{ on: 'Bucket', status: 'unknown', severity: 'info', message: expect.stringContaining(SPECIFIED) }]);
  });

  test('is judged in each branch of a choice', () => {
    expect(found(kind, others(kind, 'key', KEY), IF(others(kind, 'algorithm', 'aws:kms'), { Ref: 'AWS::NoValue' }))).toMatchObject([{
      status: 'violation', message: expect.stringContaining('Condition is false'),
    }]);
  });

  test.each([
    ['SSE-S3, because no request can ask for less', { algorithm: 'AES256' }],
    ['no declaration, which means SSE-S3', {}],
    ['KMS without a key, which the service rejects', { algorithm: 'aws:kms' }],
  ])('not applicable: %s', (_, declared) => {
    expect(findings(rule, templateOf({ Bucket: declaredOnly(declared) }))).toEqual([]);
  });
});

test('cannot tell: AWS documents the creation of tables for the bucket and for what is in it, and one of them is left out', () => {
  for (const resources of [[ARN_OF.table], [INSIDE.table]]) {
    const statements = [others('table', 'algorithm', 'aws:kms', { actions: ['s3tables:CreateTable'], resources }), others('table', 'key', KEY, { actions: ['s3tables:CreateTable'], resources })];
    const more = ['s3tables:PutTableBucketEncryption', 's3tables:PutTableEncryption'];
    const [ofAlgorithm, ofKey] = (['algorithm', 'key'] as const).map((what) => others('table', what, what === 'key' ? KEY : 'aws:kms', { actions: more }));
    expect(found('table', ...statements, ofAlgorithm, ofKey)).toMatchObject([{ status: 'unknown', message: expect.stringContaining('AWS documents s3tables:CreateTable for the bucket') }]);
  }
});

test('the key of a directory bucket can be named by its ID, and by its ARN in the policy', () => {
  const declared = { algorithm: 'aws:kms', key: '1234abcd-12ab-34cd-56ef-1234567890ab' };
  expect(findings(rule, encryptedWithPolicy('directory', declared, ...ENFORCED('directory')))).toEqual([]);
});

describe('a directory bucket accepts no other key than its own, whatever its policy says', () => {
  const { actions, resources, key } = ENCRYPTING.directory;

  test.each<[string, readonly unknown[]]>([
    ['the algorithm alone is denied', [others('directory', 'algorithm', 'aws:kms')]],
    ['a pattern accepts keys', [
      others('directory', 'algorithm', 'aws:kms'), statement('Deny', actions, resources, { Condition: { StringNotLike: { [key]: 'arn:aws:kms:*:111122223333:key/*' } } }),
    ]],
  ])('compliant: %s', (_, statements) => {
    expect(found('directory', ...statements)).toEqual([]);
  });
});
