import { App, type CfnResource, type Environment, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Accounts } from './cloudformation';
import { BucketReplication, EncryptedBucket, ReplicationDestination, TwoWayReplication, type TwoWayReplicationProps } from '../../src';
import { type Deployed, World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THEIRS = '222222222222';

/** Where the buckets are; without a place for the second, both are in one stack. */
interface Place { readonly here?: Environment; readonly there?: Environment | null; readonly third?: Environment }

const PLACES: [string, Place][] = [
  ['one stack', { here: HERE, there: null }],
  ['stacks that may be anywhere', {}],
  ['two stacks', { here: HERE, there: HERE }],
  ['two Regions', { here: HERE, there: { ...HERE, region: 'us-east-1' } }],
  ['two accounts', { here: HERE, there: { ...HERE, account: THEIRS }, third: { ...HERE, account: THEIRS } }],
];

interface Parts {
  readonly app: App;
  readonly here: Stack;
  readonly there: Stack;
  readonly first: EncryptedBucket;
  readonly second: EncryptedBucket;
  readonly other: EncryptedBucket;
  readonly secondAccountScope?: Stack;
}

interface Template extends Parts {
  readonly world: World;
  readonly buckets: { readonly first: Deployed; readonly second: Deployed; readonly other: Deployed };
}

/** An app with three guarded buckets, of which the last two may have to be configured from outside, and what is done with them. */
function template({ here: from, there: to, third }: Place, use: (parts: Parts) => void = () => undefined, guarded = true): Template {
  const app = new App();
  const here = new Stack(app, 'Here', { env: from });
  const there = to === null ? here : new Stack(app, 'There', { env: to });
  const secondAccountScope = third && new Stack(app, 'Third', { env: third });
  const encryptionAdministrators = guarded ? [] : undefined;
  const first = new EncryptedBucket(here, 'First', { encryptionAdministrators });
  const [second, other] = ['Second', 'Other'].map((id) => new EncryptedBucket(there, id, { encryptionAdministrators }));
  const parts = { app, here, there, first, second, other, secondAccountScope };
  use(parts);
  const world = World.of(app);
  return { ...parts, world, buckets: { first: world.resourceOf(first), second: world.resourceOf(second), other: world.resourceOf(other) } };
}

const twoWay = (id = 'TwoWay', changes: Partial<TwoWayReplicationProps> = {}) => ({ here, first, second, secondAccountScope }: Parts): void => {
  new TwoWayReplication(here, id, { first, second, secondAccountScope, ...changes });
};

const toOther = ({ here, first, other, secondAccountScope }: Parts): void => {
  new TwoWayReplication(here, 'TwoWay', { first, second: other, secondAccountScope });
};

/** The name of the role that replicates the first bucket, which is in the scope of its own replication. */
const FIRST = (id: string): unknown => expect.stringMatching(new RegExp(`^Here-${id}-First-`));

/** The name of the role that replicates the second bucket; across accounts it is in the third stack. */
const SECOND = (id: string): unknown => expect.stringMatching(new RegExp(`^(Here-${id}-Second|Third-${id})-`));

/** The roles that replicate the buckets, by the names that TwoWayReplications give them. */
function replicating(accounts: Accounts, { buckets: { first, second, other } }: Template): string[] {
  return [first, second, other].map((bucket) => (accounts.replicating(bucket) ?? 'nobody').replace(/^.*\//, ''));
}

describe.each(PLACES)('%s', (_, place) => {
  test('is added to buckets that are guarded', async () => {
    const accounts = new Accounts();
    await accounts.deploy(template(place).world);
    const after = template(place, twoWay());
    await accounts.deploy(after.world);
    expect(accounts.faults).toEqual([]);
    expect(accounts.events).toEqual([expect.stringMatching(/^Create /)]);
    expect(replicating(accounts, after)).toEqual([FIRST('TwoWay'), SECOND('TwoWay'), 'nobody']);
    expect(new Set(replicating(accounts, after)).size).toBe(3);
  });

  test('has other rules: they are put', async () => {
    const accounts = new Accounts();
    await accounts.deploy(template(place, twoWay()).world);
    const after = template(place, twoWay('TwoWay', { prefix: 'shared/' }));
    await accounts.deploy(after.world);
    expect(accounts.faults).toEqual([]);
    expect(accounts.events.map((event) => event.split(' ')[0])).toEqual(['Create', 'Update']);
    expect(accounts.configurationOf(after.buckets.second)!.Rules).toMatchObject([{ Filter: { Prefix: 'shared/' } }]);
  });

  test('does not change: nothing is put', async () => {
    const accounts = new Accounts();
    for (const { world } of [template(place, twoWay()), template(place, twoWay())]) { await accounts.deploy(world); }
    expect(accounts.events.map((event) => event.split(' ')[0])).toEqual(['Create']);
  });

  test('is renamed: the configuration of the new one stays', async () => {
    const accounts = new Accounts();
    await accounts.deploy(template(place, twoWay('Former')).world);
    const after = template(place, twoWay('Latter'));
    await accounts.deploy(after.world);
    expect(accounts.faults).toEqual([]);
    expect(accounts.events.map((event) => event.split(' ')[0])).toEqual(['Create', 'Create', 'Delete']);
    expect(replicating(accounts, after)).toEqual([FIRST('Latter'), SECOND('Latter'), 'nobody']);
  });

  test.each([[['There', 'Here', 'Third']], [['Third', 'Here', 'There']]])('is removed, whichever stack is deployed first: %p', async (stacks) => {
    const accounts = new Accounts();
    await accounts.deploy(template(place, twoWay()).world);
    const after = template(place);
    await accounts.deploy(after.world, stacks.filter((stack) => after.world.stacks.some(({ name }) => name === stack)));
    expect(accounts.faults).toEqual([]);
    expect(replicating(accounts, after)).toEqual(['nobody', 'nobody', 'nobody']);
  });

  test.each([['before the guard is there', false, true], ['with the guard', true, false]])('is removed %s', async (__, before, afterwards) => {
    const accounts = new Accounts();
    await accounts.deploy(template(place, twoWay(), before).world);
    const after = template(place, undefined, afterwards);
    await accounts.deploy(after.world);
    expect(accounts.faults).toEqual([]);
    expect(replicating(accounts, after)).toEqual(['nobody', 'nobody', 'nobody']);
  });

  test('is made for another bucket: the former one is no longer replicated', async () => {
    const accounts = new Accounts();
    await accounts.deploy(template(place, twoWay()).world);
    const after = template(place, toOther);
    await accounts.deploy(after.world);
    expect(accounts.faults).toEqual([]);
    expect(accounts.events.map((event) => event.split(' ')[0])).toEqual(['Create', 'Create', 'Delete']);
    expect(replicating(accounts, after)).toEqual([FIRST('TwoWay'), 'nobody', SECOND('TwoWay')]);
  });

  test.each([[['There', 'Here', 'Third']], [['Here', 'There', 'Third']]])('gives way to a replication in one direction, whose configuration stays: %p', async (stacks) => {
    const accounts = new Accounts();
    await accounts.deploy(template(place, twoWay()).world);
    const after = template(place, ({ there, first, second }) => {
      new BucketReplication(there, 'OneWay', { source: second, rules: [{ destination: ReplicationDestination.bucket(first) }] });
    });
    await accounts.deploy(after.world, stacks.filter((stack) => after.world.stacks.some(({ name }) => name === stack)));
    expect(accounts.faults).toEqual([]);
    expect(replicating(accounts, after)).toEqual(['nobody', expect.stringContaining('OneWay'), 'nobody']);
  });

  test('is deleted with all stacks, from the last to the first, while the buckets stay', async () => {
    const accounts = new Accounts();
    const { world, buckets } = template(place, twoWay());
    await accounts.deploy(world);
    for (const stack of [...place.third ? ['Third'] : [], 'Here', ...place.there === null ? [] : ['There']]) { await accounts.destroy(stack); }
    expect(accounts.faults).toEqual([]);
    expect(accounts.events.map((event) => event.split(' ')[0])).toEqual(['Create', 'Delete']);
    expect(accounts.replicating(buckets.second)).toBeUndefined();
  });
});

test('the two buckets change places: each has the configuration that it is given', async () => {
  const place = { here: HERE, there: null };
  const accounts = new Accounts();
  await accounts.deploy(template(place, twoWay()).world);
  const after = template(place, ({ here, first, second }) => { new TwoWayReplication(here, 'TwoWay', { first: second, second: first }); });
  await accounts.deploy(after.world);
  expect(accounts.faults).toEqual([]);
  const [first, second] = replicating(accounts, after);
  expect([first, second]).toEqual([SECOND('TwoWay'), FIRST('TwoWay')]);
});

test.each([[true], [false]])('a bucket gets another construct path, and stays where it is: so does its configuration (guarded: %s)', async (guarded) => {
  const withSecond = (moved: boolean): { readonly world: World; readonly bucket: Deployed } => {
    const here = new Stack(new App(), 'Here', { env: HERE });
    const encryptionAdministrators = guarded ? [] : undefined;
    const first = new EncryptedBucket(here, 'First', { encryptionAdministrators });
    const second = new EncryptedBucket(moved ? new Construct(here, 'Moved') : here, 'Second', { encryptionAdministrators });
    (second.node.defaultChild as CfnResource).overrideLogicalId('Second');
    (second.policy!.node.defaultChild as CfnResource).overrideLogicalId('SecondPolicy');
    new TwoWayReplication(here, 'TwoWay', { first, second });
    const world = World.of(here.node.root as App);
    return { world, bucket: world.resourceOf(second) };
  };
  const accounts = new Accounts();
  const [before, after] = [withSecond(false), withSecond(true)];
  expect(after.bucket.name).toBe(before.bucket.name);
  await accounts.deploy(before.world);
  const former = accounts.replicating(before.bucket);
  await accounts.deploy(after.world);
  expect(accounts.faults).toEqual([]);
  expect(accounts.events.map((event) => event.split(' ')[0])).toEqual(['Create', 'Create', 'Delete']);
  expect(accounts.replicating(after.bucket)).toMatch(/:role\/Here-TwoWay-Second-/);
  expect(accounts.replicating(after.bucket)).not.toBe(former);
});

test('it is the path that exempts the role: in another one it is denied', async () => {
  const { world } = template({ here: HERE, there: null }, twoWay());
  const [{ arn }] = world.ofType('AWS::IAM::Role').filter(({ properties }) => properties.Path !== undefined);
  const elsewhere = arn.replace(/s3-encryption\/\w+\//, 's3-encryption/0/');
  expect(elsewhere).not.toBe(arn);
  const resources = JSON.parse(JSON.stringify(world.resources).split(arn).join(elsewhere)) as Deployed[];
  const at = (name: string) => resources.find((resource) => resource.arn === name);
  const accounts = new Accounts();
  await accounts.deploy({ resources, at, stacks: world.stacks } as unknown as World);
  expect(accounts.faults).toContainEqual(expect.stringMatching(/s3-encryption\/0\/.*: s3:PutReplicationConfiguration on .* is denied$/));
});
