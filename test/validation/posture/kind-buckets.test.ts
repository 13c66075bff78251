import { App, type TemplateSource } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { CONDITIONS, IF, PARAMETERS } from '../rules/support';

const NOTHING = { Ref: 'AWS::NoValue' };
const IMPORT = { 'Fn::ImportValue': 'value' };
const DOCUMENT = { Version: '2012-10-17', Statement: [] };
const HERE = { account: '111122223333', region: 'eu-west-1', partition: 'aws' };

function postureOf(Resources: object, more: readonly TemplateSource[] = []): Posture {
  const never = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const json = { Parameters: PARAMETERS, Conditions: { ...CONDITIONS, ...never }, Resources };
  return Posture.of(App.of([{ name: 'Stack', json, environment: HERE }, ...more]));
}

const directory = (properties: object = {}) => ({ Type: 'AWS::S3Express::DirectoryBucket', Properties: { BucketName: 'directory--euw1-az1--x-s3', ...properties } });
const tables = (properties: object = {}) => ({ Type: 'AWS::S3Tables::TableBucket', Properties: { TableBucketName: 'tables', ...properties } });
const vectors = (properties: object = {}) => ({ Type: 'AWS::S3Vectors::VectorBucket', Properties: { VectorBucketName: 'vectors', ...properties } });
const directoryPolicy = (Bucket: unknown) => ({ Type: 'AWS::S3Express::BucketPolicy', Properties: { Bucket, PolicyDocument: DOCUMENT } });
const tablesPolicy = (TableBucketARN: unknown) => ({ Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN, ResourcePolicy: DOCUMENT } });
const vectorsPolicy = (properties: object) => ({ Type: 'AWS::S3Vectors::VectorBucketPolicy', Properties: { Policy: DOCUMENT, ...properties } });
const tablePolicy = (TableARN: unknown) => ({ Type: 'AWS::S3Tables::TablePolicy', Properties: { TableARN, ResourcePolicy: DOCUMENT } });

/** The buckets of other kinds, each with its policies, or why there may be one that is not seen. */
function buckets(resources: object, more: readonly TemplateSource[] = []) {
  return Object.fromEntries(postureOf(resources, more).kindBuckets.map(({ resource, policies, unseenPolicies }) => [
    resource.logicalId, [...policies.map((policy) => policy.resource.logicalId), ...unseenPolicies === undefined ? [] : [unseenPolicies]],
  ]));
}

describe('a bucket of another kind has a policy that names it', () => {
  test.each<[string, object, object, string[]]>([
    ['a directory bucket, by its reference', directory(), directoryPolicy({ Ref: 'Bucket' }), ['Policy']],
    ['a directory bucket, by its name', directory(), directoryPolicy('directory--euw1-az1--x-s3'), ['Policy']],
    ['a directory bucket, by another name', directory(), directoryPolicy('other--euw1-az1--x-s3'), []],
    ['a table bucket, by its reference', tables(), tablesPolicy({ Ref: 'Bucket' }), ['Policy']],
    ['a table bucket, by its ARN', tables(), tablesPolicy({ 'Fn::GetAtt': ['Bucket', 'TableBucketARN'] }), ['Policy']],
    ['a vector bucket, by its ARN', vectors(), vectorsPolicy({ VectorBucketArn: { 'Fn::GetAtt': ['Bucket', 'VectorBucketArn'] } }), ['Policy']],
    ['a vector bucket, by its name', vectors(), vectorsPolicy({ VectorBucketName: 'vectors' }), ['Policy']],
    ['a vector bucket, by its name where the ARN is taken away', vectors(), vectorsPolicy({ VectorBucketArn: NOTHING, VectorBucketName: 'vectors' }), ['Policy']],
    ['a vector bucket, by its name where the ARN is not known', vectors(), vectorsPolicy({ VectorBucketArn: IMPORT, VectorBucketName: 'vectors' }), ['Policy']],
    ['a policy of a table', tables(), tablePolicy({ 'Fn::GetAtt': ['Bucket', 'TableBucketARN'] }), []],
    ['a policy of a table that is not known', tables(), tablePolicy(IMPORT), []],
    ['a policy of another kind', vectors(), directoryPolicy('vectors'), []],
    ['a policy of another kind that is not known', vectors(), directoryPolicy(IMPORT), []],
    ['a policy that is never made', directory(), { ...directoryPolicy({ Ref: 'Bucket' }), Condition: 'Never' }, []],
  ])('%s', (_, Bucket, Policy, policies) => {
    expect(buckets({ Bucket, Policy })).toEqual({ Bucket: policies });
  });

  test('each its own, or several', () => {
    expect(buckets({ One: tables(), Two: tables({ TableBucketName: 'two' }), A: tablesPolicy({ Ref: 'Two' }), B: tablesPolicy({ Ref: 'One' }), C: tablesPolicy({ Ref: 'Two' }) }))
      .toEqual({ One: ['B'], Two: ['A', 'C'] });
  });

  test('a bucket that is never made is none', () => {
    expect(buckets({ Never: { ...directory(), Condition: 'Never' }, Perhaps: { ...directory(), Condition: 'Condition' } })).toEqual({ Perhaps: [] });
  });
});

