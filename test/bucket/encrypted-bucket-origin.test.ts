import { App, aws_cloudfront as cloudfront, Stack } from 'aws-cdk-lib';
import { Annotations } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, EncryptedBucketOrigin, type EncryptedBucketOriginProps, type EncryptedBucketProps } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey, OPERATION_NAMES, type Operation, succeeds, type Target } from '../support/deployment';
import { MODERN, s3Request } from '../support/requests';
import { strictFindings } from '../support/strict';

const HOME = { account: ACCOUNT, region: REGION };
const ID = 'E2EXAMPLE12345';
const CLOUD_FRONT = Principal.service('cloudfront.amazonaws.com');
const { AccessLevel } = cloudfront;

function served(options: { props?: EncryptedBucketProps; origin?: EncryptedBucketOriginProps; apart?: boolean } = {}) {
  const app = new App();
  const stack = new Stack(app, 'Data', { env: HOME });
  const edge = options.apart ? new Stack(app, 'Edge', { env: HOME }) : stack;
  const bucket = new EncryptedBucket(stack, 'Bucket', options.props);
  new cloudfront.Distribution(edge, 'Distribution', { defaultBehavior: { origin: new EncryptedBucketOrigin(bucket, options.origin) } });
  const deployment = new Deployment(app);
  const distribution = deployment.the('AWS::CloudFront::Distribution').arn.replace(/^.*\//, '');
  return { app, stack, deployment, distribution, target: deployment.target() };
}

const from = (id: string, account = ACCOUNT): Caller =>
  ({ principal: CLOUD_FRONT, context: { 'aws:SourceArn': `arn:aws:cloudfront::${account}:distribution/${id}` } });
const succeeding = (who: Caller, target: Target) => OPERATION_NAMES.filter((operation) => succeeds(operation, 'index.html', who, target));

test.each([
  ['SSE-S3', () => DefaultEncryption.sseS3()],
  ['SSE-KMS', () => DefaultEncryption.sseKms()],
  ['SSE-KMS without a Bucket Key', () => DefaultEncryption.sseKms({ bucketKey: false })],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms()],
])('the distribution reads a bucket with %s, and no other does', (_, encryption) => {
  const { target, distribution } = served({ props: { defaultEncryption: encryption() } });
  expect(succeeding(from(distribution), target)).toEqual(['GET', 'HEAD']);
  expect(succeeding(from('EOTHER'), target)).toEqual([]);
  expect(succeeding(from(distribution, '444455556666'), target)).toEqual([]);
  expect(succeeding({ ...from(distribution), principal: Principal.service('logging.s3.amazonaws.com') }, target)).toEqual([]);
});

test.each<[cloudfront.AccessLevel[], Operation[]]>([
  [[AccessLevel.READ, AccessLevel.LIST], ['GET', 'HEAD']],
  [[AccessLevel.READ, AccessLevel.WRITE], ['GET', 'HEAD', 'PUT', 'multipart upload', 'COPY into']],
  [[AccessLevel.WRITE, AccessLevel.DELETE], ['PUT', 'multipart upload', 'COPY into', 'DELETE']],
])('with access levels %j it may %j', (originAccessLevels, operations) => {
  const { target, distribution } = served({ origin: { originAccessLevels } });
  expect(succeeding(from(distribution), target)).toEqual(operations);
});

// Reading a version by its ID takes a right of its own, and decrypts like any reading.
test.each<[cloudfront.AccessLevel[], boolean, boolean]>([
  [[AccessLevel.READ], false, true],
  [[AccessLevel.READ_VERSIONED], true, true],
  [[AccessLevel.LIST], false, false],
  [[AccessLevel.DELETE], false, false],
])('with access levels %j it may read versions: %s, and decrypt: %s', (originAccessLevels, versions, decrypts) => {
  const { target, distribution } = served({ origin: { originAccessLevels } });
  const { principal, context } = from(distribution);
  const request = s3Request('GetObjectVersion', `${target.bucketArn}/index.html`, { ...MODERN, ...context }, principal);
  expect(decide(request, { resource: target.bucketPolicy, resourceAccount: ACCOUNT, kind: 's3' })).toBe(versions ? Ternary.YES : Ternary.NO);
  expect(mayUseKey('Decrypt', { 'kms:EncryptionContext:aws:s3:arn': target.bucketArn }, from(distribution), target)).toBe(decrypts);
});

