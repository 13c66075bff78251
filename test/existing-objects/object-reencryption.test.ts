import { type App, aws_kms as kms, aws_s3 as s3, CfnParameter, Duration, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { everyResource, formerKey, type Given, HOME, KEY_ARN, listed, matching, reencrypted, REPORT, requestOf } from './support';
import {
  BatchJobStatus, CurrentEncryption, DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, ObjectReencryption, ObjectSelection,
  ObjectStorageClass, ReencryptionMethod, RuleSet, S3EncryptionChecks,
} from '../../src';
import { ACCOUNT, REGION } from '../support/concrete';
import { aStack } from '../support/stacks';
import { World } from '../support/world';

const { UPDATE_IN_PLACE, COPY } = ReencryptionMethod;

describe('how it is done', () => {
  const { notEncrypted, sseS3, sseKms, dsseKms } = CurrentEncryption;
  const KMS = () => DefaultEncryption.sseKms();

  test.each<[string, () => DefaultEncryption, CurrentEncryption[], ReencryptionMethod, RegExp]>([
    ['SSE-S3 to SSE-KMS', KMS, [sseS3()], UPDATE_IN_PLACE, /can change these objects in place/],
    ['SSE-KMS without a Bucket Key to one with it', KMS, [sseKms({ bucketKey: false })], UPDATE_IN_PLACE, /in place/],
    ['SSE-S3 and SSE-KMS to SSE-KMS', KMS, [sseS3(), sseKms()], UPDATE_IN_PLACE, /in place/],
    ['objects without encryption', KMS, [notEncrypted()], COPY, /objects are not encrypted/],
    ['objects without encryption among others', KMS, [sseS3(), notEncrypted()], COPY, /objects are not encrypted/],
    ['DSSE-KMS to SSE-KMS', KMS, [dsseKms()], COPY, /objects are DSSE-KMS/],
    ['SSE-S3 to DSSE-KMS', () => DefaultEncryption.dsseKms(), [sseS3()], COPY, /default encryption is DSSE-KMS/],
    ['SSE-S3 to the AWS managed key', () => DefaultEncryption.sseKmsAwsManaged(), [sseS3()], COPY, /AWS managed key is not known/],
    ['SSE-KMS to SSE-S3', () => DefaultEncryption.sseS3(), [sseKms()], COPY, /default encryption is SSE-S3/],
    ['objects without encryption to SSE-S3', () => DefaultEncryption.sseS3(), [notEncrypted()], COPY, /default encryption is SSE-S3/],
  ])('%s', (_, defaultEncryption, encryptedWith, method, reason) => {
    const { stack, job } = reencrypted({ defaultEncryption: defaultEncryption(), objects: matching(...encryptedWith) });
    expect(job.method).toBe(method);
    expect(job.reason).toMatch(reason);
    const { Operation, Description } = requestOf(stack);
    expect(Object.keys(Operation!)).toEqual([method === COPY ? 'S3PutObjectCopy' : 'S3UpdateObjectEncryption']);
    expect(Description).toContain(job.reason);
    const warnings = Annotations.fromStack(stack).findWarning('/Stack/Reencryption', Match.stringLikeRegexp('are copied onto themselves'));
    expect(warnings).toHaveLength(method === COPY ? 1 : 0);
  });

  test.each([[DefaultEncryption.sseKms(), { SSES3: {} }], [DefaultEncryption.sseS3(), { NOTSSE: {} }]])('of which objects by default (%#)', (defaultEncryption, filter) => {
    const { ManifestGenerator } = requestOf(reencrypted({ defaultEncryption }).stack);
    expect(ManifestGenerator!.S3JobManifestGenerator!.Filter).toEqual({ MatchAnyObjectEncryption: [filter] });
  });

  test('copies that are asked for need no warning', () => {
    const { stack, job } = reencrypted({ method: COPY });
    expect(job.method).toBe(COPY);
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('copied'));
  });

  test('where Object Lock retains objects, the current versions that a report lists are copied', () => {
    const stack = aStack(HOME);
    const bucket = new EncryptedBucket(stack, 'Locked', { objectLockDefaultRetention: s3.ObjectLockRetention.compliance(Duration.days(9)) });
    expect(() => reencrypted({ bucket, method: UPDATE_IN_PLACE }, stack)).toThrow(/Object Lock retains/);
    const job = new ObjectReencryption(stack, 'Copy', { bucket, objects: listed(stack) });
    expect([job.method, job.reason]).toEqual([COPY, expect.stringContaining('Object Lock')]);
  });
});

