import { execFileSync } from 'child_process';
import * as path from 'path';
import { App, aws_kms as kms, Fn, Stack, Token } from 'aws-cdk-lib';
import { BucketReplication, DefaultEncryption, EncryptedBucket, ReplicationAccess, type ReplicationAccessProps, ReplicationDestination } from '../../src';
import { bySid, type StatementJson } from '../support/stacks';
import { World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THEIRS = { account: '222222222222', region: 'us-east-1' };
const DOCUMENTS: { readonly [type: string]: string } = {
  'AWS::S3::BucketPolicy': 'PolicyDocument', 'AWS::KMS::Key': 'KeyPolicy', 'AWS::IAM::Policy': 'PolicyDocument', 'AWS::IAM::ManagedPolicy': 'PolicyDocument',
};

/** Every statement, by type of document; that no Sid repeats in one is looked at on the way. */
function statements(app: App, type: string): StatementJson[] {
  return World.of(app).ofType(type).flatMap(({ properties }) => Object.values(bySid(properties[DOCUMENTS[type]] as { Statement: StatementJson[] })));
}

interface Template { Resources: { [id: string]: { Type: string; Properties: { PolicyDocument: { Statement: StatementJson[] } } } } }

const replicating = (all: StatementJson[], prefix = 'AllowReplicas') => all.filter(({ Sid }) => Sid?.startsWith(prefix));

function access(...all: Partial<ReplicationAccessProps>[]): App {
  const app = new App();
  const stack = new Stack(app, 'There', { env: THEIRS });
  const bucket = new EncryptedBucket(stack, 'Replicas');
  all.forEach((props, i) => new ReplicationAccess(stack, `Access${i}`, { bucket, sourceAccount: HERE.account, sourceRole: 'replicates', ...props }));
  return app;
}

describe('no Sid repeats', () => {
  test.each<[string, Partial<ReplicationAccessProps>[], number]>([
    ['twice the same', [{}, {}], 1],
    ['roles that differ in punctuation only', [{ sourceRole: 'app-1' }, { sourceRole: 'app1' }, { sourceRole: 'app_1' }, { sourceRole: 'app.1' }], 4],
    ['paths that differ in punctuation only', [{ sourceRole: 'A/BX' }, { sourceRole: 'AB/X' }], 2],
    ['with and without owner override', [{}, { ownerOverride: true }], 1],
    ['with and without delete markers', [{ deleteMarkers: true }, {}, { deleteMarkers: true, ownerOverride: true }], 1],
    ['a role and a pattern', [{}, { sourceRole: undefined, sourceRolePattern: 'replicates*' }], 2],
    ['a role by its name and by its ARN', [{}, { sourceRole: 'arn:aws:iam::111111111111:role/replicates' }], 2],
    ['two accounts', [{}, { sourceAccount: '333333333333' }], 2],
    ['two tokens for one account', [0, 1].map(() => ({ sourceAccount: Token.asString({ Ref: 'AWS::AccountId' }) })), 1],
  ])('%s', (_, props, expected) => {
    const app = access(...props);
    expect(replicating(statements(app, 'AWS::S3::BucketPolicy'))).toHaveLength(expected);
    expect(replicating(statements(app, 'AWS::KMS::Key'))).toHaveLength(expected);
  });

  test('one role with two keys', () => {
    const app = new App();
    const stack = new Stack(app, 'There', { env: THEIRS });
    const bucket = new EncryptedBucket(stack, 'Replicas');
    ['One', 'Two'].forEach((id) => new ReplicationAccess(stack, id, {
      bucket, sourceAccount: HERE.account, sourceRole: 'replicates', replicaKey: new kms.Key(stack, `${id}Key`),
    }));
    expect(replicating(statements(app, 'AWS::S3::BucketPolicy'))).toHaveLength(1);
    expect(replicating(statements(app, 'AWS::KMS::Key'))).toHaveLength(2);
  });

  test('two replications of one account into one destination', () => {
    const app = new App();
    const [there, here] = [new Stack(app, 'There', { env: THEIRS }), new Stack(app, 'Here', { env: HERE })];
    const replicas = new EncryptedBucket(there, 'Replicas');
    ['app-1', 'app1'].forEach((id) => new BucketReplication(here, `Of${id}`, {
      source: new EncryptedBucket(here, id), roleName: id, rules: [{ destination: ReplicationDestination.bucket(replicas), deleteMarkers: true }],
    }));
    expect(replicating(statements(app, 'AWS::S3::BucketPolicy'))).toHaveLength(2);
    expect(replicating(statements(app, 'AWS::KMS::Key'))).toHaveLength(2);
    expect(replicating(statements(app, 'AWS::IAM::Policy'), 'EncryptReplicas')).toHaveLength(2);
  });

  test('a key that destinations share, one of which has a name', () => {
    const app = new App();
    const [there, here] = [new Stack(app, 'There', { env: THEIRS }), new Stack(app, 'Here', { env: HERE })];
    const key = new kms.Key(there, 'Key');
    const destinations = [undefined, undefined, 'the-replicas'].map((bucketName, i) => ReplicationDestination.bucket(
      new EncryptedBucket(there, `Replicas${i}`, { bucketName, defaultEncryption: DefaultEncryption.sseKms({ key }) })));
    new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Source'), rules: destinations.map((destination) => ({ destination })) });
    expect(replicating(statements(app, 'AWS::S3::BucketPolicy'))).toHaveLength(3);
    expect(replicating(statements(app, 'AWS::KMS::Key'))).toHaveLength(2);
  });
});

describe('two tokens for one thing are one', () => {
  const KEY = 'arn:aws:kms:us-east-1:222222222222:key/1';
  const twice = (given: (i: number) => { bucketArn: string; kmsKeyArn?: string }, more: object = {}) => {
    const app = new App();
    const here = new Stack(app, 'Here', { env: HERE });
    new BucketReplication(here, 'Replication', {
      source: new EncryptedBucket(here, 'Source'),
      rules: [0, 1].map((i) => ({ destination: ReplicationDestination.fromAttributes({ ...THEIRS, kmsKeyArn: KEY, ...given(i) }), prefix: `${i}/`, deleteMarkers: true, ...more })),
    });
    return app;
  };
  const imported = () => ({ bucketArn: Fn.importValue('bucket'), kmsKeyArn: Fn.importValue('key') });
  const written = (i: number) => ({ bucketArn: i === 0 ? 'arn:aws:s3:::replicas' : `arn:${Token.asString({ Ref: 'AWS::Partition' })}:s3:::replicas` });

  test.each([['imports', imported, 1], ['partitions', written, 1], ['two buckets', (i: number) => ({ bucketArn: `arn:aws:s3:::replicas-${i}` }), 2]])('%s', (_, given, expected) => {
    const { Resources } = twice(given).synth().stacks[0].template as Template;
    const own = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::Policy').flatMap(({ Properties }) => Object.values(bySid(Properties.PolicyDocument)));
    expect(replicating(own, 'EncryptReplicas')).toHaveLength(expected);
    for (const sid of ['ReplicateObjects', 'ReplicateDeleteMarkers']) {
      const [{ Resource }] = replicating(own, sid);
      expect([Resource].flat()).toHaveLength(expected);
    }
  });

  test.each([['imports', imported], ['partitions', written]])('a priority is given once, to a bucket that is named twice: %s', (_, given) => {
    expect(() => twice(given, { priority: 7 })).toThrow(/priority 7 is also the priority of rule rule-1, which replicates to the same bucket/);
  });

  test('as is a bucket of another stack, for each rule', () => {
    const app = new App();
    const [there, here] = [new Stack(app, 'There', { env: THEIRS }), new Stack(app, 'Here', { env: HERE })];
    const replicas = new EncryptedBucket(there, 'Replicas');
    const rules = ['a/', 'b/', 'c/'].map((prefix) => ({ destination: ReplicationDestination.bucket(replicas), prefix }));
    new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Source'), rules });
    const own = statements(app, 'AWS::IAM::Policy');
    expect(replicating(own, 'EncryptReplicas')).toHaveLength(1);
    expect([replicating(own, 'ReplicateObjects')[0].Resource].flat()).toHaveLength(1);
  });

  test('as is the id of a rule', () => {
    const here = new Stack(new App(), 'Here', { env: HERE });
    const destination = ReplicationDestination.bucket(new EncryptedBucket(here, 'Replicas'));
    const rules = () => [0, 1].map(() => ({ destination, id: Fn.importValue('id') }));
    expect(() => new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Source'), rules: rules() })).toThrow(/another rule has this id/);
  });
});

test('another process, which has created other tokens before, gives the same templates', () => {
  const script = `
    const { Token } = require('aws-cdk-lib/core');
    for (let i = 0; i < Number(process.argv[1]); i++) { Token.asString({ Ref: 'Other' + i }); }
    const { App, Aws, Stack } = require('aws-cdk-lib');
    const { BucketReplication, EncryptedBucket, LogBucket, ObjectReencryption, ReplicationAccess, ReplicationDestination, ReplicationHealth, TwoWayReplication } = require('./src');
    const app = new App();
    const there = new Stack(app, 'There', { env: ${JSON.stringify(THEIRS)} });
    const here = new Stack(app, 'Here', { env: ${JSON.stringify(HERE)} });
    const bucket = new EncryptedBucket(there, 'Replicas');
    const rules = [{ destination: ReplicationDestination.bucket(bucket), deleteMarkers: true, ownerOverride: true }];
    const source = new EncryptedBucket(here, 'Source');
    const replication = new BucketReplication(here, 'Replication', { source, rules });
    const reports = new LogBucket(here, 'Reports');
    replication.replicateExisting({ reports });
    new ReplicationHealth(here, 'Health', { replication });
    new ObjectReencryption(here, 'Reencryption', { bucket: source, reports, description: Aws.STACK_NAME });
    const anywhere = new Stack(app, 'Anywhere');
    const [first, second] = ['First', 'Second'].map((id) => new EncryptedBucket(anywhere, id));
    new TwoWayReplication(anywhere, 'TwoWay', { first, second }).replicateExistingOfSecond({ reports: new LogBucket(anywhere, 'Reports') });
    new ReplicationAccess(there, 'Access', { bucket, sourceAccount: Aws.ACCOUNT_ID, sourceRole: 'a-' + Aws.REGION });
    console.log(JSON.stringify(app.synth().stacks.map(({ template }) => template)));`;
  const templates = (tokens: number) => execFileSync('npx', ['tsx', '-e', script, String(tokens)], { cwd: path.join(__dirname, '..', '..'), encoding: 'utf8' });
  const first = templates(0);
  expect(first).toMatch(/"Sid":"AllowReplicas[0-9A-F]{8}"/);
  expect(templates(5)).toBe(first);
});
