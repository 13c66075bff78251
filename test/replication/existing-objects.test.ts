import { CreateJobCommand, type CreateJobCommandInput, S3ControlClient } from '@aws-sdk/client-s3-control';
import { App, type Environment, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { policiesOf } from './requests';
import {
  BucketReplication, type BucketReplicationRule, DefaultEncryption, EncryptedBucket, LogBucket, ObjectReplicationStatus,
  type ReplicateExistingOptions, ReplicationDestination, SignatureVersion, TwoWayReplication,
} from '../../src';
import { turnOnAccessLogs } from '../../src/logging/turn-on-access-logs';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { expectStartedByItsOwnRole, inputOf, tagsOf } from '../batch/support';
import { deploymentOrder, orderOf, unsaidNeeds } from '../support/deployment-order';
import { MODERN, policyOf } from '../support/requests';
import { serialized } from '../support/sdk';
import { strictFindings } from '../support/strict';
import { type Deployed, World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THERE = { ...HERE, region: 'us-east-1' };
const THEIRS = { account: '222222222222', region: 'us-east-1' };

const PLACES: [string, Environment, Environment][] = [
  ['stacks that may be anywhere', {}, {}],
  ['same account and Region', HERE, HERE],
  ['cross-Region', HERE, THERE],
  ['cross-account', HERE, THEIRS],
];

interface Setting { readonly app: App; readonly source: EncryptedBucket; readonly reports: LogBucket; readonly replication: BucketReplication }

/** A bucket whose objects are replicated. */
function setting(from: Environment = HERE, to: Environment = THERE, rule: Partial<BucketReplicationRule> = {}): Setting {
  const app = new App();
  const [there, here] = [new Stack(app, 'There', { env: to }), new Stack(app, 'Here', { env: from })];
  const source = new EncryptedBucket(here, 'Source', { defaultEncryption: DefaultEncryption.sseKms() });
  const destination = ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas'));
  const replication = new BucketReplication(here, 'Replication', { source, rules: [{ destination, ...rule }] });
  return { app, source, replication, reports: new LogBucket(here, 'Reports') };
}

function jobsIn(world: World): readonly Deployed[] { return world.ofType('Custom::S3BatchOperationsJob'); }

interface Document { readonly Statement: { readonly Action: string | string[]; readonly Resource: string | string[] }[] }

function theJob(given: Partial<ReplicateExistingOptions> = {}, rule: Partial<BucketReplicationRule> = {}): Deployed {
  const { app, replication, reports } = setting(HERE, THERE, rule);
  replication.replicateExisting({ reports, ...given });
  const jobs = jobsIn(World.of(app));
  expect(jobs).toHaveLength(1);
  return jobs[0];
}

describe.each(PLACES)('%s', (_, from, to) => {
  const { app, source, reports, replication } = setting(from, to);
  replication.replicateExisting({ reports });
  const world = World.of(app);
  const [job] = jobsIn(world);
  const [bucket, reportBucket] = [source, reports].map((construct) => world.resourceOf(construct));

  test('S3 is asked to find and replicate what was not replicated', async () => {
    const input = inputOf(job);
    expect(input).toMatchObject({
      AccountId: bucket.account,
      ConfirmationRequired: false,
      Operation: { S3ReplicateObject: {} },
      ManifestGenerator: {
        S3JobManifestGenerator: {
          ExpectedBucketOwner: bucket.account,
          SourceBucket: bucket.arn,
          EnableManifestOutput: false,
          Filter: { EligibleForReplication: true, ObjectReplicationStatuses: ['NONE', 'FAILED'] },
        },
      },
      Report: { Bucket: reportBucket.arn, Enabled: true, Format: 'Report_CSV_20180820', Prefix: 'batch-replication', ReportScope: 'AllTasks' },
    });
    const { body } = await serialized(new CreateJobCommand({ ...input, ClientRequestToken: 'token' }), S3ControlClient);
    for (const element of ['<S3ReplicateObject/>', '<ObjectReplicationStatuses><member>NONE</member><member>FAILED</member></ObjectReplicationStatuses>',
      `<SourceBucket>${bucket.arn}</SourceBucket>`, '<EligibleForReplication>true</EligibleForReplication>']) {
      expect(body).toContain(element);
    }
  });

  test('the role of the job may ask for replication and write the report, and nothing else', () => {
    const role = world.at(inputOf(job).RoleArn!)!;
    expect(role.properties.AssumeRolePolicyDocument.Statement).toEqual([
      { Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { Service: 'batchoperations.s3.amazonaws.com' } },
    ]);
    const identity = policiesOf(world, role);
    const may = (action: string, resource: string) =>
      decide({ principal: Principal.role(role.arn), action, resource, context: {} }, { identity, resourceAccount: role.account, kind: 's3' }) === Ternary.YES;
    expect([
      ['s3:InitiateReplication', `${bucket.arn}/folder/object`],
      ['s3:GetReplicationConfiguration', bucket.arn],
      ['s3:PutInventoryConfiguration', bucket.arn],
      ['s3:PutObject', `${reportBucket.arn}/batch-replication/job-1/manifest.json`],
    ].filter(([action, resource]) => !may(action, resource))).toEqual([]);
    const replicas = world.ofType('AWS::S3::Bucket').find(({ stack }) => stack === 'There')!;
    expect([
      ['s3:InitiateReplication', `${replicas.arn}/folder/object`],
      ['s3:PutReplicationConfiguration', bucket.arn],
      ['s3:GetObject', `${bucket.arn}/folder/object`],
      ['s3:PutObject', `${bucket.arn}/folder/object`],
      ['s3:ReplicateObject', `${replicas.arn}/folder/object`],
      ['s3:PutObject', `${reportBucket.arn}/elsewhere`],
      ['s3:CreateJob', `arn:aws:s3:${role.region}:${role.account}:job/*`],
    ].filter(([action, resource]) => may(action, resource))).toEqual([]);
  });

  test('the job waits for the replication and everything that the replication needs', () => {
    const order = orderOf(world);
    const before = new Set<string>();
    const visit = (name: string): void => order.get(name)?.forEach((earlier) => {
      if (before.has(earlier)) { return; }
      before.add(earlier);
      visit(earlier);
    });
    visit(`${job.stack}/${job.logicalId}`);
    const { Role } = bucket.properties.ReplicationConfiguration as { Role: string };
    const needed = [bucket, reportBucket, world.at(Role)!, world.at(inputOf(job).RoleArn!)!,
      ...world.ofType('AWS::IAM::Policy').filter(({ properties }) =>
        [Role, inputOf(job).RoleArn].some((arn) => (properties.Roles as string[]).includes(world.at(arn!)!.name))),
      ...world.ofType('AWS::S3::BucketPolicy').filter(({ properties }) => properties.Bucket === reportBucket.name)];
    expect(needed).toHaveLength(7);
    expect(needed.map(({ stack, logicalId }) => `${stack}/${logicalId}`).filter((name) => !before.has(name))).toEqual([]);
    expect(before).toContain('There end');
  });

  test('can be deployed from nothing and deleted again', () => {
    expect(deploymentOrder(world)).toContain(`${job.stack}/${job.logicalId}`);
    expect(unsaidNeeds(world)).toEqual([]);
  });

  test('a role of its own starts and cancels it', () => {
    expectStartedByItsOwnRole(world, job);
  });

  test('nobody may do anything to everything, but create this job, for which IAM has no resource', () => {
    const documents = world.resources.flatMap(({ type, properties }) => {
      const inline = (properties.Policies as { PolicyDocument: Document }[] | undefined) ?? [];
      if (type === 'AWS::IAM::Role') { return inline.map(({ PolicyDocument }) => PolicyDocument); }
      return /^AWS::IAM::(Managed)?Policy$/.test(type) ? [properties.PolicyDocument as Document] : [];
    });
    const wide = documents.flatMap(({ Statement }) => Statement)
      .filter(({ Action, Resource }) => [Action, Resource].flat().some((text) => text === '*' || /^\w+:\*$/.test(text)));
    const tag = Object.entries(tagsOf(job, 'Request'))[0];
    expect(wide).toEqual([{
      Sid: 'CreateJob',
      Effect: 'Allow',
      Action: 's3:CreateJob',
      Resource: '*',
      Condition: { StringEquals: { 's3:RequestJobOperation': 'S3ReplicateObject', 'aws:RequestedRegion': bucket.region, [tag[0]]: tag[1] } },
    }]);
  });

  test('the strict rules find no fault with it', () => {
    // That the bucket for reports cannot be KMS, they know only where access logs go there too.
    const both = setting(from, to);
    both.replication.replicateExisting({ reports: both.reports });
    turnOnAccessLogs(both.source, { bucket: both.reports });
    expect(strictFindings(both.app)).toEqual([]);
  });
});

describe('the job is started anew', () => {
  test.each<[string, Partial<ReplicateExistingOptions>, Partial<BucketReplicationRule>]>([
    ['with another description', { description: 'Once more' }, {}],
    ['for other objects', { statuses: [ObjectReplicationStatus.COMPLETED] }, {}],
    ['when the rules select others', {}, { prefix: 'orders/' }],
    ['when the rules send them elsewhere', {}, { destination: ReplicationDestination.fromAttributes({ bucketArn: 'arn:aws:s3:::other', region: 'us-east-1', kmsKeyArn: 'arn:aws:kms:us-east-1:111111111111:key/1' }) }],
  ])('%s', (_, options, rule) => {
    expect(theJob(options, rule).logicalId).not.toBe(theJob().logicalId);
  });

  test('but not for how they are replicated', () => {
    expect(theJob({}, { timeControl: true }).logicalId).toBe(theJob().logicalId);
  });

  test('for rules that are added later', () => {
    const { app, replication, reports } = setting();
    replication.replicateExisting({ reports });
    const other = new EncryptedBucket(Stack.of(replication), 'Other');
    replication.addRule({ destination: ReplicationDestination.bucket(other) });
    expect(jobsIn(World.of(app))[0].logicalId).not.toBe(theJob().logicalId);
  });
});

test('what else can be said of it', () => {
  const { Report, Description, Priority, ConfirmationRequired, RoleArn } = inputOf(theJob({
    reportPrefix: 'reports/of', failuresOnly: true, description: 'All orders', priority: 0, confirmationRequired: true, roleName: 'replicates-existing',
  }));
  expect({ Report, Description, Priority, ConfirmationRequired, RoleArn }).toMatchObject({
    Report: { Prefix: 'reports/of', ReportScope: 'FailedTasksOnly' },
    Description: 'All orders',
    Priority: 0,
    ConfirmationRequired: true,
    RoleArn: 'arn:aws:iam::111111111111:role/replicates-existing',
  });
});

test('the report may go to a bucket of another stack', () => {
  const { app, replication } = setting();
  const reports = new LogBucket(new Stack(app, 'Logs', { env: HERE }), 'Reports');
  replication.replicateExisting({ reports });
  const world = World.of(app);
  expect(inputOf(jobsIn(world)[0]).Report!.Bucket).toBe(world.resourceOf(reports).arn);
  expect(deploymentOrder(world)).toContain('Logs end');
});

describe('two buckets that replicate to each other', () => {
  test.each(PLACES)('%s', (_, from, to) => {
    const app = new App();
    const [there, here] = [new Stack(app, 'There', { env: to }), new Stack(app, 'Here', { env: from })];
    const [first, second] = [here, there].map((stack) => new EncryptedBucket(stack, 'Bucket'));
    const third = to === THEIRS ? new Stack(app, 'Third', { env: to }) : undefined;
    const twoWay = new TwoWayReplication(here, 'TwoWay', { first, second, secondAccountScope: third });
    twoWay.fromFirst.replicateExisting({ reports: new LogBucket(here, 'Reports') });
    // In the account and Region of the second bucket, and in a stack that need not wait for the first.
    const beside = to === THERE ? there : here;
    twoWay.replicateExistingOfSecond({ reports: new LogBucket(third ?? beside, 'ReportsOfSecond', { bucketName: to === THERE ? 'reports-of-second' : undefined }) });
    const world = World.of(app);
    const jobs = jobsIn(world);
    const calls = jobs.map(({ properties }) => JSON.parse(properties.Create as string) as { region: string; parameters: CreateJobCommandInput });
    const placeOf = ({ AccountId, ManifestGenerator }: CreateJobCommandInput) => [AccountId, ManifestGenerator!.S3JobManifestGenerator!.SourceBucket];
    expect(calls.map(({ region, parameters }) => [region, ...placeOf(parameters)]).sort())
      .toEqual([first, second].map((bucket) => world.resourceOf(bucket)).map(({ region, account, arn }) => [region, account, arn]).sort());
    expect(deploymentOrder(world).length).toBeGreaterThan(0);
    expect(unsaidNeeds(world)).toEqual([]);
    // The second configuration is put by a custom resource, which comes first.
    const [put] = world.ofType('Custom::S3BucketReplication');
    const ofSecond = jobs.find((job) => inputOf(job).ManifestGenerator!.S3JobManifestGenerator!.SourceBucket === world.resourceOf(second).arn)!;
    expect(ofSecond.stack).toBe(put.stack);
    expect(ofSecond.raw.DependsOn).toContain(put.logicalId);
  });
});

describe('where reports go', () => {
  const twoWay = (there: Environment = THERE) => {
    const app = new App();
    const [first, second] = [new Stack(app, 'Here', { env: HERE }), new Stack(app, 'There', { env: there })].map((stack) => new EncryptedBucket(stack, 'Bucket'));
    return { app, replication: new TwoWayReplication(Stack.of(first), 'TwoWay', { first, second }) };
  };
  const reportsIn = (app: App, env: Environment) => new LogBucket(new Stack(app, 'Logs', { env }), 'Reports', { bucketName: 'the-reports' });

  test('to the Region of the first bucket from the second, is refused', () => {
    const { app, replication } = twoWay();
    const reports = reportsIn(app, HERE);
    const attempt = () => replication.replicateExistingOfSecond({ reports });
    const message = 'Here/TwoWay/Second: reports cannot be delivered to bucket Logs/Reports in eu-west-1: the job runs in us-east-1, the Region of its objects, '
      + 'and S3 writes reports only in the Region of the job. Fix: pass a LogBucket in us-east-1, with a bucketName.';
    expect(attempt).toThrow(message);
    // Nothing half-made is left: the second attempt says the same, and a bucket that is right is taken.
    expect(attempt).toThrow(message);
    replication.replicateExistingOfSecond({ reports: new LogBucket(new Stack(app, 'LogsThere', { env: THERE }), 'Reports', { bucketName: 'others' }) });
    expect(jobsIn(World.of(app))).toHaveLength(1);
  });

  test('to another Region from the first, is refused', () => {
    const { app, replication } = setting();
    expect(() => replication.replicateExisting({ reports: reportsIn(app, THERE) }))
      .toThrow(/^Here\/Replication: reports cannot be delivered to bucket Logs\/Reports in us-east-1: the job runs in eu-west-1, .* Fix: pass a LogBucket in eu-west-1\.$/);
  });

  test('to a Region that is not known, is accepted', () => {
    const app = new App();
    const [there, here] = ['There', 'Here'].map((id) => new Stack(app, id));
    const replication = new BucketReplication(here, 'Replication', {
      source: new EncryptedBucket(here, 'Source'), rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(there, 'Replicas')) }],
    });
    replication.replicateExisting({ reports: reportsIn(app, THERE), roleName: 'replicates-existing' });
    const known = setting();
    known.replication.replicateExisting({ reports: reportsIn(known.app, {}) });
    expect([app, known.app].flatMap((one) => jobsIn(World.of(one)))).toHaveLength(2);
  });

  test('to another account in the Region of the job, is accepted', () => {
    const { app, replication } = setting();
    replication.replicateExisting({ reports: reportsIn(app, { ...THEIRS, region: HERE.region }) });
    const world = World.of(app);
    const role = inputOf(jobsIn(world)[0]).RoleArn!;
    const [{ properties }] = world.ofType('AWS::S3::BucketPolicy').filter((policy) => policy.stack === 'Logs');
    const write = { principal: Principal.role(role), action: 's3:PutObject', resource: 'arn:aws:s3:::the-reports/batch-replication/1', context: MODERN };
    expect(decide(write, { identity: policiesOf(world, world.at(role)!), resource: policyOf(properties.PolicyDocument), resourceAccount: THEIRS.account, kind: 's3' }))
      .toBe(Ternary.YES);
  });
});

