import { App, aws_iam as iam, aws_kms as kms, CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { CrossAccountAccess, CrossAccountGrantee, DefaultEncryption, EncryptedBucket, type EncryptedBucketProps } from '../../src';
import { type ContextKeys, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, REGION } from '../support/concrete';
import { type Caller, Deployment, mayUseKey, type Operation, OPERATION_NAMES, succeeds, type Target } from '../support/deployment';
import { ALLOWED_EVERYTHING, MODERN, policyOf, s3Request } from '../support/requests';
import { aStack } from '../support/stacks';
import { strictFindings } from '../support/strict';

const OTHER_ACCOUNT = '444455556666';
const THIRD_ACCOUNT = '777788889999';
const ROLE = `arn:aws:iam::${OTHER_ACCOUNT}:role/team/Reader`;
const ORGANIZATION = 'o-a1b2c3d4e5';
const UNIT = `${ORGANIZATION}/r-ab12/ou-ab12-11111111`;
const HOME = { account: ACCOUNT, region: REGION };
const READ: Operation[] = ['GET', 'HEAD'];
const WRITE: Operation[] = ['PUT', 'multipart upload', 'COPY into'];

const ENCRYPTIONS: [string, () => DefaultEncryption][] = [
  ['SSE-S3', () => DefaultEncryption.sseS3()],
  ['SSE-KMS', () => DefaultEncryption.sseKms()],
  ['SSE-KMS without a Bucket Key', () => DefaultEncryption.sseKms({ bucketKey: false })],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms()],
];

function sharing(share: (bucket: EncryptedBucket) => CrossAccountAccess, props: EncryptedBucketProps = {}) {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket', props);
  const access = share(bucket);
  const app = stack.node.root as App;
  return { app, stack, bucket, access, target: new Deployment(app).target(), required: requiredBy(stack) };
}

/** The output, as the administrator of the other account would paste it. */
function requiredBy(stack: Stack) {
  const [output, ...others] = Object.values(Template.fromStack(stack).findOutputs('*'));
  expect(others).toEqual([]);
  const document = new Deployment(stack.node.root as App).literal(stack.stackName, output.Value);
  return policyOf(JSON.parse(String(document)));
}

const caller = (arn: string, policies = [ALLOWED_EVERYTHING], context: ContextKeys = {}): Caller =>
  ({ principal: Principal.role(arn), policies, context });
const succeeding = (objectKey: string, who: Caller, target: Target) =>
  OPERATION_NAMES.filter((operation) => succeeds(operation, objectKey, who, target));

