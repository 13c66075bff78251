import { App, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { APPS } from './apps';
import { DefaultEncryption, EncryptedBucketDefaults, type EncryptedBucketDefaultsProps, RuleSet, S3EncryptionChecks, Severity } from '../../src';
import { OPERATION_NAMES, Deployment, succeeds } from '../support/deployment';
import { MODERN } from '../support/requests';
import { foundLessProtected } from '../support/retained';

interface Json { [property: string]: any }
type Resources = { [logicalId: string]: Json };

const PROPS: { readonly [name: string]: EncryptedBucketDefaultsProps } = {
  'SSE-S3': {},
  'a key for each bucket': { encryption: DefaultEncryption.sseKms() },
  'a key for each stack': { encryption: DefaultEncryption.sseKms(), oneKeyPerStack: true },
};

function appOf(make: (app: App) => unknown, props?: EncryptedBucketDefaultsProps): App {
  const app = new App();
  if (props) { EncryptedBucketDefaults.applyTo(app, props); }
  make(app);
  return app;
}

/** CDK's own pipelines keep their bucket, and not its key, which every test would be told of. */
function forgetKeysOfPipelines(): void {
  foundLessProtected.splice(0, Infinity, ...foundLessProtected.filter((found) => !found.includes('ArtifactsBucketEncryptionKey')));
}

const stacksOf = (app: App): Stack[] => app.node.findAll().filter(Stack.isStack);

/** The resources of each stack, by the path of the stack. */
function resourcesOf(app: App): { [stack: string]: Resources } {
  app.synth();
  forgetKeysOfPipelines();
  const resources = (stack: Stack) => (Template.fromStack(stack).toJSON() as { Resources?: Resources }).Resources ?? {};
  return Object.fromEntries(stacksOf(app).map((stack) => [stack.node.path, resources(stack)]));
}

/** What is about the encryption of buckets, in a resource that was there before. */
const ENCRYPTION: { readonly [type: string]: readonly string[] } = {
  'AWS::S3::Bucket': ['BucketEncryption', 'PublicAccessBlockConfiguration'],
  'AWS::S3::BucketPolicy': ['PolicyDocument'],
  // Grants name the key, and so do services that are told the key of their bucket.
  'AWS::IAM::Policy': ['PolicyDocument'],
  'AWS::CodePipeline::Pipeline': ['ArtifactStore'],
  'AWS::CodeBuild::Project': ['EncryptionKey'],
  'AWS::KinesisFirehose::DeliveryStream': ['ExtendedS3DestinationConfiguration'],
};

/** Resources are the same, but for what is about encryption, for what follows from it, and for hashes of assets. */
function withoutEncryption({ Type, Properties = {}, DependsOn, DeletionPolicy, UpdateReplacePolicy, ...rest }: Json): Json {
  const others = Object.fromEntries(Object.entries(Properties as Json).filter(([name]) => !ENCRYPTION[Type]?.includes(name)));
  const removal = Type === 'AWS::S3::BucketPolicy' ? {} : { DeletionPolicy, UpdateReplacePolicy };
  if (Type === 'AWS::CloudFormation::Stack') {
    delete others.TemplateURL;
    delete others.Parameters;
  }
  return { Type, ...rest, ...removal, Properties: others };
}

const NEW_TYPES = ['AWS::S3::BucketPolicy', 'AWS::KMS::Key'];

/** Errors of the recommended rules, as rule and construct. */
function errorsOf(app: App): string[] {
  return new S3EncryptionChecks(undefined, { ruleSet: RuleSet.recommended() }).validateScope(app).violations
    .filter(({ severity }) => severity === Severity.ERROR).map(({ ruleName, description }) => `${ruleName}: ${description}`);
}

/** What no setting of a bucket can correct: the endpoint of a website offers plain HTTP only. */
const NO_SETTING = /^SecureTransportRequired: .*website/;

/** Who can do what, of all roles and all buckets, as `role bucket operation`. */
function allowed(app: App): string[] {
  const deployment = new Deployment(app);
  forgetKeysOfPipelines();
  const roles = deployment.all('AWS::IAM::Role').map(({ arn }) => arn);
  const buckets = deployment.all('AWS::S3::Bucket').map(({ arn }) => arn);
  return roles.flatMap((role) => buckets.flatMap((bucket) => OPERATION_NAMES
    .filter((operation) => succeeds(operation, 'key', { ...deployment.identity(role), context: MODERN }, deployment.target(bucket)))
    .map((operation) => `${role} ${bucket} ${operation}`)));
}

describe.each(Object.entries(APPS))('%s', (name, make) => {
  const before = resourcesOf(appOf(make));
  const couldDo = allowed(appOf(make));

  describe.each(Object.entries(PROPS))('with %s', (_, props) => {
    const app = appOf(make, props);
    const after = resourcesOf(app);

    test('logical IDs are as before, and nothing is changed that is not about encryption', () => {
      expect(Object.keys(after)).toEqual(Object.keys(before));
      for (const [stack, resources] of Object.entries(before)) {
        for (const [id, resource] of Object.entries(resources)) {
          expect({ [id]: withoutEncryption(after[stack][id]) }).toEqual({ [id]: withoutEncryption(resource) });
        }
        const added = Object.entries(after[stack]).filter(([id]) => !(id in resources)).map(([, { Type }]) => Type as string);
        expect(added.filter((type) => !NEW_TYPES.includes(type))).toEqual([]);
      }
    });

    test('statements that were there are there, each bucket has one policy, and every bucket says how it encrypts', () => {
      for (const [stack, resources] of Object.entries(after)) {
        const policies = Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::S3::BucketPolicy');
        const buckets = policies.map(([, { Properties }]) => JSON.stringify(Properties.Bucket));
        expect(new Set(buckets).size).toBe(buckets.length);
        for (const [id, { Properties }] of policies) {
          const own = before[stack][id]?.Properties.PolicyDocument.Statement as Json[] | undefined;
          expect(Properties.PolicyDocument.Statement).toEqual(expect.arrayContaining(own ?? []));
        }
        for (const [id, { Type, Properties }] of Object.entries(resources)) {
          if (Type === 'AWS::S3::Bucket' && id !== 'Generic') { expect(Properties.BucketEncryption).toBeDefined(); }
        }
      }
    });

    test('no encryption that was there is another one', () => {
      for (const [stack, resources] of Object.entries(before)) {
        for (const [id, { Properties }] of Object.entries(resources).filter(([, { Type }]) => Type === 'AWS::S3::Bucket')) {
          const declared = (one: Json): unknown => one?.BucketEncryption?.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault;
          if (declared(Properties) !== undefined) { expect(declared(after[stack][id].Properties)).toEqual(declared(Properties)); }
          if (Properties?.PublicAccessBlockConfiguration) {
            expect(after[stack][id].Properties.PublicAccessBlockConfiguration).toEqual(Properties.PublicAccessBlockConfiguration);
          }
        }
      }
    });

    test('the recommended rules find no error that a setting can correct, and none that was not there', () => {
      // Of a generic resource nothing can be changed.
      const allowedErrors = name === 'generic resources' ? /^SecureTransportRequired: The bucket has no policy/ : NO_SETTING;
      expect(errorsOf(app).filter((error) => !allowedErrors.test(error))).toEqual([]);
    });

    test('roles can do what they could', () => {
      expect(allowed(app)).toEqual(expect.arrayContaining(couldDo));
      expect(couldDo).toEqual(expect.arrayContaining(allowed(app)));
    });
  });
});

test('the apps have what they are named after', () => {
  const roles = (make: (app: App) => unknown) => allowed(appOf(make)).length;
  expect(roles(APPS['plain buckets with grants'])).toBeGreaterThan(4);
  expect(roles(APPS['a pipeline with a bucket of its own'])).toBeGreaterThan(4);
  expect(stacksOf(appOf(APPS['nested stacks'])).some((stack) => NestedStack.isNestedStack(stack))).toBe(true);
  expect(errorsOf(appOf(APPS['L1 buckets'])).join()).toMatch(/SecureTransportRequired/);
});
