import { App, aws_iam as iam, aws_kms as kms, aws_s3 as s3, aws_s3_deployment as deployment, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, EncryptedBucket, mixins } from '../../../../src';
import { accessWithoutKey as rule } from '../../../../src/validation/rules/access/access-without-key';
import { judged, PARAMETERS } from '../support';
import { BUCKET_ARN, bucketPolicy, HOME, key, KEY_ARN, kms as encryptedWithKms, OBJECTS } from './support';

const ROLE_ARN = { 'Fn::GetAtt': ['Role', 'Arn'] };
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const GET = allow('s3:GetObject', OBJECTS);
const PUT = allow('s3:PutObject', OBJECTS);
const decrypting = (more: object = {}) => allow('kms:Decrypt', KEY_ARN, more);
const throughS3 = (context: unknown = [BUCKET_ARN, OBJECTS]) => ({
  Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' }, StringLike: { 'kms:EncryptionContext:aws:s3:arn': context } },
});

function role(statements: readonly object[], more: object = {}) {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
      Policies: [{ PolicyName: 'Policy', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
      ...more,
    },
  };
}

function keyWith(...Statement: unknown[]) {
  return { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement } } };
}

const check = (resources: object, environment: object = HOME) => judged(rule, [{
  name: 'Stack', environment, json: { Parameters: PARAMETERS, Resources: { Bucket: encryptedWithKms(KEY_ARN), Key: key(), Other: key(), ...resources } },
}]);
const checkRole = (statements: readonly object[], more: object = {}, others: object = {}) => check({ Role: role(statements, more), ...others });

const PLACE = 'Properties.Policies.0.PolicyDocument.Statement.0';
const SUFFIX = ', or a statement on the ARN of the key.';
const aws = (name: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/${name}`]] });

test.each<[string, readonly object[], object?]>([
  ['a reader that may decrypt', [GET, decrypting()]],
  ['a reader that may decrypt through S3', [GET, decrypting(throughS3())]],
  ['a reader that may decrypt with the context of its folder', [allow('s3:GetObject', { 'Fn::Sub': '${Bucket.Arn}/in/*' }), decrypting(throughS3({ 'Fn::Sub': '${Bucket.Arn}/in/*' }))]],
  ['a reader of a folder that may decrypt with the context of the bucket', [allow('s3:GetObject', { 'Fn::Sub': '${Bucket.Arn}/in/*' }), decrypting(throughS3(BUCKET_ARN))]],
  ['a reader that may decrypt everything', [GET, allow('kms:Decrypt', '*')]],
  ['a reader with a condition on its tags', [GET, decrypting({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'data' } } })]],
  ['a writer that may encrypt and decrypt', [PUT, allow(['kms:GenerateDataKey*', 'kms:Decrypt'], KEY_ARN)]],
  ['an administrator', [GET], { ManagedPolicyArns: [aws('AdministratorAccess')] }],
])('compliant: %s', (_, statements, more = {}) => {
  expect(checkRole(statements, more)).toEqual([]);
});

test.each<[string, object]>([
  ['the key policy names the role', key({ Effect: 'Allow', Principal: { AWS: ROLE_ARN }, Action: 'kms:Decrypt', Resource: '*' })],
  ['the key policy names everybody of the account who calls through S3', key({
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringEquals: { 'kms:CallerAccount': '111122223333', 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
  })],
])('compliant without a policy of the role: %s', (_, Key) => {
  expect(checkRole([GET], {}, { Key })).toEqual([]);
});

test.each<[string, readonly object[], string, string, object?]>([
  ['a reader without the key', [GET], 'Role Role can read objects of bucket Bucket, but is not allowed kms:Decrypt', 'it with key.grantDecrypt()'],
  ['a reader of versions', [allow('s3:GetObjectVersion', OBJECTS)], 'Role Role can read objects of bucket Bucket, but is not allowed kms:Decrypt',
    'it with key.grantDecrypt()'],
  ['a writer without the key', [PUT], 'Role Role can write objects of bucket Bucket, but is not allowed kms:GenerateDataKey and kms:Decrypt',
    'them with key.grantEncryptDecrypt()'],
  ['who may do both and only decrypt', [allow(['s3:GetObject', 's3:PutObject'], OBJECTS), decrypting()],
    'Role Role can read and write objects of bucket Bucket, but is not allowed kms:GenerateDataKey', 'them with key.grantEncryptDecrypt()'],
  ['the key of another bucket', [GET, allow('kms:Decrypt', { 'Fn::GetAtt': ['Other', 'Arn'] })],
    'Role Role can read objects of bucket Bucket, but is not allowed kms:Decrypt', 'it with key.grantDecrypt()'],
  ['through another service', [GET, decrypting({ Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-1.amazonaws.com' } } })],
    'Role Role can read objects of bucket Bucket, but is not allowed kms:Decrypt', 'it with key.grantDecrypt()'],
  ['a denied key', [GET, decrypting(), { Effect: 'Deny', Action: 'kms:*', Resource: '*' }],
    'Role Role can read objects of bucket Bucket, but is not allowed kms:Decrypt', 'it with key.grantDecrypt()'],
  ['managed policies of AWS that have nothing to do with keys', [GET], 'Role Role can read objects of bucket Bucket, but is not allowed kms:Decrypt',
    'it with key.grantDecrypt()', { ManagedPolicyArns: [aws('service-role/AWSLambdaBasicExecutionRole'), aws('AmazonS3ReadOnlyAccess')] }],
])('violating: %s', (_, statements, start, grant, more = {}) => {
  expect(checkRole(statements, more)).toEqual([{
    on: 'Role', status: 'violation', severity: 'error', property: PLACE, message: `${start} with the bucket's key Key. Add ${grant}${SUFFIX}`,
  }]);
});

