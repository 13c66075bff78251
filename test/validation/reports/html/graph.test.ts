import { reportOfApp, type StackOfApp } from './apps';
import type { EdgeData, NodeData, ReportData } from '../../../../src/validation/reports/html/report-data';

type Resources = StackOfApp['resources'];

const dataOf = (resources: Resources, more: Partial<StackOfApp> = {}): ReportData => (
  reportOfApp([{ name: 'Stack', parameters: { Some: { Type: 'String' } }, resources, ...more }]).data
);
const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });
const encrypted = (byDefault: object) => (
  bucket({ BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] } })
);
const kms = (key: unknown, algorithm: unknown = 'aws:kms') => encrypted({ SSEAlgorithm: algorithm, KMSMasterKeyID: key });
const logging = (name: unknown) => bucket({ LoggingConfiguration: { DestinationBucketName: name } });
const replicating = (...destinations: object[]) => bucket({
  ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules: destinations.map((Destination) => ({ Status: 'Enabled', Destination })) },
});
const inventoryTo = (BucketArn: unknown, Enabled: unknown = true) => (
  { Id: 'weekly', Enabled, IncludedObjectVersions: 'Current', ScheduleFrequency: 'Weekly', Destination: { BucketArn, Format: 'CSV' } }
);
const KEY = { Type: 'AWS::KMS::Key' };
const ARN = 'arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const HOME = { account: '111122223333', region: 'eu-west-1' };

const outside = ({ nodes }: ReportData): NodeData[] => nodes.filter(({ kind }) => kind.startsWith('outside'));
const named = ({ nodes }: ReportData, logicalId: string): NodeData => nodes.find((node) => node.logicalId === logicalId)!;
const arrow = ({ edges, nodes }: ReportData, i = 0) => ({ ...edges[i], from: nodes[edges[i].from].label, to: nodes[edges[i].to].label });
const certain = (data: ReportData) => data.edges.map((edge: EdgeData) => edge.certain);

const NOTHING = { stack: null, logicalId: null, constructPath: null };

describe('boxes', () => {
  test('of resources have their stack, construct and name', () => {
    const { bucket: _, ...data } = named(dataOf({ Data: bucket({ BucketName: 'orders' }) }), 'Data');
    expect(data).toEqual({ kind: 'bucket', stack: 0, label: 'Data', logicalId: 'Data', constructPath: 'Stack/Data/Resource', name: 'orders', detail: null });
    expect(named(dataOf({ Key: KEY }), 'Key')).toEqual({ kind: 'key', stack: 0, label: 'Key', logicalId: 'Key', constructPath: 'Stack/Key/Resource', name: null, detail: null });
  });

  test('know the stack of their template', () => {
    const { data } = reportOfApp([{ name: 'One', resources: { A: bucket() } }, { name: 'Two', resources: { B: bucket() } }]);
    expect([named(data, 'A').stack, named(data, 'B').stack]).toEqual([0, 1]);
  });

  test('of names that are known at deployment only have none', () => {
    expect(named(dataOf({ Data: bucket() }), 'Data').name).toBeNull();
    expect(named(dataOf({ Data: bucket({ BucketName: { 'Fn::If': ['First', 'one', 'two'] } }) }), 'Data').name).toBeNull();
    expect(named(dataOf({ Data: bucket({ BucketName: { 'Fn::ImportValue': 'name' } }) }), 'Data').name).toBe('{Fn::ImportValue name}');
  });

  test.each([['AWS::S3Express::DirectoryBucket', 'BucketName'], ['AWS::S3Tables::TableBucket', 'TableBucketName'], ['AWS::S3Vectors::VectorBucket', 'VectorBucketName']])('the name of %s is its %s', (type, property) => {
    expect(named(dataOf({ Data: { Type: type, Properties: { [property]: 'orders' } } }), 'Data')).toMatchObject({ kind: 'bucket', name: 'orders' });
  });

  test('of replica keys say so', () => {
    const replica = { Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn: ARN, KeyPolicy: {} } };
    expect(named(dataOf({ Replica: replica }), 'Replica')).toMatchObject({ kind: 'key', detail: 'replica of a multi-Region key' });
  });

  test('there is one for a bucket elsewhere whose policy is in the templates', () => {
    const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'central', PolicyDocument: { Statement: [] } } };
    expect(outside(dataOf({ Policy: policy }))).toEqual([{ ...NOTHING, kind: 'outside-bucket', label: 'central', name: 'central', detail: 'not created by these templates' }]);
  });
});

