import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import {
  BucketReplication, CrossAccountGrantee, CurrentEncryption, EncryptedBucket, EncryptionKey, LogBucket, LogSource, ObjectSelection,
  ReplicationDestination, SseAlgorithm, TwoWayReplication, WatchedBuckets,
} from '../../src';
import { SERVICE_BY_FACTORY } from '../../src/logging/log-services';
import { ACCOUNT, REGION } from '../support/concrete';
import { aStack } from '../support/stacks';

const HERE = { account: ACCOUNT, region: REGION };

test.each(Object.entries(SERVICE_BY_FACTORY))('LogSource.%s says what is delivered', (factory, service) => {
  const role = new iam.Role(aStack(HERE), 'Role', { assumedBy: new iam.AccountRootPrincipal() });
  const source = (LogSource as unknown as { [factory: string]: (options: object) => LogSource })[factory](factory === 'batchOperationsReports' ? { role } : {});
  expect(source.title).toBe(service.title);
  expect(source.producer).toBeUndefined();
});

test('LogSource says which construct turns the logs on', () => {
  const producer = new Stack();
  expect(LogSource.redshift({ producer }).producer).toBe(producer);
});

test('CrossAccountGrantee says whose account or organization it is', () => {
  const said = ({ accountId, organizationId }: CrossAccountGrantee) => ({ accountId, organizationId });
  expect(said(CrossAccountGrantee.account('444455556666'))).toEqual({ accountId: '444455556666' });
  expect(said(CrossAccountGrantee.role('arn:aws:iam::444455556666:role/reader'))).toEqual({ accountId: '444455556666' });
  expect(said(CrossAccountGrantee.rolesMatching('arn:aws:iam::444455556666:role/readers/*'))).toEqual({ accountId: '444455556666' });
  expect(said(CrossAccountGrantee.organization('o-a1b2c3d4e5'))).toEqual({ organizationId: 'o-a1b2c3d4e5' });
  expect(said(CrossAccountGrantee.organizationalUnit('o-a1b2c3d4e5/r-ab12/ou-ab12-11111111'))).toEqual({ organizationId: 'o-a1b2c3d4e5' });
});

test('CurrentEncryption says how objects are encrypted', () => {
  const key = new EncryptionKey(aStack(HERE), 'Key');
  const said = ({ algorithm, key: its, bucketKey }: CurrentEncryption) => ({ algorithm, key: its, bucketKey });
  expect(said(CurrentEncryption.notEncrypted())).toEqual({});
  expect(said(CurrentEncryption.sseS3())).toEqual({ algorithm: SseAlgorithm.SSE_S3 });
  expect(said(CurrentEncryption.sseKms({ key, bucketKey: false }))).toEqual({ algorithm: SseAlgorithm.SSE_KMS, key, bucketKey: false });
  expect(said(CurrentEncryption.dsseKms({ key }))).toEqual({ algorithm: SseAlgorithm.DSSE_KMS, key });
});

test('ObjectSelection says how objects are found, or where they are listed', () => {
  const filter = { prefix: 'photos/' };
  const report = { bucket: new LogBucket(aStack(HERE), 'Reports'), manifestObjectKey: 'a/manifest.json', manifestEtag: 'abc' };
  expect(ObjectSelection.matching(filter)).toEqual({ filter });
  expect(ObjectSelection.matching().filter).toEqual({});
  expect(ObjectSelection.listedIn(report)).toEqual({ inventoryReport: report });
});

test('WatchedBuckets says which buckets, or where they are', () => {
  const stack = aStack(HERE);
  const bucket = new EncryptedBucket(stack, 'Data');
  expect(WatchedBuckets.of(bucket)).toEqual({ buckets: [bucket] });
  expect(WatchedBuckets.below(stack)).toEqual({ scope: stack });
});

test('ReplicationDestination says which bucket, and where it is', () => {
  const bucket = new EncryptedBucket(aStack(HERE), 'Data');
  expect(ReplicationDestination.bucket(bucket)).toMatchObject({ bucketArn: bucket.bucketArn, account: ACCOUNT, region: REGION });
  const { bucketArn, account, region } = ReplicationDestination.fromAttributes({ bucketArn: 'arn:aws:s3:::elsewhere', account: '444455556666' });
  expect({ bucketArn, account, region }).toEqual({ bucketArn: 'arn:aws:s3:::elsewhere', account: '444455556666' });
});

test('replications say which buckets they replicate', () => {
  const stack = aStack(HERE);
  const [first, second, third] = ['First', 'Second', 'Third'].map((id) => new EncryptedBucket(stack, id));
  const twoWay = new TwoWayReplication(stack, 'TwoWay', { first, second });
  expect(twoWay.replicatedBuckets).toEqual([first, second]);
  expect(twoWay.fromFirst.replicatedBuckets).toEqual([first]);
  const oneWay = new BucketReplication(stack, 'OneWay', { source: third, rules: [{ destination: ReplicationDestination.bucket(first) }] });
  expect(oneWay.replicatedBuckets).toEqual([third]);
});

test.each([[undefined, false], [false, false], [true, true]])('LogBucket says whether other writers are denied: %s', (otherWritersDenied, said) => {
  expect(new LogBucket(aStack(HERE), 'Logs', { otherWritersDenied }).otherWritersDenied).toBe(said);
});
