import { App, aws_s3 as s3, type Environment, Stack } from 'aws-cdk-lib';
import { contexts, Flow, policiesOf } from './requests';
import { BucketReplication, DefaultEncryption, EncryptedBucket, mixins, ReplicationDestination, TwoWayReplication } from '../../src';
import { decide, type Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/ternary';
import { deploymentOrder, unsaidNeeds } from '../support/deployment-order';
import { ALLOWED_EVERYTHING, MODERN, policyOf } from '../support/requests';
import { type Deployed, World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THEIRS = '222222222222';

const PLACES: [string, Environment | undefined, Environment | undefined][] = [
  ['stacks that may be anywhere', undefined, undefined],
  ['same account and Region', HERE, HERE],
  ['cross-Region', HERE, { ...HERE, region: 'us-east-1' }],
  ['cross-account', HERE, { ...HERE, account: THEIRS }],
  ['cross-account and cross-Region', HERE, { account: THEIRS, region: 'us-east-1' }],
];

const ENCRYPTIONS: [string, () => DefaultEncryption][] = [
  ['SSE-S3', () => DefaultEncryption.sseS3()],
  ['SSE-KMS', () => DefaultEncryption.sseKms()],
  ['SSE-KMS without a Bucket Key', () => DefaultEncryption.sseKms({ bucketKey: false })],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms()],
];

interface Pair {
  readonly app: App;
  readonly here: Stack;
  readonly there: Stack;
  readonly first: EncryptedBucket;
  readonly second: EncryptedBucket;
}

function pairOf(from: Environment | undefined, to: Environment | undefined, encryption = DefaultEncryption.sseKms()): Pair {
  const app = new App();
  const here = new Stack(app, 'Here', { env: from });
  const there = new Stack(app, 'There', { env: to });
  const [first, second] = [here, there].map((stack) => new EncryptedBucket(stack, 'Bucket', { defaultEncryption: encryption }));
  return { app, here, there, first, second };
}

/** Replicates in both ways; across accounts with a third stack. */
function replicate({ app, here, first, second }: Pair, env: Environment | undefined): TwoWayReplication {
  const secondAccountScope = env?.account === THEIRS ? new Stack(app, 'Third', { env }) : undefined;
  return new TwoWayReplication(here, 'TwoWay', { first, second, secondAccountScope });
}

describe.each(PLACES)('%s', (_, from, to) => {
  test.each(ENCRYPTIONS)('%s: both directions are allowed everything that S3 asks for, and no more', (_name, encryption) => {
    const pair = pairOf(from, to, encryption());
    replicate(pair, to);
    const world = World.of(pair.app);
    const [first, second] = [pair.first, pair.second].map((bucket) => world.resourceOf(bucket));
    const flows = [first, second].flatMap((bucket) => Flow.of(world, bucket));
    expect(flows.map(({ source, destination }) => [source, destination])).toEqual([[first, second], [second, first]]);
    for (const flow of flows) {
      expect(flow.rule.SourceSelectionCriteria.ReplicaModifications).toEqual({ Status: 'Enabled' });
      expect(flow.requests()).toHaveLength(flow.replicaKey ? 18 : 10);
      expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]);
      // The role of the one direction cannot do what that of the other does.
      const reversed = flow.requests(flow.role, flow.destination.arn, flow.source.arn).filter(({ action }) => !action.startsWith('kms:'));
      expect(reversed.filter((request) => flow.isAllowed(request))).toEqual([]);
      const directly = flow.kmsRequests(flow.role, contexts(flow.source), contexts(flow.destination), {});
      expect(directly.filter((request) => flow.isAllowed(request))).toEqual([]);
    }
  });

  test('can be deployed from nothing and deleted again', () => {
    const pair = pairOf(from, to);
    replicate(pair, to);
    const world = World.of(pair.app);
    const order = deploymentOrder(world);
    expect(order.indexOf('There end')).toBeLessThan(order.indexOf('Here start'));
    expect(unsaidNeeds(world)).toEqual([]);
  });

  test('a role of its own puts the second configuration, and may do nothing else', () => {
    const pair = pairOf(from, to);
    const twoWay = replicate(pair, to);
    const world = World.of(pair.app);
    const [put] = world.ofType('Custom::AWS');
    const calls = ['Create', 'Update', 'Delete'].map((event) => JSON.parse(put.properties[event] as string) as { [key: string]: string });
    const second = world.resourceOf(pair.second);
    expect(calls.map(({ action, region }) => [action, region])).toEqual([
      ['putBucketReplication', second.region], ['putBucketReplication', second.region], ['deleteBucketReplication', second.region],
    ]);
    expect(new Set(calls.map(({ assumedRoleArn }) => assumedRoleArn)).size).toBe(1);
    const putter = world.at(calls[0].assumedRoleArn)!;
    expect(Stack.of(twoWay).resolve(twoWay.configurationRoleArn)).toEqual(expect.anything());
    expect(putter.name.length).toBeLessThanOrEqual(64);
    expect(putter.account).toBe(second.account);

    const identity = policiesOf(world, putter);
    const may = (action: string, resource: string, context = {}) => decide({ principal: Principal.role(putter.arn), action, resource, context },
      { identity, resourceAccount: putter.account, kind: 's3' }) === Ternary.YES;
    const replicating = Flow.of(world, second)[0].role.names[0] as string;
    const passing = { 'iam:PassedToService': 's3.amazonaws.com' };
    expect(may('s3:PutReplicationConfiguration', second.arn)).toBe(true);
    expect(may('iam:PassRole', replicating, passing)).toBe(true);
    expect(may('s3:PutReplicationConfiguration', world.resourceOf(pair.first).arn)).toBe(false);
    expect(may('s3:PutBucketPolicy', second.arn)).toBe(false);
    expect(may('iam:PassRole', putter.arn, passing)).toBe(false);
    expect(may('iam:PassRole', replicating, { 'iam:PassedToService': 'lambda.amazonaws.com' })).toBe(false);
    expect(trusts(putter)).toEqual([world.ofType('AWS::Lambda::Function').find(({ stack }) => stack === put.stack)!.properties.Role]);
  });

  test('encryption administrators of the second bucket let that role put the configuration, and nobody else', () => {
    const pair = pairOf(from, to);
    pair.second.with(new mixins.BucketEncryptionGuarded({ administrators: [] }));
    replicate(pair, to);
    const world = World.of(pair.app);
    const second = world.resourceOf(pair.second);
    const putter = world.at(JSON.parse(world.ofType('Custom::AWS')[0].properties.Create as string).assumedRoleArn as string)!;
    const may = (arn: string) => decide({ principal: Principal.role(arn), action: 's3:PutReplicationConfiguration', resource: second.arn, context: MODERN },
      { identity: [ALLOWED_EVERYTHING], resource: policyOfBucket(world, second), resourceAccount: second.account, kind: 's3' });
    expect(may(putter.arn)).toBe(Ternary.YES);
    expect(may(`${putter.arn}-of-another-name`)).toBe(Ternary.NO);
    expect(deploymentOrder(world)).toContain('There end');
    expect(unsaidNeeds(world)).toEqual([]);
  });
});

