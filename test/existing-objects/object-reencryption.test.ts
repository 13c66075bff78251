import {
  CreateJobCommand, type CreateJobCommandInput, JobManifestFormat, JobReportFormat, JobReportScope, S3ControlClient, S3StorageClass,
} from '@aws-sdk/client-s3-control';
import { App, aws_kms as kms, aws_s3 as s3, CfnParameter, Duration, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  CurrentEncryption, DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, ObjectReencryption, type ObjectReencryptionProps, ObjectSelection,
  ObjectStorageClass, ReencryptionMethod,
} from '../../src';
import { type ContextKeys, decide, Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/ternary';
import { policiesOf } from '../replication/requests';
import { ACCOUNT, REGION } from '../support/concrete';
import { MODERN, naming, policyOf } from '../support/requests';
import { serialized } from '../support/sdk';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';
import { type Deployed, World } from '../support/world';

const HOME = { account: ACCOUNT, region: REGION };
const { UPDATE_IN_PLACE, COPY } = ReencryptionMethod;
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

type Given = Partial<ObjectReencryptionProps> & { defaultEncryption?: DefaultEncryption };

function reencrypted({ defaultEncryption, ...props }: Given = {}, stack = aStack(HOME)) {
  // Without versions, so that S3 can find the objects of a job that copies.
  const bucket = props.bucket ?? new EncryptedBucket(stack, 'Data', { defaultEncryption, versioned: false });
  const job = new ObjectReencryption(stack, 'Reencryption', { bucket, ...props });
  return { stack, job, bucket };
}

function requestOf(stack: Stack): CreateJobCommandInput {
  const [{ properties }, ...others] = World.of(stack.node.root as App).ofType('Custom::S3BatchOperationsJob');
  expect(others).toEqual([]);
  return (JSON.parse(properties.Create as string) as { parameters: CreateJobCommandInput }).parameters;
}

const REPORT = { bucket: 'the-inventories', manifestKey: 'inventory/data/encryption/2026-01-04T01-00Z/manifest.json', manifestETag: '60e460c9d1046e73f7dde5043ac3ae85' };
const listed = (stack: Stack, encryptedWith?: CurrentEncryption[]) =>
  ObjectSelection.listedIn({ ...REPORT, bucket: s3.Bucket.fromBucketName(stack, 'Inventories', REPORT.bucket), encryptedWith });
const matching = (...encryptedWith: CurrentEncryption[]) => ObjectSelection.matching({ encryptedWith });
const formerKey = (stack: Stack) => kms.Key.fromKeyArn(stack, 'Former', KEY_ARN);

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

describe('the request is what the SDK takes', () => {
  const everything = {
    prefix: 'reports/',
    suffix: '.csv',
    createdAfter: new Date('2020-01-01T00:00:00Z'),
    createdBefore: new Date('2024-01-01T00:00:00Z'),
    largerThan: Size.kibibytes(1),
    smallerThan: Size.gibibytes(4),
  };
  const CASES: [string, (stack: Stack) => Given][] = [
    ['nothing but a bucket', () => ({})],
    ['all filters', (stack) => ({
      objects: ObjectSelection.matching({
        ...everything,
        encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: formerKey(stack), bucketKey: false })],
        storageClasses: Object.values(ObjectStorageClass),
      }),
    })],
    ['copies, from every encryption', (stack) => ({
      objects: ObjectSelection.matching({
        ...everything,
        encryptedWith: [CurrentEncryption.notEncrypted(), CurrentEncryption.dsseKms({ key: formerKey(stack) }), CurrentEncryption.sseKms()],
        storageClasses: [ObjectStorageClass.STANDARD_IA],
      }),
    })],
    ['a list', (stack) => ({ objects: listed(stack) })],
    ['other choices', () => ({ allObjectsReported: true, reportsPrefix: 'mine', priority: 42, confirmationRequired: true, description: 'again' })],
  ];

  /** Names and values, as JSON has them and as XML has them. */
  const named = (value: unknown): string[] => (typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [...(Array.isArray(value) ? [] : [name]), ...named(inner)])
    : [String(value)]);

  test.each(CASES)('%s: nothing of it is dropped', async (_, given) => {
    const stack = aStack(HOME);
    reencrypted(given(stack), stack);
    const request = requestOf(stack);
    const filter = request.ManifestGenerator?.S3JobManifestGenerator?.Filter;
    // The function that makes the call does the same.
    for (const time of ['CreatedAfter', 'CreatedBefore'] as const) {
      if (filter?.[time]) { filter[time] = new Date(filter[time]); }
    }
    const { body } = await serialized(new CreateJobCommand(request), S3ControlClient);
    const { AccountId: account, ...inBody } = request;
    expect(account).toBe(ACCOUNT);
    const texts = new Set(body!.split(/<\/?|\/?>/).map((text) => (/^[A-Z]+-[A-Z0-9]+$/.test(text) ? text.replace('-', '') : text)));
    const lost = named(JSON.parse(JSON.stringify(inBody))).map((text) => text.replace('.000Z', 'Z')).filter((text) => !texts.has(text));
    expect(lost).toEqual([]);
  });

  test.each(CASES)('%s: all that is required, one kind of manifest, and values that S3 knows', (_, given) => {
    const stack = aStack(HOME);
    reencrypted(given(stack), stack);
    const { Operation, Report, ClientRequestToken, Priority, RoleArn, Manifest, ManifestGenerator, Description } = requestOf(stack);
    expect([Operation, Report, ClientRequestToken, Priority, RoleArn]).not.toContain(undefined);
    expect(Object.keys(Operation!)).toHaveLength(1);
    expect([Manifest, ManifestGenerator].filter((one) => one !== undefined)).toHaveLength(1);
    expect(Description!.length).toBeLessThanOrEqual(256);
    expect(Object.values(JobReportFormat)).toContain(Report!.Format);
    expect(Object.values(JobReportScope)).toContain(Report!.ReportScope);
    if (Manifest) { expect(Object.values(JobManifestFormat)).toContain(Manifest.Spec!.Format); }
    const filter = ManifestGenerator?.S3JobManifestGenerator?.Filter;
    for (const encryption of filter?.MatchAnyObjectEncryption ?? []) { expect(Object.keys(encryption)).toHaveLength(1); }
    for (const names of Object.values(filter?.KeyNameConstraint ?? {})) { expect(names).toHaveLength(1); }
  });

  test('storage classes are those that S3 Batch Operations knows', () => {
    expect(Object.values(ObjectStorageClass).sort()).toEqual(Object.values(S3StorageClass).sort());
  });

  test('what the filter says', () => {
    const stack = aStack(HOME);
    const encryptedWith = [CurrentEncryption.sseKms({ key: formerKey(stack), bucketKey: false })];
    reencrypted({ objects: ObjectSelection.matching({ ...everything, encryptedWith }) }, stack);
    const { bucketArn, keyArn } = everyResource(stack);
    expect(requestOf(stack)).toMatchObject({
      Operation: { S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: keyArn, BucketKeyEnabled: true } } } },
      ManifestGenerator: {
        S3JobManifestGenerator: {
          SourceBucket: bucketArn,
          EnableManifestOutput: false,
          Filter: {
            MatchAnyObjectEncryption: [{ SSEKMS: { KmsKeyArn: KEY_ARN, BucketKeyEnabled: false } }],
            KeyNameConstraint: { MatchAnyPrefix: ['reports/'], MatchAnySuffix: ['.csv'] },
            CreatedAfter: '2020-01-01T00:00:00.000Z',
            CreatedBefore: '2024-01-01T00:00:00.000Z',
            ObjectSizeGreaterThanBytes: 1024,
            ObjectSizeLessThanBytes: 4 * 1024 ** 3,
          },
        },
      },
    });
  });

  test('copies name no encryption, which would cost the objects their metadata, and keep the one storage class that is named', () => {
    const copy = (storageClasses?: ObjectStorageClass[]) => {
      const { stack } = reencrypted({ method: COPY, objects: ObjectSelection.matching({ storageClasses }) });
      return [requestOf(stack).Operation!.S3PutObjectCopy, everyResource(stack).bucketArn];
    };
    const { STANDARD, STANDARD_IA } = ObjectStorageClass;
    const [kept, TargetResource] = copy([STANDARD_IA]);
    expect(kept).toEqual({ TargetResource, StorageClass: 'STANDARD_IA' });
    expect([copy([STANDARD, STANDARD_IA])[0], copy()[0]]).toEqual([{ TargetResource }, { TargetResource }]);
  });
});

