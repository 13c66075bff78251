import {
  App, aws_iam as iam, aws_s3 as s3, aws_s3_notifications as notifications, aws_sqs as sqs, BootstraplessSynthesizer, CliCredentialsStackSynthesizer,
  DefaultStackSynthesizer, type IStackSynthesizer, LegacyStackSynthesizer, NestedStack, RemovalPolicy, Stack, Stage,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, EncryptionContext, EncryptionKey, LogBucket, mixins, SignatureVersion, TlsVersion } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, concrete, REGION, type TemplateJson } from '../support/concrete';
import { Deployment } from '../support/deployment';
import { ALLOWED_EVERYTHING, MODERN, policyOf } from '../support/requests';
import { aStack } from '../support/stacks';

/** What CloudFormation does with buckets and keys, to change and to delete them. */
const S3_ACTIONS = [
  'GetBucketPolicy', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutEncryptionConfiguration', 'GetEncryptionConfiguration', 'PutReplicationConfiguration', 'DeleteBucket',
  'PutLifecycleConfiguration', 'PutBucketVersioning', 'PutBucketPublicAccessBlock', 'PutBucketOwnershipControls', 'PutBucketLogging', 'PutBucketNotification',
  'PutBucketTagging', 'PutBucketObjectLockConfiguration', 'PutInventoryConfiguration', 'PutMetricsConfiguration', 'PutAnalyticsConfiguration',
  'PutIntelligentTieringConfiguration', 'PutAccelerateConfiguration', 'PutBucketCORS',
];
const KMS_ACTIONS = [
  'PutKeyPolicy', 'GetKeyPolicy', 'DescribeKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion', 'UpdateKeyDescription', 'EnableKeyRotation', 'DisableKeyRotation',
  'GetKeyRotationStatus', 'EnableKey', 'DisableKey', 'TagResource', 'UntagResource', 'ListResourceTags', 'CreateAlias', 'UpdateAlias', 'DeleteAlias',
];

