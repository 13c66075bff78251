import { App, aws_kms as kms, aws_s3 as s3, NestedStack, Stack } from 'aws-cdk-lib';
import { Flow, policiesOf } from './requests';
import { BucketReplication, type BucketReplicationRule, DefaultEncryption, EncryptedBucket, ReplicationDestination, ReplicationRoleTrust, UploadEncryption } from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { deploymentOrder, unsaidNeeds } from '../support/deployment-order';
import { policyOf } from '../support/requests';
import { aStack, theResource } from '../support/stacks';
import { World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THERE = { account: '222222222222', region: 'us-east-1' };
const SSE_S3 = { defaultEncryption: DefaultEncryption.sseS3() };

function twoStacks(there = THERE) {
  const app = new App();
  return { app, here: new Stack(app, 'Here', { env: HERE }), there: new Stack(app, 'There', { env: there }) };
}

/** The rules of a replication of an SSE-S3 bucket to another of its stack. */
function rulesOf(...rules: Partial<BucketReplicationRule>[]): { [property: string]: any }[] {
  const stack = aStack(HERE);
  const destination = ReplicationDestination.bucket(new EncryptedBucket(stack, 'Replicas', { ...SSE_S3, bucketName: 'replicas' }));
  const source = new EncryptedBucket(stack, 'Data', { ...SSE_S3, bucketName: 'data' });
  new BucketReplication(stack, 'Replication', { source, rules: rules.map((rule) => ({ destination, ...rule })) });
  const world = World.of(stack.node.root as App);
  return world.resourceOf(source).properties.ReplicationConfiguration.Rules as { [property: string]: any }[];
}

const EVERYTHING = {
  Id: 'rule-1',
  Status: 'Enabled',
  Priority: 1,
  Filter: { Prefix: '' },
  DeleteMarkerReplication: { Status: 'Disabled' },
  Destination: { Bucket: 'arn:aws:s3:::replicas', Metrics: { Status: 'Enabled' } },
};
const FIFTEEN = { Minutes: 15 };

describe('a rule', () => {
  test.each<[string, Partial<BucketReplicationRule>, object]>([
    ['for everything, with metrics', {}, {}],
    ['with an id', { id: 'backup' }, { Id: 'backup' }],
    ['for a prefix', { prefix: 'logs/' }, { Filter: { Prefix: 'logs/' } }],
    ['for a tag', { tags: { keep: 'yes' } }, { Filter: { TagFilter: { Key: 'keep', Value: 'yes' } } }],
    ['for several tags', { tags: { keep: 'yes', team: 'a' } },
      { Filter: { And: { TagFilters: [{ Key: 'keep', Value: 'yes' }, { Key: 'team', Value: 'a' }] } } }],
    ['for a prefix and a tag', { prefix: 'logs/', tags: { keep: 'yes' } }, { Filter: { And: { Prefix: 'logs/', TagFilters: [{ Key: 'keep', Value: 'yes' }] } } }],
    ['without tags after all', { tags: {} }, {}],
    ['with a priority', { priority: 7 }, { Priority: 7 }],
    ['with delete markers', { deleteMarkers: true }, { DeleteMarkerReplication: { Status: 'Enabled' } }],
    ['with changes to replicas', { replicaModifications: true }, { SourceSelectionCriteria: { ReplicaModifications: { Status: 'Enabled' } } }],
    ['in another storage class', { storageClass: s3.StorageClass.GLACIER_INSTANT_RETRIEVAL },
      { Destination: { ...EVERYTHING.Destination, StorageClass: 'GLACIER_IR' } }],
    ['without metrics', { metrics: false }, { Destination: { Bucket: 'arn:aws:s3:::replicas' } }],
    ['with time control, which alone has a threshold', { timeControl: true }, {
      Destination: {
        Bucket: 'arn:aws:s3:::replicas', ReplicationTime: { Status: 'Enabled', Time: FIFTEEN }, Metrics: { Status: 'Enabled', EventThreshold: FIFTEEN },
      },
    }],
  ])('%s', (_, rule, difference) => {
    expect(rulesOf(rule)).toEqual([{ ...EVERYTHING, ...difference }]);
  });

  test.each([
    [[{}, {}, {}], [3, 2, 1]],
    [[{}, { priority: 2 }, {}], [3, 2, 1]],
    [[{ priority: 1 }, {}, { priority: 3 }, {}], [1, 4, 3, 2]],
    [[{ priority: 0 }, {}], [0, 1]],
  ])('%j: rules count in their order, unless they say otherwise', (rules, priorities) => {
    expect(rulesOf(...rules).map(({ Priority }) => Priority as number)).toEqual(priorities);
  });

  test('can be added later', () => {
    const stack = aStack(HERE);
    const [first, second] = ['First', 'Second'].map((id) => ReplicationDestination.bucket(new EncryptedBucket(stack, id)));
    const source = new EncryptedBucket(stack, 'Data');
    const replication = new BucketReplication(stack, 'Replication', { source, rules: [{ destination: first }] });
    expect(replication.addRule({ destination: second, deleteMarkers: true })).toBe('rule-2');
    expect(replication.ruleIds).toEqual(['rule-1', 'rule-2']);
    const world = World.of(stack.node.root as App);
    const flows = Flow.of(world, world.resourceOf(source));
    expect(flows).toHaveLength(2);
    for (const flow of flows) { expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]); }
  });
});