describe.each(ENCRYPTIONS)('%s', (_, encryption) => {
  describe.each<[string, (bucket: EncryptedBucket, to: CrossAccountGrantee, pattern?: string) => CrossAccountAccess, Operation[]]>([
    ['grantCrossAccountRead', (bucket, to, pattern) => bucket.grantCrossAccountRead(to, pattern), READ],
    ['grantCrossAccountWrite', (bucket, to, pattern) => bucket.grantCrossAccountWrite(to, pattern), WRITE],
  ])('%s', (_name, grant, operations) => {
    const to = (grantee: CrossAccountGrantee, pattern?: string, props: EncryptedBucketProps = {}) =>
      sharing((bucket) => grant(bucket, grantee, pattern), { defaultEncryption: encryption(), ...props });

    test.each([[undefined], ['a-bucket-of-mine']])('lets in roles of the account to whom their account gives the output (bucket %s)', (bucketName) => {
      const { target, required } = to(CrossAccountGrantee.account(OTHER_ACCOUNT), undefined, { bucketName });
      expect(succeeding('object', caller(ROLE, [required]), target)).toEqual(operations);
      expect(succeeding('object', caller(ROLE), target)).toEqual(operations);
      expect(succeeding('object', caller(ROLE, []), target)).toEqual([]);
      expect(succeeding('object', caller(ROLE.replace(OTHER_ACCOUNT, THIRD_ACCOUNT)), target)).toEqual([]);
      expect(succeeding('object', caller(`arn:aws:iam::${ACCOUNT}:role/Own`, []), target)).toEqual([]);
    });

    test('with a pattern, for its objects only, by the bucket policy as by the output', () => {
      const { target, required } = to(CrossAccountGrantee.account(OTHER_ACCOUNT), 'shared/*');
      for (const policies of [[ALLOWED_EVERYTHING], [required]]) {
        expect(succeeding('shared/object', caller(ROLE, policies), target)).toEqual(operations);
        expect(succeeding('own/object', caller(ROLE, policies), target)).toEqual([]);
      }
      expect(succeeding('own/object', caller(ROLE, [required]), { ...target, bucketPolicy: ALLOWED_EVERYTHING })).toEqual([]);
    });

    test('lets in one role only', () => {
      const { target } = to(CrossAccountGrantee.role(ROLE));
      expect(succeeding('object', caller(ROLE), target)).toEqual(operations);
      expect(succeeding('object', caller(`${ROLE}2`), target)).toEqual([]);
      expect(succeeding('object', caller(ROLE.replace(OTHER_ACCOUNT, THIRD_ACCOUNT)), target)).toEqual([]);
    });

    test('lets in roles that match a pattern, of one account', () => {
      const { target } = to(CrossAccountGrantee.rolesMatching(`arn:aws:iam::${OTHER_ACCOUNT}:role/team/*`));
      expect(succeeding('object', caller(ROLE), target)).toEqual(operations);
      expect(succeeding('object', caller(`${ROLE}2`), target)).toEqual(operations);
      expect(succeeding('object', caller(`arn:aws:iam::${OTHER_ACCOUNT}:role/other/Reader`), target)).toEqual([]);
      expect(succeeding('object', caller(ROLE.replace(OTHER_ACCOUNT, THIRD_ACCOUNT)), target)).toEqual([]);
      expect(succeeding('object', caller(ROLE, []), target)).toEqual([]);
    });

    test('lets in an organization, and not the roles of the own account beside IAM', () => {
      const { target } = to(CrossAccountGrantee.organization(ORGANIZATION));
      const of = (organization: string) => ({ 'aws:PrincipalOrgID': organization });
      expect(succeeding('object', caller(ROLE, undefined, of(ORGANIZATION)), target)).toEqual(operations);
      expect(succeeding('object', caller(ROLE, undefined, of('o-zzzzzzzzzz')), target)).toEqual([]);
      expect(succeeding('object', caller(ROLE), target)).toEqual([]);
      expect(succeeding('object', caller(`arn:aws:iam::${ACCOUNT}:role/Own`, [], of(ORGANIZATION)), target)).toEqual([]);
    });

    test('lets in an organizational unit with those below it', () => {
      const { target } = to(CrossAccountGrantee.organizationalUnit(UNIT));
      const at = (path: string) => ({ 'aws:PrincipalOrgID': path.split('/')[0], 'aws:PrincipalOrgPaths': [`${path}/`] });
      expect(succeeding('object', caller(ROLE, undefined, at(UNIT)), target)).toEqual(operations);
      expect(succeeding('object', caller(ROLE, undefined, at(`${UNIT}/ou-ab12-22222222`)), target)).toEqual(operations);
      expect(succeeding('object', caller(ROLE, undefined, at(`${UNIT}2`)), target)).toEqual([]);
      expect(succeeding('object', caller(ROLE, undefined, at(`${ORGANIZATION}/r-ab12/ou-ab12-33333333`)), target)).toEqual([]);
      expect(succeeding('object', caller(`arn:aws:iam::${ACCOUNT}:role/Own`, [], at(UNIT)), target)).toEqual([]);
    });

    test.each([
      ['account', CrossAccountGrantee.account(OTHER_ACCOUNT)],
      ['role', CrossAccountGrantee.role(ROLE)],
      ['pattern of roles', CrossAccountGrantee.rolesMatching(`arn:aws:iam::${OTHER_ACCOUNT}:role/team/*`)],
      ['organization', CrossAccountGrantee.organization(ORGANIZATION)],
      ['organizational unit', CrossAccountGrantee.organizationalUnit(UNIT)],
    ])('to an %s passes the strict rules', (__, grantee) => {
      for (const props of [{}, { bucketName: 'a-bucket-of-mine' }]) {
        const { app } = to(grantee, 'shared/*', props);
        expect(strictFindings(app).filter((finding) => !/^(?:KmsDefaultEncryption|BucketKeyEnabled)/.test(finding))).toEqual([]);
      }
    });
  });
});