/** Everything with a policy that denies or confines, with all that it can deny. */
function everythingDenied(scope: Stack, administrators: iam.IPrincipal[]): void {
  const key = new EncryptionKey(scope, 'Key', { administrators, encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::strict')] });
  new EncryptedBucket(scope, 'Strict', {
    bucketName: 'strict',
    defaultEncryption: DefaultEncryption.sseKms({ key }),
    encryptionAdministrators: administrators,
    minimumTlsVersion: TlsVersion.V1_3,
    signatureVersion: SignatureVersion.V4_ALLOW_LIST,
  });
  new EncryptedBucket(scope, 'Required', { encryptionAdministrators: administrators, customerProvidedKeys: CustomerProvidedKeys.REQUIRED });
  const logs = new LogBucket(scope, 'Logs', { otherWritersDenied: true, minimumTlsVersion: TlsVersion.V1_3 });
  logs.with(new mixins.BucketEncryptionGuard({ administrators }));
  const theirs = new s3.Bucket(scope, 'Theirs');
  theirs.with(new mixins.BucketEncryptionGuard({ administrators }), new mixins.BucketSecureTransport({ minimumTlsVersion: TlsVersion.V1_3 }),
    new mixins.BucketSignatureVersion4({ allowListOnly: true }), new mixins.BucketUploadEncryption(),
    new mixins.BucketSseCAllowed({ required: true }));
}

/** What somebody whom IAM allows everything is denied, on everything. */
function deniedTo(principal: Principal, stack: Stack): string[] {
  const template = concrete(Template.fromStack(stack).toJSON() as TemplateJson);
  const resources = Object.entries(template.Resources ?? {});
  const documents = [
    ...resources.filter(([, { Type }]) => Type === 'AWS::S3::BucketPolicy').map(([id, { Properties }]) =>
      ({ id, kind: 's3' as const, actions: S3_ACTIONS, resource: `arn:aws:s3:::${String(Properties!.Bucket)}`, policy: Properties!.PolicyDocument })),
    ...resources.filter(([, { Type }]) => Type === 'AWS::KMS::Key').map(([id, { Properties }]) =>
      ({ id, kind: 'kms' as const, actions: KMS_ACTIONS, resource: `arn:aws:kms:${REGION}:${ACCOUNT}:key/${id}`, policy: Properties!.KeyPolicy })),
  ];
  expect(documents.length).toBe(6);
  return documents.flatMap(({ id, kind, actions, resource, policy }) => actions.filter((action) => decide(
    { principal, action: `${kind}:${action}`, resource, context: kind === 's3' ? MODERN : {} },
    { identity: [ALLOWED_EVERYTHING], resource: policyOf(policy), resourceAccount: ACCOUNT, kind },
  ) !== Ternary.YES).map((action) => `${id} ${action}`));
}

/** The role that the cloud assembly tells the CDK CLI to hand to CloudFormation. */
function handedOver(stack: Stack): string | undefined {
  const deployed = stack.nestedStackParent ?? stack;
  return (deployed.node.root as App).synth({ force: true }).getStackArtifact(deployed.artifactId).cloudFormationExecutionRoleArn;
}

const inLiterals = (arn: string) => arn.replace('${AWS::Partition}', 'aws').replaceAll('${AWS::AccountId}', ACCOUNT).replaceAll('${AWS::Region}', REGION);
const stackWith = (synthesizer?: IStackSynthesizer) => new Stack(new App(), 'Stack', { synthesizer });
const CUSTOM = 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/deploy/${AWS::Region}';

describe('the role with which CloudFormation deploys can change and delete everything that is denied to others', () => {
  test.each<[string, () => Stack]>([
    ['without a synthesizer of its own', () => stackWith()],
    ['DefaultStackSynthesizer', () => stackWith(new DefaultStackSynthesizer())],
    ['DefaultStackSynthesizer with a qualifier', () => stackWith(new DefaultStackSynthesizer({ qualifier: 'mine' }))],
    ['DefaultStackSynthesizer with a role', () => stackWith(new DefaultStackSynthesizer({ cloudFormationExecutionRole: CUSTOM }))],
    ['BootstraplessSynthesizer', () => stackWith(new BootstraplessSynthesizer({}))],
    ['BootstraplessSynthesizer with roles', () => stackWith(new BootstraplessSynthesizer({ cloudFormationExecutionRoleArn: CUSTOM, deployRoleArn: CUSTOM }))],
    ['an environment', () => new Stack(new App(), 'Stack', { env: { account: ACCOUNT, region: REGION } })],
    ['a nested stack', () => new NestedStack(stackWith(), 'Nested')],
    ['a nested stack with a qualifier around it', () => new NestedStack(stackWith(new DefaultStackSynthesizer({ qualifier: 'mine' })), 'Nested')],
    ['a qualifier of the app', () => new Stack(new App({ context: { '@aws-cdk/core:bootstrapQualifier': 'mine' } }), 'Stack')],
    ['a synthesizer of the app', () => new Stack(new App({ defaultStackSynthesizer: new DefaultStackSynthesizer({ qualifier: 'mine' }) }), 'Stack')],
  ])('%s', (_, makeStack) => {
    const stack = makeStack();
    everythingDenied(stack, []);
    const deploying = Principal.role(inLiterals(handedOver(stack)!));
    expect(deniedTo(deploying, stack)).toEqual([]);
    expect(deniedTo(Principal.role(`arn:aws:iam::${ACCOUNT}:role/Developer`), stack)).toEqual(expect.arrayContaining([
      expect.stringMatching(/^StrictPolicy.* PutBucketPolicy$/), expect.stringMatching(/^Key.* PutKeyPolicy$/),
    ]));
  });

  test('a Stage, for the environment of the stage', () => {
    const app = new App();
    const stack = new Stack(new Stage(app, 'Stage', { env: { account: ACCOUNT, region: REGION } }), 'Stack');
    everythingDenied(stack, []);
    const [artifact] = app.synth().getNestedAssembly('assembly-Stage').stacks;
    expect(deniedTo(Principal.role(inLiterals(artifact.cloudFormationExecutionRoleArn!)), stack)).toEqual([]);
  });
});

describe.each<[string, () => IStackSynthesizer]>([
  ['LegacyStackSynthesizer', () => new LegacyStackSynthesizer()],
  ['CliCredentialsStackSynthesizer', () => new CliCredentialsStackSynthesizer()],
])('with %s, which hands over no role,', (name, synthesizer) => {
  const deployer = `arn:aws:iam::${ACCOUNT}:role/Deployer`;

  test('an administrator who deploys can change and delete everything', () => {
    const stack = stackWith(synthesizer());
    everythingDenied(stack, [new iam.ArnPrincipal(deployer)]);
    expect(handedOver(stack)).toBeUndefined();
    expect(deniedTo(Principal.role(deployer), stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => unknown]>([
    ['an EncryptedBucket', (stack) => new EncryptedBucket(stack, 'Bucket', { encryptionAdministrators: [] })],
    ['the mixin', (stack) => new s3.Bucket(stack, 'Bucket').with(new mixins.BucketEncryptionGuard())],
    ['a nested stack', (stack) => new EncryptedBucket(new NestedStack(stack, 'Nested'), 'Bucket', { encryptionAdministrators: [] })],
  ])('an empty list is an error: nobody could change the bucket any more (%s)', (_, guard) => {
    const stack = stackWith(synthesizer());
    guard(stack);
    expect(() => Template.fromStack(stack)).toThrow(
      /Bucket\/Resource\] encryptionAdministrators cannot be \[\]: .*only the root user .*Synthesizer.* Fix: name the roles that deploy the stack in encryptionAdministrators/);
    expect(() => Template.fromStack(stack)).toThrow(name === 'LegacyStackSynthesizer' ? /Synthesizer\)/ : /\((?:CliCredentials|Nested)StackSynthesizer\)/);
  });

  test('the guard may get its administrators later', () => {
    const stack = stackWith(synthesizer());
    const bucket = new EncryptedBucket(stack, 'Bucket', { encryptionAdministrators: [] });
    bucket.with(new mixins.BucketEncryptionGuard({ administrators: [new iam.ArnPrincipal(deployer)] }));
    expect(() => Template.fromStack(stack)).not.toThrow();
  });
});

describe('custom resources of the CDK', () => {
  function guarded() {
    const stack = aStack({ account: ACCOUNT, region: REGION });
    const bucket = new EncryptedBucket(stack, 'Bucket', { encryptionAdministrators: [], removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true });
    bucket.addObjectCreatedNotification(new notifications.SqsDestination(new sqs.Queue(stack, 'Queue')));
    return new Deployment(stack.node.root as App);
  }
  const outcomes = (deployment: Deployment, role: string, requests: [string, string][]) => {
    const { principal, policies: identity } = deployment.identity(role);
    const { bucketArn, bucketPolicy: resource } = deployment.target();
    return Object.fromEntries(requests.map(([action, part]) =>
      [action, decide({ principal, action: `s3:${action}`, resource: `${bucketArn}${part}`, context: MODERN }, { identity, resource, resourceAccount: ACCOUNT, kind: 's3' })]));
  };

  test('autoDeleteObjects empties the bucket; it goes on when it may not stop uploads meanwhile', () => {
    expect(outcomes(guarded(), 'AutoDeleteObjects', [
      ['GetBucketTagging', ''], ['GetBucketPolicy', ''], ['ListBucketVersions', ''], ['DeleteObject', '/object'], ['DeleteObjectVersion', '/object'], ['PutBucketPolicy', ''],
    ])).toEqual({
      GetBucketTagging: Ternary.YES,
      GetBucketPolicy: Ternary.YES,
      ListBucketVersions: Ternary.YES,
      DeleteObject: Ternary.YES,
      DeleteObjectVersion: Ternary.YES,
      PutBucketPolicy: Ternary.NO,
    });
  });

  test('notifications are configured', () => {
    expect(outcomes(guarded(), 'BucketNotificationsHandler', [['PutBucketNotification', '']])).toEqual({ PutBucketNotification: Ternary.YES });
  });
});
