import { App, aws_kms as kms, aws_s3 as s3, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, EncryptionInventory, type EncryptionInventoryProps, InventoryField, LogBucket, mixins } from '../../src';
import { Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, succeeds } from '../support/deployment';
import { aStack, resourcesOf, theResource } from '../support/stacks';
import { strictFindings } from '../support/strict';

const HOME = { account: ACCOUNT, region: REGION };

/** What the manifest of a report says of the files of the report, in AWS's documentation. */
const DOCUMENTED = 'Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag, StorageClass, IsMultipartUploaded, '
  + 'ReplicationStatus, EncryptionStatus, ObjectLockRetainUntilDate, ObjectLockMode, ObjectLockLegalHoldStatus, IntelligentTieringAccessTier, '
  + 'BucketKeyStatus, ChecksumAlgorithm, ObjectAccessControlList, ObjectOwner';
/** Tables of AWS's documentation, for the same and one more field, which is the last. */
const DOCUMENTED_COLUMNS = {
  ORC: 'bucket string, key string, version_id string, is_latest boolean, is_delete_marker boolean, size bigint, last_modified_date timestamp, '
    + 'e_tag string, storage_class string, is_multipart_uploaded boolean, replication_status string, encryption_status string, '
    + 'object_lock_retain_until_date bigint, object_lock_mode string, object_lock_legal_hold_status string, intelligent_tiering_access_tier string, '
    + 'bucket_key_status string, checksum_algorithm string, object_access_control_list string, object_owner string, lifecycle_expiration_date timestamp',
  CSV: 'bucket string, key string, version_id string, is_latest boolean, is_delete_marker boolean, size string, last_modified_date string, '
    + 'e_tag string, storage_class string, is_multipart_uploaded boolean, replication_status string, encryption_status string, '
    + 'object_lock_retain_until_date string, object_lock_mode string, object_lock_legal_hold_status string, intelligent_tiering_access_tier string, '
    + 'bucket_key_status string, checksum_algorithm string, object_access_control_list string, object_owner string, lifecycle_expiration_date string',
};
const SERDES = {
  CSV: 'org.apache.hadoop.hive.serde2.OpenCSVSerde',
  ORC: 'org.apache.hadoop.hive.ql.io.orc.OrcSerde',
  Parquet: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
};

function listed(props: Partial<EncryptionInventoryProps> = {}, stack = aStack(HOME)) {
  const bucket = props.bucket ?? new EncryptedBucket(stack, 'Source');
  const inventory = new EncryptionInventory(stack, 'Inventory', { bucket, ...props });
  return { stack, bucket, inventory };
}

function configurations(stack: Stack): any[] {
  return Object.values(resourcesOf(stack, 'AWS::S3::Bucket')).flatMap(({ Properties }) => (Properties?.InventoryConfigurations ?? []) as any[]);
}

/** The columns that an inventory's files have, worked out from its configuration as AWS documents it. */
function columnsOf({ IncludedObjectVersions, OptionalFields }: { IncludedObjectVersions: string; OptionalFields: string[] }): string[] {
  return [...DOCUMENTED.split(', '), 'LifecycleExpirationDate']
    .filter((field) => OptionalFields.includes(field) || ['Bucket', 'Key'].includes(field)
      || (IncludedObjectVersions === 'All' && ['VersionId', 'IsLatest', 'IsDeleteMarker'].includes(field)));
}
const normalized = (name: string) => name.replaceAll('_', '').toLowerCase();

