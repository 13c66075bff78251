import { App, aws_iam as iam, aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { S3EncryptionChecks } from '../../../src';
import { REPLICATION_RULES } from '../../../src/validation/rules/replication';

const NAMES = REPLICATION_RULES.map((rule) => rule.metadata.name);
const HERE = { account: '111111111111', region: 'eu-central-1' };
const ELSEWHERE = { account: '111111111111', region: 'eu-west-1' };
const THEIRS = { account: '222222222222', region: 'eu-central-1' };

/** What the rules of replication say of an app: level, rule and logical id without the hash. */
function judged(app: App): string[] {
  return new S3EncryptionChecks().validateScope(app).violations
    .filter(({ ruleName }) => NAMES.includes(ruleName))
    .flatMap(({ ruleName, severity, violatingResources }) => violatingResources
      .map(({ resourceLogicalId }) => `${severity} ${ruleName} ${resourceLogicalId?.replace(/[0-9A-F]{8}$/, '')}`))
    .sort();
}

const versioned = { versioned: true, bucketKeyEnabled: undefined };

function encrypted(scope: Stack, id: string, props: s3.BucketProps = {}) {
  const key = new kms.Key(scope, `${id}Key`, { alias: id });
  return { key, bucket: new s3.Bucket(scope, id, { ...versioned, encryption: s3.BucketEncryption.KMS, encryptionKey: key, ...props }) };
}

describe('within one stack', () => {
  test.each([['known', { env: HERE }], ['not known', {}]])('KMS, all of it said, in an environment that is %s', (_, props) => {
    const app = new App();
    const stack = new Stack(app, 'Stack', props);
    const { bucket: destination, key: kmsKey } = encrypted(stack, 'Replicas');
    encrypted(stack, 'Source', { replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }] });
    expect(judged(app)).toEqual([]);
  });

  test('KMS with a Bucket Key', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination, key: kmsKey } = encrypted(stack, 'Replicas', { bucketKeyEnabled: true });
    encrypted(stack, 'Source', { bucketKeyEnabled: true, replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }] });
    expect(judged(app)).toEqual([]);
  });

  test('DSSE-KMS', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination, key: kmsKey } = encrypted(stack, 'Replicas', { encryption: s3.BucketEncryption.DSSE });
    encrypted(stack, 'Source', { encryption: s3.BucketEncryption.DSSE, replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }] });
    expect(judged(app)).toEqual([]);
  });

  test('the AWS managed key at the source needs no permission', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination, key: kmsKey } = encrypted(stack, 'Replicas');
    new s3.Bucket(stack, 'Source', {
      ...versioned, encryption: s3.BucketEncryption.KMS_MANAGED, replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }],
    });
    expect(judged(app)).toEqual([]);
  });

  test('a key, but not that objects with KMS keys are replicated', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination, key: kmsKey } = encrypted(stack, 'Replicas');
    encrypted(stack, 'Source', { replicationRules: [{ destination, kmsKey }] });
    expect(judged(app)).toEqual(['error ReplicationKmsAware Source']);
  });

  test('no key', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination } = encrypted(stack, 'Replicas');
    encrypted(stack, 'Source', { replicationRules: [{ destination }] });
    expect(judged(app)).toEqual(['error ReplicationKmsAware Source']);
  });

  test('SSE-S3 on both sides', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const destination = new s3.Bucket(stack, 'Replicas', versioned);
    new s3.Bucket(stack, 'Source', { ...versioned, enforceSSL: true, minimumTLSVersion: 1.2, replicationRules: [{ destination }] });
    expect(judged(app)).toEqual([]);
  });

  test('SSE-S3 to a bucket with KMS', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination } = encrypted(stack, 'Replicas');
    new s3.Bucket(stack, 'Source', { ...versioned, replicationRules: [{ destination }] });
    expect(judged(app)).toEqual(['warning ReplicaEncryptionAsExpected Source']);
  });

  test('a destination without versioning', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const destination = new s3.Bucket(stack, 'Replicas');
    new s3.Bucket(stack, 'Source', { ...versioned, replicationRules: [{ destination }] });
    expect(judged(app)).toEqual(['error ReplicationVersioning Replicas']);
  });

  test('a role of one\'s own, to which the L2 grants nothing', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination, key: kmsKey } = encrypted(stack, 'Replicas');
    const replicationRole = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('s3.amazonaws.com') });
    const rules = [{ destination, kmsKey, sseKmsEncryptedObjects: true }];
    encrypted(stack, 'Source', { replicationRole, replicationRules: rules });
    expect(judged(app)).toEqual(['error ReplicationRolePermissions Role', 'info ReplicationRolePermissions Role']);
  });

  test('a role of one\'s own with what it needs', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const { bucket: destination, key: kmsKey } = encrypted(stack, 'Replicas');
    const replicationRole = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('s3.amazonaws.com') });
    const { bucket } = encrypted(stack, 'Source', { replicationRole, replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }] });
    bucket.grantReplicationPermission(replicationRole, { destinations: [{ bucket: destination, encryptionKey: kmsKey }] });
    expect(judged(app)).toEqual([]);
  });
});