describe('rights', () => {
  /** Which of the requests a role may make that its rule does not need. */
  function may(rule: Partial<BucketReplicationRule>, props: s3.BucketProps, actions: string[]): string[] {
    const { app, here, there } = twoStacks();
    const destination = ReplicationDestination.bucket(new s3.Bucket(there, 'Replicas', { versioned: true, ...props }));
    const source = new s3.Bucket(here, 'Data', { versioned: true, ...props });
    new BucketReplication(here, 'Replication', { source, rules: [{ destination, ...rule }] });
    const world = World.of(app);
    const [flow] = Flow.of(world, world.resourceOf(source));
    expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]);
    return actions.filter((action) => [flow.source.arn, flow.destination.arn].some((arn) => flow.isAllowed({ ...flow.requests()[0], action, resource: `${arn}/object` })));
  }

  const SPECIAL = ['s3:ReplicateDelete', 's3:ObjectOwnerOverrideToBucketOwner', 's3:GetObjectRetention', 's3:GetObjectLegalHold', 's3:PutObject', 's3:DeleteObject'];

  test.each<[string, Partial<BucketReplicationRule>, s3.BucketProps, string[]]>([
    ['a plain rule', {}, {}, []],
    ['delete markers', { deleteMarkers: true }, {}, ['s3:ReplicateDelete']],
    ['ownership', { ownerOverride: true }, {}, ['s3:ObjectOwnerOverrideToBucketOwner']],
    ['Object Lock', {}, { objectLockEnabled: true }, ['s3:GetObjectRetention', 's3:GetObjectLegalHold']],
  ])('%s: exactly what it needs', (_, rule, props, expected) => {
    expect(may(rule, props, SPECIAL)).toEqual(expected);
  });

  test('keys besides the default key', () => {
    const { app, here, there } = twoStacks();
    const former = new kms.Key(here, 'Former');
    const source = new EncryptedBucket(here, 'Data');
    new BucketReplication(here, 'Replication', {
      source, sourceKeys: [former], rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas')) }],
    });
    const world = World.of(app);
    const [flow] = Flow.of(world, world.resourceOf(source));
    const [decrypt] = flow.kmsRequests();
    expect(flow.isAllowed(decrypt)).toBe(true);
    expect(flow.isAllowed({ ...decrypt, resource: world.resourceOf(former).arn })).toBe(true);
  });

  test('an SSE-S3 source whose uploads may name KMS keys', () => {
    const { app, here, there } = twoStacks();
    const key = new kms.Key(here, 'Key');
    const source = new EncryptedBucket(here, 'Data', { ...SSE_S3, uploadEncryption: UploadEncryption.any() });
    new BucketReplication(here, 'Replication', {
      source, sourceKeys: [key], rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas')) }],
    });
    const { properties } = World.of(app).resourceOf(source);
    expect(properties.ReplicationConfiguration.Rules[0].SourceSelectionCriteria).toEqual({ SseKmsEncryptedObjects: { Status: 'Enabled' } });
  });

  test('a source whose own key cannot be determined, with the key given', () => {
    const { app, here, there } = twoStacks();
    const key = new kms.Key(here, 'Key', { alias: 'data' });
    const source = new s3.CfnBucket(here, 'Data', {
      versioningConfiguration: { status: 'Enabled' },
      bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: 'alias/data' } }] },
    });
    new BucketReplication(here, 'Replication', {
      source, sourceKeys: [key], rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas')) }],
    });
    const world = World.of(app);
    const role = world.ofType('AWS::IAM::Role').find(({ stack }) => stack === 'Here')!;
    const decrypt = {
      principal: Principal.role(role.arn),
      action: 'kms:Decrypt',
      resource: world.resourceOf(key).arn,
      context: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com', 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::here-data' },
    };
    expect(policiesOf(world, role).some((policy) => policy.allows(decrypt) === Ternary.YES)).toBe(true);
  });

  test('two rules with one destination share what they need', () => {
    const stack = aStack(HERE);
    const destination = ReplicationDestination.bucket(new EncryptedBucket(stack, 'Replicas'));
    new BucketReplication(stack, 'Replication', {
      source: new EncryptedBucket(stack, 'Data'), rules: [{ destination, prefix: 'a/' }, { destination, prefix: 'b/', deleteMarkers: true }],
    });
    const { Statement } = theResource(stack, 'AWS::IAM::Policy').PolicyDocument as { Statement: { Sid: string; Resource: unknown }[] };
    expect(Statement.map(({ Sid, Resource }) => [Sid, Array.isArray(Resource)])).toEqual([
      ['ReadReplicationConfiguration', false], ['ReadSourceObjects', false], ['DecryptSourceObjects', false],
      ['ReplicateObjects', false], ['EncryptReplicas1', false], ['ReplicateDeleteMarkers', false],
    ]);
  });
});

