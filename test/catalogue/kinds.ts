import { aws_iam as iam, aws_kms as kms, RemovalPolicy } from 'aws-cdk-lib';
import { application } from './access';
import { IMPORTED_KEY } from './buckets';
import { HOME, PARTNER, PARTNER_ACCOUNT, type Specimens } from './places';
import {
  DirectoryBucketEncryption, DirectoryBucketZone, EncryptedDirectoryBucket, EncryptedTableBucket, EncryptedVectorBucket, EncryptionKey,
  TableBucketEncryption, VectorBucketEncryption, VectorDistanceMetric,
} from '../../src';

const zone = DirectoryBucketZone.availabilityZone('euw1-az1');
const schema = { icebergSchema: { schemaFieldList: [{ name: 'id', type: 'long' }] } };

/** Directory, table and vector buckets: their policies and keys know no action of general purpose buckets. */
export const KINDS: Specimens = {
  'EncryptedDirectoryBucket': ({ stack }) => {
    const bucket = new EncryptedDirectoryBucket(stack, 'Data', { zone });
    bucket.grantRead(application(stack, 'Reader'));
    bucket.grantReadWrite(application(stack, 'Writer'));
    bucket.grantRead(new iam.AccountPrincipal(PARTNER_ACCOUNT));
  },
  'EncryptedDirectoryBucket with every option': ({ stack }) => {
    const key = kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY);
    const bucket = new EncryptedDirectoryBucket(stack, 'Data', {
      zone: DirectoryBucketZone.localZone('usw2-lax1-az1'),
      bucketName: 'data--usw2-lax1-az1--x-s3',
      encryption: DirectoryBucketEncryption.sseKms({ key }),
      enforceEncryption: true,
      denyInsecureTransport: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      actions: ['s3express:CreateSession'], resources: [bucket.bucketArn], principals: [new iam.AccountPrincipal(PARTNER_ACCOUNT)],
    }));
  },
  'EncryptedDirectoryBucket with SSE-S3': ({ stack }) => {
    new EncryptedDirectoryBucket(stack, 'Data', { zone, encryption: DirectoryBucketEncryption.sseS3() }).grantRead(application(stack));
  },
  'EncryptedTableBucket': ({ stack }) => {
    const bucket = new EncryptedTableBucket(stack, 'Lake', { tableBucketName: 'lake' });
    bucket.addTable('Orders', { namespaceName: 'sales', tableName: 'orders', icebergMetadata: schema });
    bucket.grantRead(application(stack, 'Reader'));
    bucket.grantReadWrite(application(stack, 'Writer'));
    bucket.grantCreateTables(application(stack, 'Engine'));
    bucket.grantReadWrite(new iam.AccountPrincipal(PARTNER_ACCOUNT));
  },
  'EncryptedTableBucket with every option': ({ stack }) => {
    const bucket = new EncryptedTableBucket(stack, 'Lake', {
      tableBucketName: 'lake',
      encryption: TableBucketEncryption.sseKms({ key: new EncryptionKey(stack, 'Key'), acceptedKeys: [new kms.Key(stack, 'Former', { enableKeyRotation: true })] }),
      enforceEncryption: true,
      denyInsecureTransport: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    bucket.addNamespace('sales');
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      actions: ['s3tables:ListTables'], resources: [bucket.tableBucketArn], principals: [new iam.AccountPrincipal(PARTNER_ACCOUNT)],
    }));
    bucket.acceptMetadataTables();
  },
  'EncryptedTableBucket with SSE-S3': ({ stack }) => {
    new EncryptedTableBucket(stack, 'Lake', { tableBucketName: 'lake', encryption: TableBucketEncryption.sseS3() }).grantReadWrite(application(stack));
  },
  'EncryptedTableBucket with SSE-S3 and tables with a key': ({ stack }) => {
    const encryption = TableBucketEncryption.sseS3({ acceptedKeys: [new kms.Key(stack, 'Former', { enableKeyRotation: true })] });
    new EncryptedTableBucket(stack, 'Lake', { tableBucketName: 'lake', encryption }).grantReadWrite(application(stack));
  },
  'EncryptedVectorBucket': ({ stack }) => {
    const bucket = new EncryptedVectorBucket(stack, 'Vectors');
    bucket.addIndex('Documents', { dimension: 1024, distanceMetric: VectorDistanceMetric.COSINE });
    bucket.grantRead(application(stack, 'Reader'));
    bucket.grantWrite(application(stack, 'Writer'));
    bucket.grantReadWrite(application(stack, 'Both'), 'tenant-*');
    bucket.grantManageIndexes(application(stack, 'Administrator'));
    bucket.grantRead(new iam.AccountPrincipal(PARTNER_ACCOUNT));
  },
  'EncryptedVectorBucket with every option': ({ stack }) => {
    const bucket = new EncryptedVectorBucket(stack, 'Vectors', {
      vectorBucketName: 'vectors',
      encryption: VectorBucketEncryption.sseKms({ key: new EncryptionKey(stack, 'Key') }),
      enforceEncryption: true,
      denyInsecureTransport: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    bucket.addIndex('Tenant', {
      indexName: 'tenant-1',
      dimension: 2,
      distanceMetric: VectorDistanceMetric.EUCLIDEAN,
      nonFilterableMetadataKeys: ['text'],
      encryption: VectorBucketEncryption.sseKms(),
    });
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      actions: ['s3vectors:ListIndexes'], resources: [bucket.vectorBucketArn], principals: [new iam.AccountPrincipal(PARTNER_ACCOUNT)],
    }));
  },
  'EncryptedVectorBucket with SSE-S3': ({ stack }) => {
    new EncryptedVectorBucket(stack, 'Vectors', { encryption: VectorBucketEncryption.sseS3() }).grantRead(application(stack));
  },
  'imported directory, table and vector buckets': ({ stack }) => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY);
    const { account, region } = HOME;
    const directory = EncryptedDirectoryBucket.fromEncryptedDirectoryBucketAttributes(stack, 'Data', { bucketName: 'data--euw1-az1--x-s3', encryptionKey });
    directory.grantRead(application(stack, 'DataReader'));
    directory.grantReadWrite(application(stack, 'DataWriter'));
    const tables = EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Lake', {
      tableBucketArn: `arn:aws:s3tables:${region}:${account}:bucket/lake`, encryptionKey, acceptedKeys: [new kms.Key(stack, 'Former', { enableKeyRotation: true })],
    });
    tables.grantRead(application(stack, 'LakeReader'));
    tables.grantReadWrite(application(stack, 'LakeWriter'));
    tables.grantCreateTables(application(stack, 'LakeEngine'));
    const vectors = EncryptedVectorBucket.fromEncryptedVectorBucketAttributes(stack, 'Vectors', {
      vectorBucketName: 'vectors', encryptionKey, indexKeys: [new EncryptionKey(stack, 'Tenant')],
    });
    vectors.grantRead(application(stack, 'VectorsReader'));
    vectors.grantWrite(application(stack, 'VectorsWriter'));
    vectors.grantReadWrite(application(stack, 'VectorsBoth'), 'tenant-*');
    vectors.grantManageIndexes(application(stack, 'VectorsAdministrator'));
  },
  'directory, table and vector buckets that are imported in another way': ({ stack }) => {
    const { account, region } = HOME;
    const role = application(stack);
    const bucketArn = `arn:aws:s3express:${region}:${account}:bucket/data--euw1-az1--x-s3`;
    EncryptedDirectoryBucket.fromEncryptedDirectoryBucketAttributes(stack, 'Data', { bucketArn }).grantRead(role);
    EncryptedTableBucket.fromEncryptedTableBucketAttributes(stack, 'Lake', { tableBucketName: 'lake' }).grantRead(role);
    const vectorBucketArn = `arn:aws:s3vectors:${region}:${account}:bucket/vectors`;
    EncryptedVectorBucket.fromEncryptedVectorBucketAttributes(stack, 'Vectors', { vectorBucketArn }).grantRead(role);
  },
  'directory, table and vector buckets, and roles of another account': (places) => {
    const stack = places.at('Owner', HOME);
    const role = application(places.at('Partner', PARTNER), 'Application', 'partners-application');
    new EncryptedDirectoryBucket(stack, 'Data', { zone }).grantReadWrite(role);
    new EncryptedTableBucket(stack, 'Lake', { tableBucketName: 'lake' }).grantReadWrite(role);
    new EncryptedVectorBucket(stack, 'Vectors').grantReadWrite(role);
  },
};