describe('across Regions', () => {
  test('KMS, all of it said', () => {
    const app = new App();
    const there = new Stack(app, 'There', { env: ELSEWHERE });
    const here = new Stack(app, 'Here', { env: HERE });
    const { bucket: destination, key: kmsKey } = encrypted(there, 'Replicas', { bucketName: 'replicas-of-source' });
    encrypted(here, 'Source', { replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }] });
    expect(judged(app)).toEqual([]);
  });

  test('the key of the wrong Region', () => {
    const app = new App();
    const there = new Stack(app, 'There', { env: ELSEWHERE });
    const here = new Stack(app, 'Here', { env: HERE });
    const { bucket: destination } = encrypted(there, 'Replicas', { bucketName: 'replicas-of-source' });
    const kmsKey = new kms.Key(here, 'Key');
    encrypted(here, 'Source', { replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }] });
    expect(judged(app)).toContain('error ReplicaKmsKeyRegion Source');
  });
});

describe('across accounts', () => {
  function acrossAccounts(bucketKeyEnabled?: boolean) {
    const app = new App();
    const there = new Stack(app, 'There', { env: THEIRS });
    const here = new Stack(app, 'Here', { env: HERE });
    // CDK reads the ARN of the key, and adds no dependency across accounts.
    here.addDependency(there);
    const { bucket: destination, key: kmsKey } = encrypted(there, 'Replicas', { bucketName: 'replicas-of-source', bucketKeyEnabled });
    const { bucket } = encrypted(here, 'Source', {
      bucketKeyEnabled,
      bucketName: 'the-source',
      replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true, accessControlTransition: true }],
    });
    return { app, destination, bucket };
  }

  test('without a policy at the destination', () => {
    expect(judged(acrossAccounts().app)).toEqual(['error ReplicationDestinationPolicy Replicas']);
  });

  test('with the policy that the L2 writes', () => {
    const { app, destination, bucket } = acrossAccounts();
    destination.addReplicationPolicy(bucket.replicationRoleArn!, true, HERE.account);
    expect(judged(app)).toEqual([]);
  });

  test('with Bucket Keys, for which the key policy of the L2 lacks kms:Decrypt', () => {
    const { app, destination, bucket } = acrossAccounts(true);
    destination.addReplicationPolicy(bucket.replicationRoleArn!, true, HERE.account);
    expect(judged(app)).toEqual(['warning ReplicaKeyPolicy ReplicasKey']);
  });

  test('to a bucket outside the app', () => {
    const app = new App();
    const here = new Stack(app, 'Here', { env: HERE });
    const destination = s3.Bucket.fromBucketAttributes(here, 'Replicas', { bucketName: 'theirs', account: THEIRS.account });
    const kmsKey = kms.Key.fromKeyArn(here, 'Key', 'arn:aws:kms:eu-central-1:222222222222:key/1234abcd-12ab-34cd-56ef-1234567890ab');
    encrypted(here, 'Source', { replicationRules: [{ destination, kmsKey, sseKmsEncryptedObjects: true }] });
    // ReplicationVersioning speaks for ReplicationDestinationPolicy: it is not known which bucket it is.
    expect(judged(app)).toEqual(['info ReplicaKmsKeyRegion Source', 'info ReplicationVersioning Source']);
  });
});
