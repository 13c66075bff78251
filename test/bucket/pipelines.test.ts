import {
  App, aws_codebuild as codebuild, aws_codepipeline as codepipeline, aws_codepipeline_actions as actions, aws_iam as iam, aws_s3 as s3,
  PhysicalName, Stack, Stage,
} from 'aws-cdk-lib';
import { CrossAccountGrantee, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptionKey } from '../../src';
import { Deployment, type Operation, succeeds } from '../support/deployment';
import { stacksInOrder } from '../support/deployment-order';
import { World } from '../support/world';

const TOOLS = { account: '111111111111', region: 'eu-west-1' };
const PRODUCTION = { account: '222222222222', region: 'eu-west-1' };

type Environment = typeof TOOLS;

/** Part of the name that CDK gives to the role of the action that deploys. */
const ACTION = 'deployactionrole';

/** A pipeline that deploys to another account, as its users write it. */
function pipelineOf(artifactBucket: s3.IBucket, target: Environment = PRODUCTION) {
  const stack = Stack.of(artifactBucket);
  const source = new s3.Bucket(stack, 'Source', { versioned: true });
  const project = new codebuild.PipelineProject(stack, 'Build');
  const [code, built] = [new codepipeline.Artifact('code'), new codepipeline.Artifact('built')];
  return new codepipeline.Pipeline(stack, 'Delivery', {
    artifactBucket,
    stages: [
      { stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 'Source', bucket: source, bucketKey: 'code.zip', output: code })] },
      { stageName: 'Build', actions: [new actions.CodeBuildAction({ actionName: 'Build', project, input: code, outputs: [built] })] },
      {
        stageName: 'Deploy',
        actions: [new actions.CloudFormationCreateUpdateStackAction({
          actionName: 'Deploy', ...target, stackName: 'Application', templatePath: built.atPath('template.json'), adminPermissions: true,
        })],
      },
    ],
  });
}

function artifacts(props: EncryptedBucketProps = {}, app = new App()) {
  const stack = new Stack(app, 'Tools', { env: TOOLS });
  return { app, stack, bucket: new EncryptedBucket(stack, 'Artifacts', props) };
}

const NAMES: [string, string][] = [['a name', 'artifacts-of-delivery'], ['a name that CDK makes up', PhysicalName.GENERATE_IF_NEEDED]];

const ENCRYPTIONS: { [name: string]: (stack: Stack) => DefaultEncryption } = {
  'a key of its own': () => DefaultEncryption.sseKms(),
  'a key without a Bucket Key': () => DefaultEncryption.sseKms({ bucketKey: false }),
  'a given key': (stack) => DefaultEncryption.sseKms({ key: new EncryptionKey(stack, 'Shared') }),
  'DSSE-KMS': () => DefaultEncryption.dsseKms(),
};

describe.each(NAMES)('artifacts in a bucket with %s', (_name, bucketName) => {
  test.each(Object.entries(ENCRYPTIONS))('and %s, deployed to another account', (_encryption, encryption) => {
    const app = new App();
    const stack = new Stack(app, 'Tools', { env: TOOLS });
    const bucket = new EncryptedBucket(stack, 'Artifacts', { bucketName, defaultEncryption: encryption(stack) });
    pipelineOf(bucket);
    const order = stacksInOrder(World.of(app));
    expect(order).toEqual(['Tools-support-222222222222', 'Tools']);
    const deployment = new Deployment(app);
    const target = deployment.target('artifacts');
    const may = (role: string, operation: Operation, changed = {}): boolean => {
      const { principal, policies } = deployment.identity(role);
      return succeeds(operation, 'Delivery/built/abc', { principal, policies }, target, changed);
    };
    for (const role of [ACTION, 'deploymentrole', 'BuildRole']) {
      expect([role, may(role, 'GET')]).toEqual([role, true]);
      expect([role, may(role, 'GET', { keyPolicy: undefined })]).toEqual([role, false]);
    }
    expect(may('BuildRole', 'multipart upload')).toBe(true);
    expect(may('DeliveryRole', 'GET')).toBe(true);
    expect(may('DeliveryRole', 'multipart upload')).toBe(true);
    expect(may(ACTION, 'PUT')).toBe(false);
  });
});

