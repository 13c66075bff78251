import {
  App, aws_cloudtrail as cloudtrail, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs,
  Stack,
} from 'aws-cdk-lib';
import { type Outcome, outcomeOf, repeatedSids, resources, sids } from './outcome';
import * as first from '../../src';
import { type Library, secondCopy } from '../support/second-copy';

const second = secondCopy();

/** What two libraries do to the same things: the first acts before the second. */
type Scenario = (stack: Stack, a: Library, b: Library) => void;

function outcome(scenario: Scenario, a: Library, b: Library): Outcome {
  const app = new App();
  return outcomeOf(app, () => scenario(new Stack(app, 'Stack'), a, b));
}

const HOME = { account: '111122223333', region: 'eu-west-1' };
const aBucket = (stack: Stack) => new s3.CfnBucket(stack, 'Bucket');
const everyMixin = ({ mixins, DefaultEncryption }: Library) => [
  new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3()), new mixins.BucketSecureTransport(), new mixins.BucketSignatureVersion4(),
  new mixins.BucketUploadEncryption(), new mixins.BucketSseCBlocked(), new mixins.BucketEncryptionGuard(),
];
const bucketPolicies = (result: Outcome): { Sid: string; Condition: any; Resource: unknown[] }[] =>
  resources(result, 'AWS::S3::BucketPolicy').flatMap(({ PolicyDocument: { Statement: statements } }) => statements);
const statementsWith = (sid: string) => (result: Outcome) => sids(result).flat().filter((one) => one === sid);

/** A key whose policy is not a document of the L2, which leaves repeated statements out. */
function aKey(stack: Stack): kms.Key {
  const key = new kms.Key(stack, 'Key');
  (key.node.defaultChild as kms.CfnKey).keyPolicy = { Version: '2012-10-17', Statement: [] };
  return key;
}