describe('refused', () => {
  test.each<[string, Partial<ReplicateExistingOptions>, RegExp]>([
    ['no statuses', { statuses: [] }, /statuses cannot be \[\]\. Fix: pass at least one of NONE, FAILED, COMPLETED, REPLICA/],
    ['an unknown status', { statuses: ['PENDING' as ObjectReplicationStatus] }, /statuses\[0\] cannot be "PENDING"/],
    ['a long description', { description: 'x'.repeat(257) }, /description cannot be "x+"\. Fix: pass a string of 1 to 256 characters/],
    ['a negative priority', { priority: -1 }, /priority cannot be -1\. Fix: pass a whole number/],
  ])('%s', (_, options, error) => {
    expect(() => theJob(options)).toThrow(error);
    expect(() => theJob(options)).toThrow(/^Here\/Replication/);
  });

  test('twice', () => {
    const { replication, reports } = setting();
    replication.replicateExisting({ reports });
    expect(() => replication.replicateExisting({ reports })).toThrow(/^Here\/Replication: replicateExisting\(\) was already called for bucket .*\. Fix: call replicateExisting\(\) once/);
  });
});

describe('a source that allows listed signature versions only denies what the job asks for', () => {
  function replicated(signatureVersion: SignatureVersion): Stack {
    const stack = new Stack(new App(), 'Stack');
    const source = new EncryptedBucket(stack, 'Source', { signatureVersion });
    const destination = ReplicationDestination.bucket(new EncryptedBucket(stack, 'Replicas'));
    new BucketReplication(stack, 'Replication', { source, rules: [{ destination }] }).replicateExisting({ reports: new LogBucket(stack, 'Reports') });
    return stack;
  }
  const warning = Match.stringLikeRegexp('Stack/Source/Resource allows only listed signature versions, and S3 documents no signature version for s3:InitiateReplication, so it denies S3 Batch Replication. Fix: ');

  test('and the job warns of it', () => {
    Annotations.fromStack(replicated(SignatureVersion.V4_ALLOW_LIST)).hasWarning('/Stack/Replication/Existing', warning);
  });

  test('any other does not', () => {
    Annotations.fromStack(replicated(SignatureVersion.V4)).hasNoWarning('*', warning);
  });
});
