import { App, aws_iam as iam, aws_s3 as s3, custom_resources as cr, type Environment, Stack } from 'aws-cdk-lib';
import { contexts, Flow, policiesOf } from './requests';
import { BucketReplication, DefaultEncryption, EncryptedBucket, mixins, ReplicationDestination, TwoWayReplication } from '../../src';
import { decide, type Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
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
    const second = world.resourceOf(pair.second);
    const { put, handler, putter } = putting(world);
    expect(put.properties).toMatchObject({ Region: second.region, Bucket: second.name });
    const ofTemplate = Stack.of(twoWay).resolve(twoWay.configurationRoleArn) as unknown;
    expect(JSON.stringify(ofTemplate)).toContain(`${(putter.raw.Properties as { Path: string }).Path}`);
    expect(putter.name.length).toBeLessThanOrEqual(64);
    expect(putter.account).toBe(second.account);

    const identity = policiesOf(world, putter);
    const may = (action: string, resource: string, context = {}) => decide({ principal: Principal.role(putter.arn), action, resource, context },
      { identity, resourceAccount: putter.account, kind: 's3' }) === Ternary.YES;
    const replicating = Flow.of(world, second)[0].role.names[0] as string;
    const passing = { 'iam:PassedToService': 's3.amazonaws.com' };
    expect(may('s3:PutReplicationConfiguration', second.arn)).toBe(true);
    expect(may('s3:GetReplicationConfiguration', second.arn)).toBe(true);
    expect(may('iam:PassRole', replicating, passing)).toBe(true);
    expect(may('s3:GetReplicationConfiguration', world.resourceOf(pair.first).arn)).toBe(false);
    expect(may('s3:PutReplicationConfiguration', world.resourceOf(pair.first).arn)).toBe(false);
    expect(may('s3:PutBucketPolicy', second.arn)).toBe(false);
    expect(may('iam:PassRole', putter.arn, passing)).toBe(false);
    expect(may('iam:PassRole', replicating, { 'iam:PassedToService': 'lambda.amazonaws.com' })).toBe(false);
    const log = world.ofType('AWS::Logs::LogGroup').find(({ name }) => name === handler.properties.LoggingConfig.LogGroup)!;
    expect(['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:CreateLogGroup', 'logs:DeleteLogGroup'].map((action) => may(action, log.arn))).toEqual([true, true, false, false]);
    expect(may('logs:PutLogEvents', `${log.arn}-of-another`)).toBe(false);
    expect(trusts(putter)).toEqual(['lambda.amazonaws.com']);
  });

  test('encryption administrators of the second bucket let that role put the configuration, and nobody else', () => {
    const pair = pairOf(from, to);
    pair.second.with(new mixins.BucketEncryptionGuard({ administrators: [] }));
    replicate(pair, to);
    const world = World.of(pair.app);
    const second = world.resourceOf(pair.second);
    const { putter } = putting(world);
    const may = (arn: string) => decide({ principal: Principal.role(arn), action: 's3:PutReplicationConfiguration', resource: second.arn, context: MODERN },
      { identity: [ALLOWED_EVERYTHING], resource: policyOfBucket(world, second), resourceAccount: second.account, kind: 's3' });
    expect(may(putter.arn)).toBe(Ternary.YES);
    // Its path makes it exempt, with another name too: the one that a TwoWayReplication had before it was renamed.
    expect(may(`${putter.arn}-of-another-name`)).toBe(Ternary.YES);
    expect(may(putter.arn.replace(/s3-encryption\/\w+\//, ''))).toBe(Ternary.NO);
    expect(may(putter.arn.replace(/s3-encryption\/\w+\//, 's3-encryption/00000000/'))).toBe(Ternary.NO);
    expect(may(putter.arn.replace(putter.account, '333333333333'))).toBe(Ternary.NO);
    expect(deploymentOrder(world)).toContain('There end');
    expect(unsaidNeeds(world)).toEqual([]);
  });
});

function policyOfBucket(world: World, bucket: Deployed): Policy {
  return policyOf(world.ofType('AWS::S3::BucketPolicy').find(({ properties }) => properties.Bucket === bucket.name)!.properties.PolicyDocument);
}

/** The custom resource that puts the second configuration, its function, and the role that it does so with. */
function putting(world: World): { put: Deployed; handler: Deployed; putter: Deployed } {
  const [put, ...others] = world.ofType('Custom::S3BucketReplication');
  expect(others).toEqual([]);
  const handler = world.at(put.properties.ServiceToken as string)!;
  return { put, handler, putter: world.at(handler.properties.Role as string)! };
}

/** Which services a role trusts. */
function trusts(role: Deployed): string[] {
  return (role.properties.AssumeRolePolicyDocument.Statement as { Principal: { Service: string } }[]).map(({ Principal: { Service } }) => Service);
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
  const configuration = JSON.parse(putting(world).put.properties.Configuration as string) as { Rules: { [key: string]: any }[] };
  const [first, second] = [pair.first, pair.second].map((bucket) => world.resourceOf(bucket));
  const [flow] = Flow.of(world, second);
  expect(configuration).toEqual({
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
  });
  const [{ ID, ...ofApi }] = configuration.Rules;
  const [{ Id, ...ofCloudFormation }] = first.properties.ReplicationConfiguration.Rules as { [key: string]: any }[];
  const withoutReferences = ({ Destination: { Bucket, EncryptionConfiguration, ...rest }, ...others }: { [key: string]: any }) => [others, rest];
  expect([Id, withoutReferences(ofCloudFormation)]).toEqual([ID, withoutReferences(ofApi)]);
});

describe('no other custom resource of the stack has its rights', () => {
  test('there is a function of its own for each configuration, with a role of its own', () => {
    const pair = pairOf(HERE, { ...HERE, region: 'us-east-1' });
    replicate(pair, HERE);
    const [third, fourth] = ['Third', 'Fourth'].map((id) => new EncryptedBucket(pair.here, id));
    new TwoWayReplication(pair.here, 'Another', { first: third, second: fourth });
    const world = World.of(pair.app);
    const puts = world.ofType('Custom::S3BucketReplication');
    const functions = puts.map(({ properties }) => world.at(properties.ServiceToken as string)!);
    const roles = functions.map(({ properties }) => world.at(properties.Role as string)!);
    expect([puts, functions, roles].map((found) => new Set(found).size)).toEqual([2, 2, 2]);
    expect(new Set(roles.map(({ properties }) => properties.Path as string)).size).toBe(2);
    const may = (role: Deployed, resource: string) => decide(
      { principal: Principal.role(role.arn), action: 's3:PutReplicationConfiguration', resource, context: MODERN },
      { identity: policiesOf(world, role), resourceAccount: role.account, kind: 's3' }) === Ternary.YES;
    const buckets = puts.map(({ properties }) => `arn:aws:s3:::${properties.Bucket as string}`);
    expect(roles.map((role) => buckets.map((bucket) => may(role, bucket)))).toEqual([[true, false], [false, true]]);
  });

  test('an AwsCustomResource has none of them', () => {
    const pair = pairOf(HERE, { ...HERE, region: 'us-east-1' });
    replicate(pair, HERE);
    new cr.AwsCustomResource(pair.here, 'Other', {
      onUpdate: { service: 'S3', action: 'listBuckets', physicalResourceId: cr.PhysicalResourceId.of('other') },
      policy: cr.AwsCustomResourcePolicy.fromStatements([new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })]),
      installLatestAwsSdk: false,
    });
    const world = World.of(pair.app);
    const [other] = world.ofType('Custom::AWS');
    const shared = world.at(world.at(other.properties.ServiceToken as string)!.properties.Role as string)!;
    const { put, putter } = putting(world);
    const { Role } = JSON.parse(put.properties.Configuration as string) as { Role: string };
    const may = (action: string, resource: string) => decide(
      { principal: Principal.role(shared.arn), action, resource, context: { ...MODERN, 'iam:PassedToService': 's3.amazonaws.com' } },
      { identity: policiesOf(world, shared), resourceAccount: shared.account, kind: 's3' }) === Ternary.YES;
    expect(may('s3:ListAllMyBuckets', '*')).toBe(true);
    expect([
      may('s3:PutReplicationConfiguration', `arn:aws:s3:::${put.properties.Bucket as string}`), may('iam:PassRole', Role), may('sts:AssumeRole', putter.arn),
    ]).toEqual([false, false, false]);
  });
});

describe('is refused', () => {
  const across = () => pairOf(HERE, { account: THEIRS, region: 'us-east-1' });

  test('across accounts without a third stack', () => {
    const pair = across();
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', pair)).toThrow(
      'Here/TwoWay: bucket Here/Bucket is in account 111111111111, but bucket There/Bucket is in account 222222222222, and can be '
      + 'configured only from that account, after both buckets exist. Fix: set secondAccountScope to a third stack, in account 222222222222.');
  });

  test.each<[string, (pair: Pair) => Stack, RegExp]>([
    ['the stack of the second bucket', ({ there }) => there, /in stack There, which contains one of the buckets: .* depend on each other\. Fix: /],
    ['the stack of the first bucket', ({ here }) => here, /in stack Here, which contains one of the buckets/],
    ['a third stack in another account', ({ app }) => new Stack(app, 'Third', { env: HERE }), /in account 111111111111, but bucket There\/Bucket is in account 222222222222\. Fix: /],
  ])('with %s as third', (_, third, message) => {
    const pair = across();
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', { ...pair, secondAccountScope: third(pair) })).toThrow(message);
  });

  test('with a third stack where none is needed', () => {
    const pair = pairOf(HERE, HERE);
    const secondAccountScope = new Stack(pair.app, 'Third', { env: HERE });
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', { ...pair, secondAccountScope })).toThrow(/both buckets are in the same account\. Fix: leave secondAccountScope out\./);
  });

  test('in the stack of the second bucket', () => {
    const pair = pairOf(HERE, HERE);
    expect(() => new TwoWayReplication(pair.there, 'TwoWay', pair))
      .toThrow(/^There\/TwoWay\/First: bucket Here\/Bucket is in stack Here, but its replication is in There: .* Fix: create the BucketReplication in the stack of its source\.$/);
  });

  test.each(['first', 'second'] as const)('if the %s bucket replicates already', (which) => {
    const pair = pairOf(HERE, HERE);
    const other = new EncryptedBucket(pair.there, 'Other');
    new BucketReplication(Stack.of(pair[which]), 'OneWay', { source: pair[which], rules: [{ destination: ReplicationDestination.bucket(other) }] });
    expect(() => new TwoWayReplication(pair.here, 'TwoWay', pair)).toThrow(/already has a replication configuration, and S3 supports only one for each bucket\. Fix: /);
  });

  test('a second replication of the second bucket, whose template shows none', () => {
    const pair = pairOf(HERE, HERE);
    new TwoWayReplication(pair.here, 'TwoWay', pair);
    expect(() => new BucketReplication(pair.there, 'OneWay', { source: pair.second, rules: [] })).toThrow(/already has a replication configuration/);
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