// S3 takes a policy for public that has a pattern as its only confinement, and refuses it where public access is blocked.
test.each<[string, CrossAccountGrantee]>([
  ['an organization', CrossAccountGrantee.organization(ORGANIZATION)],
  ['an organizational unit', CrossAccountGrantee.organizationalUnit(UNIT)],
])('what everyone of %s is allowed is confined to one organization by its ID, written out', (_, grantee) => {
  for (const grant of ['grantCrossAccountRead', 'grantCrossAccountWrite'] as const) {
    const { stack } = sharing((bucket) => bucket[grant](grantee));
    const allowing = [...statementsIn(stack, 'AWS::S3::BucketPolicy', 'PolicyDocument'), ...statementsIn(stack, 'AWS::KMS::Key', 'KeyPolicy')]
      .filter(({ Effect, Principal: principal }) => Effect === 'Allow' && JSON.stringify(principal) === '{"AWS":"*"}');
    expect(allowing.length).toBeGreaterThan(1);
    for (const { Condition } of allowing) { expect(Condition?.StringEquals).toMatchObject({ 'aws:PrincipalOrgID': ORGANIZATION }); }
  }
});

interface StatementJson { readonly Effect: string; readonly Principal?: unknown; readonly Condition?: { readonly [operator: string]: unknown } }

function statementsIn(stack: Stack, type: string, property: string): StatementJson[] {
  return Object.values(Template.fromStack(stack).findResources(type)).flatMap(({ Properties }) => Properties[property].Statement as StatementJson[]);
}

