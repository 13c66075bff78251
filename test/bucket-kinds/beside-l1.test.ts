import { aws_kms as kms, aws_s3express as s3express, aws_s3tables as s3tables, aws_s3vectors as s3vectors, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  DirectoryBucketEncryption, DirectoryBucketZone, EncryptedDirectoryBucket, EncryptedTableBucket, EncryptedVectorBucket, TableBucketEncryption,
  VectorBucketEncryption, VectorDistanceMetric,
} from '../../src';
import { HOME } from '../support/kinds';
import { aStack } from '../support/stacks';

const ALIAS = 'arn:aws:kms:eu-west-1:111122223333:alias/mine';
const AWAY = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ZONE = DirectoryBucketZone.availabilityZone('euw1-az1');
const LOCATION = { locationName: 'euw1-az1', dataRedundancy: 'SingleAvailabilityZone' };
const INDEX = { dimension: 2, distanceMetric: VectorDistanceMetric.COSINE };

type Write = (stack: Stack) => void;

/** A key as somebody may have it at hand: only its ARN counts. */
const keyOf = (stack: Stack, keyArn: string): kms.IKey => Object.create(kms.Key.fromKeyArn(stack, 'Key', AWAY), { keyArn: { value: keyArn } }) as kms.IKey;

const directoryL1 = (kmsMasterKeyId: string): Write => (stack) => {
  const serverSideEncryptionConfiguration = [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId } }];
  new s3express.CfnDirectoryBucket(stack, 'Bucket', { ...LOCATION, bucketEncryption: { serverSideEncryptionConfiguration } });
};
const tableL1 = (kmsKeyArn: string): Write => (stack) => {
  new s3tables.CfnTableBucket(stack, 'Bucket', { tableBucketName: 'lake', encryptionConfiguration: { sseAlgorithm: 'aws:kms', kmsKeyArn } });
};
const vectorL1 = (kmsKeyArn: string): Write => (stack) => {
  new s3vectors.CfnVectorBucket(stack, 'Bucket', { encryptionConfiguration: { sseType: 'aws:kms', kmsKeyArn } });
};
const directory = (keyArn: string): Write => (stack) => {
  new EncryptedDirectoryBucket(stack, 'Bucket', { zone: ZONE, encryption: DirectoryBucketEncryption.sseKms({ key: keyOf(stack, keyArn) }) });
};
const table = (keyArn: string): Write => (stack) => {
  new EncryptedTableBucket(stack, 'Bucket', { tableBucketName: 'lake', encryption: TableBucketEncryption.sseKms({ key: keyOf(stack, keyArn) }) });
};
const vector = (keyArn: string): Write => (stack) => {
  new EncryptedVectorBucket(stack, 'Bucket', { encryption: VectorBucketEncryption.sseKms({ key: keyOf(stack, keyArn) }) });
};

// docs/decisions/0111
// What AWS documents that it rejects. The constructs of CloudFormation write it into the template.
test.each<[string, Write, Write, string]>([
  ['an alias of a directory bucket', directoryL1(ALIAS), directory(ALIAS), 'aliases aren\'t supported for a directory bucket'],
  ['an alias of a table bucket', tableL1(ALIAS), table(ALIAS), 'aliases aren\'t supported for a table bucket'],
  ['an alias of a vector bucket', vectorL1(ALIAS), vector(ALIAS), 'aliases aren\'t supported for a vector bucket'],
  ['the AWS managed key of a directory bucket', directoryL1('alias/aws/s3'), directory('alias/aws/s3'), 'AWS managed keys aren\'t supported for a directory bucket'],
  ['the AWS managed key of a table bucket', tableL1('alias/aws/s3'), table('alias/aws/s3'), 'AWS managed keys aren\'t supported for a table bucket'],
  ['the ID of a key of a table bucket', tableL1(ID), table(ID), 'a table bucket needs the full key ARN'],
  ['the ID of a key of a vector bucket', vectorL1(ID), vector(ID), 'a vector bucket needs the full key ARN'],
  ['another Region of a directory bucket', directoryL1(AWAY), directory(AWAY), 'a bucket in eu-west-1 can only be encrypted with a key in eu-west-1'],
  ['another Region of a table bucket', tableL1(AWAY), table(AWAY), 'a bucket in eu-west-1 can only be encrypted with a key in eu-west-1'],
  ['another Region of a vector bucket', vectorL1(AWAY), vector(AWAY), 'a bucket in eu-west-1 can only be encrypted with a key in eu-west-1'],
  ['the suffix of another Zone',
    (stack) => new s3express.CfnDirectoryBucket(stack, 'Bucket', { ...LOCATION, bucketName: 'data--euw1-az2--x-s3' }),
    (stack) => new EncryptedDirectoryBucket(stack, 'Bucket', { zone: ZONE, bucketName: 'data--euw1-az2--x-s3' }),
    'its suffix is that of Zone euw1-az2'],
  ['the name of a Zone',
    (stack) => new s3express.CfnDirectoryBucket(stack, 'Bucket', { ...LOCATION, locationName: 'eu-west-1a' }),
    () => DirectoryBucketZone.availabilityZone('eu-west-1a'),
    'pass the ID of a Zone'],
  ['a reserved prefix',
    (stack) => new s3tables.CfnTableBucket(stack, 'Bucket', { tableBucketName: 'aws-lake' }),
    (stack) => new EncryptedTableBucket(stack, 'Bucket', { tableBucketName: 'aws-lake' }),
    'tableBucketName cannot be "aws-lake"'],
  ['an index that is weaker than its bucket',
    (stack) => {
      const bucket = new s3vectors.CfnVectorBucket(stack, 'Bucket', { encryptionConfiguration: { sseType: 'aws:kms', kmsKeyArn: AWAY.replace('us-east-1', 'eu-west-1') } });
      new s3vectors.CfnIndex(stack, 'Index', {
        ...INDEX, dataType: 'float32', vectorBucketArn: bucket.attrVectorBucketArn, encryptionConfiguration: { sseType: 'AES256' },
      });
    },
    (stack) => new EncryptedVectorBucket(stack, 'Bucket').addIndex('Index', { ...INDEX, encryption: VectorBucketEncryption.sseS3() }),
    'its policy denies indexes that specify another algorithm'],
])('%s: CDK synthesizes it, and the construct throws an error', (_, l1, ours, error) => {
  const stack = aStack(HOME);
  l1(stack);
  expect(() => Template.fromStack(stack)).not.toThrow();
  expect(() => ours(aStack(HOME))).toThrow(error);
});

test('a table can be synthesized whose key S3 Tables cannot use, so that its creation fails', () => {
  const stack = aStack(HOME);
  const key = new kms.Key(stack, 'Key');
  const bucket = new s3tables.CfnTableBucket(stack, 'Bucket', { tableBucketName: 'lake', encryptionConfiguration: { sseAlgorithm: 'aws:kms', kmsKeyArn: key.keyArn } });
  new s3tables.CfnTable(stack, 'Table', { tableBucketArn: bucket.attrTableBucketArn, namespace: 'sales', tableName: 'orders', openTableFormat: 'ICEBERG', withoutMetadata: 'Yes' });
  expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain('maintenance.s3tables.amazonaws.com');
});