describe('a policy may be one that is not seen', () => {
  test.each<[string, object, object, string]>([
    ['imported', directory(), directoryPolicy(IMPORT), 'it is not known to which directory bucket the policy Policy belongs'],
    ['one of two', tables(), tablesPolicy(IF(IMPORT, { 'Fn::ImportValue': 'other' })), 'it is not known to which table bucket the policy Policy belongs'],
    ['taken away', vectors(), vectorsPolicy({ VectorBucketName: NOTHING }), 'it is not known to which vector bucket the policy Policy belongs'],
    ['not named', vectors(), vectorsPolicy({}), 'it is not known to which vector bucket the policy Policy belongs'],
    ['made by a module', vectors(), { Type: 'Company::Policies::MODULE' }, 'Policy may make a policy for the vector bucket at deployment'],
  ])('where its bucket is %s', (_, Bucket, Policy, reason) => {
    expect(buckets({ Bucket, Policy })).toEqual({ Bucket: [reason] });
  });

  test('but not where one is seen', () => {
    expect(buckets({ Bucket: directory(), Other: directory({ BucketName: 'other' }), Policy: directoryPolicy({ Ref: 'Bucket' }), Open: directoryPolicy(IMPORT) }))
      .toEqual({ Bucket: ['Policy'], Other: ['it is not known to which directory bucket the policy Open belongs'] });
  });

  test('and not where it is in another template', () => {
    const json = { Resources: { Bucket: directory() } };
    expect(buckets({ Policy: directoryPolicy(IMPORT) }, [{ name: 'Other', json }])).toEqual({ Bucket: [] });
  });

  test('a loop makes policies of the kind that its body shows', () => {
    const loop = { 'Fn::ForEach::Policies': ['Each', ['A'], { 'Policy${Each}': { Type: 'AWS::S3Tables::TableBucketPolicy' } }] };
    expect(buckets({ Tables: tables(), Vectors: vectors(), ...loop })).toEqual({
      Tables: ['Fn::ForEach::Policies may make a policy for the table bucket at deployment'], Vectors: [],
    });
  });
});