describe('a bucket that is imported', () => {
  test('is encrypted as is said of it', () => {
    const stack = aStack(HOME);
    const bucket = s3.Bucket.fromBucketName(stack, 'Theirs', 'theirs');
    const { job } = reencrypted({ bucket, encryption: DefaultEncryption.sseKms({ key: formerKey(stack), bucketKey: false }) }, stack);
    expect(job.method).toBe(UPDATE_IN_PLACE);
    expect(requestOf(stack)).toMatchObject({
      Operation: { S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: KEY_ARN, BucketKeyEnabled: false } } } },
      ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: 'arn:aws:s3:::theirs' } },
    });
  });
});

test('a bucket of the L1, and a bucket and a key of other stacks', () => {
  const stack = aStack(HOME);
  const apart = new Stack(stack.node.root as App, 'Apart', { env: HOME });
  const key = new EncryptionKey(new Stack(stack.node.root as App, 'Keys', { env: HOME }), 'Key');
  const bucket = new s3.CfnBucket(apart, 'Data', {
    bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.keyArn } }] },
  });
  const { job } = reencrypted({ bucket }, stack);
  expect(job.method).toBe(UPDATE_IN_PLACE);
  const { bucketArn, keyArn } = everyResource(stack);
  expect(requestOf(stack)).toMatchObject({
    Operation: { S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: keyArn, BucketKeyEnabled: false } } } },
    ManifestGenerator: { S3JobManifestGenerator: { SourceBucket: bucketArn } },
  });
});