describe('whatever else policies ask of requests', () => {
  const ofTeam = (...team: string[]) => ({ Condition: { StringEquals: { 'aws:PrincipalTag/team': team } } });
  const ofOrganization = (...ids: string[]) => ({ Condition: { StringEquals: { 'aws:PrincipalOrgID': ids } } });
  const root = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'kms:*', Resource: '*' };
  const denying = (Condition: object) => ({ Effect: 'Deny', Action: 'kms:*', Resource: '*', Condition });

  test.each<[string, readonly object[], object]>([
    ['the role needs a tag, and the key policy an organization', [GET, decrypting(ofTeam('a'))], { Key: keyWith({ ...root, ...ofOrganization('o-1') }) }],
    ['the second of two teams, the first being denied', [GET, decrypting(ofTeam('a', 'b')), denying({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })], {}],
    ['a team that no statement allows, all others being denied', [GET, decrypting(), denying({ StringNotEquals: { 'aws:PrincipalTag/team': 'a' } })], {}],
    ['one of two key ages', [GET, decrypting({ Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } } })], {}],
  ])('compliant: %s', (_, statements, others) => {
    expect(checkRole(statements, {}, others)).toEqual([]);
  });

  test.each<[string, readonly object[], object]>([
    ['a tag that is denied', [GET, decrypting(ofTeam('a')), denying({ StringNotEquals: { 'aws:PrincipalTag/team': 'b' } })], {}],
    ['the context of other objects than it reads', [allow('s3:GetObject', { 'Fn::Sub': '${Bucket.Arn}/in/*' }), decrypting(throughS3({ 'Fn::Sub': '${Bucket.Arn}/out/*' }))], {}],
    ['a boundary that denies the key', [GET, decrypting()], { PermissionsBoundary: { Ref: 'Boundary' } }],
  ])('violating: %s', (_, statements, more) => {
    const Boundary = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [allow('*', '*'), denying({})] } } };
    expect(checkRole(statements, more, { Boundary })).toEqual([expect.objectContaining({ on: 'Role', status: 'violation', severity: 'error' })]);
  });

  test('violating: a reader of the second of two teams, the first being denied', () => {
    const Policy = bucketPolicy({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: OBJECTS, ...ofTeam('a') });
    expect(checkRole([{ ...GET, ...ofTeam('a', 'b') }], {}, { Policy })).toEqual([expect.objectContaining({ on: 'Role', status: 'violation' })]);
    expect(checkRole([{ ...GET, ...ofTeam('a') }], {}, { Policy })).toEqual([]);
  });

  test('violating: a writer that the bucket policy denies unless it names an algorithm', () => {
    const Policy = bucketPolicy({
      Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: OBJECTS, Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms:dsse' } },
    });
    expect(checkRole([PUT], {}, { Policy })).toEqual([expect.objectContaining({ on: 'Role', status: 'violation' })]);
  });

  test('services, of which the first source is denied', () => {
    const ofSources = (...accounts: string[]) => ({ Condition: { StringEquals: { 'aws:SourceAccount': accounts } } });
    const Service = 'serverlessrepo.amazonaws.com';
    const Policy = bucketPolicy(
      { ...GET, Principal: { Service }, ...ofSources('111122223333', '444455556666') },
      { ...GET, Effect: 'Deny', Principal: { Service }, ...ofSources('111122223333') },
    );
    expect(check({ Policy })).toEqual([expect.objectContaining({ on: 'Key', status: 'violation' })]);
    const Key = keyWith({ ...root, Principal: { Service }, ...ofSources('111122223333', '444455556666') }, { ...root, Effect: 'Deny', Principal: '*', ...ofSources('111122223333') });
    expect(check({ Policy, Key })).toEqual([]);
  });
});

