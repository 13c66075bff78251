import {
  App, aws_cloudtrail as cloudtrail, aws_ec2 as ec2, aws_elasticloadbalancingv2 as elbv2, aws_iam as iam, aws_s3 as s3, Lazy, Stack,
} from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, LogBucket, LogSource } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, REGION } from '../support/concrete';
import { MODERN, policyOf, s3Request } from '../support/requests';
import { aStack, theResource } from '../support/stacks';

const STRANGER = '999988887777';
const HOME = { account: ACCOUNT, region: REGION };
type Target = EncryptedBucket | LogBucket;

const TARGETS: { [kind: string]: (stack: Stack) => Target } = {
  'a LogBucket': (stack) => new LogBucket(stack, 'Logs'),
  'an EncryptedBucket': (stack) => new EncryptedBucket(stack, 'Logs', { defaultEncryption: DefaultEncryption.sseS3() }),
};

/** A service that writes on behalf of an account, where its logs belong. */
interface Delivery { readonly service: string; readonly arn: (account: string) => string; readonly folder: string }

const TRAIL: Delivery = { service: 'cloudtrail.amazonaws.com', arn: (account) => `arn:aws:cloudtrail:${REGION}:${account}:trail/any`, folder: 'CloudTrail' };
const LOAD_BALANCER: Delivery = {
  service: 'logdelivery.elasticloadbalancing.amazonaws.com',
  arn: (account) => `arn:aws:elasticloadbalancing:us-east-2:${account}:loadbalancer/app/any/1`,
  folder: 'elasticloadbalancing',
};
const VENDED: Delivery = { service: 'delivery.logs.amazonaws.com', arn: (account) => `arn:aws:logs:${REGION}:${account}:*`, folder: 'vpcflowlogs' };

/** Whether a service can write into the folder of an account, on behalf of the same account or another one. */
function writes(stack: Stack, { service, arn, folder }: Delivery, { on = ACCOUNT, into = ACCOUNT, prefix = '' } = {}): boolean {
  const { PolicyDocument: document } = theResource(stack, 'AWS::S3::BucketPolicy');
  const [bucketArn] = JSON.stringify(document).match(/arn:aws:s3:::[a-z0-9]+/)!;
  const context = { ...MODERN, 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': on, 'aws:SourceArn': arn(on) };
  const request = s3Request('PutObject', `${bucketArn}/${prefix}AWSLogs/${into}/${folder}/log`, context, Principal.service(service));
  return decide(request, { resource: policyOf(document), resourceAccount: ACCOUNT, kind: 's3' }) === Ternary.YES;
}

function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('another statement of the bucket policy')).map(({ entry }) => entry.data as string);
}

function aTrail(stack: Stack, bucket: s3.IBucket, props: cloudtrail.TrailProps = {}): cloudtrail.Trail {
  return new cloudtrail.Trail(stack, 'Trail', { bucket, ...props });
}

function aLoadBalancer(stack: Stack): elbv2.ApplicationLoadBalancer {
  return new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc: new ec2.Vpc(stack, 'Vpc', { natGateways: 0 }) });
}

test('alone, the statement of a Trail lets the service write on behalf of every account', () => {
  const stack = aStack(HOME);
  aTrail(stack, TARGETS['a LogBucket'](stack));
  expect(writes(stack, TRAIL, { on: STRANGER })).toBe(true);
});

describe.each(Object.entries(TARGETS))('in %s', (_, target) => {
  test.each<[string, (stack: Stack, bucket: Target) => void]>([
    ['before', (stack, bucket) => { bucket.acceptLogsFrom(LogSource.cloudTrail({ producer: aTrail(stack, bucket) })); }],
    ['after', (stack, bucket) => { bucket.acceptLogsFrom(LogSource.cloudTrail()); aTrail(stack, bucket); }],
    ['before, and named', (stack, bucket) => {
      const producer = aTrail(stack, bucket, { trailName: 'any' });
      bucket.acceptLogsFrom(LogSource.cloudTrail({ producer, trailNames: ['any'] }));
    }],
  ])('a Trail that is made %s acceptLogsFrom() delivers, that of another account does not', (_order, make) => {
    const stack = aStack(HOME);
    make(stack, target(stack));
    expect(writes(stack, TRAIL)).toBe(true);
    expect(writes(stack, TRAIL, { on: STRANGER })).toBe(false);
    expect(writes(stack, TRAIL, { on: STRANGER, into: STRANGER })).toBe(false);
    expect(warnings(stack)).toEqual([]);
  });

  test.each<[string, (stack: Stack, bucket: Target) => void]>([
    ['before', (stack, bucket) => { aLoadBalancer(stack).logAccessLogs(bucket); bucket.acceptLogsFrom(LogSource.applicationLoadBalancer()); }],
    ['after', (stack, bucket) => { bucket.acceptLogsFrom(LogSource.applicationLoadBalancer()); aLoadBalancer(stack).logAccessLogs(bucket); }],
  ])('logAccessLogs() %s acceptLogsFrom()', (_order, make) => {
    // A Region in which the L2 names the service, not an account.
    const stack = aStack({ account: ACCOUNT, region: 'ap-south-2' });
    make(stack, target(stack));
    expect(writes(stack, LOAD_BALANCER, { on: STRANGER })).toBe(false);
    const own = { ...LOAD_BALANCER, arn: (account: string) => `arn:aws:elasticloadbalancing:ap-south-2:${account}:loadbalancer/app/any/1` };
    expect(writes(stack, own)).toBe(true);
    expect(warnings(stack)).toEqual([]);
  });

  test('what logAccessLogs() lets CloudWatch Logs deliver, where its logs are accepted', () => {
    const stack = aStack({ account: ACCOUNT, region: REGION });
    const bucket = target(stack);
    aLoadBalancer(stack).logAccessLogs(bucket);
    expect(writes(stack, VENDED, { on: STRANGER })).toBe(true);
    bucket.acceptLogsFrom(LogSource.vpcFlowLogs());
    const confined = aStack({ account: ACCOUNT, region: REGION });
    const other = target(confined);
    aLoadBalancer(confined).logAccessLogs(other);
    other.acceptLogsFrom(LogSource.vpcFlowLogs());
    expect(writes(confined, VENDED)).toBe(true);
    expect(writes(confined, VENDED, { on: STRANGER })).toBe(false);
  });
});