describe('refused', () => {
  const large = ObjectSelection.matching({ encryptedWith: [CurrentEncryption.notEncrypted()], largerThan: Size.gibibytes(5) });
  const ofClasses = (...storageClasses: ObjectStorageClass[]) =>
    ObjectSelection.matching({ encryptedWith: [CurrentEncryption.notEncrypted()], storageClasses });
  const { DEEP_ARCHIVE, GLACIER, GLACIER_IR, STANDARD } = ObjectStorageClass;
  const imported = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'Theirs', 'theirs');

  test.each<[string, (stack: Stack) => Given, RegExp]>([
    ['in place to DSSE-KMS', () => ({ method: UPDATE_IN_PLACE, defaultEncryption: DefaultEncryption.dsseKms() }), /cannot be changed in place: .* DSSE-KMS/],
    ['in place without encryption', () => ({ method: UPDATE_IN_PLACE, objects: matching(CurrentEncryption.notEncrypted()) }), /cannot be changed in place: .*not encrypted/],
    ['copies over 5 GB', () => ({ objects: large }), /cannot be copied: S3 copies objects of up to 5 GB/],
    ['copies of the archived', () => ({ objects: ofClasses(GLACIER) }), /cannot be copied: objects of storage class GLACIER are archived/],
    ['copies of what is archived deeply', () => ({ objects: ofClasses(DEEP_ARCHIVE) }), /cannot be copied: objects of storage class DEEP_ARCHIVE are archived/],
    ['copies of all that is archived, and more', () => ({ objects: ofClasses(STANDARD, GLACIER, DEEP_ARCHIVE) }), /objects of storage class GLACIER and DEEP_ARCHIVE are archived/],
    ['copies of versions that S3 finds', (stack) => ({ bucket: new EncryptedBucket(stack, 'Versioned'), objects: matching(CurrentEncryption.notEncrypted()) }), /versioning of the bucket is enabled/],
    ['a key of another account', (stack) => ({
      method: UPDATE_IN_PLACE,
      bucket: imported(stack),
      encryption: DefaultEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN.replace(ACCOUNT, '444455556666')) }),
    }), /belongs to another account/],
    ['an alias', (stack) => ({ bucket: imported(stack), encryption: DefaultEncryption.sseKms({ key: kms.Alias.fromAliasName(stack, 'Key', 'alias/key') }) }), /alias\/key/],
    ['a key that does not exist', (stack) => ({ bucket: imported(stack), encryption: DefaultEncryption.sseKms() }), /encryption has no key/],
    ['an imported bucket of which nothing is said', (stack) => ({ bucket: imported(stack) }), /the default encryption of bucket Stack\/Theirs cannot be determined/],
    ['a bucket of which it is said, although it says so itself', () => ({ encryption: DefaultEncryption.sseS3() }), /declares its own default encryption/],
    ['a bucket of another account', (stack) => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', account: '444455556666' }) }), /is in account 444455556666/],
    ['a bucket of another Region', (stack) => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', region: 'us-east-1' }) }), /is in Region us-east-1/],
    ['nothing to do', () => ({ objects: ObjectSelection.matching({ encryptedWith: [] }) }), /encryptedWith is empty/],
    ['what is so already', () => ({ defaultEncryption: DefaultEncryption.sseS3(), objects: matching(CurrentEncryption.sseS3()) }), /with SSE-S3 already match the default encryption/],
    ['what has the key already', (stack) => {
      const key = new EncryptionKey(stack, 'Key');
      return { defaultEncryption: DefaultEncryption.sseKms({ key }), objects: matching(CurrentEncryption.sseKms({ key, bucketKey: true })) };
    }, /with SSE-KMS already match the default encryption/],
    ['an object that is no manifest', (stack) => ({ objects: ObjectSelection.listedIn({ ...REPORT, bucket: imported(stack), manifestObjectKey: 'a/data/1.csv.gz' }) }), /manifestObjectKey cannot be/],
  ])('%s', (_, given, message) => {
    const stack = aStack(HOME);
    const attempt = () => reencrypted(given(stack), stack);
    expect(attempt).toThrow(new RegExp(`^Stack/Reencryption: .*${message.source}.* Fix: `));
  });

  test.each<[string, ObjectSelection]>([
    ['that may have 5 GB', ObjectSelection.matching({ encryptedWith: [CurrentEncryption.notEncrypted()], largerThan: Size.mebibytes(5 * 1024 - 1) })],
    ['that are read at once', ofClasses(STANDARD, GLACIER_IR)],
  ])('copies of objects %s are not', (_, objects) => {
    expect(reencrypted({ objects }).job.method).toBe(COPY);
  });

  test('what cannot be known is not', () => {
    const stack = aStack(HOME);
    const account = new CfnParameter(stack, 'Account').valueAsString;
    const key = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${account}:key/1`);
    expect(reencrypted({ bucket: imported(stack), encryption: DefaultEncryption.sseKms({ key }) }, stack).job.method).toBe(UPDATE_IN_PLACE);
  });
});

test('what hears of the job', () => {
  const { stack, job } = reencrypted();
  const [{ logicalId }] = World.of(stack.node.root as App).ofType('Custom::S3BatchOperationsJob');
  expect(stack.resolve(job.statusPattern(BatchJobStatus.FAILED, BatchJobStatus.COMPLETE))).toEqual({
    source: ['aws.s3'],
    detailType: ['AWS Service Event via CloudTrail'],
    detail: {
      eventSource: ['s3.amazonaws.com'],
      eventName: ['JobCreated', 'JobStatusChanged'],
      serviceEventDetails: { jobId: [{ Ref: logicalId }], status: ['Failed', 'Complete'] },
    },
  });
  expect(stack.resolve(job.statusPattern().detail!.serviceEventDetails)).toEqual({ jobId: [{ Ref: logicalId }] });
  expect(() => job.statusPattern('Done' as BatchJobStatus)).toThrow(/^Stack\/Reencryption: statuses\[0\] cannot be "Done"\. Fix: use one of New, /);
});

test('a changed job is another one, an unchanged one is not', () => {
  const idOf = (given: Given = {}) => World.of(reencrypted(given).stack.node.root as App).ofType('Custom::S3BatchOperationsJob')[0].logicalId;
  const before = idOf();
  expect(idOf()).toBe(before);
  const changed = [{ objects: ObjectSelection.matching({ prefix: 'a' }) }, { method: COPY }, { description: 'again' }, { reportsPrefix: 'b' }].map(idOf);
  expect(new Set([before, ...changed]).size).toBe(5);
});

test.each([[{}], [{ method: COPY }]])('passes the strict rules with %j, but for access logs', (given) => {
  const { stack } = reencrypted(given);
  const { violations } = new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(stack.node.root);
  const found = violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ resourceLogicalId }) => [ruleName, resourceLogicalId]))
    .filter(([ruleName]) => ruleName !== 'AccessLoggingEnabled');
  expect(found).toEqual([]);
});

test('reports of several jobs share a bucket', () => {
  const stack = aStack(HOME);
  const reports = new LogBucket(stack, 'Reports');
  const { job, bucket } = reencrypted({ reports }, stack);
  new ObjectReencryption(stack, 'Again', { bucket, reports, reportsPrefix: 'again' });
  expect(job.reports).toBe(reports);
  expect(World.of(stack.node.root as App).ofType('Custom::S3BatchOperationsJob')).toHaveLength(2);
});