describe('of a policy it is known', () => {
  const known = (Policy: object, more: object = {}) => postureOf({ Policy, ...more }).kindPolicies.map(({ bucket, arn, policy, ...others }) => ({
    ...others, bucket: bucket?.logicalId, arn: arn === undefined ? undefined : String(arn), document: policy.document,
  }));

  test.each<[string, object, object, object]>([
    ['a directory bucket', directoryPolicy({ Ref: 'Bucket' }), { Bucket: directory() },
      { title: 'directory bucket', target: 'Bucket', bucket: 'Bucket', arn: 'arn:aws:s3express:eu-west-1:111122223333:bucket/directory--euw1-az1--x-s3', isOfTable: false }],
    ['a directory bucket elsewhere', directoryPolicy('theirs'), {},
      { title: 'directory bucket', target: 'Bucket', bucket: undefined, arn: 'arn:aws:s3express:eu-west-1:111122223333:bucket/theirs', isOfTable: false }],
    ['a table bucket elsewhere, by its ARN', tablesPolicy('arn:aws:s3tables:eu-west-1:444455556666:bucket/theirs'), {},
      { title: 'table bucket', target: 'TableBucketARN', bucket: undefined, arn: 'arn:aws:s3tables:eu-west-1:444455556666:bucket/theirs' }],
    ['a vector bucket elsewhere, by its name', vectorsPolicy({ VectorBucketName: 'theirs' }), {},
      { title: 'vector bucket', target: 'VectorBucketName', arn: 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/theirs' }],
    ['a vector bucket elsewhere, by its ARN', vectorsPolicy({ VectorBucketArn: 'arn:aws:s3vectors:eu-west-1:444455556666:bucket/theirs' }), {},
      { target: 'VectorBucketArn', arn: 'arn:aws:s3vectors:eu-west-1:444455556666:bucket/theirs' }],
    ['a vector bucket that is not named', vectorsPolicy({}), {}, { target: 'VectorBucketArn', arn: undefined }],
    ['a bucket with a name that is known at deployment', directoryPolicy({ Ref: 'Parameter' }), {}, { arn: undefined, bucket: undefined }],
    ['a table', tablePolicy('arn:aws:s3tables:eu-west-1:111122223333:bucket/tables/table/1234'), {},
      { title: 'table', target: 'TableARN', bucket: undefined, arn: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/tables/table/1234', isOfTable: true }],
    ['a table that cannot be read', tablePolicy({ 'Fn::Transform': { Name: 'Macro' } }), {}, { title: 'table', arn: undefined, isOfTable: true }],
  ])('%s', (_, policy, more, expected) => {
    expect(known(policy, more)).toMatchObject([{ ...expected, document: DOCUMENT }]);
  });

  test('nothing, if it is never made', () => {
    expect(known({ ...tablePolicy('arn'), Condition: 'Never' })).toEqual([]);
    expect(known({ ...directoryPolicy('theirs'), Condition: 'Never' })).toEqual([]);
  });
});

describe('a vector index', () => {
  const indexes = (properties: object, more: object = {}) => postureOf({
    Other: vectors({ VectorBucketName: 'other' }), Bucket: vectors(), Index: { Type: 'AWS::S3Vectors::Index', Properties: properties, ...more },
  }).vectorIndexes.map(({ resource, bucket, encryption: { algorithm, keyProperty } }) => ({
    index: resource.logicalId, bucket: bucket?.resource.logicalId, algorithm, keyProperty,
  }));

  test.each<[string, object, string | undefined]>([
    ['by its ARN', { VectorBucketArn: { 'Fn::GetAtt': ['Bucket', 'VectorBucketArn'] } }, 'Bucket'],
    ['by its name', { VectorBucketName: 'vectors' }, 'Bucket'],
    ['elsewhere', { VectorBucketName: 'theirs' }, undefined],
    ['nowhere', {}, undefined],
  ])('has its bucket: %s', (_, properties, bucket) => {
    expect(indexes({ ...properties, EncryptionConfiguration: { SseType: 'aws:kms' } })).toEqual([
      { index: 'Index', bucket, algorithm: 'aws:kms', keyProperty: 'Properties.EncryptionConfiguration.KmsKeyArn' },
    ]);
  });

  test('that is never made is none', () => {
    expect(indexes({ VectorBucketName: 'vectors' }, { Condition: 'Never' })).toEqual([]);
  });
});

describe('a general purpose bucket has metadata tables', () => {
  const JOURNAL = { JournalTableConfiguration: { RecordExpiration: { Expiration: 'DISABLED' } } };
  const inventory = (state?: unknown) => ({ InventoryTableConfiguration: { ...state === undefined ? {} : { ConfigurationState: state } } });
  const annotation = (state: unknown) => ({ AnnotationTableConfiguration: { ConfigurationState: state } });
  const found = (MetadataConfiguration: unknown) => postureOf({ Bucket: { Type: 'AWS::S3::Bucket', Properties: { MetadataConfiguration } } })
    .metadataTables.map(({ title, doubt }) => [title, ...doubt === undefined ? [] : [doubt]]);

  test.each<[string, unknown, string[][]]>([
    ['none', undefined, []],
    ['none, where they are taken away', NOTHING, []],
    ['none of which anything is said', {}, []],
    ['the journal table, which has no state', JOURNAL, [['journal table']]],
    ['an inventory table', inventory('ENABLED'), [['inventory table']]],
    ['an inventory table that does not say that it is enabled', inventory(), [['inventory table']]],
    ['no inventory table where it is disabled', inventory('DISABLED'), []],
    ['no inventory table where it is disabled in either branch', inventory(IF('DISABLED', 'DISABLED')), []],
    ['an annotation table', annotation('ENABLED'), [['annotation table']]],
    ['all of them', { ...annotation('ENABLED'), ...inventory('ENABLED'), ...JOURNAL }, [['journal table'], ['inventory table'], ['annotation table']]],
    ['perhaps an inventory table', inventory(IF('ENABLED', 'DISABLED')), [['inventory table', 'it is not known whether the inventory table is enabled']]],
    ['an inventory table of which that is imported', inventory(IMPORT),
      [['inventory table', 'it is not known whether the inventory table is enabled: no stack at hand provides value']]],
  ])('%s', (_, configuration, expected) => {
    expect(found(configuration)).toEqual(expected);
  });

  test('each with its own encryption', () => {
    const InventoryTableConfiguration = { EncryptionConfiguration: { SseAlgorithm: 'aws:kms', KmsKeyArn: 'arn' } };
    const [{ encryption }] = postureOf({
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { MetadataConfiguration: { InventoryTableConfiguration } } },
    }).metadataTables;
    expect([encryption.algorithm, encryption.algorithmProperty, encryption.keyProperty, encryption.property]).toEqual([
      'aws:kms',
      ...['.SseAlgorithm', '.KmsKeyArn', ''].map((end) => `Properties.MetadataConfiguration.InventoryTableConfiguration.EncryptionConfiguration${end}`),
    ]);
  });
});

describe('a declared encryption', () => {
  const declared = (Bucket: object) => postureOf({ Bucket }).kindBuckets[0].encryption;
  const rule = (SSEAlgorithm?: string, KMSMasterKeyID?: string) => ({
    ServerSideEncryptionByDefault: { ...SSEAlgorithm && { SSEAlgorithm }, ...KMSMasterKeyID && { KMSMasterKeyID } },
  });

  test.each<[string, object, object | undefined]>([
    ['of a directory bucket', directory({ BucketEncryption: { ServerSideEncryptionConfiguration: [rule('aws:kms', 'key')] } }), rule('aws:kms', 'key')],
    ['of a table bucket', tables({ EncryptionConfiguration: { SSEAlgorithm: 'aws:kms', KMSKeyArn: 'key' } }), rule('aws:kms', 'key')],
    ['of a vector bucket', vectors({ EncryptionConfiguration: { SseType: 'AES256' } }), rule('AES256')],
    ['with a key only', vectors({ EncryptionConfiguration: { KmsKeyArn: 'key' } }), rule(undefined, 'key')],
    ['without anything', tables({ EncryptionConfiguration: {} }), rule()],
    ['with what is none of its properties', tables({ EncryptionConfiguration: { SSEAlgorithm: 'AES256', KMSMasterKeyID: 'key' } }), rule('AES256')],
    ['that is not there', tables(), undefined],
  ])('is read as a rule of default encryption: %s', (_, bucket, expected) => {
    const { encryptionRule } = declared(bucket);
    // Not even a name without a value.
    expect(encryptionRule).toStrictEqual(expected);
  });

  test('has an algorithm and a key, if it names them', () => {
    const of = (EncryptionConfiguration: object) => declared(vectors({ EncryptionConfiguration }));
    expect([of({ SseType: 'AES256' }), of({ SseType: 'aws:kms' }), of({})].map(({ algorithm }) => algorithm)).toEqual(['AES256', 'aws:kms', undefined]);
    expect(of({ KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/0' }).keys.map(({ kind }) => kind)).toEqual(['ARN']);
  });

  test('of two branches is two rules, and what cannot be read stays that', () => {
    const { encryptionRule } = declared(tables({ EncryptionConfiguration: IF({ SSEAlgorithm: 'aws:kms' }, { SSEAlgorithm: 'AES256' }) }));
    expect(encryptionRule).toMatchObject({ options: [rule('aws:kms'), rule('AES256')] });
    expect(declared(tables({ EncryptionConfiguration: IMPORT })).encryptionRule).toMatchObject({ reason: expect.any(String) });
  });

  test('of a file system is always AWS KMS, with the key of S3 Files or one\'s own', () => {
    const system = (properties: object) => postureOf({ Files: { Type: 'AWS::S3Files::FileSystem', Properties: properties } }).fileSystems[0];
    const { encryption } = system({ KmsKeyId: 'key' });
    expect([encryption.algorithm, encryption.encryptionRule]).toEqual(['aws:kms', rule('aws:kms', 'key')]);
    expect([encryption.property, encryption.algorithmProperty, encryption.keyProperty]).toEqual(['Properties', 'Properties', 'Properties.KmsKeyId']);
    expect(system({}).encryption.encryptionRule).toEqual(rule('aws:kms'));
    expect(system({ Prefix: 'a/' }).prefix).toBe('a/');
    expect(system({}).prefix).toBe('');
    expect(String(system({ Prefix: { Ref: 'Parameter' } }).prefix)).toBe('${Parameter}');
    expect(system({ Prefix: { 'Fn::Transform': { Name: 'Macro' } } }).prefix).toBe('');
  });
});