/** Each scenario, and what proves that the second knew of what the first had done. */
const SCENARIOS: { readonly [title: string]: [Scenario, (result: Outcome) => void] } = {
  'the same mixins on one bucket: each statement once': [
    (stack, a, b) => {
      const bucket = aBucket(stack);
      bucket.with(...everyMixin(a));
      bucket.with(...everyMixin(b));
    },
    (result) => expect(bucketPolicies(result)).toHaveLength(8),
  ],
  'a mixin on an EncryptedBucket: each statement once': [
    (stack, a, b) => { new a.EncryptedBucket(stack, 'Bucket').with(new b.mixins.BucketSecureTransport(), new b.mixins.BucketSseCBlocked()); },
    (result) => expect(statementsWith('DenyInsecureTransport')(result)).toHaveLength(1),
  ],
  'mixins that contradict each other: refused': [
    (stack, a, b) => {
      const bucket = aBucket(stack);
      bucket.with(new a.mixins.BucketSecureTransport());
      bucket.with(new b.mixins.BucketSecureTransport({ minimumTlsVersion: b.TlsVersion.V1_3 }));
    },
    ({ error }) => expect(error).toMatch(/^Stack\/Bucket: the bucket policy already has a statement DenyOutdatedTls with different content/),
  ],
  'uploads that follow a default encryption which the other sets': [
    (stack, a, b) => {
      const bucket = aBucket(stack);
      bucket.with(new a.mixins.BucketUploadEncryption());
      bucket.with(new b.mixins.BucketDefaultEncryption(b.DefaultEncryption.dsseKms()), new b.mixins.BucketUploadEncryption());
    },
    (result) => {
      expect(bucketPolicies(result).map(({ Sid: sid }) => sid).sort())
        .toEqual(['DenyKmsWithoutKey', 'DenyOtherEncryptionAlgorithms', 'DenyOtherEncryptionKeys']);
      expect(JSON.stringify(bucketPolicies(result))).not.toContain('AES256');
    },
  ],
  'defaults for buckets of the other: left as they are': [
    (stack, a, b) => {
      a.EncryptedBucketDefaults.applyTo(stack, { encryption: a.DefaultEncryption.sseKms(), oneKeyPerStack: true });
      new b.EncryptedBucket(stack, 'Bucket', { defaultEncryption: b.DefaultEncryption.sseS3(), signatureVersion: b.SignatureVersion.ANY });
    },
    (result) => {
      expect(sids(result).flat()).not.toContain('DenySignatureVersion2');
      expect(resources(result, 'AWS::KMS::Key')).toEqual([]);
    },
  ],
  'the same defaults once more: they are the same': [
    (stack, a, b) => {
      a.EncryptedBucketDefaults.applyTo(stack, { encryption: a.DefaultEncryption.sseKms() });
      b.EncryptedBucketDefaults.applyTo(stack, { encryption: b.DefaultEncryption.sseKms() });
      new s3.Bucket(stack, 'Bucket');
    },
    (result) => expect(statementsWith('DenyInsecureTransport')(result)).toHaveLength(1),
  ],
  'a second default encryption: refused': [
    (stack, a, b) => { new a.LogBucket(stack, 'Bucket').with(new b.mixins.BucketDefaultEncryption(b.DefaultEncryption.sseKms())); },
    ({ error }) => expect(error).toMatch(/^Stack\/Bucket\/Resource: cannot set the default encryption to SSE-KMS .*: it is already set to SSE-S3/),
  ],
  'uploads that the other restricts otherwise: refused': [
    (stack, a, b) => { new a.EncryptedBucket(stack, 'Bucket').with(new b.mixins.BucketUploadEncryption(b.UploadEncryption.any())); },
    ({ error }) => expect(error).toMatch(/^Stack\/Bucket\/Resource: BucketUploadEncryption cannot accept uploads with any encryption/),
  ],
  'SSE-C that one blocks and the other allows: refused': [
    (stack, a, b) => { new a.EncryptedBucket(stack, 'Bucket').with(new b.mixins.BucketSseCAllowed()); },
    ({ error }) => expect(error).toMatch(/^Stack\/Bucket\/Resource: BucketSseCAllowed cannot be applied: .* \(SSE-C\) are already blocked for the bucket/),
  ],
  'a policy that both migrate, to two encryptions: refused': [
    (stack, a, b) => {
      const defaultEncryption = b.DefaultEncryption.sseS3();
      aBucket(stack).with(new a.mixins.BucketLegacyPolicyMigration(), new b.mixins.BucketLegacyPolicyMigration({ defaultEncryption }));
    },
    ({ error }) => expect(error).toMatch(/^Stack\/Bucket: BucketLegacyPolicyMigration cannot migrate the policy to SSE-S3: it was already applied/),
  ],
  'a second bucket policy: told once': [
    (stack, a, b) => {
      const bucket = aBucket(stack);
      bucket.with(new a.mixins.BucketSecureTransport());
      bucket.with(new b.mixins.BucketSignatureVersion4());
      new s3.CfnBucketPolicy(stack, 'Theirs', { bucket: bucket.ref, policyDocument: { Statement: [] } });
    },
    ({ error }) => expect(error!.match(/the bucket has 2 bucket policies/g)).toHaveLength(1),
  ],
  'the key of a queue that gets events of one bucket from both: each statement once': [
    (stack, a, b) => {
      const bucket = new a.EncryptedBucket(stack, 'Bucket');
      const queue = new sqs.Queue(stack, 'Queue', { encryptionMasterKey: aKey(stack) });
      bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new a.QueueDestination(queue), { prefix: 'a/' });
      bucket.addEventNotification(s3.EventType.OBJECT_REMOVED, new b.QueueDestination(queue));
    },
    (result) => {
      const policies = resources(result, 'AWS::KMS::Key').flatMap(({ KeyPolicy: { Statement: statements } }) => statements as object[]);
      expect(policies.filter((one) => JSON.stringify(one).includes('"s3.amazonaws.com"'))).toHaveLength(1);
    },
  ],
  'administrators that both name: the guard exempts all of them': [
    (stack, a, b) => {
      const administrators = ['security', 'audit'].map((path) => new iam.ArnPrincipal(`arn:aws:iam::111122223333:role/${path}/*`));
      new a.EncryptedBucket(stack, 'Bucket', { encryptionAdministrators: [administrators[0]] })
        .with(new b.mixins.BucketEncryptionGuard({ administrators: [administrators[1]] }));
    },
    (result) => {
      const guards = bucketPolicies(result).filter(({ Sid: sid }) => sid === 'DenyChangesOfEncryption');
      expect(guards.map(({ Condition: { ArnNotLike: exempt } }) => (exempt['aws:PrincipalArn'] as unknown[]).length)).toEqual([3]);
    },
  ],
  'the role that configures a bucket which the other guards: it is exempt by its path': [
    (stack, a, b) => {
      const [one, two] = ['One', 'Two'].map((id) => new a.EncryptedBucket(stack, id, { encryptionAdministrators: [] }));
      new b.TwoWayReplication(stack, 'TwoWay', { first: one, second: two });
    },
    (result) => {
      const paths = resources(result, 'AWS::IAM::Role').map(({ Path: path }) => path as string | undefined).filter((path) => path !== undefined);
      const guards = bucketPolicies(result).filter(({ Sid: sid }) => sid === 'DenyChangesOfReplication').map((guard) => JSON.stringify(guard));
      expect(paths).toHaveLength(1);
      expect(guards.filter((guard) => guard.includes(`:role${paths[0]}*`))).toHaveLength(1);
    },
  ],
  'a bucket that the other replicates: a second configuration is refused': [
    (stack, a, b) => {
      const source = new a.EncryptedBucket(stack, 'Source');
      const to = (library: Library, id: string) => library.ReplicationDestination.bucket(new library.EncryptedBucket(stack, id));
      new a.BucketReplication(stack, 'Replication', { source, rules: [{ destination: to(a, 'One') }] });
      new b.BucketReplication(stack, 'Again', { source, rules: [{ destination: to(b, 'Two') }] });
    },
    ({ error }) => expect(error).toMatch(/^Stack\/Again: bucket Stack\/Source already has a replication configuration/),
  ],
  'a bucket whose configuration the other puts from outside its template: a second one is refused': [
    (stack, a, b) => {
      const [one, two, three] = ['One', 'Two', 'Three'].map((id) => new a.EncryptedBucket(stack, id));
      new a.TwoWayReplication(stack, 'TwoWay', { first: one, second: two });
      new b.BucketReplication(stack, 'Again', { source: two, rules: [{ destination: b.ReplicationDestination.bucket(three) }] });
    },
    ({ error }) => expect(error).toMatch(/^Stack\/Again: bucket Stack\/Two already has a replication configuration/),
  ],
  'a key that demands encryption context: refused as the key of a bucket\'s default encryption': [
    (stack, a, b) => {
      const key = new a.EncryptionKey(stack, 'Key', { requiredEncryptionContext: { team: 'data' } });
      new b.EncryptedBucket(stack, 'Bucket', { defaultEncryption: b.DefaultEncryption.sseKms({ key }) });
    },
    ({ error }) => expect(error).toMatch(/^Stack\/Bucket: cannot encrypt with key Stack\/Key: its policy requires encryption context \(team\)/),
  ],
  'a key that demands encryption context, which an upload does not give': [
    (stack, a, b) => {
      const key = new a.EncryptionKey(stack, 'Key', { requiredEncryptionContext: { team: 'data' } });
      new b.EncryptedBucket(stack, 'Bucket', { uploadEncryption: b.UploadEncryption.bucketDefault({ acceptedKeys: [key] }) }).uploadRequest({ key });
    },
    ({ error }) => expect(error).toMatch(/the policy of key Stack\/Key requires encryption context that is not specified/),
  ],
  'a key that a bucket of the other accepts: roles that replicate the bucket can decrypt with it': [
    (stack, a, b) => {
      const key = new a.EncryptionKey(stack, 'Key');
      const source = new a.EncryptedBucket(stack, 'Source', { uploadEncryption: a.UploadEncryption.bucketDefault({ acceptedKeys: [key] }) });
      new b.BucketReplication(stack, 'Replication', { source, rules: [{ destination: b.ReplicationDestination.bucket(new b.EncryptedBucket(stack, 'Copies')) }] });
    },
    (result) => {
      const decrypts = resources(result, 'AWS::IAM::Policy').flatMap(({ PolicyDocument: { Statement: statements } }) => statements as { Sid: string; Resource: unknown }[])
        .filter(({ Sid: sid }) => sid === 'DecryptSourceObjects');
      expect(decrypts.map(({ Resource: keys }) => (keys as unknown[]).length)).toEqual([2]);
    },
  ],
  'a key that is confined to another bucket: refused': [
    (stack, a, b) => {
      const key = new a.EncryptionKey(stack, 'Key', { encryptionContexts: [a.EncryptionContext.ofBucket('arn:aws:s3:::theirs')] });
      new b.EncryptedBucket(stack, 'Bucket', { bucketName: 'ours', defaultEncryption: b.DefaultEncryption.sseKms({ key }) });
    },
    ({ error }) => expect(error).toMatch(/its policy allows the encryption context of other buckets only \(arn:aws:s3:::theirs\)/),
  ],
  'an imported key of which more is known: refused': [
    (stack, a, b) => {
      const key = a.EncryptionKey.fromEncryptionKeyAttributes(stack, 'Key', { keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1', keySpec: kms.KeySpec.RSA_4096 });
      new s3.Bucket(stack, 'Bucket').with(new b.mixins.BucketDefaultEncryption(b.DefaultEncryption.sseKms({ key })));
    },
    ({ error }) => expect(error).toMatch(/with KeySpec RSA_4096/),
  ],
  'logs of one kind into a bucket: one statement for all': [
    (stack, a, b) => {
      const bucket = new a.LogBucket(stack, 'Logs');
      for (const [library, id] of [[a, 'One'], [b, 'Two']] as const) {
        new library.EncryptedBucket(stack, id, { accessLogs: { bucket, prefix: `${id}/` } });
      }
    },
    (result) => {
      const [accepts, ...more] = bucketPolicies(result).filter(({ Sid: sid }) => sid === 'AllowS3AccessLogs');
      expect(more).toEqual([]);
      expect(accepts.Resource).toHaveLength(2);
    },
  ],
  'the ARN of a bucket without a name, which roles of both read in a stack that cannot wait: told once': [
    (stack, a, b) => {
      const app = stack.node.root;
      const there = new Stack(app, 'There', { env: { ...HOME, account: '444455556666' } });
      const here = new Stack(app, 'Here', { env: HOME });
      here.addStackDependency(there);
      const bucket = new a.EncryptedBucket(here, 'Bucket');
      for (const [library, id] of [[a, 'one'], [b, 'two']] as const) {
        const role = new iam.Role(there, id, { roleName: id, assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
        // As the library itself would grant on a bucket of the other's.
        const { get } = Object.getOwnPropertyDescriptor(library.EncryptedBucket.prototype, 'grants')!;
        (get!.call(bucket) as s3.BucketGrants).read(role);
      }
    },
    ({ error }) => expect(error!.match(/the bucket has no name/g)).toHaveLength(1),
  ],
  'a trail of the L2 in a bucket that accepts logs from the other: restricted to the account': [
    (stack, a, b) => {
      const bucket = new a.LogBucket(stack, 'Logs');
      b.LogBucket.prototype.acceptLogsFrom.call(bucket, b.LogSource.cloudTrail());
      new cloudtrail.Trail(stack, 'Trail', { bucket });
    },
    (result) => {
      const writes = bucketPolicies(result).filter((one) => /"Action":"s3:PutObject".*"Effect":"Allow"/.test(JSON.stringify(one)));
      expect(writes.map(({ Condition: { ArnLike: like } }) => Object.keys(like as object))).toEqual([['aws:SourceArn'], ['aws:SourceArn']]);
    },
  ],
  'logs of one kind into a bucket with a key: one statement for all, in both policies': [
    (stack, a, b) => {
      const logBucket = new a.EncryptedBucket(stack, 'Logs', { defaultEncryption: a.DefaultEncryption.sseKms({ bucketKey: false }) });
      for (const [library, id] of [[a, 'One'], [b, 'Two']] as const) {
        new library.ObjectTrail(stack, id, { logBucket }).watch(new library.EncryptedBucket(stack, `${id}Bucket`));
      }
    },
    (result) => {
      const named = sids(result).flat();
      expect(named.filter((sid) => sid === 'AllowCloudTrailLogs')).toHaveLength(2);
      expect(JSON.stringify(resources(result, 'AWS::S3::BucketPolicy')).match(/trail\/Stack-(One|Two)/g)).toHaveLength(4);
    },
  ],
  'inventories of both into one bucket: one statement for all': [
    (stack, a, b) => {
      const reports = new a.LogBucket(stack, 'Reports');
      for (const [library, id] of [[a, 'One'], [b, 'Two']] as const) {
        new library.EncryptionInventory(stack, id, { bucket: new library.EncryptedBucket(stack, `${id}Bucket`), reports, reportsPrefix: id });
      }
    },
    (result) => expect(statementsWith('AllowS3Inventory')(result)).toHaveLength(1),
  ],
  'roles of both that write reports where other writers are denied': [
    (stack, a, b) => {
      const reports = new a.LogBucket(stack, 'Reports', { otherWritersDenied: true });
      for (const [library, id] of [[a, 'One'], [b, 'Two']] as const) {
        new library.ObjectReencryption(stack, id, { bucket: new library.EncryptedBucket(stack, `${id}Bucket`), reports });
        // As the library itself would accept them for a bucket of the other's.
        const role = new iam.Role(stack, `${id}Role`, { assumedBy: new iam.ServicePrincipal('batchoperations.s3.amazonaws.com') });
        library.LogBucket.prototype.acceptLogsFrom.call(reports, library.LogSource.batchOperationsReports({ role }));
      }
    },
    (result) => {
      const denials = bucketPolicies(result).filter(({ Sid: sid }) => sid === 'DenyOtherWriters');
      expect(denials).toHaveLength(1);
      expect(JSON.stringify(denials[0].Condition).match(/"Arn"/g)).toHaveLength(4);
    },
  ],
  'monitors that share topic, trail and dashboard: what they have in common once, nobody told twice': [
    (stack, a, b) => {
      const [one, two, both] = ['One', 'Two', 'Both'].map((id) => new a.EncryptedBucket(stack, id));
      const { topic, trail, dashboard } = new a.EncryptionMonitor(stack, 'First', { buckets: a.WatchedBuckets.of(one, both) });
      new b.EncryptionMonitor(stack, 'Second', { buckets: b.WatchedBuckets.of(two, both), topic, trail, dashboard });
    },
    (result) => {
      const number = (type: string) => resources(result, type).length;
      expect([number('AWS::Logs::MetricFilter'), number('AWS::Events::Rule'), number('AWS::CloudWatch::Alarm')]).toEqual([6, 7, 7]);
      expect(JSON.stringify(resources(result, 'AWS::CloudWatch::Dashboard')).match(/# S3 encryption/g)).toHaveLength(1);
    },
  ],
  'a topic that both let EventBridge and alarms publish to': [
    (stack, a, b) => {
      const topic = new sns.Topic(stack, 'Topic', { masterKey: aKey(stack) });
      for (const [library, id] of [[a, 'One'], [b, 'Two']] as const) {
        const bucket = new library.EncryptedBucket(stack, `${id}Bucket`);
        new library.BucketChangeAlerts(stack, id, { topic, bucketNames: [bucket.bucketName] });
        new library.KmsQuotaAlarm(stack, `${id}Quota`, { topic });
      }
    },
    (result) => {
      expect(statementsWith('AllowEventBridge')(result)).toHaveLength(2);
      expect(statementsWith('AllowCloudWatchAlarms')(result)).toHaveLength(2);
    },
  ],
  'buckets that a monitor has made for itself: not watched by the other\'s': [
    (stack, a, b) => {
      const { trail, topic, dashboard } = new a.EncryptionMonitor(stack, 'First', { buckets: a.WatchedBuckets.of(new a.EncryptedBucket(stack, 'One')) });
      new b.EncryptionMonitor(stack, 'Every', { buckets: b.WatchedBuckets.below(stack), trail, topic, dashboard });
    },
    (result) => {
      const selectors = JSON.stringify(resources(result, 'AWS::CloudTrail::Trail')[0].AdvancedEventSelectors);
      expect(new Set(selectors.match(/"Fn::GetAtt":\["[^"]+","Arn"\]/g)).size).toBe(1);
    },
  ],
  'a legacy policy that both migrate: narrowed once': [
    (stack, a, b) => {
      const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS_MANAGED });
      bucket.addToResourcePolicy(new iam.PolicyStatement({
        sid: 'DenyUnencrypted',
        effect: iam.Effect.DENY,
        principals: [new iam.AnyPrincipal()],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      }));
      bucket.with(new a.mixins.BucketLegacyPolicyMigration());
      bucket.with(new b.mixins.BucketLegacyPolicyMigration());
    },
    ({ annotations }) => expect(annotations.filter((text) => text.includes('legacyUploadDenyReplaced'))).toHaveLength(1),
  ],
  'a replication whose health the other watches': [
    (stack, a, b) => {
      const [source, replicas] = ['Source', 'Replicas'].map((id) => new a.EncryptedBucket(stack, id));
      const replication = new a.BucketReplication(stack, 'Replication', { source, rules: [{ destination: b.ReplicationDestination.bucket(replicas) }] });
      new b.ReplicationHealth(stack, 'Health', { replication });
    },
    (result) => expect(resources(result, 'AWS::CloudWatch::Alarm')).toHaveLength(3),
  ],
  'the key of another account\'s bucket, which roles of both replicate to': [
    (stack, a, b) => {
      const app = stack.node.root;
      const there = new Stack(app, 'There', { env: { ...HOME, account: '444455556666' } });
      const replicas = new a.EncryptedBucket(there, 'Replicas', { bucketName: 'replicas', defaultEncryption: a.DefaultEncryption.sseKms() });
      for (const [library, id] of [[a, 'One'], [b, 'Two']] as const) {
        const here = new Stack(app, id, { env: HOME });
        const source = new library.EncryptedBucket(here, 'Source', { defaultEncryption: library.DefaultEncryption.sseKms() });
        new library.BucketReplication(here, 'Replication', { source, rules: [{ destination: library.ReplicationDestination.bucket(replicas) }] });
      }
    },
    (result) => expect(sids(result).flat().filter((sid) => sid.startsWith('AllowReplicas'))).toHaveLength(4),
  ],
  'a dashboard that both fill': [
    (stack, a, b) => {
      const dashboard = new a.EncryptionDashboard(stack, 'Dashboard', { dashboard: new cloudwatch.Dashboard(stack, 'Given') });
      for (const [library, id] of [[a, 'One'], [b, 'Two']] as const) {
        const bucket = new library.EncryptedBucket(stack, `${id}Bucket`);
        new library.EncryptionMonitor(stack, id, { buckets: library.WatchedBuckets.of(bucket), dashboard, uploads: false });
      }
    },
    (result) => expect(JSON.stringify(resources(result, 'AWS::CloudWatch::Dashboard')).match(/# S3 encryption/g)).toHaveLength(1),
  ],
};

const ORDERS: [string, Library, Library][] = [['the first copy acts first', first, second], ['the second copy acts first', second, first]];

describe.each(ORDERS)('%s', (_, a, b) => {
  test.each(Object.entries(SCENARIOS))('%s', (_title, [scenario, known]) => {
    const result = outcome(scenario, a, b);
    expect(result).toEqual(outcome(scenario, first, first));
    expect(repeatedSids(result)).toEqual([]);
    known(result);
  });
});
