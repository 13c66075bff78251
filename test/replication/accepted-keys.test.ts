import { App, aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { policiesOf } from './requests';
import {
  BucketReplication, CurrentEncryption, DefaultEncryption, EncryptedBucket, EncryptionKey, mixins, ObjectReencryption, ObjectSelection,
  ReplicationAccess, ReplicationDestination, UploadEncryption,
} from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ALLOWED_EVERYTHING, kmsThroughS3, policyOf } from '../support/requests';
import { keyArnToBe, World } from '../support/world';

const HERE = { account: '111122223333', region: 'eu-west-1' };
const THERE = { account: '444455556666', region: 'eu-west-1' };
const ACTIONS = ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom'];
const elsewhere = (id: string) => `arn:aws:kms:${THERE.region}:${THERE.account}:key/${id}`;

const accepting = (...acceptedKeys: kms.IKey[]) => UploadEncryption.bucketDefault({ acceptedKeys });
const aStackOf = (app: App, id = 'Here', env = HERE) => new Stack(app, id, { env });

/** What S3 may do with a key for a bucket as the role of a construct, as far as the role's own policies say so. */
function uses(app: App, roleName: string, keyArn: string, bucketArn: string): string[] {
  const world = World.of(app);
  const role = world.ofType('AWS::IAM::Role').find(({ name }) => name.includes(roleName))!;
  return ACTIONS.filter((action) => decide(kmsThroughS3(action, keyArn, bucketArn, Principal.role(role.arn)),
    { identity: policiesOf(world, role), resource: ownPolicy(keyArn), resourceAccount: keyArn.split(':')[4], kind: 'kms' }) === Ternary.YES);
}

/** A key policy that leaves everything to the policies of roles. */
function ownPolicy(keyArn: string) {
  const principals = [HERE, THERE].map(({ account }) => `arn:aws:iam::${account}:root`);
  return policyOf({ Version: '2012-10-17', Statement: { Effect: 'Allow', Principal: { AWS: principals }, Action: 'kms:*', Resource: keyArn } });
}

test('a source that is no EncryptedBucket: what it accepts by a mixin can be replicated', () => {
  const app = new App();
  const stack = aStackOf(app);
  const accepted = new EncryptionKey(stack, 'Accepted');
  const source = new s3.Bucket(stack, 'Source', { versioned: true });
  source.with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms()), new mixins.BucketUploadEncryption(accepting(accepted)));
  const destination = ReplicationDestination.bucket(new EncryptedBucket(stack, 'Copies'));
  new BucketReplication(stack, 'Replication', { source, roleName: 'replicates', sourceKeys: [accepted], rules: [{ destination }] });
  const world = World.of(app);
  expect(uses(app, 'replicates', world.resourceOf(accepted).arn, world.resourceOf(source).arn)).toEqual(['Decrypt']);
  const decrypts = world.ofType('AWS::IAM::Policy').flatMap(({ properties }) => properties.PolicyDocument.Statement as { Sid: string; Resource: string[] }[])
    .filter(({ Sid: sid }) => sid === 'DecryptSourceObjects');
  // Not named twice, although it is a source key as well.
  expect(decrypts.map(({ Resource }) => Resource.length)).toEqual([2]);
});

describe('a destination that is made elsewhere', () => {
  function replicated(acceptedKmsKeyArns: string[]) {
    const app = new App();
    const stack = aStackOf(app);
    new BucketReplication(stack, 'Replication', {
      source: new EncryptedBucket(stack, 'Source'),
      roleName: 'replicates',
      rules: [{ destination: ReplicationDestination.fromAttributes({ bucketArn: 'arn:aws:s3:::copies', account: THERE.account, kmsKeyArn: elsewhere('1'), acceptedKmsKeyArns }) }],
    });
    return app;
  }

  test('the role can encrypt with the next key before the configuration names it', () => {
    const app = replicated([elsewhere('2')]);
    const expected = ['Decrypt', 'Encrypt', 'GenerateDataKey'];
    expect(['1', '2', '3'].map((id) => uses(app, 'replicates', elsewhere(id), 'arn:aws:s3:::copies'))).toEqual([expected, expected, []]);
    expect(uses(app, 'replicates', elsewhere('2'), 'arn:aws:s3:::others')).toEqual([]);
  });

  test.each([
    ['alias/next', 'alias/next is not the ARN of a KMS key; an alias can be changed to another key, and the permissions of the role are for keys. Fix: pass acceptedKmsKeyArns in'],
    ['arn:aws:kms:us-east-1:444455556666:key/1', 'is in us-east-1, but bucket arn:aws:s3:::copies is in eu-west-1. Fix: use a key in eu-west-1.'],
  ])('a key that cannot serve is refused: %s', (arn, message) => {
    expect(() => replicated([arn])).toThrow(message);
  });
});

