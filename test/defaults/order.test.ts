import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import {
  App, aws_iam as iam, aws_s3 as s3, Aspects, cloudformation_include as include, type IAspect, type IPropertyInjector, Mixins, NestedStack,
  PropertyInjectors, Stack, Stage,
} from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { Construct, IConstruct } from 'constructs';
import { DefaultEncryption, EncryptedBucketDefaults, mixins } from '../../src';

const ENV = { account: '111122223333', region: 'eu-west-1' };
const KMS = { encryption: DefaultEncryption.sseKms() };

interface Json { [property: string]: any }

function algorithms(stack: Stack): { [logicalId: string]: string | undefined } {
  return Object.fromEntries(Object.entries(Template.fromStack(stack).findResources('AWS::S3::Bucket'))
    .map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), (Properties as Json)?.BucketEncryption?.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault?.SSEAlgorithm]));
}

/** An injector as an organization writes it. */
function injector(props: s3.BucketProps): IPropertyInjector {
  return { constructUniqueId: s3.Bucket.PROPERTY_INJECTION_ID, inject: (own: s3.BucketProps = {}) => ({ ...props, ...own }) };
}

const VERSIONED = { Properties: { VersioningConfiguration: { Status: 'Enabled' } } };

describe('injectors of others', () => {
  test.each<[string, (app: App) => Construct]>([
    ['of the app, added before', (app) => {
      PropertyInjectors.of(app).add(injector({ versioned: true }));
      EncryptedBucketDefaults.applyTo(app, KMS);
      return new Stack(app, 'Stack');
    }],
    ['of the app, added after', (app) => {
      EncryptedBucketDefaults.applyTo(app, KMS);
      PropertyInjectors.of(app).add(injector({ versioned: true }));
      return new Stack(app, 'Stack');
    }],
    ['of a scope around the defaults', (app) => {
      PropertyInjectors.of(app).add(injector({ versioned: true }));
      const stack = new Stack(app, 'Stack');
      EncryptedBucketDefaults.applyTo(stack, KMS);
      return stack;
    }],
    ['of a scope in between, which is there', (app) => {
      const stack = new Stack(app, 'Stack', { propertyInjectors: [injector({ versioned: true })] });
      EncryptedBucketDefaults.applyTo(app, KMS);
      return stack;
    }],
    ['of a scope in between and of the app', (app) => {
      PropertyInjectors.of(app).add(injector({ versioned: false }));
      const stack = new Stack(app, 'Stack', { propertyInjectors: [injector({ versioned: true })] });
      EncryptedBucketDefaults.applyTo(app, KMS);
      return stack;
    }],
  ])('%s, keep working', (_, make) => {
    const stack = make(new App()) as Stack;
    new s3.Bucket(stack, 'Bucket');
    expect(algorithms(stack)).toEqual({ Bucket: 'aws:kms' });
    Template.fromStack(stack).hasResource('AWS::S3::Bucket', VERSIONED);
  });

  test('that choose an encryption are as good as the author', () => {
    const app = new App({ propertyInjectors: [injector({ encryption: s3.BucketEncryption.S3_MANAGED })] });
    EncryptedBucketDefaults.applyTo(app, KMS);
    const stack = new Stack(app, 'Stack');
    new s3.Bucket(stack, 'Bucket');
    expect(algorithms(stack)).toEqual({ Bucket: 'AES256' });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
  });

  test('of a scope in between, added later, hide the key: the bucket has SSE-S3, and a warning', () => {
    const app = new App();
    EncryptedBucketDefaults.applyTo(app, KMS);
    const stack = new Stack(app, 'Stack', { propertyInjectors: [injector({ versioned: true })] });
    new s3.Bucket(stack, 'Bucket');
    expect(algorithms(stack)).toEqual({ Bucket: 'AES256' });
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('another|other property injector'));
  });

  test('of other classes are not concerned', () => {
    const app = new App();
    EncryptedBucketDefaults.applyTo(app, KMS);
    PropertyInjectors.of(app).add({ constructUniqueId: iam.Role.PROPERTY_INJECTION_ID, inject: (props) => ({ ...props, description: 'Injected' }) });
    const stack = new Stack(app, 'Stack');
    new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', { Description: 'Injected' });
  });
});

test('a bucket that was there before has SSE-S3 and a warning, because its grants lack the key', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  new s3.Bucket(stack, 'Before');
  const defaults = EncryptedBucketDefaults.applyTo(app, KMS);
  new s3.Bucket(stack, 'After');
  expect(algorithms(stack)).toEqual({ Before: 'AES256', After: 'aws:kms' });
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('instead of a KMS key')).map(({ id }) => id)).toEqual(['/Stack/Before/Resource']);
  expect(defaults.changes.find(({ constructPath }) => constructPath === 'Stack/Before')?.reason).toMatch(/created before the defaults/);
});