test('any key of the account is named, but for the bucket only', () => {
  const { app, bucket } = artifacts({ bucketName: 'artifacts-of-delivery' });
  pipelineOf(bucket);
  const deployment = new Deployment(app);
  const { principal, policies } = deployment.identity(ACTION);
  const target = deployment.target('artifacts');
  expect(succeeds('GET', 'x', { principal, policies }, target)).toBe(true);
  expect(succeeds('GET', 'x', { principal, policies, context: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::other' } }, target)).toBe(false);
  expect(succeeds('GET', 'x', { principal, policies, context: { 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' } }, target)).toBe(false);
});

describe('artifacts in a bucket without a name', () => {
  test('cannot be named by the roles that the pipeline waits for: synthesis fails with the way out', () => {
    const { app, bucket } = artifacts();
    pipelineOf(bucket);
    expect(() => app.synth()).toThrow(new RegExp('\\[Tools/Artifacts\\] the bucket has no name, so stack cross-account-support-stack-222222222222 '
      + '\\(account 222222222222\\) must read its ARN from the outputs of stack Tools, which depends on cross-account-support-stack-222222222222: .* '
      + 'Fix: set bucketName to a name or to PhysicalName.GENERATE_IF_NEEDED, '));
  });

  test('in a Stage, too', () => {
    const app = new App();
    const stage = new Stage(app, 'Stage', { env: TOOLS });
    pipelineOf(new EncryptedBucket(new Stack(stage, 'Tools'), 'Artifacts'));
    expect(() => app.synth()).toThrow(/Stage\/Tools\/Artifacts\] the bucket has no name/);
  });

  test('within an account they are read, or nothing is', () => {
    const { app, bucket, stack } = artifacts();
    pipelineOf(bucket, TOOLS);
    expect(World.of(app).stacks.map(({ name }) => name)).toEqual([stack.stackName]);
  });
});

test('in a Stage', () => {
  const app = new App();
  const stage = new Stage(app, 'Stage', { env: TOOLS });
  pipelineOf(new EncryptedBucket(new Stack(stage, 'Tools'), 'Artifacts', { bucketName: PhysicalName.GENERATE_IF_NEEDED }));
  const { stacks } = stage.synth();
  expect(stacks.map(({ displayName }) => displayName)).toEqual(['cross-account-support-stack', 'Tools'].map((name) => expect.stringContaining(name) as string));
  expect(JSON.stringify(stacks.map(({ template }) => template as object))).not.toContain('Fn::GetStackOutput');
});

test('actions in another account and Region use the bucket of that Region', () => {
  const { app, bucket } = artifacts({ bucketName: PhysicalName.GENERATE_IF_NEEDED });
  pipelineOf(bucket, { ...PRODUCTION, region: 'eu-central-1' });
  const order = stacksInOrder(World.of(app));
  expect(order.at(-1)).toBe('Tools');
});

describe('crossRegionReplicationBuckets', () => {
  const FRANKFURT = { account: TOOLS.account, region: 'eu-central-1' };

  /** A pipeline with an encrypted bucket of ours in each Region, whose last action is in the other Region. */
  function acrossRegions(target: Environment): { app: App; order: string[] } {
    const app = new App();
    const there = new Stack(app, 'There', { env: FRANKFURT });
    const replica = new EncryptedBucket(there, 'Replica', { bucketName: 'artifacts-there' });
    const tools = new Stack(app, 'Tools', { env: TOOLS });
    const [code, source] = [new codepipeline.Artifact('code'), new s3.Bucket(tools, 'Source', { versioned: true })];
    new codepipeline.Pipeline(tools, 'Delivery', {
      crossRegionReplicationBuckets: {
        [TOOLS.region]: new EncryptedBucket(tools, 'Artifacts', { bucketName: 'artifacts-here' }),
        [FRANKFURT.region]: replica,
      },
      stages: [
        { stageName: 'Source', actions: [new actions.S3SourceAction({ actionName: 'Source', bucket: source, bucketKey: 'code.zip', output: code })] },
        {
          stageName: 'Deploy',
          actions: [new actions.CloudFormationCreateUpdateStackAction({
            actionName: 'Deploy', ...target, stackName: 'Application', templatePath: code.atPath('template.json'), adminPermissions: true,
          })],
        },
      ],
    });
    return { app, order: stacksInOrder(World.of(app)) };
  }

  const may = (deployment: Deployment, role: string, operation: Operation, where: string): boolean => {
    const { principal, policies } = deployment.identity(role);
    return succeeds(operation, 'Delivery/code/abc', { principal, policies }, deployment.target(where));
  };

  test('the pipeline copies the artifacts into the bucket of the other Region, and the action reads them there', () => {
    const { app, order } = acrossRegions(FRANKFURT);
    expect(order.indexOf('There')).toBeLessThan(order.indexOf('Tools'));
    const deployment = new Deployment(app);
    for (const where of ['artifacts-here', 'artifacts-there']) {
      expect([where, may(deployment, 'DeliveryRole', 'multipart upload', where)]).toEqual([where, true]);
      expect([where, may(deployment, 'DeliveryRole', 'GET', where)]).toEqual([where, true]);
    }
    expect(may(deployment, 'DeployRole', 'GET', 'artifacts-there')).toBe(true);
  });
});

describe('a role that the bucket\'s stack does not wait for', () => {
  const ACCESS: { [way: string]: (bucket: EncryptedBucket, role: iam.Role) => void } = {
    'granted the bucket': (bucket, role) => { bucket.grantRead(role); },
    'given what its account was granted': (bucket, role) => {
      bucket.grantCrossAccountRead(CrossAccountGrantee.account(PRODUCTION.account)).grantTo(role);
    },
    'given a policy of what its account was granted': (bucket, role) => {
      const access = bucket.grantCrossAccountRead(CrossAccountGrantee.account(PRODUCTION.account));
      new iam.ManagedPolicy(Stack.of(role), 'Policy', { document: access.requiredIdentityPolicy(), roles: [role] });
    },
  };

  test.each(Object.entries(ACCESS))('%s: its stack waits for the bucket\'s', (_way, give) => {
    const { app, bucket, stack } = artifacts();
    // The first stack of the app: without a dependency, it would be deployed first.
    const application = new Stack(app, 'Application', { env: PRODUCTION });
    const role = new iam.Role(application, 'Role', { roleName: 'reader', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') });
    give(bucket, role);
    expect(application.dependencies).toEqual([]);
    expect(stacksInOrder(World.of(app))).toEqual(['Tools', 'Application']);
    expect(application.dependencies).toEqual([stack]);
  });

  test('waits for the stack of the key, too', () => {
    const app = new App();
    const application = new Stack(app, 'Application', { env: PRODUCTION });
    const keys = new Stack(app, 'Keys', { env: TOOLS });
    const stack = new Stack(app, 'Tools', { env: TOOLS });
    const defaultEncryption = DefaultEncryption.sseKms({ key: new EncryptionKey(keys, 'Key') });
    const bucket = new EncryptedBucket(stack, 'Artifacts', { bucketName: 'artifacts', defaultEncryption });
    bucket.grantRead(new iam.Role(application, 'Role', { roleName: 'reader', assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') }));
    app.synth();
    expect(application.dependencies).toEqual([keys]);
  });
});
