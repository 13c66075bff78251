import { App, aws_iam as iam, aws_s3 as s3, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, LegacyStackSynthesizer, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { EncryptedBucket, mixins, RuleSet, S3EncryptionChecks } from '../../src';
import { configuringPath, exemptFromEncryptionGuard } from '../../src/policy';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT } from '../support/concrete';
import { ALLOWED_EVERYTHING, MODERN, policyOf, s3Request } from '../support/requests';
import { aStack, resourcesOf, theResource } from '../support/stacks';

const role = (name: string, account = ACCOUNT) => Principal.role(`arn:aws:iam::${account}:role/${name}`);
const DEPLOYING = role(`cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-eu-west-1`);
const ROOT = Principal.account(ACCOUNT, 'aws');
const GUARDED = ['PutEncryptionConfiguration', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutReplicationConfiguration'];
const administrators = () => [
  new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/Custodian`),
  new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Security_*`),
];

function guardedBucket(stack: Stack = aStack(), named: iam.IPrincipal[] = administrators()): s3.CfnBucket {
  return new EncryptedBucket(stack, 'Bucket', { encryptionAdministrators: named }).node.defaultChild as s3.CfnBucket;
}

/** What becomes of a request of somebody whom IAM allows everything. */
function outcome(action: string, principal: Principal, stack: Stack): 'allowed' | 'denied' {
  const [[logicalId]] = Object.entries(resourcesOf(stack, 'AWS::S3::Bucket'));
  const answer = decide(s3Request(action, `arn:aws:s3:::${logicalId.toLowerCase()}`, MODERN, principal), {
    identity: [ALLOWED_EVERYTHING], resource: policyOf(theResource(stack, 'AWS::S3::BucketPolicy').PolicyDocument), resourceAccount: ACCOUNT, kind: 's3',
  });
  expect(answer).not.toBe(Ternary.UNKNOWN);
  return answer === Ternary.YES ? 'allowed' : 'denied';
}

describe.each(GUARDED)('%s', (action) => {
  const stack = aStack();
  guardedBucket(stack);

  test.each<[string, Principal, string]>([
    ['an administrator', role('Custodian'), 'allowed'],
    ['an administrator whom a pattern names', role('aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Security_0123'), 'allowed'],
    ['CloudFormation', DEPLOYING, 'allowed'],
    ['another role', role('Developer'), 'denied'],
    ['a user of the name', Principal.user(`arn:aws:iam::${ACCOUNT}:user/Custodian`), 'denied'],
    ['the role with which CloudFormation deploys to another Region', role(`cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-us-east-1`), 'denied'],
    ['an administrator of that name in another account', role('Custodian', '444455556666'), 'denied'],
    ['an anonymous caller', Principal.anonymous(), 'denied'],
  ])('of %s', (_, principal, expected) => {
    expect(outcome(action, principal, stack)).toBe(expected);
  });

  test('of the root user: a deny cannot stop it from changing the policy', () => {
    expect(outcome(action, ROOT, stack)).toBe(action.includes('BucketPolicy') ? 'allowed' : 'denied');
  });
});

describe('roles that put a replication configuration for this library', () => {
  const stack = aStack();
  const bucket = guardedBucket(stack);
  const path = configuringPath(bucket);

  test.each(GUARDED)('may do nothing guarded but that: %s', (action) => {
    // Whatever their name: one that has left the app has to clean up.
    expect(outcome(action, role(`${path.slice(1)}Configuration`), stack)).toBe(action === 'PutReplicationConfiguration' ? 'allowed' : 'denied');
  });

  test.each<[string, Principal]>([
    ['of another bucket', role(`s3-encryption/00000000/${path.split('/')[2]}`)],
    ['of another account', role(`${path.slice(1)}Configuration`, '444455556666')],
    ['whose path begins otherwise', role(`team${path}Configuration`)],
    ['without a path', role('Configuration')],
    ['that are users', Principal.user(`arn:aws:iam::${ACCOUNT}:user${path}Configuration`)],
  ])('are not those %s', (_, principal) => {
    expect(outcome('PutReplicationConfiguration', principal, stack)).toBe('denied');
  });

  test('have a path for each bucket, which stays whatever is done with the bucket', () => {
    const another = new EncryptedBucket(stack, 'Another').node.defaultChild as s3.CfnBucket;
    expect(configuringPath(another)).not.toBe(path);
    expect(configuringPath(guardedBucket())).toBe(path);
    expect(path).toMatch(/^\/s3-encryption\/[0-9A-F]{8}\/$/);
  });
});

test.each(['GetEncryptionConfiguration', 'GetBucketPolicy', 'ListBucket', 'PutLifecycleConfiguration', 'PutBucketTagging'])('%s is nobody denied', (action) => {
  const stack = aStack();
  guardedBucket(stack);
  expect(outcome(action, role('Developer'), stack)).toBe('allowed');
});

test('an unguarded bucket is changed by whomever IAM allows', () => {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket');
  for (const action of GUARDED) { expect(outcome(action, role('Developer'), stack)).toBe('allowed'); }
});

test('an empty list leaves CloudFormation alone', () => {
  const stack = aStack();
  guardedBucket(stack, []);
  expect(GUARDED.map((action) => outcome(action, DEPLOYING, stack))).toEqual(GUARDED.map(() => 'allowed'));
  expect(GUARDED.map((action) => outcome(action, role('Custodian'), stack))).toEqual(GUARDED.map(() => 'denied'));
});