describe('the table matches the inventory', () => {
  const CASES = [s3.InventoryFormat.CSV, s3.InventoryFormat.ORC, s3.InventoryFormat.PARQUET].flatMap((format) =>
    [s3.InventoryObjectVersion.ALL, s3.InventoryObjectVersion.CURRENT].flatMap((objectVersions) =>
      [[], [InventoryField.OBJECT_OWNER, InventoryField.ETAG, InventoryField.SIZE], Object.values(InventoryField)]
        .map((additionalFields) => ({ format, objectVersions, additionalFields }))));

  test.each(CASES)('$format, $objectVersions versions, and $additionalFields', (props) => {
    const { stack, inventory } = listed(props);
    const [configuration] = configurations(stack);
    const { StorageDescriptor: table } = theResource(stack, 'AWS::Glue::Table').TableInput;
    const names = table.Columns.map(({ Name }: { Name: string }) => Name);

    expect(configuration.Destination.Format).toBe(props.format);
    expect(names.map(normalized)).toEqual(columnsOf(configuration).map(normalized));
    expect(table.SerdeInfo).toEqual({ SerializationLibrary: SERDES[props.format] });

    const documented = DOCUMENTED_COLUMNS[props.format === s3.InventoryFormat.CSV ? 'CSV' : 'ORC'].split(', ');
    expect(documented).toEqual(expect.arrayContaining(table.Columns.map(({ Name, Type }: { Name: string; Type: string }) => `${Name} ${Type}`)));
    const statement = stack.resolve(inventory.createTableStatement)['Fn::Join'][1].join('') as string;
    expect([...statement.matchAll(/^ {2}`(\w+)` (\w+),?$/gm)].map(([, name, type]) => `${name} ${type}`))
      .toEqual(table.Columns.map(({ Name, Type }: { Name: string; Type: string }) => `${Name} ${Type}`));
    expect(statement).toContain(`ROW FORMAT SERDE '${SERDES[props.format]}'`);
  });

  test.each([[{}, 'inventory', 'encryption'], [{ reportsPrefix: 'a/b', inventoryId: 'mine' }, 'a/b', 'mine']])(
    'and lies where S3 writes the reports, with %j', (props, prefix, id) => {
      const { stack } = listed(props);
      const [{ Destination, Id }] = configurations(stack);
      const { Location } = theResource(stack, 'AWS::Glue::Table').TableInput.StorageDescriptor;
      const source = new Deployment(stack.node.root as App).target('source').bucketArn.split('-').at(-1);
      expect([Destination.Prefix, Id]).toEqual([prefix, id]);
      expect(Location).toBe(`s3://${Destination.BucketArn.replace('arn:aws:s3:::', '')}/${prefix}/${source}/${id}/hive/`);
    });

  test('Athena works out the partitions', () => {
    const table = theResource(listed().stack, 'AWS::Glue::Table').TableInput;
    expect(table.PartitionKeys).toEqual([{ Name: 'dt', Type: 'string' }]);
    expect(table.Parameters).toEqual({
      'EXTERNAL': 'TRUE',
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
      'projection.dt.format': 'yyyy-MM-dd-HH-mm',
      'projection.dt.range': expect.stringMatching(/^\d{4}-\d\d-\d\d-\d\d-\d\d,NOW$/),
      'projection.dt.interval': '1',
      'projection.dt.interval.unit': 'HOURS',
    });
  });
});