test('a Trail in another Region of the account still delivers', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: HOME });
  const bucket = new LogBucket(stack, 'Logs', { bucketName: 'the-logs' });
  aTrail(new Stack(app, 'There', { env: { ...HOME, region: 'us-east-1' } }), bucket);
  bucket.acceptLogsFrom(LogSource.cloudTrail());
  expect(writes(stack, { ...TRAIL, arn: (account) => `arn:aws:cloudtrail:us-east-1:${account}:trail/any` })).toBe(true);
  expect(writes(stack, TRAIL, { on: STRANGER })).toBe(false);
});

test('a Trail of an account that is not accepted still delivers, and is told', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: HOME });
  const bucket = new LogBucket(stack, 'Logs', { bucketName: 'the-logs' });
  bucket.acceptLogsFrom(LogSource.cloudTrail());
  aTrail(new Stack(app, 'There', { env: { account: STRANGER, region: REGION } }), bucket);
  expect(writes(stack, TRAIL, { on: STRANGER, into: STRANGER })).toBe(true);
  expect(warnings(stack)).toEqual([expect.stringMatching(
    /^acceptLogsFrom\(\) restricts CloudTrail logs to some accounts, .*"s3:PutObject".*AWSLogs\/999988887777\/\*.*Fix: add aws:SourceArn to the conditions of the statement/)]);
});

test('once it is accepted, it is confined', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack', { env: HOME });
  const bucket = new LogBucket(stack, 'Logs', { bucketName: 'the-logs' });
  aTrail(new Stack(app, 'There', { env: { account: STRANGER, region: REGION } }), bucket);
  for (const account of [ACCOUNT, STRANGER]) { bucket.acceptLogsFrom(LogSource.cloudTrail({ account })); }
  expect(writes(stack, TRAIL, { on: STRANGER, into: STRANGER })).toBe(true);
  expect(writes(stack, TRAIL, { on: '123456789012', into: STRANGER })).toBe(false);
  expect(warnings(stack)).toEqual([]);
});

test('an organization trail keeps what it has, and a stack without an environment works', () => {
  const stack = aStack();
  const bucket = new LogBucket(stack, 'Logs');
  const trail = aTrail(stack, bucket, { isOrganizationTrail: true, orgId: 'o-exampleorgid', trailName: 'any' });
  bucket.acceptLogsFrom(LogSource.cloudTrail({ producer: trail, trailNames: ['any'], organizationId: 'o-exampleorgid' }));
  expect(writes(stack, TRAIL, { into: 'o-exampleorgid' })).toBe(true);
  expect(writes(stack, TRAIL, { on: STRANGER })).toBe(false);
  expect(writes(stack, TRAIL, { on: STRANGER, into: 'o-exampleorgid' })).toBe(false);
});

test.each<[string, Partial<iam.PolicyStatementProps>, boolean]>([
  ['of more than the folder', { resources: ['*'] }, true],
  ['of another service', { resources: ['*'], principals: [new iam.ServicePrincipal('config.amazonaws.com')] }, false],
  ['that names a source', { resources: ['*'], conditions: { StringEquals: { 'AWS:SourceOrgId': 'o-exampleorgid' } } }, false],
  ['that names a source when it is resolved', {
    resources: ['*'], conditions: { StringEquals: Lazy.any({ produce: () => ({ 'aws:SourceOrgId': 'o-exampleorgid' }) }) },
  }, false],
  ['that denies', { resources: ['*'], effect: iam.Effect.DENY }, false],
  ['that reads', { resources: ['*'], actions: ['s3:GetBucketAcl'] }, false],
])('a statement %s is left as it is', (_, props, told) => {
  const stack = aStack(HOME);
  const bucket = new LogBucket(stack, 'Logs');
  bucket.acceptLogsFrom(LogSource.cloudTrail());
  bucket.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'Theirs', actions: ['s3:PutObject'], principals: [new iam.ServicePrincipal('cloudtrail.amazonaws.com')], ...props,
  }));
  const { PolicyDocument: { Statement: statements } } = theResource(stack, 'AWS::S3::BucketPolicy') as { PolicyDocument: { Statement: { Sid?: string; Condition?: object }[] } };
  expect(statements.find(({ Sid: sid }) => sid === 'Theirs')!.Condition).toEqual(stack.resolve(props.conditions));
  expect(warnings(stack)).toHaveLength(told ? 1 : 0);
});

test('a statement that is added to several buckets is changed in none of the others', () => {
  const stack = aStack(HOME);
  const bucket = new LogBucket(stack, 'Logs');
  bucket.acceptLogsFrom(LogSource.cloudTrail());
  const shared = new iam.PolicyStatement({
    actions: ['s3:PutObject'], principals: [new iam.ServicePrincipal('cloudtrail.amazonaws.com')], resources: [bucket.arnForObjects(`AWSLogs/${ACCOUNT}/*`)],
  });
  bucket.addToResourcePolicy(shared);
  expect(shared.conditions).toEqual({});
  expect(writes(stack, TRAIL, { on: STRANGER })).toBe(false);
});