describe('the key', () => {
  const throughS3 = (arn: string, region = REGION) => ({ 'kms:ViaService': `s3.${region}.amazonaws.com`, 'kms:EncryptionContext:aws:s3:arn': arn });

  test.each([
    ['whose bucket has a literal name', 'a-bucket-of-mine', false],
    ['whose bucket CloudFormation names', undefined, true],
  ])('%s: not outside S3, nor in another Region; for another bucket only where its policy cannot tell', (_, bucketName, otherBucket) => {
    const { target, required } = sharing((bucket) => bucket.grantCrossAccountWrite(CrossAccountGrantee.account(OTHER_ACCOUNT)), { bucketName });
    for (const action of ['GenerateDataKey', 'Decrypt']) {
      expect(mayUseKey(action, throughS3(target.bucketArn), caller(ROLE), target)).toBe(true);
      expect(mayUseKey(action, {}, caller(ROLE), target)).toBe(false);
      expect(mayUseKey(action, throughS3(target.bucketArn, 'us-east-1'), caller(ROLE), target)).toBe(false);
      expect(mayUseKey(action, throughS3('arn:aws:s3:::another'), caller(ROLE), target)).toBe(otherBucket);
      // What the other account is told to allow its roles always tells them apart.
      expect(mayUseKey(action, throughS3('arn:aws:s3:::another'), caller(ROLE, [required]), target)).toBe(false);
      expect(mayUseKey(action, {}, caller(ROLE, [required]), { ...target, keyPolicy: ALLOWED_EVERYTHING })).toBe(false);
    }
    expect(mayUseKey('CreateGrant', throughS3(target.bucketArn), caller(ROLE), target)).toBe(false);
    expect(mayUseKey('DescribeKey', {}, caller(ROLE), target)).toBe(false);
  });

  test('a reader gets no right to encrypt', () => {
    const { target } = sharing((bucket) => bucket.grantCrossAccountRead(CrossAccountGrantee.account(OTHER_ACCOUNT)));
    expect(mayUseKey('GenerateDataKey', throughS3(target.bucketArn), caller(ROLE), target)).toBe(false);
  });

  test('the output names it by its full ARN', () => {
    const { stack, required, target } = sharing((bucket) => bucket.grantCrossAccountRead(CrossAccountGrantee.account(OTHER_ACCOUNT)));
    expect(mayUseKey('Decrypt', throughS3(target.bucketArn), caller(ROLE, [required]), target)).toBe(true);
    expect(JSON.stringify(Template.fromStack(stack).findOutputs('*'))).toContain('"Fn::GetAtt":["BucketKey7E4AEAB8","Arn"]');
  });

  test('whose policy is elsewhere: a warning says what it has to have', () => {
    const stack = aStack(HOME);
    const key = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000000`);
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) })
      .grantCrossAccountRead(CrossAccountGrantee.account(OTHER_ACCOUNT));
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp(`must include this statement: .*${OTHER_ACCOUNT}`));
  });
});

describe('listing', () => {
  const may = (context: ContextKeys, pattern?: string) => {
    const { target } = sharing((bucket) => bucket.grantCrossAccountRead(CrossAccountGrantee.account(OTHER_ACCOUNT), pattern));
    return target.bucketPolicy!.allows(s3Request('ListBucket', target.bucketArn, { ...MODERN, ...context }, Principal.role(ROLE)));
  };

  test.each<[string | undefined, ContextKeys, string]>([
    [undefined, {}, 'yes'],
    ['shared/*', { 's3:prefix': 'shared/' }, 'yes'],
    ['shared/*', { 's3:prefix': 'shared/2026/' }, 'yes'],
    ['shared/*', { 's3:prefix': 'own/' }, 'no'],
    ['shared/*', {}, 'no'],
  ])('with pattern %s and prefix %o: %s', (pattern, context, expected) => {
    expect(may(context, pattern)).toBe(expected);
  });
});

describe('listing uploads in progress, for which S3 has no s3:prefix', () => {
  test.each<[string | undefined, boolean]>([[undefined, true], ['*', true], ['shared/*', false]])('with pattern %s: %s', (pattern, expected) => {
    const { target, required, stack } = sharing((bucket) => bucket.grantCrossAccountWrite(CrossAccountGrantee.account(OTHER_ACCOUNT), pattern));
    const request = s3Request('ListBucketMultipartUploads', target.bucketArn, MODERN, Principal.role(ROLE));
    expect([target.bucketPolicy!, required].map((policy) => policy.allows(request) === Ternary.YES)).toEqual([expected, expected]);
    // Nothing is written that allows nothing.
    expect(JSON.stringify(Template.fromStack(stack).toJSON()).includes('ListBucketMultipartUploads')).toBe(expected);
  });
});

test('grants to several accounts, for several patterns, live side by side', () => {
  const { target, stack } = sharingTwice();
  const second = caller(`arn:aws:iam::${THIRD_ACCOUNT}:role/Writer`);
  expect(succeeding('a/object', caller(ROLE), target)).toEqual(READ);
  expect(succeeding('b/object', caller(ROLE), target)).toEqual([...READ, ...WRITE].sort(byName));
  expect(succeeding('b/object', second, target)).toEqual(READ);
  expect(succeeding('a/object', second, target)).toEqual([]);
  expect(Object.keys(Template.fromStack(stack).findOutputs('*'))).toHaveLength(4);
});

const byName = (a: Operation, b: Operation) => OPERATION_NAMES.indexOf(a) - OPERATION_NAMES.indexOf(b);

function sharingTwice() {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket');
  const [first, second] = [OTHER_ACCOUNT, THIRD_ACCOUNT].map((account) => CrossAccountGrantee.account(account));
  bucket.grantCrossAccountRead(first, 'a/*');
  bucket.grantCrossAccountRead(first, 'b/*');
  bucket.grantCrossAccountWrite(first, 'b/*');
  bucket.grantCrossAccountRead(second, 'b/*');
  // Saying it again changes nothing.
  bucket.grantCrossAccountRead(second, 'b/*');
  return { stack, target: new Deployment(stack.node.root as App).target() };
}

test('account and organization may be parameters', () => {
  const stack = aStack(HOME);
  const bucket = new EncryptedBucket(stack, 'Bucket');
  bucket.grantCrossAccountRead(CrossAccountGrantee.account(new CfnParameter(stack, 'Account').valueAsString));
  bucket.grantCrossAccountRead(CrossAccountGrantee.organization(new CfnParameter(stack, 'Organization').valueAsString));
  Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
    KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Condition: { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'Organization' } } } })]) },
  });
});

describe('refusals', () => {
  test.each([
    ['SSE-KMS', () => DefaultEncryption.sseKmsAwsManaged()],
    ['DSSE-KMS', () => DefaultEncryption.dsseKmsAwsManaged()],
  ])('the AWS managed key with %s', (_, encryption) => {
    expect(() => sharing((bucket) => bucket.grantCrossAccountRead(CrossAccountGrantee.account(OTHER_ACCOUNT)), { defaultEncryption: encryption() }))
      .toThrow(/^Stack\/Bucket: another account cannot use the AWS managed key aws\/s3.* Fix: encrypt with DefaultEncryption\.sseKms/);
  });

  test('the own account', () => {
    expect(() => sharing((bucket) => bucket.grantCrossAccountWrite(CrossAccountGrantee.account(ACCOUNT))))
      .toThrow(`Stack/Bucket: account ${ACCOUNT} is the bucket's own. Fix: use grantRead()`);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['an account that is none', () => CrossAccountGrantee.account('4444'), /account cannot be "4444"\. Fix: pass the 12 digits/],
    ['a user as a role', () => CrossAccountGrantee.role(`arn:aws:iam::${OTHER_ACCOUNT}:user/u`), /role cannot be "arn:.*:user\/u"\. Fix: /],
    ['a pattern as a role', () => CrossAccountGrantee.role(`arn:aws:iam::${OTHER_ACCOUNT}:role/app*`), /role cannot be "arn:.*app\*"\. Fix: .*without wildcards, or use CrossAccountGrantee\.rolesMatching/],
    ['a pattern of one character as a role', () => CrossAccountGrantee.role(`arn:aws:iam::${OTHER_ACCOUNT}:role/app?`), /role cannot be .*rolesMatching/],
    ['a pattern of accounts', () => CrossAccountGrantee.rolesMatching('arn:aws:iam::*:role/app'), /pattern of roles cannot be .* Fix: .*12 digits of the account ID/],
    ['a pattern of every role', () => CrossAccountGrantee.rolesMatching(`arn:aws:iam::${OTHER_ACCOUNT}:role/*`), /pattern of roles cannot be .* Fix: .*CrossAccountGrantee\.account\(\) for all roles/],
    ['a pattern of users', () => CrossAccountGrantee.rolesMatching(`arn:aws:iam::${OTHER_ACCOUNT}:user/app*`), /pattern of roles cannot be .* Fix: /],
    ['a pattern by token', () => CrossAccountGrantee.rolesMatching(new CfnParameter(aStack(), 'Role').valueAsString), /pattern of roles cannot be a token\. Fix: .*literal/],
    ['any bucket', () => CrossAccountAccess.read({ bucketArn: 'arn:aws:s3:::*' }), /bucketArn cannot be "arn:aws:s3:::\*"\. Fix: pass the ARN of one bucket/],
    ['objects as a bucket', () => CrossAccountAccess.write({ bucketArn: 'arn:aws:s3:::b/*' }), /bucketArn cannot be /],
    ['any key', () => CrossAccountAccess.read({ bucketArn: 'arn:aws:s3:::b', keyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:key/*` }), /keyArn cannot be .* Fix: pass the full ARN/],
    ['a role by token', () => CrossAccountGrantee.role(new CfnParameter(aStack(), 'Role').valueAsString), /role cannot be a token\. Fix: .*literal/],
    ['an organization that is none', () => CrossAccountGrantee.organization('r-ab12'), /organization cannot be "r-ab12"\. Fix: /],
    ['a unit without its path', () => CrossAccountGrantee.organizationalUnit('ou-ab12-11111111'), /organizational unit cannot be "ou-ab12-11111111"\. Fix: /],
    ['a key by its alias', () => CrossAccountAccess.read({ bucketArn: 'arn:aws:s3:::b', keyArn: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/b` }),
      /keyArn cannot be ".*alias\/b"\. Fix: pass the full ARN/],
    ['a key by its id', () => CrossAccountAccess.write({ bucketArn: 'arn:aws:s3:::b', keyArn: '0d9ad1f5-5a6b-4c1c-9d8c-000000000000' }), /keyArn cannot be "0d9ad1f5/],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('in the other account', () => {
  const keyArn = `arn:aws:kms:${REGION}:${ACCOUNT}:key/0d9ad1f5-5a6b-4c1c-9d8c-000000000000`;

  test('a role gets what is required, with the Region of the key', () => {
    const stack = aStack({ account: OTHER_ACCOUNT, region: 'us-east-1' });
    const role = new iam.Role(stack, 'Role', { roleName: 'reader', assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    CrossAccountAccess.read({ bucketArn: 'arn:aws:s3:::theirs', keyArn }).grantTo(role);
    const target: Target = {
      bucketArn: 'arn:aws:s3:::theirs', bucketAccount: ACCOUNT, bucketPolicy: ALLOWED_EVERYTHING, region: REGION, keyArn, keyPolicy: ALLOWED_EVERYTHING, bucketKey: true,
    };
    const reader = new Deployment(stack.node.root as App).identity('reader');
    expect(succeeding('object', reader, target)).toEqual(READ);
    expect(succeeding('object', reader, { ...target, region: 'us-east-1' })).toEqual([]);
    expect(succeeding('object', reader, { ...target, bucketArn: 'arn:aws:s3:::another' })).toEqual([]);
  });

  test.each([['with a key', keyArn], ['without a key', undefined]])('the grant holds every statement of the identity policy (%s)', (_, key) => {
    const stack = aStack({ account: OTHER_ACCOUNT, region: REGION });
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    const access = CrossAccountAccess.write({ bucketArn: 'arn:aws:s3:::theirs', keyArn: key, objectKeyPattern: 'inbox/*' });
    const grant = access.grantTo(role);
    expect(grant.success).toBe(true);
    expect(new iam.PolicyDocument({ statements: grant.principalStatements }).toJSON()).toEqual(access.requiredIdentityPolicy().toJSON());
    const client = new CfnResource(stack, 'Client', { type: 'Custom::Client' });
    grant.applyBefore(client);
    Template.fromStack(stack).hasResource('Custom::Client', { DependsOn: [Match.stringLikeRegexp('^RoleDefaultPolicy')] });
  });

  test('a role that is not in the app cannot be given it', () => {
    const access = CrossAccountAccess.read({ bucketArn: 'arn:aws:s3:::theirs', keyArn });
    expect(() => access.grantTo(new iam.ArnPrincipal(ROLE))).toThrow(/the policy of .*Reader.* cannot be changed from this app\. Fix: /);
  });
});