describe('the policy of the key', () => {
  const ofObject = (arn: string) => ({ 'kms:EncryptionContext:aws:s3:arn': arn });
  const may = (who: Caller, target: Target, arn = target.bucketArn) => mayUseKey('Decrypt', ofObject(arn), who, target);

  test('lets in the distributions of the account, for it cannot wait for one of them', () => {
    const { target } = served();
    expect(may(from('EANY'), target)).toBe(true);
    expect(may(from('EANY', '444455556666'), target)).toBe(false);
    expect(mayUseKey('GenerateDataKey', ofObject(target.bucketArn), from('EANY'), target)).toBe(false);
  });

  test('lets in one distribution whose id is known', () => {
    const { target } = served({ origin: { distributionId: ID } });
    expect(may(from(ID), target)).toBe(true);
    expect(may(from('EANY'), target)).toBe(false);
    expect(succeeding(from(ID), target)).toEqual(['GET', 'HEAD']);
    expect(succeeding(from('EANY'), target)).toEqual([]);
  });

  test('is about this bucket, where its name is a literal', () => {
    const { target } = served({ props: { bucketName: 'a-site-of-mine' } });
    expect(may(from('EANY'), target)).toBe(true);
    expect(may(from('EANY'), target, `${target.bucketArn}/index.html`)).toBe(true);
    expect(may(from('EANY'), target, 'arn:aws:s3:::another')).toBe(false);
  });
});

test('the distribution may be in another stack, which CDK cannot do without a circle', () => {
  const { target, distribution } = served({ apart: true });
  expect(succeeding(from(distribution), target)).toEqual(['GET', 'HEAD']);
  expect(succeeding(from(distribution, '444455556666'), target)).toEqual([]);
  const known = served({ apart: true, origin: { distributionId: ID } });
  expect(succeeding(from(ID), known.target)).toEqual(['GET', 'HEAD']);
  expect(succeeding(from(known.distribution), known.target)).toEqual([]);
});

test.each([[undefined], ['a-site-of-mine']])('passes the strict rules, without a warning (bucket %s)', (bucketName) => {
  const { app, stack } = served({ props: { bucketName } });
  expect(strictFindings(app)).toEqual([]);
  expect(Annotations.fromStack(stack).findWarning('*', '*')).toEqual([]);
});

test('an origin access control of one\'s own is used', () => {
  const stack = new Stack(new App(), 'Stack');
  const originAccessControl = new cloudfront.S3OriginAccessControl(stack, 'Control');
  new cloudfront.Distribution(stack, 'Distribution', {
    defaultBehavior: { origin: new EncryptedBucketOrigin(new EncryptedBucket(stack, 'Bucket'), { originAccessControl }) },
  });
  expect(new Deployment(stack.node.root as App).all('AWS::CloudFront::OriginAccessControl')).toHaveLength(1);
});

describe('refusals', () => {
  const bucket = (props?: EncryptedBucketProps) => new EncryptedBucket(new Stack(new App(), 'Stack'), 'Bucket', props);

  test('the AWS managed key', () => {
    expect(() => new EncryptedBucketOrigin(bucket({ defaultEncryption: DefaultEncryption.sseKmsAwsManaged() })))
      .toThrow(/^Stack\/Bucket: CloudFront cannot use the AWS managed key aws\/s3.* Fix: /);
  });

  test('what is no id of a distribution', () => {
    expect(() => new EncryptedBucketOrigin(bucket(), { distributionId: 'd111111abcdef8.cloudfront.net' }))
      .toThrow(/^Stack\/Bucket: distributionId cannot be "d111111abcdef8\.cloudfront\.net"\. Fix: pass the ID/);
  });
});
