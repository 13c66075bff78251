import { App, aws_iam as iam, aws_kms as kms, Stack, type Environment } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, EncryptionKey } from '../../src';
import { Principal } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey, type Operation, OPERATION_NAMES, succeeds, type Target } from '../support/deployment';
import { ALLOWED_EVERYTHING } from '../support/requests';
import { aStack } from '../support/stacks';

const OTHER_ACCOUNT = '444455556666';
const HOME: Environment = { account: ACCOUNT, region: REGION };

type GrantTo = (bucket: EncryptedBucket, grantee: iam.IGrantable, pattern?: string) => iam.Grant;
const READ: Operation[] = ['GET', 'HEAD'];
const PUT: Operation[] = ['PUT', 'multipart upload', 'COPY into'];

const GRANTS: [string, GrantTo, Operation[]][] = [
  ['grantRead', (bucket, to, pattern) => bucket.grantRead(to, pattern), READ],
  ['grantPut', (bucket, to, pattern) => bucket.grantPut(to, pattern), PUT],
  ['grantWrite', (bucket, to, pattern) => bucket.grantWrite(to, pattern), [...PUT, 'DELETE']],
  ['grantReadWrite', (bucket, to, pattern) => bucket.grantReadWrite(to, pattern), [...READ, ...PUT, 'DELETE']],
  ['grantDelete', (bucket, to, pattern) => bucket.grantDelete(to, pattern), ['DELETE']],
  ['grants.read', (bucket, to, pattern) => bucket.grants.read(to, pattern), READ],
  ['grants.actionsOnObjectKeys', (bucket, to, pattern) => bucket.grants.actionsOnObjectKeys(to, pattern, 's3:GetObject', 'kms:Decrypt'), READ],
];

const ENCRYPTIONS: [string, () => DefaultEncryption][] = [
  ['SSE-S3', () => DefaultEncryption.sseS3()],
  ['SSE-KMS', () => DefaultEncryption.sseKms()],
  ['SSE-KMS without a Bucket Key', () => DefaultEncryption.sseKms({ bucketKey: false })],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms()],
];

