import { App, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptionInventory } from '../../src';
import { Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey, succeeds, type Target } from '../support/deployment';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';

const HOME = { account: ACCOUNT, region: REGION };
const about = (source: string, account = ACCOUNT): Caller => ({
  principal: Principal.service('s3.amazonaws.com'),
  context: { 'aws:SourceArn': source, 'aws:SourceAccount': account, 's3:x-amz-acl': 'bucket-owner-full-control' },
});
const written = (who: Caller, target: Target, objectKey = 'reports/1.csv') => succeeds('PUT', objectKey, who, target);

function listed(options: { source?: EncryptedBucketProps; reports?: EncryptedBucketProps; apart?: boolean } = {}) {
  const stack = aStack(HOME);
  const reports = new EncryptedBucket(stack, 'Reports', options.reports);
  const sourceStack = options.apart ? new Stack(stack.node.root as App, 'Apart', { env: HOME }) : stack;
  const source = new EncryptedBucket(sourceStack, 'Source', options.source);
  source.addInventory({ destination: { bucket: reports, prefix: 'reports' } });
  const deployment = new Deployment(stack.node.root as App);
  return { app: stack.node.root as App, target: deployment.target('reports'), source: deployment.target('source').bucketArn };
}

test.each<[string, EncryptedBucketProps]>([
  ['SSE-S3', { defaultEncryption: DefaultEncryption.sseS3() }],
  ['SSE-KMS', {}],
  ['SSE-KMS without a Bucket Key', { defaultEncryption: DefaultEncryption.sseKms({ bucketKey: false }) }],
  ['DSSE-KMS', { defaultEncryption: DefaultEncryption.dsseKms() }],
])('S3 writes the reports to a bucket with %s, of that source only', (_, props) => {
  const { target, source } = listed({ reports: props });
  expect(written(about(source), target)).toBe(true);
  expect(written(about('arn:aws:s3:::another'), target)).toBe(false);
  // Whoever takes the name of a source that was deleted.
  expect(written(about(source, '444455556666'), target)).toBe(false);
  expect(succeeds('GET', 'reports/1.csv', about(source), target)).toBe(false);
});

test('the key serves no other account, and where names are literals no other source or bucket', () => {
  const { target, source } = listed({ source: { bucketName: 'the-source' }, reports: { bucketName: 'the-reports' } });
  const context = { 'kms:EncryptionContext:aws:s3:arn': target.bucketArn };
  expect(mayUseKey('GenerateDataKey', context, about(source), target)).toBe(true);
  expect(mayUseKey('GenerateDataKey', context, about(source, '444455556666'), target)).toBe(false);
  expect(mayUseKey('GenerateDataKey', context, about('arn:aws:s3:::another'), target)).toBe(false);
  expect(mayUseKey('GenerateDataKey', { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::another' }, about(source), target)).toBe(false);
  const unnamed = listed();
  expect(mayUseKey('GenerateDataKey', context, about(unnamed.source, '444455556666'), unnamed.target)).toBe(false);
});

test.each([[{}], [{ bucketName: 'the-reports' }]])('passes the strict rules with %j', (reports) => {
  expect(strictFindings(listed({ reports }).app)).toEqual([]);
});

test('an inventory among the props', () => {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket');
  new EncryptedBucket(stack, 'Source', { inventories: [{ destination: { bucket, prefix: 'source' } }] });
  const deployment = new Deployment(stack.node.root as App);
  const target = deployment.target('stack-bucket');
  expect(written(about(deployment.target('source').bucketArn), target, 'source/1')).toBe(true);
});

test('the AWS managed key is refused', () => {
  const stack = aStack(HOME);
  const reports = new EncryptedBucket(stack, 'Reports', { defaultEncryption: DefaultEncryption.sseKmsAwsManaged() });
  expect(() => new EncryptedBucket(stack, 'Source').addInventory({ destination: { bucket: reports } }))
    .toThrow(/^Stack\/Reports: S3 Inventory cannot use the AWS managed key aws\/s3.* Fix: /);
});

test('reports go to buckets of the same Region', () => {
  const stack = aStack(HOME);
  const source = new EncryptedBucket(stack, 'Source', { bucketName: 'the-source' });
  const elsewhere = new Stack(stack.node.root as App, 'Elsewhere', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const bucket = new EncryptedBucket(elsewhere, 'Reports', { bucketName: 'the-reports' });
  expect(() => source.addInventory({ destination: { bucket } })).toThrow(
    'Stack/Source: inventory reports cannot be delivered to bucket Elsewhere/Reports in us-east-1: bucket Stack/Source is in eu-west-1, and S3 delivers reports only within one Region. Fix: use a bucket in eu-west-1.');
  expect(() => new EncryptedBucket(stack, 'Other', { inventories: [{ destination: { bucket } }] })).toThrow(/^Stack\/Other: inventory reports cannot be delivered to/);
  expect(() => new EncryptionInventory(stack, 'Inventory', { bucket: source, reports: bucket })).toThrow(/^Stack\/Inventory: inventory reports cannot be delivered to bucket Elsewhere\/Reports/);
  const theirs = new EncryptedBucket(new Stack(stack.node.root as App, 'Theirs', { env: { account: '444455556666', region: REGION } }), 'Reports', { bucketName: 'their-reports' });
  expect(() => source.addInventory({ destination: { bucket: theirs } })).not.toThrow();
});
