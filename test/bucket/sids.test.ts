import { App, aws_cloudfront as cloudfront, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, CfnParameter, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CrossAccountAccess, CrossAccountGrantee, EncryptedBucket, EncryptedBucketOrigin, EncryptionKey, QueueDestination, TopicDestination } from '../../src';
import { ACCOUNT, REGION } from '../support/concrete';
import { Deployment, OPERATION_NAMES, succeeds, type Target } from '../support/deployment';
import { ALLOWED_EVERYTHING, policyOf } from '../support/requests';
import { aStack, type StatementJson } from '../support/stacks';

const HOME = { account: ACCOUNT, region: REGION };
const PARTNER = '444455556666';

/** The Sids of every policy document of a template, by the resource and property that has it. */
function sidsOf(stack: Stack): { [document: string]: string[] } {
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: { [id: string]: { Properties?: { [property: string]: unknown } } } };
  return Object.fromEntries(Object.entries(Resources).flatMap(([id, { Properties = {} }]) =>
    Object.entries(Properties).filter(([, value]) => typeof value === 'object' && value !== null && 'Statement' in value)
      .map(([property, value]) => [`${id}.${property}`, (value as { Statement: StatementJson[] }).Statement.flatMap(({ Sid }) => Sid ?? [])])));
}

/** No Sid repeats in a document, and AWS accepts each. */
function expectSidsOfTheirOwn(stack: Stack): { [document: string]: string[] } {
  const all = sidsOf(stack);
  for (const [document, sids] of Object.entries(all)) {
    expect({ document, sids: [...new Set(sids)] }).toEqual({ document, sids });
    for (const sid of sids) { expect(sid).toMatch(/^[A-Za-z0-9]+$/); }
  }
  return all;
}

const ALIKE = ['app-1', 'app1', 'app_1', 'app.1', 'team/app-1', 'teamapp-1', 'team/app1'];

describe('roles of another account whose names differ in punctuation only', () => {
  const share = (objectKeyPattern?: string) => {
    const stack = aStack(HOME);
    const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName: 'a-bucket-of-mine' });
    for (const name of ALIKE) { bucket.grantCrossAccountRead(CrossAccountGrantee.role(`arn:aws:iam::${PARTNER}:role/${name}`), objectKeyPattern); }
    return stack;
  };

  test('have statements and outputs of their own', () => {
    const stack = share();
    const sids = Object.entries(expectSidsOfTheirOwn(stack)).find(([document]) => /BucketPolicy/.test(document))![1];
    expect(sids.filter((sid) => sid.startsWith('AllowReadObjectsForRead'))).toHaveLength(ALIKE.length);
    expect(Object.keys(Template.fromStack(stack).findOutputs('*'))).toHaveLength(ALIKE.length);
  });

  test('are each allowed', () => {
    const stack = share('in/*');
    const deployment = new Deployment(stack.node.root as App);
    expect(deployment.target().bucketPolicy).toBeDefined();
    const arns = JSON.stringify(deployment.all('AWS::S3::BucketPolicy').map(({ resource }) => resource.Properties));
    for (const name of ALIKE) { expect(arns).toContain(`"aws:PrincipalArn":"arn:aws:iam::${PARTNER}:role/${name}"`); }
  });
});

test('patterns of roles and of objects that differ in punctuation only have statements of their own', () => {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket');
  const account = CrossAccountGrantee.account(PARTNER);
  for (const pattern of ['*', 'a/b/*', 'a-b/*', 'ab/*', 'ab*', 'A/B/*']) {
    bucket.grantCrossAccountRead(account, pattern);
    bucket.grantCrossAccountWrite(account, pattern);
  }
  for (const pattern of ['app-1*', 'app1*', 'app1?', 'app/1*']) {
    bucket.grantCrossAccountRead(CrossAccountGrantee.rolesMatching(`arn:aws:iam::${PARTNER}:role/${pattern}`));
  }
  bucket.grantCrossAccountRead(CrossAccountGrantee.role(`arn:aws:iam::${PARTNER}:role/app1`));
  for (const parameter of ['A', 'B']) { bucket.grantCrossAccountRead(CrossAccountGrantee.account(new CfnParameter(stack, parameter).valueAsString)); }
  expectSidsOfTheirOwn(stack);
  expect(Object.keys(Template.fromStack(stack).findOutputs('*'))).toHaveLength(12 + 4 + 1 + 2);
});