describe('the saved queries', () => {
  const queries = (stack: Stack) => Object.fromEntries(Object.entries(resourcesOf(stack, 'AWS::Athena::NamedQuery'))
    .map(([id, { Properties }]) => [/Inventory(ByEncryption|NotAsDefault|WithoutBucketKey)/.exec(id)![1], Properties!]));

  test.each([
    ['SSE-S3', DefaultEncryption.sseS3()], ['SSE-KMS', DefaultEncryption.sseKms()], ['DSSE-KMS', DefaultEncryption.dsseKms()],
  ])('compare with a default encryption of %s', (status, defaultEncryption) => {
    const stack = aStack(HOME);
    listed({ bucket: new EncryptedBucket(stack, 'Source', { defaultEncryption }) }, stack);
    expect(queries(stack).NotAsDefault.QueryString).toContain(`coalesce(encryption_status, '') <> '${status}'`);
  });

  test.each([s3.InventoryObjectVersion.ALL, s3.InventoryObjectVersion.CURRENT])('name only columns of the table (%s versions)', (objectVersions) => {
    const { stack } = listed({ objectVersions });
    const { Name: table, StorageDescriptor: { Columns }, PartitionKeys } = theResource(stack, 'AWS::Glue::Table').TableInput;
    const columns = [...Columns, ...PartitionKeys].map(({ Name }: { Name: string }) => Name);
    const known = /^(select|count|as|objects|sum|try_cast|bigint|bytes|from|where|and|max|date_format|current_timestamp|interval|day|group|by|order|desc|not|coalesce|false)$/i;
    const all = queries(stack);
    expect(Object.keys(all).sort()).toEqual(['ByEncryption', 'NotAsDefault', 'WithoutBucketKey']);
    for (const { QueryString: sql, Database: database } of Object.values(all)) {
      const words = (sql as string).replace(/'[^']*'/g, '').replaceAll(`"${table}"`, '').match(/[a-z_]\w*/gi)!;
      expect(words.filter((word) => !known.test(word) && !columns.includes(word))).toEqual([]);
      expect((sql as string).includes('is_delete_marker')).toBe(objectVersions === s3.InventoryObjectVersion.ALL);
      expect(database).toBe(theResource(stack, 'AWS::Glue::Database').DatabaseInput.Name);
    }
  });

  test('say nothing about a default that cannot be known', () => {
    const stack = aStack(HOME);
    const source = new s3.CfnBucket(stack, 'Source', { bucketEncryption: Lazy.any({ produce: () => undefined }) });
    listed({ bucket: source }, stack);
    expect(Object.keys(queries(stack)).sort()).toEqual(['ByEncryption', 'WithoutBucketKey']);
  });

  test('look at the last days only, so that Athena reads few reports', () => {
    const weekly = queries(listed().stack).ByEncryption.QueryString as string;
    const daily = queries(listed({ frequency: s3.InventoryFrequency.DAILY }).stack).ByEncryption.QueryString as string;
    expect([weekly.match(/'15' DAY/g), daily.match(/'4' DAY/g)].map((found) => found?.length)).toEqual([2, 2]);
  });
});

describe('the reports', () => {
  const about = (source: string, account = ACCOUNT): Caller => ({
    principal: Principal.service('s3.amazonaws.com'),
    context: { 'aws:SourceArn': source, 'aws:SourceAccount': account, 's3:x-amz-acl': 'bucket-owner-full-control' },
  });

  test.each<[string, (stack: Stack) => s3.Bucket]>([
    ['a bucket of its own', () => undefined!],
    ['a LogBucket', (stack) => new LogBucket(stack, 'Reports')],
    ['an EncryptedBucket', (stack) => new EncryptedBucket(stack, 'Reports')],
    ['a bucket of the L2 with a key', (stack) => new s3.Bucket(stack, 'Reports', { encryption: s3.BucketEncryption.KMS, bucketKeyEnabled: true })],
  ])('reach %s, of that bucket and account only', (_, reports) => {
    const stack = aStack(HOME);
    listed({ reports: reports(stack) }, stack);
    const deployment = new Deployment(stack.node.root as App);
    const [target, { bucketArn: source }] = [deployment.target('reports'), deployment.target('source')];
    const object = 'inventory/source/encryption/data/1.parquet';
    expect(succeeds('PUT', object, about(source), target)).toBe(true);
    expect(succeeds('PUT', 'elsewhere/1.parquet', about(source), target)).toBe(false);
    expect(succeeds('PUT', object, about('arn:aws:s3:::another'), target)).toBe(false);
    expect(succeeds('PUT', object, about(source, '444455556666'), target)).toBe(false);
  });

  test('reach a bucket of another stack', () => {
    const stack = aStack(HOME);
    const reports = new EncryptedBucket(new Stack(stack.node.root as App, 'Central', { env: HOME }), 'Reports');
    listed({ reports }, stack);
    const deployment = new Deployment(stack.node.root as App);
    expect(succeeds('PUT', 'inventory/1.parquet', about(deployment.target('source').bucketArn), deployment.target('reports'))).toBe(true);
  });

  test('of a bucket that is imported need a statement, which a warning writes out', () => {
    const stack = aStack(HOME);
    listed({ reports: s3.Bucket.fromBucketName(stack, 'Reports', 'the-reports') }, stack);
    Annotations.fromStack(stack).hasWarning('/Stack/Inventory', Match.stringLikeRegexp('Reports.*"Action":"s3:PutObject".*the-reports/inventory/'));
  });

  test('cannot be encrypted with the AWS managed key', () => {
    const stack = aStack(HOME);
    const reports = new EncryptedBucket(stack, 'Reports', { defaultEncryption: DefaultEncryption.sseKmsAwsManaged() });
    expect(() => listed({ reports }, stack)).toThrow(/^Stack\/Reports: S3 Inventory reports cannot be delivered .*aws\/s3.* Fix: /);
  });
});