describe('the role', () => {
  const ofS3 = (context: ContextKeys) => ({ principal: Principal.service('s3.amazonaws.com'), action: 'sts:AssumeRole', resource: 'role', context });
  const MINE = { 'aws:SourceAccount': HERE.account, 'aws:SourceArn': 'arn:aws:s3:::data' };

  test.each<[ReplicationRoleTrust | undefined, ContextKeys, Ternary]>([
    [undefined, {}, Ternary.YES],
    [ReplicationRoleTrust.ANY_SOURCE, {}, Ternary.YES],
    [ReplicationRoleTrust.SOURCE_ACCOUNT, MINE, Ternary.YES],
    [ReplicationRoleTrust.SOURCE_ACCOUNT, { ...MINE, 'aws:SourceAccount': THERE.account }, Ternary.NO],
    [ReplicationRoleTrust.SOURCE_BUCKET, MINE, Ternary.YES],
    [ReplicationRoleTrust.SOURCE_BUCKET, { ...MINE, 'aws:SourceArn': 'arn:aws:s3:::other' }, Ternary.NO],
  ])('%s: S3 for %j: %s', (trust, context, expected) => {
    const stack = aStack(HERE);
    const source = new EncryptedBucket(stack, 'Data', { bucketName: 'data' });
    new BucketReplication(stack, 'Replication', { source, trust, rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(stack, 'Replicas')) }] });
    expect(policyOf(theResource(stack, 'AWS::IAM::Role').AssumeRolePolicyDocument).allows(ofS3(context))).toBe(expected);
  });

  test('has a name of its own: by place, by stack, by Region', () => {
    const app = new App();
    const names = [['A', 'eu-west-1'], ['A2', 'ap-southeast-7'], ['B'.repeat(90), 'us-gov-east-1']].flatMap(([id, region]) => {
      const stack = new Stack(app, id, { env: { region } });
      const nested = ['X', 'Y'].map((parent) => new NestedStack(new NestedStack(stack, parent), 'Same'));
      return [...[stack, stack].map((scope, i) => [scope, `Replication${i}`] as const), ...nested.map((scope) => [scope, 'Replication0'] as const)].map(([scope, name]) => {
        const [source, replicas] = ['Data', 'Replicas'].map((bucket) => new EncryptedBucket(scope, `${name}${bucket}`, SSE_S3));
        return new BucketReplication(scope, name, { source, rules: [{ destination: ReplicationDestination.bucket(replicas) }] }).roleName;
      });
    });
    expect(names).toHaveLength(12);
    expect(new Set(names).size).toBe(12);
    for (const name of names) {
      expect(name).toMatch(/-(eu-west-1|ap-southeast-7|us-gov-east-1)$/);
      expect(name.length).toBeLessThanOrEqual(64);
    }
  });

  test('of a stack that may be deployed to several Regions carries the Region of each', () => {
    const stack = aStack();
    new BucketReplication(stack, 'Replication', {
      source: new EncryptedBucket(stack, 'Data'), rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(stack, 'Replicas')) }],
    });
    expect(theResource(stack, 'AWS::IAM::Role').RoleName).toMatch(/^Stack-Replication-[0-9A-F]{8}-eu-west-1$/);
  });
});