function everyResource(stack: Stack) {
  const world = World.of(stack.node.root as App);
  const bucket = world.ofType('AWS::S3::Bucket').find(({ logicalId }) => !logicalId.includes('Reports'))!;
  const [rule] = (bucket.properties.BucketEncryption as { ServerSideEncryptionConfiguration: any[] }).ServerSideEncryptionConfiguration;
  const policy = world.ofType('AWS::S3::BucketPolicy').find(({ properties }) => properties.Bucket === bucket.name);
  const role = world.ofType('AWS::IAM::Role').find(({ logicalId }) => logicalId.startsWith('ReencryptionRole'))!;
  const reports = world.ofType('AWS::S3::Bucket').find(({ logicalId }) => logicalId.includes('Reports'))!;
  const keyArn = rule.ServerSideEncryptionByDefault.KMSMasterKeyID as string | undefined;
  return { world, bucketArn: bucket.arn, policy, role, reports, keyArn, key: keyArn === undefined ? undefined : world.at(keyArn) };
}

describe('the role may do what the job does', () => {
  const FORMER: Policy = policyOf({
    Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'kms:*', Resource: '*' },
  });

  /** What a role is allowed on the bucket and the keys, by all policies together. */
  function asRole(stack: Stack) {
    const { world, bucketArn, policy, role, reports, keyArn, key } = everyResource(stack);
    const identity = policiesOf(world, role);
    const ask = (kind: 's3' | 'kms', action: string, resource: string, context: ContextKeys, resourcePolicy?: Policy) =>
      decide({ principal: Principal.role(role.arn), action, resource, context }, { identity, resource: resourcePolicy, resourceAccount: ACCOUNT, kind }) === Ternary.YES;
    const documentOf = (owner: Deployed | undefined, property: string) => owner && policyOf(owner.properties[property]);
    return {
      bucketArn,
      keyArn,
      reports: reports.arn,
      s3: (action: string, resource: string, context: ContextKeys = {}) =>
        ask('s3', `s3:${action}`, resource, { ...MODERN, ...context }, resource.startsWith(`${bucketArn}`) ? documentOf(policy, 'PolicyDocument') : undefined),
      kms: (action: string, arn: string, about: string, via = `s3.${REGION}.amazonaws.com`) =>
        ask('kms', `kms:${action}`, arn, { 'kms:ViaService': via, 'kms:EncryptionContext:aws:s3:arn': about, 'kms:CallerAccount': ACCOUNT },
          arn === KEY_ARN ? FORMER : documentOf(key, 'KeyPolicy')),
    };
  }
  const CONTEXTS = (bucketArn: string) => [bucketArn, `${bucketArn}/reports/1.csv`];

  test('in place', () => {
    const stack = aStack(HOME);
    const objects = ObjectSelection.matching({ prefix: 'reports/', encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: formerKey(stack) })] });
    reencrypted({ objects }, stack);
    const { bucketArn, keyArn, reports, s3: may, kms: mayUse } = asRole(stack);
    const object = `${bucketArn}/reports/1.csv`;
    const denied: unknown[] = [];
    for (const [action, resource, context] of [
      ['GetObject', object], ['GetObjectVersion', object], ['UpdateObjectEncryption', object, naming('aws:kms', keyArn)],
      ['PutInventoryConfiguration', bucketArn], ['PutObject', `${reports}/reencryption/job-1/results/1.csv`],
    ] as const) { if (!may(action, resource, context)) { denied.push([action, resource]); } }
    for (const about of CONTEXTS(bucketArn)) {
      for (const action of ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo']) {
        if (!mayUse(action, keyArn!, about)) { denied.push([action, about]); }
      }
      for (const action of ['Decrypt', 'ReEncryptFrom']) { if (!mayUse(action, KEY_ARN, about)) { denied.push([action, KEY_ARN, about]); } }
    }
    expect(denied).toEqual([]);
  });

  test('by copy', () => {
    const stack = aStack(HOME);
    reencrypted({ objects: matching(CurrentEncryption.notEncrypted(), CurrentEncryption.dsseKms({ key: formerKey(stack) })) }, stack);
    const { bucketArn, keyArn, reports, s3: may, kms: mayUse } = asRole(stack);
    const object = `${bucketArn}/reports/1.csv`;
    const reads = ['GetObject', 'GetObjectAcl', 'GetObjectTagging', 'GetObjectVersion', 'GetObjectVersionAcl', 'GetObjectVersionTagging'];
    const denied = [
      // A copy names no encryption; the key is that of default encryption.
      ...['PutObject', 'PutObjectAcl', 'PutObjectTagging'].filter((action) => !may(action, object, naming(undefined, keyArn))),
      ...reads.filter((action) => !may(action, object)),
      ...['ListBucket', 'PutInventoryConfiguration'].filter((action) => !may(action, bucketArn)),
      ...['PutObject'].filter((action) => !may(action, `${reports}/reencryption/job-1/results/1.csv`)),
      ...CONTEXTS(bucketArn).flatMap((about) => [
        ...['GenerateDataKey', 'Decrypt'].filter((action) => !mayUse(action, keyArn!, about)),
        ...['Decrypt'].filter((action) => !mayUse(action, KEY_ARN, about)),
      ]),
    ];
    expect(denied).toEqual([]);
  });

  test.each<[string, ReencryptionMethod]>([['in place', UPDATE_IN_PLACE], ['by copy', COPY]])('and nothing else, %s', (_, method) => {
    const stack = aStack(HOME);
    const objects = ObjectSelection.matching({ prefix: 'reports/', encryptedWith: [CurrentEncryption.sseS3(), CurrentEncryption.sseKms({ key: formerKey(stack) })] });
    reencrypted({ objects, method }, stack);
    const { bucketArn, keyArn, reports, s3: may, kms: mayUse } = asRole(stack);
    const object = `${bucketArn}/reports/1.csv`;
    const write = method === COPY ? 'PutObject' : 'UpdateObjectEncryption';
    const context = method === COPY ? {} : naming('aws:kms', keyArn);
    expect(may(write, object, context)).toBe(true);
    const allowed = [
      [write, 'arn:aws:s3:::another/reports/1.csv'], [write, `${bucketArn}/others/1.csv`], ['GetObject', `${bucketArn}/others/1.csv`],
      [method === COPY ? 'UpdateObjectEncryption' : 'PutObject', object],
      ['DeleteObject', object], ['DeleteObjectVersion', object], ['PutBucketPolicy', bucketArn], ['PutEncryptionConfiguration', bucketArn],
      ['PutInventoryConfiguration', 'arn:aws:s3:::another'], ['PutObject', `${reports}/others/1.csv`], ['GetObject', `${reports}/reencryption/1.csv`],
    ].filter(([action, resource]) => may(action, resource, action === 'UpdateObjectEncryption' ? naming('aws:kms', keyArn) : {}));
    expect(allowed).toEqual([]);
    const used = [
      ['Decrypt', keyArn!, 'arn:aws:s3:::another'], ['GenerateDataKey', keyArn!, `${bucketArn}/others/1.csv`], ['CreateGrant', keyArn!, bucketArn],
      ['Encrypt', KEY_ARN, bucketArn], ['GenerateDataKey', KEY_ARN, bucketArn], ['ReEncryptTo', KEY_ARN, bucketArn],
      ['Decrypt', `arn:aws:kms:${REGION}:${ACCOUNT}:key/another`, bucketArn],
    ].filter(([action, arn, about]) => mayUse(action, arn, about));
    expect(used).toEqual([]);
    expect(mayUse('Decrypt', KEY_ARN, bucketArn, `dynamodb.${REGION}.amazonaws.com`)).toBe(false);
  });

  test('the report of an inventory can be read, with its lists and under its key', () => {
    const stack = aStack(HOME);
    const encryptionKey = formerKey(stack);
    const bucket = s3.Bucket.fromBucketAttributes(stack, 'Inventories', { bucketName: REPORT.bucket, encryptionKey });
    reencrypted({ objects: ObjectSelection.listedIn({ ...REPORT, bucket }) }, stack);
    const { bucketArn, s3: may, kms: mayUse } = asRole(stack);
    const at = (objectKey: string) => `arn:aws:s3:::${REPORT.bucket}/${objectKey}`;
    expect([REPORT.manifestKey, 'inventory/data/encryption/data/1.csv.gz', 'inventory/other/encryption/data/1.csv.gz'].map((one) => may('GetObject', at(one))))
      .toEqual([true, true, false]);
    expect(['Decrypt', 'GenerateDataKey'].map((action) => mayUse(action, KEY_ARN, `arn:aws:s3:::${REPORT.bucket}`))).toEqual([true, true]);
    expect(mayUse('Decrypt', KEY_ARN, bucketArn)).toBe(false);
    // Nothing is to be found: the report lists it.
    expect(may('PutInventoryConfiguration', bucketArn)).toBe(false);
    expect(requestOf(stack).Manifest).toEqual({
      Spec: { Format: 'S3InventoryReport_CSV_20161130' }, Location: { ObjectArn: at(REPORT.manifestKey), ETag: REPORT.manifestETag },
    });
  });

  test('a prefix with wildcards means what it says, to S3 but not in policies', () => {
    const { stack } = reencrypted({ objects: ObjectSelection.matching({ prefix: 'what?/' }) });
    const { bucketArn, s3: may } = asRole(stack);
    expect(may('GetObject', `${bucketArn}/what?/1`)).toBe(true);
    expect(requestOf(stack).ManifestGenerator!.S3JobManifestGenerator!.Filter!.KeyNameConstraint).toEqual({ MatchAnyPrefix: ['what?/'] });
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
  const archived = ObjectSelection.matching({ encryptedWith: [CurrentEncryption.notEncrypted()], storageClasses: [ObjectStorageClass.GLACIER] });
  const imported = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'Theirs', 'theirs');

  test.each<[string, (stack: Stack) => Given, RegExp]>([
    ['in place to DSSE-KMS', () => ({ method: UPDATE_IN_PLACE, defaultEncryption: DefaultEncryption.dsseKms() }), /cannot be changed in place: .* DSSE-KMS/],
    ['in place without encryption', () => ({ method: UPDATE_IN_PLACE, objects: matching(CurrentEncryption.notEncrypted()) }), /cannot be changed in place: .*not encrypted/],
    ['copies over 5 GB', () => ({ objects: large }), /cannot be copied: S3 copies objects of up to 5 GB/],
    ['copies of the archived', () => ({ objects: archived }), /cannot be copied: .*GLACIER are archived/],
    ['copies of versions that S3 finds', (stack) => ({ bucket: new EncryptedBucket(stack, 'Versioned'), objects: matching(CurrentEncryption.notEncrypted()) }), /may have versions/],
    ['a key of another account', (stack) => ({
      method: UPDATE_IN_PLACE,
      bucket: imported(stack),
      encryption: DefaultEncryption.sseKms({ key: kms.Key.fromKeyArn(stack, 'Key', KEY_ARN.replace(ACCOUNT, '444455556666')) }),
    }), /belongs to another account/],
    ['an alias', (stack) => ({ bucket: imported(stack), encryption: DefaultEncryption.sseKms({ key: kms.Alias.fromAliasName(stack, 'Key', 'alias/key') }) }), /alias\/key/],
    ['a key that does not exist', (stack) => ({ bucket: imported(stack), encryption: DefaultEncryption.sseKms() }), /encryption has no key/],
    ['an imported bucket of which nothing is said', (stack) => ({ bucket: imported(stack) }), /cannot tell how bucket Stack\/Theirs encrypts/],
    ['a bucket of which it is said, although it says so itself', () => ({ encryption: DefaultEncryption.sseS3() }), /says by itself/],
    ['a bucket of another account', (stack) => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', account: '444455556666' }) }), /is in account 444455556666/],
    ['a bucket of another Region', (stack) => ({ bucket: s3.Bucket.fromBucketAttributes(stack, 'Theirs', { bucketName: 'theirs', region: 'us-east-1' }) }), /is in Region us-east-1/],
    ['nothing to do', () => ({ objects: ObjectSelection.matching({ encryptedWith: [] }) }), /encryptedWith is empty/],
    ['what is so already', () => ({ defaultEncryption: DefaultEncryption.sseS3(), objects: matching(CurrentEncryption.sseS3()) }), /SSE-S3 are encrypted as the bucket's default/],
    ['what has the key already', (stack) => {
      const key = new EncryptionKey(stack, 'Key');
      return { defaultEncryption: DefaultEncryption.sseKms({ key }), objects: matching(CurrentEncryption.sseKms({ key, bucketKey: true })) };
    }, /SSE-KMS are encrypted as the bucket's default/],
    ['an object that is no manifest', (stack) => ({ objects: ObjectSelection.listedIn({ ...REPORT, bucket: imported(stack), manifestKey: 'a/data/1.csv.gz' }) }), /manifestKey cannot be/],
  ])('%s', (_, given, message) => {
    const stack = aStack(HOME);
    const attempt = () => reencrypted(given(stack), stack);
    expect(attempt).toThrow(new RegExp(`^Stack/Reencryption: .*${message.source}.* Fix: `));
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
  expect(stack.resolve(job.statusPattern(['Failed', 'Complete']))).toEqual({
    source: ['aws.s3'],
    detailType: ['AWS Service Event via CloudTrail'],
    detail: {
      eventSource: ['s3.amazonaws.com'],
      eventName: ['JobCreated', 'JobStatusChanged'],
      serviceEventDetails: { jobId: [{ Ref: logicalId }], status: ['Failed', 'Complete'] },
    },
  });
  expect(stack.resolve(job.statusPattern().detail!.serviceEventDetails)).toEqual({ jobId: [{ Ref: logicalId }] });
});

test('a changed job is another one, an unchanged one is not', () => {
  const idOf = (given: Given = {}) => World.of(reencrypted(given).stack.node.root as App).ofType('Custom::S3BatchOperationsJob')[0].logicalId;
  const before = idOf();
  expect(idOf()).toBe(before);
  const changed = [{ objects: ObjectSelection.matching({ prefix: 'a' }) }, { method: COPY }, { description: 'again' }, { reportsPrefix: 'b' }].map(idOf);
  expect(new Set([before, ...changed]).size).toBe(5);
});

test.each([[{}], [{ method: COPY }]])('passes the strict rules with %j', (given) => {
  const { stack } = reencrypted(given);
  // S3 encrypts its completion reports with SSE-S3, whatever is asked of it.
  expect(strictFindings(stack.node.root).filter((finding) => !/^KmsDefaultEncryption: .*/.test(finding))).toEqual([]);
});

test('reports of several jobs share a bucket', () => {
  const stack = aStack(HOME);
  const reports = new LogBucket(stack, 'Reports');
  const { job, bucket } = reencrypted({ reports }, stack);
  new ObjectReencryption(stack, 'Again', { bucket, reports, reportsPrefix: 'again' });
  expect(job.reports).toBe(reports);
  expect(World.of(stack.node.root as App).ofType('Custom::S3BatchOperationsJob')).toHaveLength(2);
});