test('the inventory joins those that the bucket has, and those that it gets later', () => {
  const stack = aStack(HOME);
  const other = new EncryptedBucket(stack, 'Other');
  const bucket = new EncryptedBucket(stack, 'Source', { inventories: [{ inventoryId: 'before', destination: { bucket: other } }] });
  listed({ bucket }, stack);
  bucket.addInventory({ inventoryId: 'after', destination: { bucket: other } });
  expect(configurations(stack).map(({ Id }) => Id)).toEqual(['before', 'after', 'encryption']);
});

test('a bucket of the L1', () => {
  const stack = aStack(HOME);
  const bucket = new s3.CfnBucket(stack, 'Source', {
    inventoryConfigurations: [{
      id: 'before', enabled: true, includedObjectVersions: 'All', scheduleFrequency: 'Daily', destination: { bucketArn: 'arn:aws:s3:::x', format: 'CSV' },
    }],
  });
  new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key: new kms.Key(stack, 'Key') })).applyTo(bucket);
  listed({ bucket }, stack);
  expect(configurations(stack).map(({ Id }) => Id)).toEqual(['before', 'encryption']);
});

test('a database that exists', () => {
  const { stack, inventory } = listed({ databaseName: 'lake', workGroup: 'audit' });
  expect(resourcesOf(stack, 'AWS::Glue::Database')).toEqual({});
  expect(theResource(stack, 'AWS::Glue::Table').DatabaseName).toBe('lake');
  expect(inventory.databaseName).toBe('lake');
  for (const { Properties } of Object.values(resourcesOf(stack, 'AWS::Athena::NamedQuery'))) {
    expect(Properties).toMatchObject({ Database: 'lake', WorkGroup: 'audit' });
  }
});

test('Storage Lens looks at the bucket alone, with the metrics about encryption', () => {
  const { stack } = listed({ storageLens: true });
  const { Id, IsEnabled, Include, AccountLevel } = theResource(stack, 'AWS::S3::StorageLens').StorageLensConfiguration;
  expect(Id).toMatch(/^[\w.-]{1,64}$/);
  expect(IsEnabled).toBe(true);
  expect(Include).toEqual({ Buckets: [expect.stringContaining('source')] });
  const metrics = { AdvancedDataProtectionMetrics: { IsEnabled: true } };
  expect(AccountLevel).toEqual({ ...metrics, BucketLevel: metrics });
  expect(resourcesOf(listed().stack, 'AWS::S3::StorageLens')).toEqual({});
});

test.each([[{}], [{ storageLens: true, format: s3.InventoryFormat.CSV }]])('passes the strict rules with %j', (props) => {
  expect(strictFindings(listed(props).stack.node.root)).toEqual([]);
});

test.each<[string, Partial<EncryptionInventoryProps>, RegExp]>([
  ['a slash behind the folder', { reportsPrefix: 'inventory/' }, /^Stack\/Inventory: reportsPrefix cannot be "inventory\/".* Fix: /],
  ['no folder', { reportsPrefix: '' }, /^Stack\/Inventory: reportsPrefix cannot be "".* Fix: /],
])('refused: %s', (_, props, message) => {
  expect(() => listed(props)).toThrow(message);
});

test('refused: a bucket that is imported', () => {
  const stack = aStack(HOME);
  expect(() => listed({ bucket: s3.Bucket.fromBucketName(stack, 'Source', 'theirs') }, stack)).toThrow(/^Stack\/Inventory: bucket Stack\/Source is imported.* Fix: /);
});