test('violating: a writer that cannot upload in parts is a warning', () => {
  expect(checkRole([PUT, allow('kms:GenerateDataKey', KEY_ARN)])).toMatchObject([{ on: 'Role', status: 'violation', severity: 'warning' }]);
});

test('violating: a permissions boundary that leaves the key out', () => {
  const Boundary = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [allow('s3:*', '*')] } } };
  expect(checkRole([GET, decrypting()], { PermissionsBoundary: { Ref: 'Boundary' } }, { Boundary })).toMatchObject([{ on: 'Role', status: 'violation' }]);
});

test('violating: a user, by a policy that is attached to it', () => {
  const User = { Type: 'AWS::IAM::User' };
  const Policy = { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'Read', Users: [{ Ref: 'User' }], PolicyDocument: { Version: '2012-10-17', Statement: GET } } };
  expect(check({ User, Policy })).toMatchObject([{
    on: 'Policy', status: 'violation', property: 'Properties.PolicyDocument.Statement', message: expect.stringMatching(/^User User can read/),
  }]);
});

test('violating: two roles that one key policy leaves out are one finding', () => {
  const Key = keyWith({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/admin' }, Action: 'kms:*', Resource: '*' });
  expect(check({ Key, One: role([GET, decrypting()], { RoleName: 'one' }), Two: role([GET], { RoleName: 'two' }) })).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: 'The key policy does not allow kms:Decrypt to role One and role Two, which can read objects of bucket Bucket.',
  }]);
});

test('violating: a role that the bucket policy names', () => {
  const Policy = bucketPolicy({ ...GET, Principal: { AWS: ROLE_ARN } });
  expect(checkRole([allow('sqs:SendMessage', '*')], {}, { Policy })).toMatchObject([{
    on: 'Policy', status: 'violation', property: 'Properties.PolicyDocument.Statement.0', message: expect.stringMatching(/^Role Role can read objects/),
  }]);
});

test('violating: a service that reads in its own name', () => {
  const Policy = bucketPolicy({ ...GET, Principal: { Service: 'serverlessrepo.amazonaws.com' } });
  expect(check({ Policy })).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: 'The key policy does not allow kms:Decrypt to service serverlessrepo.amazonaws.com, which can read objects of bucket Bucket.',
  }]);
  const Key = key({
    Effect: 'Allow',
    Principal: { Service: 'serverlessrepo.amazonaws.com' },
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
  });
  expect(check({ Policy, Key })).toEqual([]);
});

describe('across accounts', () => {
  const ABROAD = { account: '444455556666', region: 'eu-west-1' };
  const Named = { ...encryptedWithKms(KEY_ARN), Properties: { ...encryptedWithKms(KEY_ARN).Properties, BucketName: 'the-bucket' } };
  const reader = (...statements: object[]) => role([allow('s3:GetObject', 'arn:aws:s3:::the-bucket/*'), ...statements], { RoleName: 'reader' });
  const here = (Key: object) => ({ Bucket: Named, Key, Policy: bucketPolicy({ ...GET, Principal: { AWS: 'arn:aws:iam::444455556666:role/reader' } }) });
  const apart = (Key: object, Role: object) => judged(rule, [
    { name: 'Here', environment: HOME, json: { Resources: here(Key) } },
    { name: 'There', environment: ABROAD, json: { Resources: { Role } } },
  ]);
  const shared = key({ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'kms:Decrypt', Resource: '*' });

  test('compliant: both policies allow the key', () => {
    expect(apart(shared, reader(allow('kms:Decrypt', 'arn:aws:kms:eu-west-1:111122223333:key/*')))).toEqual([]);
  });

  test('violating: the role lacks what the key policy leaves to its account', () => {
    expect(apart(shared, reader())).toMatchObject([{ on: 'Role', status: 'violation', severity: 'error' }]);
  });

  test('not applicable: the key policy leaves the account out, which CrossAccountKeyPolicy reports', () => {
    expect(apart(key(), reader(allow('kms:Decrypt', '*')))).toEqual([]);
  });

  test('not applicable: the bucket policy leaves the role out', () => {
    expect(judged(rule, [
      { name: 'Here', environment: HOME, json: { Resources: { Bucket: Named, Key: key() } } },
      { name: 'There', environment: ABROAD, json: { Resources: { Role: reader() } } },
    ])).toEqual([]);
  });
});

