import { type Environment, type Stack, aws_iam as iam } from 'aws-cdk-lib';
import {
  DirectoryBucketEncryption, DirectoryBucketZone, EncryptedDirectoryBucket, EncryptedTableBucket, EncryptedVectorBucket, TableBucketEncryption,
  VectorBucketEncryption, VectorDistanceMetric,
} from '../../src';
import { HOME } from '../support/kinds';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';

const ENVIRONMENTS: [string, Environment | undefined][] = [['a known account and Region', HOME], ['an account and Region that are not known', undefined]];

const BUILT: [string, (stack: Stack) => void][] = [
  ['a directory bucket', (stack) => {
    const bucket = new EncryptedDirectoryBucket(stack, 'Bucket', { zone: DirectoryBucketZone.availabilityZone('euw1-az1'), denyInsecureTransport: true });
    bucket.grantReadWrite(new iam.AccountPrincipal('444455556666'));
  }],
  ['a table bucket with a table', (stack) => {
    const bucket = new EncryptedTableBucket(stack, 'Bucket', { tableBucketName: 'lake', denyInsecureTransport: true });
    bucket.addTable('Table', { namespaceName: 'sales', tableName: 'orders' });
    bucket.grantRead(new iam.AccountPrincipal('444455556666'));
  }],
  ['a vector bucket with indexes, one with a key of its own', (stack) => {
    const bucket = new EncryptedVectorBucket(stack, 'Bucket');
    bucket.addIndex('Index', { dimension: 8, distanceMetric: VectorDistanceMetric.COSINE });
    bucket.addIndex('Other', { dimension: 8, distanceMetric: VectorDistanceMetric.COSINE, encryption: VectorBucketEncryption.sseKms() });
  }],
];

describe.each(ENVIRONMENTS)('in %s', (_, env) => {
  test.each(BUILT)('the strict rules find nothing in %s', (__, build) => {
    const stack = aStack(env);
    build(stack);
    expect(strictFindings(stack)).toEqual([]);
  });
});

test('of buckets with SSE-S3 the strict rules say that they have no key', () => {
  const stack = aStack(HOME);
  new EncryptedDirectoryBucket(stack, 'Directory', { zone: DirectoryBucketZone.availabilityZone('euw1-az1'), encryption: DirectoryBucketEncryption.sseS3() });
  new EncryptedTableBucket(stack, 'Tables', { tableBucketName: 'lake', encryption: TableBucketEncryption.sseS3() });
  new EncryptedVectorBucket(stack, 'Vectors', { encryption: VectorBucketEncryption.sseS3() });
  expect(strictFindings(stack)).toEqual(['directory', 'table', 'vector'].map((kind) => (
    `BucketKindKmsEncryption: The ${kind} bucket does not encrypt with a customer managed key.`)));
});
