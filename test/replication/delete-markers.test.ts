import { App, Stack } from 'aws-cdk-lib';
import { Flow } from './requests';
import {
  BucketReplication, type BucketReplicationRule, EncryptedBucket, ReplicationAccess, ReplicationDestination, TwoWayReplication,
} from '../../src';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { bySid, type StatementJson } from '../support/stacks';
import { keyArnToBe, World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THEIRS = { account: '222222222222', region: 'us-east-1' };

type Rule = Partial<BucketReplicationRule>;

/** What replication with some rules needs and is allowed, in another account of the app. */
function oneApp(...rules: Rule[]): Flow[] {
  const app = new App();
  const [there, here] = [new Stack(app, 'There', { env: THEIRS }), new Stack(app, 'Here', { env: HERE })];
  const source = new EncryptedBucket(here, 'Source');
  const destination = ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas'));
  new BucketReplication(here, 'Replication', { source, rules: rules.map((rule) => ({ destination, ...rule })) });
  const world = World.of(app);
  return Flow.of(world, world.resourceOf(source));
}

/** The same with an account that deploys separately, and what it agrees to. */
function separateApps(deleteMarkers: boolean | undefined, ...rules: Rule[]): Flow[] {
  const [there, here] = [new Stack(new App(), 'There', { env: THEIRS }), new Stack(new App(), 'Here', { env: HERE })];
  const replicas = new EncryptedBucket(there, 'Replicas', { bucketName: 'the-replicas' });
  new ReplicationAccess(there, 'Access', { bucket: replicas, sourceAccount: HERE.account, sourceRole: 'replicates', deleteMarkers });
  const source = new EncryptedBucket(here, 'Source');
  const destination = ReplicationDestination.fromAttributes({ ...THEIRS, bucketArn: 'arn:aws:s3:::the-replicas', kmsKeyArn: keyArnToBe(replicas.encryptionKey!) });
  new BucketReplication(here, 'Replication', { source, roleName: 'replicates', rules: rules.map((rule) => ({ destination, ...rule })) });
  const world = World.of(...[here, there].map((stack) => stack.node.root as App));
  return Flow.of(world, world.resourceOf(source));
}

const deletion = (flow: Flow) => ({ ...flow.requests().find(({ action }) => action === 's3:ReplicateObject')!, action: 's3:ReplicateDelete' });
const needed = (flow: Flow) => flow.requests().filter((request) => !flow.isAllowed(request));

/** Whether the destination allows deletions, whatever the source's own account allows its role. */
const destinationAllows = (flow: Flow) => flow.isAllowed(deletion(flow), [ALLOWED_EVERYTHING]);

/** The statements of a destination's policies; no Sid repeats. */
function statementsOf({ world }: Flow, type: string, property: string): StatementJson[] {
  return world.ofType(type).flatMap(({ properties }) => Object.values(bySid(properties[property] as { Statement: StatementJson[] })));
}

describe.each<[string, (...rules: Rule[]) => Flow[]]>([
  ['one app', oneApp],
  ['separate apps', (...rules) => separateApps(rules.some(({ deleteMarkers }) => deleteMarkers) || undefined, ...rules)],
])('%s', (_, replicate) => {
  test.each([[{}], [{ deleteMarkers: false }]])('a rule with %j: neither side allows deletions', (rule) => {
    const [flow] = replicate(rule);
    expect(flow.isAllowed(deletion(flow))).toBe(false);
    expect(destinationAllows(flow)).toBe(false);
    expect(needed(flow)).toEqual([]);
  });

  test('a rule with deleteMarkers: both sides allow them', () => {
    const [flow] = replicate({ deleteMarkers: true });
    expect(flow.requests().map(({ action }) => action)).toContain('s3:ReplicateDelete');
    expect(needed(flow)).toEqual([]);
  });

  test('several rules, of which one has deleteMarkers', () => {
    const flows = replicate({ prefix: 'a/' }, { prefix: 'b/', deleteMarkers: true }, { prefix: 'c/', ownerOverride: false }, { prefix: 'd/', deleteMarkers: true });
    expect(flows).toHaveLength(4);
    expect(flows.flatMap(needed)).toEqual([]);
    const allowing = statementsOf(flows[0], 'AWS::S3::BucketPolicy', 'PolicyDocument').filter(({ Action }) => [Action].flat().includes('s3:ReplicateDelete'));
    expect(allowing).toHaveLength(1);
  });
});

test('what the other account agrees to counts, not what the source asks for', () => {
  const [flow] = separateApps(undefined, { deleteMarkers: true });
  expect(needed(flow).map(({ action }) => action)).toEqual(['s3:ReplicateDelete']);
  const [more] = separateApps(true, {});
  expect([destinationAllows(more), more.isAllowed(deletion(more))]).toEqual([true, false]);
});

test.each([[undefined, true], [true, true], [false, false]])('two-way replication with deleteMarkers: %s', (deleteMarkers, allowed) => {
  const app = new App();
  const [there, here] = [new Stack(app, 'There', { env: THEIRS }), new Stack(app, 'Here', { env: HERE })];
  const [first, second] = [here, there].map((stack) => new EncryptedBucket(stack, 'Bucket'));
  new TwoWayReplication(here, 'TwoWay', { first, second, deleteMarkers, secondAccountScope: new Stack(app, 'Third', { env: THEIRS }) });
  const world = World.of(app);
  const flows = [first, second].flatMap((bucket) => Flow.of(world, world.resourceOf(bucket)));
  expect(flows).toHaveLength(2);
  for (const flow of flows) {
    expect(needed(flow)).toEqual([]);
    expect([destinationAllows(flow), flow.isAllowed(deletion(flow))]).toEqual([allowed, allowed]);
  }
});