describe('twenty destinations', () => {
  /** Limits of IAM (of all inline policies of a role, of one managed policy, of managed policies of a role), S3 and AWS KMS. */
  const LIMITS = {
    inline: 10_240, managed: 6_144, managedPolicies: 10, bucketPolicy: 20 * 1024, keyPolicy: 32 * 1024, configuration: 2 * 1024 * 1024,
  };
  const size = (document: unknown) => JSON.stringify(document).length;

  function twenty() {
    const app = new App();
    const here = new Stack(app, 'Here', { env: HERE });
    const source = new EncryptedBucket(here, 'Data', { bucketName: 'd'.repeat(63) });
    const rules = Array.from({ length: 20 }, (_, i) => {
      const there = new Stack(app, `There${i}`, { env: i % 2 === 0 ? THERE : { ...HERE, region: 'ap-southeast-2' } });
      const replicas = new EncryptedBucket(there, 'Replicas', { bucketName: `${'r'.repeat(60)}-${String(i).padStart(2, '0')}` });
      return { destination: ReplicationDestination.bucket(replicas), deleteMarkers: true, ownerOverride: i % 2 === 0 };
    });
    new BucketReplication(here, 'Replication', { source, rules });
    return { world: World.of(app), source };
  }

  test('stay within the limits, whatever the names, and can be deployed', () => {
    const { world, source } = twenty();
    const ofHere = (type: string) => world.ofType(type).filter(({ stack }) => stack === 'Here').map(({ properties }) => size(properties.PolicyDocument));
    const [inline, managed] = [ofHere('AWS::IAM::Policy'), ofHere('AWS::IAM::ManagedPolicy')];
    expect(inline.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(LIMITS.inline);
    expect(Math.max(0, ...managed)).toBeLessThanOrEqual(LIMITS.managed);
    expect(managed.length).toBeLessThanOrEqual(LIMITS.managedPolicies);
    expect(size(world.resourceOf(source).properties.ReplicationConfiguration)).toBeLessThanOrEqual(LIMITS.configuration);
    for (const { properties } of world.ofType('AWS::S3::BucketPolicy')) { expect(size(properties.PolicyDocument)).toBeLessThanOrEqual(LIMITS.bucketPolicy); }
    for (const { properties } of world.ofType('AWS::KMS::Key')) { expect(size(properties.KeyPolicy)).toBeLessThanOrEqual(LIMITS.keyPolicy); }
    expect(deploymentOrder(world)).toContain('Here end');
  });

  test('each may be written to, with its own key for itself only', () => {
    const { world, source } = twenty();
    const flows = Flow.of(world, world.resourceOf(source));
    expect(flows).toHaveLength(20);
    for (const flow of flows) { expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]); }
    const [first, , third] = flows;
    const withOthersKey = first.kmsRequests(first.role, [], [third.destination.arn, `${third.destination.arn}/object`]);
    expect(withOthersKey).toHaveLength(6);
    expect(withOthersKey.filter((request) => first.isAllowed(request))).toEqual([]);
  });

  test('twenty sources may replicate to one bucket', () => {
    const app = new App();
    const there = new Stack(app, 'There', { env: THERE });
    const replicas = new EncryptedBucket(there, 'Replicas', { bucketName: 'r'.repeat(63) });
    for (let i = 0; i < 20; i++) {
      const here = new Stack(app, `${'Here'.repeat(15)}${i}`, { env: HERE });
      new BucketReplication(here, 'Replication', { source: new EncryptedBucket(here, 'Data'), rules: [{ destination: ReplicationDestination.bucket(replicas) }] });
    }
    const world = World.of(app);
    const { properties } = world.ofType('AWS::S3::BucketPolicy').find(({ stack }) => stack === 'There')!;
    expect(size(properties.PolicyDocument)).toBeLessThanOrEqual(LIMITS.bucketPolicy);
    expect(size(world.resourceOf(replicas.encryptionKey!).properties.KeyPolicy)).toBeLessThanOrEqual(LIMITS.keyPolicy);
  });
});