/** Does something to each construct that it is meant for, once. */
function aspect(isMeant: (construct: IConstruct) => boolean, act: (construct: any) => void): IAspect {
  const done = new Set<IConstruct>();
  return {
    visit: (construct) => {
      if (!isMeant(construct) || done.has(construct)) { return; }
      done.add(construct);
      act(construct);
    },
  };
}

const isBucket = (construct: IConstruct) => s3.CfnBucket.isCfnBucket(construct);
const logsTo = (target: (bucket: s3.CfnBucket) => string) => aspect(
  (construct) => isBucket(construct) && construct.node.path.includes('Data'),
  (bucket: s3.CfnBucket) => { bucket.loggingConfiguration = { destinationBucketName: target(bucket) }; });

describe.each([['with', true], ['without', false]])('%s stabilization of aspects', (_, stabilized) => {
  const appWith = () => new App({ context: { '@aws-cdk/core:aspectStabilization': stabilized } });

  test.each([[1], [200], [500], [1000], [100_000]])('what an aspect of priority %d does to a later construct is seen', (priority) => {
    const app = appWith();
    EncryptedBucketDefaults.applyTo(app, KMS);
    const stack = new Stack(app, 'Stack');
    const logs = new s3.Bucket(stack, 'Logs');
    new s3.Bucket(stack, 'Data');
    Aspects.of(app).add(logsTo(() => logs.bucketName), { priority });
    expect(algorithms(stack)).toEqual({ Logs: 'AES256', Data: 'aws:kms' });
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
  });

  test('an aspect of another stack, that was added before', () => {
    const app = appWith();
    const other = new Stack(app, 'Other', { env: ENV });
    const stack = new Stack(app, 'Stack', { env: ENV });
    Aspects.of(stack).add(logsTo(() => 'logs-of-app'), { priority: 900 });
    EncryptedBucketDefaults.applyTo(app, KMS);
    new s3.Bucket(other, 'Logs', { bucketName: 'logs-of-app' });
    new s3.Bucket(stack, 'Data');
    expect(algorithms(other)).toEqual({ Logs: 'AES256' });
  });

  test('statements can still be changed by aspects that come later', () => {
    const app = appWith();
    EncryptedBucketDefaults.applyTo(app, KMS);
    const stack = new Stack(app, 'Stack');
    const logs = new s3.Bucket(stack, 'Logs');
    new s3.Bucket(stack, 'Data', { serverAccessLogsBucket: logs });
    const statement = new iam.PolicyStatement({ sid: 'Theirs', principals: [new iam.AccountRootPrincipal()], actions: ['s3:GetObject'], resources: ['*'] });
    logs.addToResourcePolicy(statement);
    // Beside the last construct of the app.
    Aspects.of(app).add(aspect((construct) => construct.node.id.startsWith('EncryptedBucketDefaults'), () => statement.addActions('s3:ListBucket')),
      { priority: 100_000 });
    Template.fromStack(stack).hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'Theirs', Action: ['s3:GetObject', 's3:ListBucket'] }),
        ]),
      },
    });
  });

  test('a mixin for all buckets, before or after', () => {
    const outcome = (apply: (app: App) => void) => {
      const app = appWith();
      const stack = new Stack(app, 'Stack');
      const make = () => new s3.CfnBucket(stack, 'Bucket');
      make();
      apply(app);
      return Template.fromStack(stack).toJSON();
    };
    const mixin = (app: App) => { Mixins.of(app).apply(new mixins.BucketSecureTransport(), new mixins.BucketSseCBlocked()); };
    const defaults = (app: App) => { EncryptedBucketDefaults.applyTo(app); };
    const [before, after] = [outcome((app) => { mixin(app); defaults(app); }), outcome((app) => { defaults(app); mixin(app); })];
    expect(before).toEqual(after);
    expect(before.Resources.BucketPolicy3FB5C0E4 ?? Object.values(before.Resources)[1]).toMatchObject({ Type: 'AWS::S3::BucketPolicy' });
  });

  test('in Stages, there already or created later', () => {
    const app = appWith();
    const before = new Stack(new Stage(app, 'Before'), 'Stack');
    EncryptedBucketDefaults.applyTo(app, KMS);
    const after = new Stack(new Stage(app, 'After'), 'Stack');
    for (const stack of [before, after]) {
      new s3.Bucket(stack, 'Bucket');
      new s3.CfnBucket(stack, 'L1');
    }
    for (const stack of [before, after]) { expect(algorithms(stack)).toEqual({ Bucket: 'aws:kms', L1: 'AES256' }); }
  });

  test('a Stage that is created later and has L1 buckets only is an error that says what to do', () => {
    const app = appWith();
    EncryptedBucketDefaults.applyTo(app);
    const stage = new Stage(app, 'Later');
    new s3.CfnBucket(new Stack(stage, 'Stack'), 'L1');
    expect(() => app.synth()).toThrow('EncryptedBucketDefaults did not change the buckets of Later, such as Later/Stack/L1: the Stage was created after the defaults '
      + 'were applied, and has L1 buckets only. Fix: call EncryptedBucketDefaults.applyTo() on this Stage too.');
  });

  test('that is enough', () => {
    const app = appWith();
    EncryptedBucketDefaults.applyTo(app);
    const stage = new Stage(app, 'Later');
    const stack = new Stack(stage, 'Stack');
    new s3.CfnBucket(stack, 'L1');
    EncryptedBucketDefaults.applyTo(stage);
    app.synth();
    expect(algorithms(stack)).toEqual({ L1: 'AES256' });
  });

  test('in nested stacks', () => {
    const app = appWith();
    EncryptedBucketDefaults.applyTo(app, { ...KMS, oneKeyPerStack: true });
    const nested = new NestedStack(new Stack(app, 'Stack'), 'Nested');
    const bucket = new s3.Bucket(nested, 'Bucket');
    new s3.Bucket(nested, 'Logged', { serverAccessLogsBucket: new s3.Bucket(nested, 'Logs') });
    bucket.grantRead(new iam.Role(nested, 'Role', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(algorithms(nested)).toEqual({ Bucket: 'aws:kms', Logged: 'aws:kms', Logs: 'AES256' });
    Template.fromStack(nested).resourceCountIs('AWS::KMS::Key', 1);
  });
});