function policyOfBucket(world: World, bucket: Deployed): Policy {
  return policyOf(world.ofType('AWS::S3::BucketPolicy').find(({ properties }) => properties.Bucket === bucket.name)!.properties.PolicyDocument);
}

/** Whom of the roles of an account a role trusts. */
function trusts(role: Deployed): string[] {
  return (role.properties.AssumeRolePolicyDocument.Statement as { Principal: { AWS: string } }[]).map(({ Principal: { AWS } }) => AWS);
}

test('within one stack', () => {
  const stack = new Stack(new App(), 'Stack');
  const [first, second] = ['First', 'Second'].map((id) => new EncryptedBucket(stack, id));
  new TwoWayReplication(stack, 'TwoWay', { first, second });
  const world = World.of(stack.node.root as App);
  const flows = [first, second].flatMap((bucket) => Flow.of(world, world.resourceOf(bucket)));
  expect(flows).toHaveLength(2);
  for (const flow of flows) { expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]); }
  expect(deploymentOrder(world)).toContain('Stack end');
});

test('the API is asked for the same as CloudFormation', () => {
  const pair = pairOf(HERE, { ...HERE, region: 'us-east-1' });
  new TwoWayReplication(pair.here, 'TwoWay', { ...pair, prefix: 'shared/', timeControl: true, deleteMarkers: false });
  const world = World.of(pair.app);
  const [put] = world.ofType('Custom::AWS');
  const { parameters } = JSON.parse(put.properties.Create as string) as { parameters: unknown };
  const [first, second] = [pair.first, pair.second].map((bucket) => world.resourceOf(bucket));
  const [flow] = Flow.of(world, second);
  expect(parameters).toEqual({
    Bucket: second.name,
    ReplicationConfiguration: {
      Role: flow.role.names[0],
      Rules: [{
        ID: 'rule-1',
        Status: 'Enabled',
        Priority: 1,
        Filter: { Prefix: 'shared/' },
        DeleteMarkerReplication: { Status: 'Disabled' },
        SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' }, ReplicaModifications: { Status: 'Enabled' } },
        Destination: {
          Bucket: first.arn,
          EncryptionConfiguration: { ReplicaKmsKeyID: world.resourceOf(pair.first.encryptionKey!).arn },
          ReplicationTime: { Status: 'Enabled', Time: { Minutes: 15 } },
          Metrics: { Status: 'Enabled', EventThreshold: { Minutes: 15 } },
        },
      }],
    },
  });
  const [{ ID, ...ofApi }] = (parameters as { ReplicationConfiguration: { Rules: { [key: string]: any }[] } }).ReplicationConfiguration.Rules;
  const [{ Id, ...ofCloudFormation }] = first.properties.ReplicationConfiguration.Rules as { [key: string]: any }[];
  const withoutReferences = ({ Destination: { Bucket, EncryptionConfiguration, ...rest }, ...others }: { [key: string]: any }) => [others, rest];
  expect([Id, withoutReferences(ofCloudFormation)]).toEqual([ID, withoutReferences(ofApi)]);
});