test('the other account lets the role use the keys that its bucket accepts, but for those that demand context', () => {
  const app = new App();
  const stack = aStackOf(app, 'There', THERE);
  const [next, demanding] = [new EncryptionKey(stack, 'Next'), new EncryptionKey(stack, 'Demanding', { requiredEncryptionContext: { team: 'data' } })];
  const bucket = new EncryptedBucket(stack, 'Copies', { uploadEncryption: accepting(next, demanding) });
  new ReplicationAccess(stack, 'Access', { bucket, sourceAccount: HERE.account, sourceRole: 'replicates' });
  const world = World.of(app);
  const may = (key: kms.IKey, role: string) => ACTIONS.filter((action) => decide(
    kmsThroughS3(action, world.resourceOf(key).arn, world.resourceOf(bucket).arn, Principal.role(`arn:aws:iam::${HERE.account}:role/${role}`)),
    { identity: [ALLOWED_EVERYTHING], resource: policyOf(world.resourceOf(key).properties.KeyPolicy), resourceAccount: THERE.account, kind: 'kms' }) === Ternary.YES);
  expect([bucket.encryptionKey!, next, demanding].map((key) => may(key, 'replicates'))).toEqual([...Array(2).fill(['Decrypt', 'Encrypt', 'GenerateDataKey']), []]);
  expect(may(next, 'another')).toEqual([]);
});

test.each<[string, CurrentEncryption[], string[]]>([
  ['any key', [CurrentEncryption.sseKms({ bucketKey: false })], ['Decrypt', 'ReEncryptFrom']],
  ['SSE-S3', [CurrentEncryption.sseS3()], []],
])('a job that re-encrypts objects under %s reads those under accepted keys if there can be any', (_, encryptedWith, expected) => {
  const app = new App();
  const stack = aStackOf(app);
  const former = new kms.Key(stack, 'Former');
  const bucket = new EncryptedBucket(stack, 'Data', { uploadEncryption: accepting(former) });
  new ObjectReencryption(stack, 'Job', { bucket, objects: ObjectSelection.matching({ encryptedWith }) });
  expect(uses(app, 'JobRole', keyArnToBe(former), World.of(app).resourceOf(bucket).arn)).toEqual(expected);
});

test('roles of many accepted keys stay within the limits of IAM', () => {
  const app = new App();
  const [here, there] = [aStackOf(app), aStackOf(app, 'There', THERE)];
  const keys = Array.from({ length: 12 }, (_, index) => new EncryptionKey(there, `Key${index}`));
  const destination = ReplicationDestination.bucket(new EncryptedBucket(there, 'Copies', { uploadEncryption: accepting(...keys) }));
  new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Source'), roleName: 'replicates', rules: [{ destination }] });
  const world = World.of(app);
  const sizes = (type: string) => world.ofType(type).filter(({ stack }) => stack === 'Here').map(({ properties }) => JSON.stringify(properties.PolicyDocument).length);
  expect(sizes('AWS::IAM::Policy').reduce((all, one) => all + one)).toBeLessThan(10_240);
  expect(Math.max(...sizes('AWS::IAM::ManagedPolicy'))).toBeLessThan(6_144);
  for (const key of keys) { expect(uses(app, 'replicates', world.resourceOf(key).arn, world.ofType('AWS::S3::Bucket')[0].arn)).toHaveLength(3); }
});