test('constructs that an aspect makes after everything else', () => {
  const app = new App({ context: { '@aws-cdk/core:aspectStabilization': true } });
  EncryptedBucketDefaults.applyTo(app, KMS);
  const stack = new Stack(app, 'Stack');
  new s3.Bucket(stack, 'Data');
  Aspects.of(app).add(aspect((construct) => construct.node.id === 'Resource' && construct.node.path.includes('Policy'), () => {
    if (!stack.node.tryFindChild('Late')) { new s3.CfnBucket(stack, 'Late'); }
  }), { priority: 100_000 });
  expect(algorithms(stack)).toEqual({ Data: 'aws:kms', Late: 'AES256' });
});

test('a target of logs that turns up after everything else is an error', () => {
  const app = new App({ context: { '@aws-cdk/core:aspectStabilization': true } });
  EncryptedBucketDefaults.applyTo(app, KMS);
  const stack = new Stack(app, 'Stack');
  const logs = new s3.Bucket(stack, 'Logs');
  Aspects.of(app).add(aspect((construct) => construct.node.id === 'Resource' && construct.node.path.includes('Policy'), () => {
    if (!stack.node.tryFindChild('Late')) { new s3.CfnBucket(stack, 'Late', { loggingConfiguration: { destinationBucketName: logs.bucketName } }); }
  }), { priority: 100_000 });
  expect(() => Template.fromStack(stack)).toThrow(/receives S3 server access logs \(Stack\/Late\).*Stack\/Logs\/Policy\/Resource refers to the KMS key/);
});

test('an included template', () => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'included-')), 'template.json');
  fs.writeFileSync(file, JSON.stringify({
    Parameters: { Name: { Type: 'String' } },
    Conditions: { IsProduction: { 'Fn::Equals': [{ Ref: 'Name' }, 'production'] } },
    Resources: {
      Data: {
        Type: 'AWS::S3::Bucket',
        Condition: 'IsProduction',
        Properties: { BucketName: { 'Fn::Sub': '${Name}-data' }, LoggingConfiguration: { DestinationBucketName: { 'Fn::Sub': '${Name}-logs' } } },
      },
      Logs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': '${Name}-logs' } } },
      LogsPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { 'Fn::Sub': '${Name}-logs' }, PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:DeleteBucket', Resource: '*' }] } },
      },
    },
  }));
  const app = new App();
  EncryptedBucketDefaults.applyTo(app, { l1Encryption: DefaultEncryption.sseKms() });
  const stack = new Stack(app, 'Stack');
  new include.CfnInclude(stack, 'Included', { templateFile: file });
  expect(algorithms(stack)).toEqual({ Data: 'aws:kms', Logs: 'AES256' });
  const policies = Template.fromStack(stack).findResources('AWS::S3::BucketPolicy');
  expect(Object.values(policies).map(({ Condition }) => Condition as unknown).sort()).toEqual(['IsProduction', undefined]);
  expect((policies.LogsPolicy.Properties as Json).PolicyDocument.Statement).toHaveLength(7);
  fs.rmSync(path.dirname(file), { recursive: true });
});