test('a key in a stack of its own, in another account: that stack comes first too', () => {
  const { app, here, there } = twoStacks();
  const keys = new Stack(app, 'Keys', { env: THERE });
  const destination = ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas'), { replicaKey: new kms.Key(keys, 'Key') });
  const source = new EncryptedBucket(here, 'Data');
  new BucketReplication(here, 'Replication', { source, rules: [{ destination }] });
  const world = World.of(app);
  const [flow] = Flow.of(world, world.resourceOf(source));
  expect(flow.replicaKey).toContain('key/Keys-Key');
  expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]);
  expect(unsaidNeeds(world)).toEqual([]);
});

describe('whatever the buckets are made with', () => {
  const versioningConfiguration = { status: 'Enabled' };
  const kmsDefault = (key: kms.CfnKey) => ({
    serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.attrArn } }],
  });

  test.each<[string, (stack: Stack) => s3.Bucket | s3.CfnBucket]>([
    ['L2 with its own key', (stack) => new s3.Bucket(stack, 'Bucket', { versioned: true, encryption: s3.BucketEncryption.KMS })],
    ['L2 with DSSE-KMS', (stack) => new s3.Bucket(stack, 'Bucket', { versioned: true, encryption: s3.BucketEncryption.DSSE })],
    ['L2 with a key of another stack', (stack) => new s3.Bucket(stack, 'Bucket', {
      versioned: true, encryptionKey: new kms.Key(new Stack(stack.node.root as App, `${stack.stackName}Keys`, { env: { account: stack.account, region: stack.region } }), 'Key'),
    })],
    ['L1 with an L1 key', (stack) => new s3.CfnBucket(stack, 'Bucket', { versioningConfiguration, bucketEncryption: kmsDefault(new kms.CfnKey(stack, 'Key')) })],
  ])('%s', (_, make) => {
    const { app, here, there } = twoStacks();
    const [source, replicas] = [here, there].map(make);
    new BucketReplication(here, 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(replicas) }] });
    const world = World.of(app);
    const bucket = s3.CfnBucket.isCfnBucket(source) ? { node: { defaultChild: source } } as unknown as s3.Bucket : source;
    const [flow] = Flow.of(world, world.resourceOf(bucket));
    expect(flow.requests()).toHaveLength(17);
    expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]);
    expect(deploymentOrder(world)).toContain('Here end');
  });
});