/** The role and the bucket of an app, after a grant. */
function granted(grant: GrantTo, options: { encryption?: DefaultEncryption; pattern?: string; env?: Environment; bucketName?: string } = {}) {
  const app = new App();
  const stack = new Stack(app, 'Data', { env: HOME });
  const elsewhere = options.env ? new Stack(app, 'Application', { env: options.env }) : stack;
  const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: options.encryption, bucketName: options.bucketName });
  const role = new iam.Role(elsewhere, 'Role', { roleName: 'grantee', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  grant(bucket, role, options.pattern);
  const deployment = new Deployment(app);
  return { deployment, caller: deployment.identity('grantee'), target: deployment.target() };
}

/** The operations that succeed. */
function succeeding(objectKey: string, caller: Caller, target: Target, changed: Partial<Target> = {}): Operation[] {
  return OPERATION_NAMES.filter((operation) => succeeds(operation, objectKey, caller, target, changed));
}

const inOrder = (operations: Operation[]) => OPERATION_NAMES.filter((name) => operations.includes(name));

describe.each(ENCRYPTIONS)('%s', (_, encryption) => {
  test.each(GRANTS)('%s lets a role do what it says, and nothing beside it', (_name, grant, operations) => {
    const { caller, target } = granted(grant, { encryption: encryption() });
    expect(succeeding('folder/object', caller, target)).toEqual(inOrder(operations));
    // A request may override the Bucket Key, and objects from before it was on have the other context.
    expect(succeeding('folder/object', caller, target, { bucketKey: !target.bucketKey })).toEqual(inOrder(operations));
    expect(succeeding('folder/object', caller, { ...target, bucketArn: 'arn:aws:s3:::another', bucketPolicy: undefined })).toEqual([]);
  });

  test.each(GRANTS)('%s with a pattern is about its objects only', (_name, grant, operations) => {
    const { caller, target } = granted(grant, { encryption: encryption(), pattern: 'in/*' });
    expect(succeeding('in/object', caller, target)).toEqual(inOrder(operations));
    expect(succeeding('out/object', caller, target)).toEqual([]);
  });
});

describe('the key', () => {
  const THROUGH_S3 = { 'kms:ViaService': `s3.${REGION}.amazonaws.com` };
  const ofObject = (arn: string) => ({ 'kms:EncryptionContext:aws:s3:arn': arn });
  const USES = ['Decrypt', 'GenerateDataKey', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKeyWithoutPlaintext', 'CreateGrant', 'DescribeKey'];

  // The widest policy that a key has: CDK's own, which leaves everything to IAM.
  function withKey(grant: GrantTo, pattern?: string) {
    const stack = aStack(HOME);
    const key = new kms.Key(stack, 'Key');
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    const role = new iam.Role(stack, 'Role', { roleName: 'grantee', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    grant(bucket, role, pattern);
    const deployment = new Deployment(stack.node.root as App);
    return { caller: deployment.identity('grantee'), target: deployment.target() };
  }

  test.each(GRANTS)('%s gives no use of it outside S3, in another Region, or for another bucket', (_, grant) => {
    const { caller, target } = withKey(grant);
    const context = ofObject(`${target.bucketArn}/object`);
    for (const action of USES) {
      expect(mayUseKey(action, {}, caller, target)).toBe(false);
      expect(mayUseKey(action, context, caller, target)).toBe(false);
      expect(mayUseKey(action, { ...context, 'kms:ViaService': 's3.us-east-1.amazonaws.com' }, caller, target)).toBe(false);
      expect(mayUseKey(action, { ...context, 'kms:ViaService': `sqs.${REGION}.amazonaws.com` }, caller, target)).toBe(false);
      expect(mayUseKey(action, { ...THROUGH_S3, ...ofObject('arn:aws:s3:::another') }, caller, target)).toBe(false);
      expect(mayUseKey(action, { ...THROUGH_S3, ...ofObject(`${target.bucketArn}-2/object`) }, caller, target)).toBe(false);
      expect(mayUseKey(action, THROUGH_S3, caller, target)).toBe(false);
    }
  });

  test.each<[string, GrantTo, string[]]>([
    ['grantRead', (bucket, to) => bucket.grantRead(to), ['Decrypt']],
    ['grantPut', (bucket, to) => bucket.grantPut(to), ['Decrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext']],
    ['grantDelete', (bucket, to) => bucket.grantDelete(to), []],
    ['a grant to change encryption in place', (bucket, to) =>
      bucket.grants.actionsOnObjectKeys(to, '*', 's3:UpdateObjectEncryption', 'kms:Decrypt', 'kms:GenerateDataKey*', 'kms:Encrypt', 'kms:ReEncrypt*'),
    ['Decrypt', 'GenerateDataKey', 'Encrypt', 'ReEncryptFrom', 'ReEncryptTo', 'GenerateDataKeyWithoutPlaintext']],
  ])('%s: S3 may use it for what such requests need', (_, grant, expected) => {
    const { caller, target } = withKey(grant);
    for (const arn of [target.bucketArn, `${target.bucketArn}/object`]) {
      expect(USES.filter((action) => mayUseKey(action, { ...THROUGH_S3, ...ofObject(arn) }, caller, target))).toEqual(expected);
    }
  });

  test('a pattern narrows it as well', () => {
    const { caller, target } = withKey((bucket, to, pattern) => bucket.grantReadWrite(to, pattern), 'in/*');
    const may = (arn: string) => mayUseKey('Decrypt', { ...THROUGH_S3, ...ofObject(arn) }, caller, target);
    expect(may(`${target.bucketArn}/in/object`)).toBe(true);
    expect(may(`${target.bucketArn}/out/object`)).toBe(false);
    // What a Bucket Key encrypts is not told apart by AWS KMS, but by S3 alone.
    expect(may(target.bucketArn)).toBe(true);
  });

  test('two buckets under one key stay apart', () => {
    const stack = aStack(HOME);
    const encryption = DefaultEncryption.sseKms({ key: new EncryptionKey(stack, 'Key') });
    const mine = new EncryptedBucket(stack, 'Mine', { defaultEncryption: encryption });
    const yours = new EncryptedBucket(stack, 'Yours', { defaultEncryption: encryption });
    const role = (id: string) => new iam.Role(stack, id, { roleName: id, assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    mine.grantReadWrite(role('my-role'));
    yours.grantReadWrite(role('your-role'));
    const deployment = new Deployment(stack.node.root as App);
    const [me, you] = [deployment.identity('my-role'), deployment.identity('your-role')];
    expect(succeeding('object', me, deployment.target('mine'))).toEqual(OPERATION_NAMES);
    expect(succeeding('object', me, deployment.target('yours'))).toEqual([]);
    expect(succeeding('object', you, deployment.target('yours'))).toEqual(OPERATION_NAMES);
    expect(mayUseKey('Decrypt', { ...THROUGH_S3, ...ofObject(deployment.target('yours').bucketArn) }, me, deployment.target('yours'))).toBe(false);
  });

  test('grantOnKey refuses what S3 never asks of a key', () => {
    const bucket = new EncryptedBucket(aStack(), 'Bucket');
    const role = new iam.Role(bucket, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    expect(() => bucket.grantOnKey(role, 'kms:DescribeKey')).toThrow(/^Stack\/Bucket: S3 does not call kms:DescribeKey .* Fix: .*encryptionKey\.grant/);
    expect(bucket.grantOnKey(role, 'kms:Decrypt').grant?.success).toBe(true);
  });
});

describe.each<[string, Environment | undefined]>([
  ['the same stack', undefined],
  ['another stack', HOME],
  ['another Region', { account: ACCOUNT, region: 'us-east-1' }],
  ['another account', { account: OTHER_ACCOUNT, region: REGION }],
  ['another account and Region', { account: OTHER_ACCOUNT, region: 'us-east-1' }],
])('a role of %s', (_, env) => {
  describe.each([['without a name', undefined], ['with a name', 'a-bucket-of-mine']])('for a bucket %s', (_name, bucketName) => {
    test.each(GRANTS)('%s', (__, grant, operations) => {
      const { caller, target } = granted(grant, { env, bucketName, pattern: 'in/*' });
      expect(succeeding('in/object', caller, target)).toEqual(inOrder(operations));
      expect(succeeding('out/object', caller, target)).toEqual([]);
      expect(succeeding('in/object', caller, target, { region: 'eu-central-1' })).toEqual(inOrder(operations.filter((name) => name === 'DELETE')));
    });
  });

  test('no policy of an identity or a bucket names every resource', () => {
    const { deployment, target } = granted((bucket, to) => bucket.grantReadWrite(to), { env });
    const resources = [...deployment.all('AWS::IAM::Policy'), ...deployment.all('AWS::S3::BucketPolicy')]
      .map(({ resource }) => resource.Properties!.PolicyDocument as unknown as { Statement: { Resource: string | string[] }[] })
      .flatMap(({ Statement }) => Statement.flatMap(({ Resource }) => Resource));
    expect(resources).not.toContain('*');
    expect(resources).toEqual(expect.arrayContaining([target.bucketArn, target.keyArn]));
  });
});

describe('others than roles of the account', () => {
  function to(principal: (stack: Stack) => iam.IGrantable, options: { bucketName?: string; encryption?: DefaultEncryption } = {}) {
    const stack = aStack(HOME);
    const bucket = new EncryptedBucket(stack, 'Bucket', { bucketName: options.bucketName, defaultEncryption: options.encryption });
    bucket.grantRead(principal(stack), 'in/*');
    return new Deployment(stack.node.root as App).target();
  }
  const role = (arn: string) => ({ principal: Principal.role(arn), policies: [ALLOWED_EVERYTHING] });
  const READER = `arn:aws:iam::${OTHER_ACCOUNT}:role/Reader`;

  test.each<[string, (stack: Stack) => iam.IGrantable]>([
    ['imported', (stack) => iam.Role.fromRoleArn(stack, 'Reader', READER)],
    ['named by ARN', () => new iam.ArnPrincipal(READER)],
  ])('a role of another account, %s: it alone, and its account has to let it', (_, principal) => {
    const target = to(principal);
    expect(succeeding('in/object', role(READER), target)).toEqual(READ);
    expect(succeeding('out/object', role(READER), target)).toEqual([]);
    expect(succeeding('in/object', { principal: Principal.role(READER), policies: [] }, target)).toEqual([]);
    expect(succeeding('in/object', role(`${READER}2`), target)).toEqual([]);
    expect(succeeding('in/object', role('arn:aws:iam::555566667777:role/Reader'), target)).toEqual([]);
    expect(mayUseKey('Decrypt', { 'kms:EncryptionContext:aws:s3:arn': target.bucketArn }, role(READER), target)).toBe(false);
  });

  test('the policies name the account, since the role may not exist yet', () => {
    const stack = aStack(HOME);
    new EncryptedBucket(stack, 'Bucket').grantRead(new iam.ArnPrincipal(READER));
    expect(JSON.stringify(Template.fromStack(stack).toJSON())).not.toContain(`"AWS":"${READER}"`);
  });

  test('another account', () => {
    const target = to(() => new iam.AccountPrincipal(OTHER_ACCOUNT));
    expect(succeeding('in/object', role(READER), target)).toEqual(READ);
    expect(succeeding('out/object', role(READER), target)).toEqual([]);
    expect(succeeding('in/object', role('arn:aws:iam::555566667777:role/Reader'), target)).toEqual([]);
  });

  test('an organization', () => {
    const target = to(() => new iam.OrganizationPrincipal('o-a1b2c3d4e5'));
    expect(succeeding('in/object', { ...role(READER), context: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }, target)).toEqual(READ);
    expect(succeeding('in/object', { ...role(READER), context: { 'aws:PrincipalOrgID': 'o-zzzzzzzzzz' } }, target)).toEqual([]);
  });

  test('a role of the account, named by ARN', () => {
    const application = `arn:aws:iam::${ACCOUNT}:role/application`;
    // Without a literal name, the policy of the key could not hold the role to this bucket: see grantees.test.ts.
    const target = to(() => new iam.ArnPrincipal(application), { bucketName: 'a-bucket-of-mine' });
    expect(succeeding('in/object', { principal: Principal.role(application), policies: [] }, target)).toEqual(READ);
    expect(succeeding('in/object', { principal: Principal.role(`${application}2`), policies: [] }, target)).toEqual([]);
  });

  test.each([['a-bucket-of-mine', false], [undefined, true]])('a service, of bucket %s: with the conditions that come with it', (bucketName, otherBucket) => {
    const source = 'arn:aws:transcribe:eu-west-1:111122223333:job/1';
    const target = to(() => new iam.ServicePrincipal('transcribe.amazonaws.com', { conditions: { ArnLike: { 'aws:SourceArn': source } } }), { bucketName });
    const service = { principal: Principal.service('transcribe.amazonaws.com'), context: { 'aws:SourceArn': source } };
    expect(succeeding('in/object', service, target)).toEqual(READ);
    expect(succeeding('out/object', service, target)).toEqual([]);
    expect(succeeding('in/object', { ...service, context: { 'aws:SourceArn': `${source}2` } }, target)).toEqual([]);
    expect(succeeding('in/object', { principal: Principal.service('glue.amazonaws.com'), context: service.context }, target)).toEqual([]);
    // Where the bucket's name is a literal, the key's policy can tell its buckets apart.
    expect(mayUseKey('Decrypt', { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::another' }, service, target)).toBe(otherBucket);
  });

  test.each([
    ['SSE-KMS', () => DefaultEncryption.sseKmsAwsManaged()],
    ['DSSE-KMS', () => DefaultEncryption.dsseKmsAwsManaged()],
  ])('the AWS managed key with %s is refused to another account, and serves the own one', (_, encryption) => {
    expect(() => to(() => new iam.ArnPrincipal(READER), { encryption: encryption() }))
      .toThrow(/^Stack\/Bucket: .*Reader.* cannot use the AWS managed key aws\/s3.* Fix: /);
    const target = to((stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }), { encryption: encryption() });
    expect(target.keyArn).toBeUndefined();
  });

  test('a key whose policy is not in the app: a warning says what it has to have', () => {
    const stack = aStack(HOME);
    const key = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000000`);
    const bucket = new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    bucket.grantRead(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
    Annotations.fromStack(stack).hasNoWarning('*', Match.stringLikeRegexp('has to have'));
    bucket.grantRead(new iam.AccountPrincipal(OTHER_ACCOUNT));
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp(`key Stack/Key .*must include this statement: .*kms:Decrypt.*${OTHER_ACCOUNT}`));
  });
});