describe('keys', () => {
  test('that no template creates have the account and Region of their ARN', () => {
    const data = dataOf({ Data: kms(ARN) }, HOME);
    expect(outside(data)).toEqual([{
      ...NOTHING, kind: 'outside-key', label: ARN, name: ARN, detail: 'not created by these templates', account: '444455556666', region: 'us-east-1',
    }]);
    expect(arrow(data)).toEqual({ from: 'Data', to: ARN, kind: 'encrypted-by', certain: true, detail: null });
  });

  test('that have no ARN are of the account and Region of the bucket', () => {
    expect(outside(dataOf({ Data: kms('alias/orders') }, HOME))).toMatchObject([{ label: 'alias/orders', ...HOME }]);
    expect(outside(dataOf({ Data: kms('alias/orders') }))).toMatchObject([{ label: 'alias/orders', account: null, region: null }]);
  });

  test('that several buckets name are one box', () => {
    const data = dataOf({ A: kms(ARN), B: kms(ARN), C: kms('alias/orders') });
    expect(outside(data)).toHaveLength(2);
    expect(data.edges).toHaveLength(3);
  });

  test('that AWS manages are named so', () => {
    for (const data of [dataOf({ Data: kms('alias/aws/s3') }, HOME), dataOf({ Data: encrypted({ SSEAlgorithm: 'aws:kms' }) }, HOME)]) {
      expect(outside(data)).toEqual([{ ...NOTHING, kind: 'outside-key', label: 'aws/s3', name: 'aws/s3', detail: 'AWS managed key', ...HOME }]);
      expect(arrow(data)).toMatchObject({ from: 'Data', to: 'aws/s3', certain: true });
    }
  });

  test('are no key where SSE-S3 encrypts', () => {
    expect(dataOf({ A: bucket(), B: encrypted({ SSEAlgorithm: 'AES256' }), Key: KEY }).edges).toEqual([]);
  });

  test('are not certain where the algorithm is not known, and are none where no key is named', () => {
    expect(certain(dataOf({ Data: kms({ Ref: 'Key' }, { Ref: 'Some' }), Key: KEY }))).toEqual([false]);
    expect(dataOf({ Data: encrypted({ SSEAlgorithm: { Ref: 'Some' } }) }).edges).toEqual([]);
  });

  test('that an alias of the templates stands for are meant', () => {
    const alias = { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/orders', TargetKeyId: { Ref: 'Key' } } };
    expect(arrow(dataOf({ Data: kms({ Ref: 'Alias' }), Alias: alias, Key: KEY }))).toMatchObject({ from: 'Data', to: 'Key', certain: true });
  });

  test('of metadata tables are arrows of their bucket', () => {
    const table = { RecordExpiration: { Expiration: 'DISABLED' }, EncryptionConfiguration: { SseAlgorithm: 'aws:kms', KmsKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } } };
    const data = dataOf({ Data: bucket({ MetadataConfiguration: { JournalTableConfiguration: table } }), Key: KEY });
    expect(arrow(data)).toEqual({ from: 'Data', to: 'Key', kind: 'encrypted-by', certain: true, detail: 'journal table' });
  });
});

describe('deliveries', () => {
  test.each<[string, string]>([['arn:aws:s3:::central', 'central'], ['arn:aws-cn:s3:::central', 'central'], ['arn:${AWS::Partition}:s3:::central', 'central'], ['xarn:aws:s3:::central', 'xarn:aws:s3:::central']])('a bucket elsewhere that is named %s', (Bucket, label) => {
    const name = Bucket.includes('$') ? { 'Fn::Sub': Bucket } : Bucket;
    expect(outside(dataOf({ Data: replicating({ Bucket: name }) }))).toEqual([{ ...NOTHING, kind: 'outside-bucket', label, name: label, detail: 'not created by these templates' }]);
  });

  test('to buckets whose name is not known are a box for each', () => {
    const data = dataOf({ A: logging({ 'Fn::If': ['First', 'one', 'two'] }), B: logging({ 'Fn::If': ['First', 'one', 'two'] }) });
    const unknown = { ...NOTHING, kind: 'outside-bucket', label: 'bucket not known', name: null, detail: 'The name is known at deployment only' };
    expect(outside(data)).toEqual([unknown, unknown]);
  });

  test('of other resources to buckets elsewhere are left out', () => {
    const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: 'central' } };
    expect(dataOf({ Trail: trail }).nodes).toEqual([]);
  });

  test('of buckets have the title of the service', () => {
    const data = dataOf({
      Data: bucket({ LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } }, InventoryConfigurations: [inventoryTo({ 'Fn::GetAtt': ['Logs', 'Arn'] }), inventoryTo('arn:aws:s3:::central')] }),
      Logs: bucket(),
    });
    expect(data.edges.map((_, i) => arrow(data, i)).map(({ kind, to, detail, certain: isCertain }) => [kind, to, detail, isCertain])).toEqual([
      ['logs-to', 'Logs', 'S3 server access logs', true], ['inventory-to', 'Logs', 'S3 Inventory reports', true], ['inventory-to', 'central', 'S3 Inventory reports', true],
    ]);
  });

  test('that conditions or parameters decide are not certain', () => {
    const conditional = (one: unknown, other: unknown) => ({ 'Fn::If': ['First', one, other] });
    const data = dataOf({ Data: logging(conditional({ Ref: 'One' }, { Ref: 'Two' })), One: bucket(), Two: bucket() });
    expect(certain(data)).toEqual([false, false]);
    const inventory = (enabled: unknown, target: unknown) => (
      certain(dataOf({ Data: bucket({ InventoryConfigurations: [inventoryTo(target, enabled)] }), Logs: bucket() }))
    );
    for (const target of [{ 'Fn::GetAtt': ['Logs', 'Arn'] }, 'arn:aws:s3:::central']) {
      expect([inventory({ Ref: 'Some' }, target), inventory(true, target)]).toEqual([[false], [true]]);
    }
  });

  test('of a service that are several are one box', () => {
    const trail = { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: { Ref: 'Logs' } } };
    const data = dataOf({ One: trail, Two: trail, Logs: bucket() });
    expect(data.nodes.filter(({ kind }) => kind === 'service').map(({ label, detail }) => `${label}: ${detail}`)).toEqual(['One: CloudTrail logs', 'Two: CloudTrail logs']);
    expect(data.edges).toHaveLength(2);
  });
});