test.each<[string, object, string]>([
  ['managed policies that are not in the app', { Role: role([GET], { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/other'] }) },
    'what its managed policies allow is not in the app'],
  ['a managed policy of AWS that may allow keys', { Role: role([GET], { ManagedPolicyArns: [aws('AWSBackupServiceRolePolicyForS3Backup')] }) },
    'what its managed policies allow is not in the app'],
  ['a role that is made elsewhere', {
    Policy: { Type: 'AWS::IAM::Policy', Properties: { PolicyName: 'Read', Roles: ['elsewhere'], PolicyDocument: { Version: '2012-10-17', Statement: [GET] } } },
  }, 'its other policies are not in the app'],
  ['a key policy from a parameter', {
    Role: role([GET, decrypting()]), Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Ref: 'Parameter' } } },
  }, 'parameter'],
  ['an algorithm from a parameter', { Role: role([GET]), Bucket: encryptedWithKms(KEY_ARN, { Ref: 'Parameter' }) },
    'it is not known whether the bucket encrypts with that key'],
])('cannot tell: %s', (_, resources, reason) => {
  expect(check(resources)).toMatchObject([{ status: 'unknown', severity: 'warning', message: expect.stringContaining(reason) }]);
});

test('cannot tell: a service that may name an encryption when it writes', () => {
  const Policy = bucketPolicy({ ...PUT, Principal: { Service: 'ses.amazonaws.com' } });
  expect(check({ Policy })).toMatchObject([{ on: 'Key', status: 'unknown', message: expect.stringContaining('may name an encryption') }]);
});

test.each<[string, object]>([
  ['SSE-S3', { Role: role([GET]), Bucket: encryptedWithKms(undefined, 'AES256') }],
  ['the AWS managed key', { Role: role([GET]), Bucket: encryptedWithKms() }],
  ['a key from outside', { Role: role([GET]), Bucket: encryptedWithKms('arn:aws:kms:eu-west-1:111122223333:key/1234') }],
  ['a role that lists', { Role: role([allow(['s3:ListBucket', 's3:DeleteObject'], [BUCKET_ARN, OBJECTS])]) }],
  ['a statement that names no bucket', { Role: role([allow('s3:*', '*')]) }],
  ['managed policies only', { Role: role([], { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/other'] }) }],
  ['a reader whom the bucket policy denies', {
    Role: role([GET]),
    Policy: bucketPolicy({ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: OBJECTS }),
  }],
  ['a reader whom its own policy denies', { Role: role([GET, { Effect: 'Deny', Action: 's3:Get*', Resource: '*' }]) }],
  ['logs, which rules of their own judge', { Policy: bucketPolicy({ ...PUT, Principal: { Service: 'cloudtrail.amazonaws.com' } }) }],
])('not applicable: %s', (_, resources) => {
  expect(check(resources)).toEqual([]);
});

describe('apps as users write them', () => {
  const found = (app: App) => judged(rule, app.synth().stacks
    .map(({ stackName, template }) => ({ name: stackName, json: template, environment: HOME })))
    .map(({ status, severity, message }) => `${severity} ${status}: ${message}`);
  const reader = (stack: Stack) => new iam.Role(stack, 'Reader', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

  test('grants of the L2 include the key', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS, bucketKeyEnabled: true });
    bucket.grantRead(reader(stack));
    bucket.grantPut(new iam.Role(stack, 'Writer', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }));
    bucket.grantReadWrite(new iam.User(stack, 'User'));
    new deployment.BucketDeployment(stack, 'Deployment', { destinationBucket: bucket, sources: [deployment.Source.data('a', 'b')] });
    expect(found(app)).toEqual([]);
  });

  test('addToPolicy() with S3 actions alone does not', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
    reader(stack).addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')] }));
    expect(found(app)).toEqual([expect.stringMatching(/^error violation: Role Reader\w+ can read objects of bucket Bucket\w+, but is not allowed kms:Decrypt/)]);
  });

  test('an encryption for the whole app leaves the grants that were made before without its keys', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.grantReadWrite(reader(stack));
    const shared = new kms.Key(stack, 'Key');
    stack.with(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key: shared })));
    expect(found(app)).toEqual([expect.stringMatching(/^error violation: Role Reader\w+ can read and write .* is not allowed kms:GenerateDataKey and kms:Decrypt/)]);
  });

  test('an L1 bucket that is changed to KMS', () => {
    const app = new App();
    const stack = new Stack(app, 'Stack');
    const shared = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.grantRead(reader(stack));
    (bucket.node.defaultChild as s3.CfnBucket).bucketEncryption = {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: shared.keyArn } }],
    };
    expect(found(app)).toHaveLength(1);
  });

  test('a role made in another stack, and one that is imported', () => {
    const app = new App();
    const owner = new Stack(app, 'Owner', { env: HOME });
    const other = new Stack(app, 'Other', { env: HOME });
    const bucket = new EncryptedBucket(owner, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms() });
    bucket.grantRead(reader(other));
    const imported = iam.Role.fromRoleArn(owner, 'Imported', 'arn:aws:iam::111122223333:role/imported');
    bucket.grantRead(imported);
    expect(found(app)).toEqual([]);
  });
});
