import { App, type Environment, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { contexts, Flow } from './requests';
import { BucketReplication, DefaultEncryption, EncryptedBucket, ReplicationAccess, ReplicationDestination, RuleSet, S3EncryptionChecks } from '../../src';
import { type AccessRequest, type Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { REPLICATION_RULES } from '../../src/validation/rules/replication';
import { deploymentOrder, unsaidNeeds } from '../support/deployment-order';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { keyArnToBe, World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const PLACES: [string, Environment][] = [
  ['same account and Region', HERE],
  ['cross-Region', { ...HERE, region: 'us-east-1' }],
  ['cross-account', { ...HERE, account: '222222222222' }],
  ['cross-account and cross-Region', { account: '222222222222', region: 'us-east-1' }],
];

const ENCRYPTIONS = {
  SseS3: () => DefaultEncryption.sseS3(),
  AwsManaged: () => DefaultEncryption.sseKmsAwsManaged(),
  OwnKey: () => DefaultEncryption.sseKms(),
  OwnKeyNoBucketKey: () => DefaultEncryption.sseKms({ bucketKey: false }),
  Dsse: () => DefaultEncryption.dsseKms(),
};
type Encryption = keyof typeof ENCRYPTIONS;
const NAMES = Object.keys(ENCRYPTIONS) as Encryption[];
const PAIRS = NAMES.flatMap((source) => NAMES.map((destination) => [source, destination] as const));

const isOwn = (encryption: Encryption) => !['SseS3', 'AwsManaged'].includes(encryption);

/** A source and a destination, in one app or in two. */
interface Cell { readonly source: EncryptedBucket; readonly destination: EncryptedBucket; readonly id: string }

class OneApp {
  readonly there: Stack;
  readonly here: Stack;

  constructor(place: Environment, crossRegionReferences?: boolean) {
    const app = new App();
    this.there = new Stack(app, 'There', { env: place, crossRegionReferences });
    this.here = new Stack(app, 'Here', { env: HERE, crossRegionReferences });
  }

  get apps() { return [this.here.node.root as App]; }

  replicate(from: Encryption, to: Encryption): Cell {
    const id = `${from}To${to}`;
    const destination = new EncryptedBucket(this.there, `${id}Replicas`, { defaultEncryption: ENCRYPTIONS[to]() });
    const source = new EncryptedBucket(this.here, `${id}Source`, { defaultEncryption: ENCRYPTIONS[from]() });
    new BucketReplication(this.here, id, { source, rules: [{ destination: ReplicationDestination.bucket(destination), deleteMarkers: true }] });
    return { source, destination, id };
  }
}

class SeparateApps {
  readonly there: Stack;
  readonly here = new Stack(new App(), 'Here', { env: HERE });

  constructor(private readonly place: Environment) {
    this.there = new Stack(new App(), 'There', { env: place });
  }

  get apps() { return [this.here, this.there].map((stack) => stack.node.root as App); }

  replicate(from: Encryption, to: Encryption): Cell {
    const id = `${from}To${to}`;
    const bucketName = `replicas-${id.toLowerCase()}`;
    const destination = new EncryptedBucket(this.there, `${id}Replicas`, { bucketName, defaultEncryption: ENCRYPTIONS[to]() });
    if (this.place.account !== HERE.account) {
      new ReplicationAccess(this.there, `${id}Access`, { bucket: destination, sourceAccount: HERE.account, sourceRole: id, deleteMarkers: true });
    }
    const source = new EncryptedBucket(this.here, `${id}Source`, { defaultEncryption: ENCRYPTIONS[from]() });
    new BucketReplication(this.here, id, {
      source,
      roleName: id,
      rules: [{
        deleteMarkers: true,
        destination: ReplicationDestination.fromAttributes({
          ...this.place, bucketArn: `arn:aws:s3:::${bucketName}`, kmsKeyArn: isOwn(to) && from !== 'SseS3' ? keyArnToBe(destination.encryptionKey!) : undefined,
        }),
      }],
    });
    return { source, destination, id };
  }
}

describe.each(PLACES)('%s', (_, place) => {
  const acrossAccounts = place.account !== HERE.account;

  describe.each([
    ['one app', () => new OneApp(place)],
    ['separate apps', () => new SeparateApps(place)],
  ])('%s', (deployment, setting) => {
    const separate = deployment === 'separate apps';

    /** Why a cell cannot be; undefined if it can. */
    const refusal = (from: Encryption, to: Encryption): string | undefined => {
      if (from === 'SseS3' || isOwn(to)) { return undefined; }
      if (separate) { return 'kmsKeyArn is not set. Fix: set kmsKeyArn to the ARN of a customer managed key'; }
      if (to === 'SseS3') { return 'its default encryption is SSE-S3. Fix: encrypt the destination with a customer managed key'; }
      return acrossAccounts ? 'aws/s3 of another account cannot be used. Fix: encrypt the destination with a customer managed key' : undefined;
    };

    const settled = setting();
    const cells = PAIRS.filter(([from, to]) => refusal(from, to) === undefined).map(([from, to]) => settled.replicate(from, to));
    const world = World.of(...settled.apps);
    const flowOf = ({ source }: Cell): Flow => {
      const [flow, ...others] = Flow.of(world, world.resourceOf(source));
      expect(others).toEqual([]);
      return flow;
    };

    test.each(PAIRS.filter(([from, to]) => refusal(from, to) !== undefined))('%s to %s is refused', (from, to) => {
      expect(() => setting().replicate(from, to)).toThrow(refusal(from, to));
    });

    test.each(cells)('$id: the role is allowed everything that S3 asks for', (cell) => {
      const flow = flowOf(cell);
      expect(flow.destination).toBe(world.resourceOf(cell.destination));
      const { SourceSelectionCriteria, Destination } = flow.rule;
      expect([SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status, Destination.EncryptionConfiguration !== undefined])
        .toEqual(cell.id.startsWith('SseS3To') ? [undefined, false] : ['Enabled', true]);
      expect(flow.requests()).toHaveLength(flow.replicaKey ? 18 : 10);
      expect(flow.requests().filter((request) => !flow.isAllowed(request))).toEqual([]);
    });

    test.each(cells)('$id: another role, another bucket and another way to the keys are allowed nothing', (cell) => {
      const flow = flowOf(cell);
      // Whoever has the right in S3 has it with aws/s3.
      const ofOthersToo = ({ resource }: AccessRequest) => String(resource).endsWith('alias/aws/s3');
      const allowed = (requests: AccessRequest[], identity?: readonly Policy[]) =>
        requests.filter((request) => !ofOthersToo(request) && flow.isAllowed(request, identity));

      const stranger = Principal.role(`arn:aws:iam::${HERE.account}:role/another-role`);
      expect(allowed(flow.requests(stranger), [])).toEqual([]);

      const [source, destination] = [cells.find(({ id }) => id !== cell.id)!].flatMap((other) => [other.source, other.destination])
        .map((bucket) => world.resourceOf(bucket));
      expect(allowed(flow.requests(flow.role, source.arn, destination.arn))).toEqual([]);

      const [here, there] = [flow.source.region, flow.destination.region];
      for (const via of [{}, { source: 's3.ap-south-1.amazonaws.com', destination: 's3.ap-south-1.amazonaws.com' },
        { source: `lambda.${here}.amazonaws.com`, destination: `lambda.${there}.amazonaws.com` }]) {
        const requests = flow.kmsRequests(flow.role, contexts(flow.source), contexts(flow.destination), via);
        expect(requests.filter((request) => flow.isAllowed(request))).toEqual([]);
        // Nor by the role's own policies alone, because other keys' policies may leave it to these.
        expect(requests.filter((request) => flow.identity.some((policy) => policy.allows(request) === Ternary.YES))).toEqual([]);
      }
    });

    if (acrossAccounts) {
      test.each(cells)('$id: another role is let in nowhere, even if its own account allows it everything', (cell) => {
        const flow = flowOf(cell);
        const stranger = Principal.role(`arn:aws:iam::${HERE.account}:role/another-role`);
        const there = flow.requests(stranger).filter(({ resource }) =>
          [flow.destination.arn, flow.replicaKey].some((arn) => arn !== undefined && String(resource).startsWith(arn)));
        expect(there).toHaveLength(flow.replicaKey ? 10 : 4);
        expect(there.filter((request) => flow.isAllowed(request, [ALLOWED_EVERYTHING]))).toEqual([]);
      });
    }

    test('can be deployed from nothing and deleted again', () => {
      expect(deploymentOrder(world).length).toBeGreaterThan(cells.length * 4);
      const unsaid = unsaidNeeds(world);
      // CDK knows nothing of other apps: their destinations have to be there first, and wait for nothing here.
      expect(unsaid).toHaveLength(separate ? cells.length : 0);
      expect(unsaid.filter((need) => !/^Here\/\w+Source\w+ needs There\/\w+Replicas\w+$/.test(need))).toEqual([]);
    });

    test('there is no * in what the roles may do', () => {
      const statements = world.resources.filter(({ type }) => /^AWS::IAM::(Managed)?Policy$/.test(type))
        .flatMap(({ properties }) => properties.PolicyDocument.Statement as { Action: string | string[]; Resource: string | string[] }[]);
      expect(statements.length).toBeGreaterThan(cells.length);
      expect(statements.filter(({ Action, Resource }) => [Action, Resource].flat().some((text) => text === '*' || /^\w+:\*$/.test(text)))).toEqual([]);
    });

    test('the rules of the checks agree, at their strictest', () => {
      const strict = RuleSet.strict();
      const names = REPLICATION_RULES.map((rule) => rule.metadata.name);
      const checks = new S3EncryptionChecks(undefined, { ruleSet: strict.without(...strict.ruleNames.filter((name) => !names.includes(name))) });
      const found = settled.apps.flatMap((app) => checks.validateScope(app).violations)
        .flatMap(({ ruleName, severity, violatingResources }) => violatingResources.map(({ resourceLogicalId }) => `${severity} ${ruleName} ${resourceLogicalId}`));
      // Of what is not in the app it is said that it cannot be determined.
      const told = separate ? found.filter((finding) => finding.startsWith('error ')) : found;
      expect(told.map((finding) => finding.replace(/[0-9A-F]{8}$/, '')).sort()).toEqual(separate ? [] : expectedErrors(cells));
    });

    if (!separate) {
      test('what the rules find fault with has a warning at synth', () => {
        const warnings = Annotations.fromStack(settled.here).findWarning('*', Match.stringLikeRegexp('ack: cdk-s3-encryption:'))
          .map(({ id, entry }) => `${id.replace('/Here/', '')} ${/ack: ([\w:-]+)/.exec(String(entry.data))![1]}`);
        expect(warnings.sort()).toEqual(cells.flatMap(({ id }) => [
          ...isWeaker(id) ? [`${id} cdk-s3-encryption:replicasKeepSourceEncryption`] : [],
          ...getsManagedKey(id) ? [`${id} cdk-s3-encryption:replicasUnderManagedKey`] : [],
        ]).sort());
      });

      test('crossRegionReferences change nothing', () => {
        const templates = (app: OneApp | SeparateApps) => app.apps[0].synth().stacks.map(({ template }) => template as object);
        const [without, withReferences] = [undefined, true].map((crossRegionReferences) => {
          const app = new OneApp(place, crossRegionReferences);
          for (const [from, to] of [['OwnKey', 'Dsse'], ['SseS3', 'SseS3']] as const) { app.replicate(from, to); }
          return templates(app);
        });
        expect(withReferences).toEqual(without);
      });
    }
  });
});

/** Whether replicas are encrypted less than is the default where they go. */
function isWeaker(id: string): boolean {
  const strength = (encryption: string) => (encryption === 'SseS3' ? 0 : encryption === 'Dsse' ? 2 : 1);
  const [from, to] = id.split('To');
  return strength(from) < strength(to);
}

function getsManagedKey(id: string): boolean {
  return id.endsWith('ToAwsManaged') && !id.startsWith('SseS3');
}

function expectedErrors(cells: readonly Cell[]): string[] {
  return cells.flatMap(({ id }) => [
    ...isWeaker(id) ? [`error ReplicaEncryptionAsExpected ${id}Source`] : [],
    ...getsManagedKey(id) ? [`error ReplicationNotToManagedKey ${id}Source`] : [],
  ]).sort();
}