describe.each<[string, (stack: Stack) => s3.IBucketNotificationDestination]>([
  ['queue', (stack) => new QueueDestination(new sqs.Queue(stack, 'Target', { encryptionMasterKey: new kms.Key(stack, 'TargetKey') }))],
  ['topic', (stack) => new TopicDestination(new sns.Topic(stack, 'Target', { masterKey: new kms.Key(stack, 'TargetKey') }))],
])('a %s', (_, destination) => {
  test('that is told of events of buckets whose paths look alike has statements for each', () => {
    const stack = aStack(HOME);
    const target = destination(stack);
    const nested = (id: string, bucketId: string) => new EncryptedBucket(new Stack(stack, id, { env: HOME }), bucketId, { bucketName: `${id}-${bucketId}`.toLowerCase() });
    for (const bucket of [nested('A', 'BX'), nested('AB', 'X'), nested('A-B', 'X')]) { bucket.addObjectCreatedNotification(target); }
    const sids = Object.values(expectSidsOfTheirOwn(stack)).flat().filter((sid) => sid.startsWith('AllowEventsOf'));
    expect(sids).toHaveLength(3);
  });

  test('that is told of several events of one bucket has one statement', () => {
    const stack = aStack(HOME);
    const bucket = new EncryptedBucket(stack, 'Bucket');
    const target = destination(stack);
    bucket.addObjectCreatedNotification(target, { prefix: 'a/' });
    bucket.addObjectRemovedNotification(target, { prefix: 'b/' });
    expect(Object.values(expectSidsOfTheirOwn(stack)).flat().filter((sid) => sid.startsWith('AllowEventsOf'))).toHaveLength(1);
  });
});

test('distributions whose paths look alike have statements of their own', () => {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket');
  const origin = new EncryptedBucketOrigin(bucket);
  for (const id of ['A-1', 'A1', 'A_1']) { new cloudfront.Distribution(stack, id, { defaultBehavior: { origin } }); }
  const sids = Object.values(expectSidsOfTheirOwn(stack)).flat().filter((sid) => sid.startsWith('AllowCloudFront'));
  expect(sids).toHaveLength(3);
});

test('client-side encryption in accounts that are known at deployment only', () => {
  const stack = aStack(HOME);
  const key = new EncryptionKey(stack, 'Key');
  for (const id of ['A', 'B']) {
    key.grantClientSideEncryption(iam.Role.fromRoleArn(stack, id, new CfnParameter(stack, `${id}Arn`).valueAsString));
    key.grantClientSideEncryption(iam.Role.fromRoleArn(stack, `${id}2`, `arn:aws:iam::${id === 'A' ? PARTNER : ACCOUNT}:role/reader`));
  }
  const sids = Object.values(expectSidsOfTheirOwn(stack)).flat();
  expect(sids.filter((sid) => sid.includes('ClientSide'))).toEqual(['AllowClientSideEncryption', `AllowClientSideEncryptionBy${PARTNER}`]);
});

describe('CrossAccountAccess', () => {
  const keyArn = `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000000`;

  test('can be granted several times to one role', () => {
    const stack = aStack({ account: PARTNER, region: REGION });
    const role = new iam.Role(stack, 'Role', { roleName: 'application', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const bucket of ['app-1', 'app1', 'app1']) {
      CrossAccountAccess.read({ bucketArn: `arn:aws:s3:::${bucket}`, keyArn, objectKeyPattern: 'outbox/*' }).grantTo(role);
      CrossAccountAccess.write({ bucketArn: `arn:aws:s3:::${bucket}`, keyArn, objectKeyPattern: 'inbox/*' }).grantTo(role);
    }
    expect(expectSidsOfTheirOwn(stack)).toMatchObject({ [Object.keys(sidsOf(stack)).find((document) => /Policy/.test(document) && /DefaultPolicy/.test(document))!]: [] });
    const application = new Deployment(stack.node.root as App).identity('application');
    for (const name of ['app-1', 'app1', 'app2']) {
      const target: Target = {
        bucketArn: `arn:aws:s3:::${name}`, bucketAccount: ACCOUNT, bucketPolicy: ALLOWED_EVERYTHING, region: REGION, keyArn, keyPolicy: ALLOWED_EVERYTHING, bucketKey: true,
      };
      const may = (objectKey: string) => OPERATION_NAMES.filter((operation) => succeeds(operation, objectKey, application, target));
      expect([may('outbox/o'), may('inbox/o'), may('o')]).toEqual(name === 'app2' ? [[], [], []] : [['GET', 'HEAD'], ['PUT', 'multipart upload', 'COPY into'], []]);
    }
  });

  test('gives documents that can be merged by hand', () => {
    const documents = [CrossAccountAccess.read, CrossAccountAccess.write].map((make) => make({ bucketArn: 'arn:aws:s3:::theirs', keyArn }).requiredIdentityPolicy().toJSON());
    const statements = documents.flatMap(({ Statement }: { Statement: StatementJson[] }) => Statement);
    expect(statements.map(({ Sid }) => Sid).filter((sid) => sid !== undefined)).toEqual([]);
    expect(policyOf({ Version: '2012-10-17', Statement: statements })).toBeDefined();
  });
});