test('a role of the same stack is named without a circle, though its policy names the bucket', () => {
  const stack = aStack();
  const custodian = new iam.Role(stack, 'Custodian', { assumedBy: new iam.AccountRootPrincipal() });
  const bucket = new EncryptedBucket(stack, 'Bucket', { encryptionAdministrators: [custodian] });
  custodian.addToPolicy(new iam.PolicyStatement({ actions: ['s3:PutEncryptionConfiguration'], resources: [bucket.bucketArn] }));
  const [logicalId] = Object.keys(resourcesOf(stack, 'AWS::IAM::Role'));
  expect(outcome('PutEncryptionConfiguration', role(logicalId), stack)).toBe('allowed');
});

test.each([['before', true], ['after', false]])('more roles can be exempt, made known %s the bucket is guarded', (_, early) => {
  const stack = aStack();
  const bucket = new s3.Bucket(stack, 'Bucket').node.defaultChild as s3.CfnBucket;
  const exempt = () => exemptFromEncryptionGuard(bucket, `arn:aws:iam::${ACCOUNT}:role/CustomResource`);
  if (early) { exempt(); }
  bucket.with(new mixins.BucketEncryptionGuard({ administrators: administrators() }));
  if (!early) { exempt(); }
  expect(outcome('PutReplicationConfiguration', role('CustomResource'), stack)).toBe('allowed');
  expect(outcome('PutReplicationConfiguration', role('Custodian'), stack)).toBe('allowed');
  expect(outcome('PutReplicationConfiguration', role('Developer'), stack)).toBe('denied');
});

describe('a bucket that is not ours', () => {
  test('of the L1, with a policy of its own in plain JSON', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: bucket.ref, policyDocument: { Version: '2012-10-17', Statement: [] } });
    bucket.with(new mixins.BucketEncryptionGuard({ administrators: administrators() }));
    expect(outcome('PutBucketPolicy', role('Developer'), stack)).toBe('denied');
    expect(outcome('PutBucketPolicy', role('Custodian'), stack)).toBe('allowed');
  });

  test('of the L2', () => {
    const stack = aStack();
    new s3.Bucket(stack, 'Bucket').with(new mixins.BucketEncryptionGuard());
    expect(outcome('PutBucketPolicy', role('Custodian'), stack)).toBe('denied');
    expect(outcome('PutBucketPolicy', DEPLOYING, stack)).toBe('allowed');
  });

  test('can be guarded twice', () => {
    const stack = aStack();
    const guard = new mixins.BucketEncryptionGuard({ administrators: administrators() });
    new s3.Bucket(stack, 'Bucket').with(guard, guard);
    expect(outcome('PutBucketPolicy', role('Custodian'), stack)).toBe('allowed');
  });
});

describe('the role with which CloudFormation deploys', () => {
  test.each<[string, (app: App) => Stack, string]>([
    ['is the one of the environment', (app) => new Stack(app, 'Stack', { env: { account: ACCOUNT, region: 'us-east-1' } }), `cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-us-east-1`],
    ['has the qualifier of the synthesizer', (app) => new Stack(app, 'Stack', { synthesizer: new DefaultStackSynthesizer({ qualifier: 'mine' }) }),
      `cdk-mine-cfn-exec-role-${ACCOUNT}-eu-west-1`],
    ['has the name that the synthesizer gives it', (app) => new Stack(app, 'Stack', {
      synthesizer: new DefaultStackSynthesizer({ cloudFormationExecutionRole: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/deploy/${AWS::Region}' }),
    }), 'deploy/eu-west-1'],
    ['is the one of the stack around a nested stack', (app) => new NestedStack(new NestedStack(new Stack(app, 'Stack'), 'Outer'), 'Inner'),
      `cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-eu-west-1`],
    ['is the one of a stack in a stage', (app) => new Stack(new Stage(app, 'Stage', { env: { account: ACCOUNT, region: 'eu-central-1' } }), 'Stack'),
      `cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-eu-central-1`],
  ])('%s', (_, makeStack, name) => {
    const stack = makeStack(new App());
    guardedBucket(stack);
    expect(outcome('PutBucketPolicy', role(name), stack)).toBe('allowed');
    expect(outcome('PutBucketPolicy', role(`${name}x`), stack)).toBe('denied');
    // IAM would take a placeholder of the CDK CLI for a policy variable.
    expect(JSON.stringify(theResource(stack, 'AWS::S3::BucketPolicy'))).not.toContain('${');
    expect(stack.node.findChild('Bucket').node.findAll().flatMap((construct) => construct.node.metadata).filter(({ type }) => type === 'aws:cdk:warning')).toEqual([]);
  });

  test.each([
    ['LegacyStackSynthesizer', () => new LegacyStackSynthesizer()],
    ['CliCredentialsStackSynthesizer', () => new CliCredentialsStackSynthesizer()],
  ])('is missed aloud with %s, which has none', (_, synthesizer) => {
    const stack = new Stack(new App(), 'Stack', { synthesizer: synthesizer() });
    guardedBucket(stack);
    expect(outcome('PutBucketPolicy', DEPLOYING, stack)).toBe('denied');
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket/Resource', Match.stringLikeRegexp('defines no CloudFormation execution role.*deployingRoleNotKnown'));
  });
});

test('who cannot be determined by ARN is refused', () => {
  expect(() => guardedBucket(aStack(), [new iam.AccountRootPrincipal()]))
    .toThrow(/^Stack\/Bucket\/Resource: encryptionAdministrators cannot include .*: in a condition, it matches only the root user.* Fix: name the roles and users/);
});

test('a guarded bucket passes the strict rules as it did before', () => {
  const stack = aStack();
  guardedBucket(stack);
  const { violations } = new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(stack);
  // Where access logs go is the caller's decision.
  expect(violations.map((violation) => violation.ruleName)).toEqual(['AccessLoggingEnabled']);
});