describe('replication', () => {
  const to = (id: string, key?: unknown) => ({ Bucket: { 'Fn::GetAtt': [id, 'Arn'] }, ...key === undefined ? {} : { EncryptionConfiguration: { ReplicaKmsKeyID: key } } });

  test('is an arrow to the bucket, with the key of replicas', () => {
    const data = dataOf({ Data: replicating(to('Copy', { 'Fn::GetAtt': ['Key', 'Arn'] })), Copy: bucket(), Key: KEY });
    expect(arrow(data)).toEqual({ from: 'Data', to: 'Copy', kind: 'replicates-to', certain: true, detail: 'replicas encrypted with Key' });
    expect(arrow(dataOf({ Data: replicating(to('Copy', ARN)), Copy: bucket() })).detail).toBe(`replicas encrypted with ${ARN}`);
    expect(arrow(dataOf({ Data: replicating(to('Copy')), Copy: bucket() })).detail).toBeNull();
  });

  test('with a key that conditions choose names each', () => {
    const key = { 'Fn::If': ['First', { 'Fn::GetAtt': ['Key', 'Arn'] }, { 'Fn::GetAtt': ['Other', 'Arn'] }] };
    expect(arrow(dataOf({ Data: replicating(to('Copy', key)), Copy: bucket(), Key: KEY, Other: KEY })).detail).toBe('replicas encrypted with Key or Other');
  });

  test('by several rules is an arrow for each', () => {
    expect(dataOf({ Data: replicating(to('Copy'), to('Copy')), Copy: bucket() }).edges).toHaveLength(2);
  });

  test('that conditions choose is not certain', () => {
    const data = dataOf({ Data: replicating({ Bucket: { 'Fn::If': ['First', 'arn:aws:s3:::one', 'arn:aws:s3:::two'] } }) });
    expect(certain(data)).toEqual([false, false]);
  });
});

describe('what belongs to other buckets', () => {
  const index = (VectorBucketArn: unknown, more: object = {}) => ({ Type: 'AWS::S3Vectors::Index', Properties: { VectorBucketArn, DataType: 'float32', Dimension: 3, DistanceMetric: 'cosine', ...more } });
  const elsewhere = 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/embeddings';

  test('an index that declares no encryption is no reason for a box', () => {
    expect(dataOf({ Index: index(elsewhere) }).nodes).toEqual([]);
    expect(outside(dataOf({ Index: index(elsewhere, { EncryptionConfiguration: { SseType: 'AES256' } }) }))).toEqual([
      { ...NOTHING, kind: 'outside-bucket', label: 'embeddings', name: 'embeddings', detail: 'vector bucket that these templates do not create' },
    ]);
  });

  test('an index can name its bucket', () => {
    const { VectorBucketArn: _, ...properties } = index('', { VectorBucketName: 'embeddings', EncryptionConfiguration: { SseType: 'AES256' } }).Properties;
    expect(outside(dataOf({ Index: { Type: 'AWS::S3Vectors::Index', Properties: properties } }))).toMatchObject([{ label: 'embeddings' }]);
  });

  test('a policy of a bucket elsewhere is on a box of that', () => {
    const policy = { Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN: 'arn:aws:s3tables:eu-west-1:111122223333:bucket/sales', ResourcePolicy: { Statement: [] } } };
    expect(outside(dataOf({ Policy: policy }))).toMatchObject([{ kind: 'outside-bucket', label: 'sales', detail: 'table bucket that these templates do not create' }]);
  });
});