test('other custom resources of the stack, which share the function, cannot put the configuration by themselves', () => {
  const pair = pairOf(HERE, { ...HERE, region: 'us-east-1' });
  replicate(pair, HERE);
  const world = World.of(pair.app);
  const [{ properties }] = world.ofType('AWS::Lambda::Function');
  const actions = policiesOf(world, world.at(properties.Role as string)!).flatMap((policy: Policy) => policy.statements.map(({ effect }) => effect));
  expect(actions).toHaveLength(1);
  const name = (properties.Role as string).split('/')[1];
  const [document] = world.ofType('AWS::IAM::Policy').filter(({ properties: { Roles } }) => (Roles as string[]).includes(name));
  expect(document.properties.PolicyDocument.Statement).toMatchObject([{ Action: 'sts:AssumeRole', Effect: 'Allow' }]);
});

describe('is refused', () => {
  const across = () => pairOf(HERE, { account: THEIRS, region: 'us-east-1' });

  test('across accounts without a third stack', () => {
    const pair = across();
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', pair)).toThrow(
      'Here/TwoWay: bucket Here/Bucket is in account 111111111111, bucket There/Bucket in account 222222222222, from where alone it can be '
      + 'configured, and only once both buckets exist. Fix: give secondAccountScope, a third stack in account 222222222222.');
  });

  test.each<[string, (pair: Pair) => Stack, RegExp]>([
    ['the stack of the second bucket', ({ there }) => there, /in stack There, which has one of the buckets: .* wait for each other\. Fix: /],
    ['the stack of the first bucket', ({ here }) => here, /in stack Here, which has one of the buckets/],
    ['a third stack in another account', ({ app }) => new Stack(app, 'Third', { env: HERE }), /in account 111111111111, but bucket There\/Bucket in account 222222222222\. Fix: /],
  ])('with %s as third', (_, third, message) => {
    const pair = across();
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', { ...pair, secondAccountScope: third(pair) })).toThrow(message);
  });

  test('with a third stack where none is needed', () => {
    const pair = pairOf(HERE, HERE);
    const secondAccountScope = new Stack(pair.app, 'Third', { env: HERE });
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', { ...pair, secondAccountScope })).toThrow(/both buckets are in one account\. Fix: leave secondAccountScope out\./);
  });

  test('in the stack of the second bucket', () => {
    const pair = pairOf(HERE, HERE);
    expect(() => new TwoWayReplication(pair.there, 'TwoWay', pair))
      .toThrow(/^There\/TwoWay\/First: bucket Here\/Bucket is in stack Here, but its replication in There: .* Fix: make the BucketReplication in the stack of its source\.$/);
  });

  test.each(['first', 'second'] as const)('if the %s bucket replicates already', (which) => {
    const pair = pairOf(HERE, HERE);
    const other = new EncryptedBucket(pair.there, 'Other');
    new BucketReplication(Stack.of(pair[which]), 'OneWay', { source: pair[which], rules: [{ destination: ReplicationDestination.bucket(other) }] });
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', pair)).toThrow(/has a replication configuration already, and S3 keeps one for each bucket\. Fix: /);
  });

  test('a second replication of the second bucket, whose template shows none', () => {
    const pair = pairOf(HERE, HERE);
    new TwoWayReplication(pair.here, 'TwoWay', pair);
    expect(() => new BucketReplication(pair.there, 'OneWay', { source: pair.second, rules: [] })).toThrow(/has a replication configuration already/);
  });
});

test('the keys of either bucket besides its own', () => {
  const pair = pairOf(HERE, HERE, DefaultEncryption.sseKms());
  const former = new EncryptedBucket(pair.there, 'Former').encryptionKey!;
  new TwoWayReplication(pair.here, 'TwoWay', { ...pair, secondKeys: [former] });
  const world = World.of(pair.app);
  const decrypting = (bucket: s3.IBucket) => {
    const role = world.at(Flow.of(world, world.resourceOf(bucket))[0].role.names[0] as string)!;
    const statements = world.ofType('AWS::IAM::Policy').filter(({ properties }) => (properties.Roles as string[]).includes(role.name))
      .flatMap(({ properties }) => properties.PolicyDocument.Statement as { Sid: string; Resource: unknown }[]);
    return [statements.find(({ Sid }) => Sid === 'DecryptSourceObjects')!.Resource].flat();
  };
  expect(decrypting(pair.second)).toEqual([pair.second.encryptionKey!, former].map((key) => world.resourceOf(key).arn));
  expect(decrypting(pair.first)).toEqual([world.resourceOf(pair.first.encryptionKey!).arn]);
});

