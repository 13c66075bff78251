import { App, CfnDeletionPolicy, type Environment, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Cloud } from './cloud';
import { type Base, BESIDE_A_BUCKET, BETWEEN_BUCKETS, type Feature } from './features';
import * as library from '../../src';
import { EncryptedBucket, LogBucket } from '../../src';
import { ABROAD, CATALOGUE, HOME, PARTNER, Places } from '../catalogue';
import { MIXINS } from '../catalogue/mixins';
import { World } from '../support/world';

/** Two guarded buckets, the second in the place that is given, and what is added to them. */
function deployment(there: Environment | undefined, add: (base: Base) => void = () => undefined): { world: World; names: string[]; app: App } {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: HOME });
  const elsewhere = there && new Stack(app, 'Elsewhere', { env: there });
  const [data, other] = ([[stack, 'Data'], [elsewhere ?? stack, 'Other']] as const)
    .map(([scope, id]) => new EncryptedBucket(scope, id, { encryptionAdministrators: [] }));
  const third = there?.account === PARTNER.account ? new Stack(app, 'Third', { env: there }) : undefined;
  add({ stack, data, other, logs: new LogBucket(stack, 'Logs'), third });
  const world = World.of(app);
  return { world, app, names: [data, other].map((bucket) => world.resourceOf(bucket).name) };
}

/** What is built again and again is synthesized once: nothing changes a world. */
const WORLDS = new Map<unknown, World>();
function worldOf(specimen: (places: Places) => void): World {
  const known = WORLDS.get(specimen);
  if (known) { return known; }
  const app = new App();
  specimen(new Places(app));
  const world = World.of(app);
  WORLDS.set(specimen, world);
  return world;
}

/** An app without a stack. */
const NOTHING = () => undefined;

/** Deploys the buckets alone, with the feature, with another one of its kind, under another ID, without it, and not at all. */
function lifeOf(feature: Feature, there: Environment | undefined): string[] {
  const cloud = new Cloud();
  const steps: ((base: Base) => void)[] = [
    () => undefined,
    (base) => feature(base, 'One', false),
    (base) => feature(base, 'One', true),
    (base) => feature(base, 'Another', true),
    () => undefined,
  ];
  for (const step of steps) {
    const { world, names } = deployment(there, step);
    cloud.deploy(world);
    expect(cloud.bucketNames).toEqual(expect.arrayContaining(names));
  }
  // What is retained is still protected when the stacks are gone.
  cloud.deploy(worldOf(NOTHING));
  return cloud.faults;
}

describe.each<[string, Environment | undefined]>([['one stack', undefined], ['two Regions', ABROAD], ['two accounts', PARTNER]])('between buckets in %s', (_, there) => {
  test.each(Object.entries(BETWEEN_BUCKETS))('%s is added, changed, renamed and removed', (_title, feature) => {
    expect(lifeOf(feature, there)).toEqual([]);
  });
});

test.each(Object.entries(BESIDE_A_BUCKET))('%s: added, changed, renamed and removed', (_, feature) => {
  expect(lifeOf(feature, undefined)).toEqual([]);
});

test('every construct is among them', () => {
  const constructs = (Object.entries(library) as [string, typeof Construct][])
    .filter(([name, exported]) => name !== 'Replication' && typeof exported === 'function' && exported.prototype instanceof Construct);
  const built = [...Object.values(BETWEEN_BUCKETS), ...Object.values(BESIDE_A_BUCKET)]
    .flatMap((feature) => deployment(undefined, (base) => feature(base, 'One', false)).app.node.findAll().map((construct) => construct.constructor));
  expect(constructs.filter(([, construct]) => !built.includes(construct)).map(([name]) => name)).toEqual([]);
});

/** Ways to write one and the same bucket, that can follow each other without a change of its name. */
const CHOICES = Object.entries(CATALOGUE).filter(([title]) => /^EncryptedBucket/.test(title) && !/with a name|access logs/.test(title));

describe.each(CHOICES)('from %s', (_, before) => {
  test.each(CHOICES)('to %s', (_title, after) => {
    const cloud = new Cloud();
    for (const specimen of [before, after]) { cloud.deploy(worldOf(specimen)); }
    expect(cloud.bucketNames).toHaveLength(1);
    expect(cloud.deploy(worldOf(NOTHING)).faults).toEqual([]);
  });
});

/** The bucket of a specimen as it was before somebody applied mixins to it. */
const PLAIN: { readonly [kind: string]: (stack: Stack) => void } = {
  L1: (stack) => { new s3.CfnBucket(stack, 'Data').cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN; },
  L2: (stack) => { new s3.Bucket(stack, 'Data'); },
};

test.each([
  ['an L1 bucket', 'L1', 'all mixins on an L1 bucket'],
  ['an L2 bucket', 'L2', 'all mixins on an L2 bucket'],
  ['an L2 bucket, with other choices', 'L2', 'mixins with other choices'],
])('mixins are applied to a bucket that is there, and the stack goes: %s', (_, kind, title) => {
  const cloud = new Cloud();
  for (const build of [(places: Places) => PLAIN[kind](places.stack), MIXINS[title]]) { cloud.deploy(worldOf(build)); }
  expect(cloud.bucketNames).toHaveLength(1);
  expect(cloud.deploy(worldOf(NOTHING)).faults).toEqual([]);
});
