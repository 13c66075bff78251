import { uploadEncryptionEnforced as rule } from '../../../../src/validation/rules/uploads/upload-encryption-enforced';
import { CONDITIONS, encrypted, findings, IF, merging, PARAMETERS } from '../support';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const OTHER_ARN = { 'Fn::GetAtt': ['OtherKey', 'Arn'] };
const LITERAL_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/0d9ad1f5-5a6b-4c1c-9d8c-0123456789ab';
const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] };

const byDefault = (SSEAlgorithm: unknown, KMSMasterKeyID: unknown) => ({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });
const KMS = byDefault('aws:kms', KEY_ARN);
const SSE_S3 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
const MANAGED = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } };

function deny(Condition: unknown, more: object = {}) {
  return { Effect: 'Deny', Principal: '*', Action: ['s3:PutObject', 's3:UpdateObjectEncryption'], Resource: OBJECTS, Condition, ...more };
}

const otherAlgorithms = (...algorithms: unknown[]) => deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: algorithms } });
const otherKeys = (...keys: unknown[]) => deny({ Null: { [KEY]: 'false' }, StringNotEquals: { [KEY]: keys } });
const noKey = (algorithm: unknown) => deny({ StringEquals: { [ALGORITHM]: algorithm }, Null: { [KEY]: 'true' } });
const enforced = (algorithm: string, ...keys: unknown[]) => [otherAlgorithms(algorithm), otherKeys(...keys), noKey(algorithm)];

/** A deny of everything but SSE-S3 under more conditions. */
function and(condition: object) {
  return deny({ Null: { [ALGORITHM]: 'false' }, StringNotLike: { [ALGORITHM]: 'AES256' }, ...condition });
}

function under(pattern: string) {
  return { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, `/${pattern}`]] };
}

/** Short names for condition keys in what a message is to say. */
function named(text: string) {
  return text.replace(/KEY/g, KEY).replace(/ALGORITHM/g, ALGORITHM);
}

function policy(statement: unknown, more: object = {}) {
  return {
    Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statement }, ...more },
  };
}

function check(statement: unknown, rules: object) {
  return findings(rule, {
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      OtherKey: { Type: 'AWS::KMS::Key', Properties: {} },
      Bucket: encrypted(rules),
      Policy: policy(statement),
    },
  });
}

describe('compliant', () => {
  test.each<[string, unknown, object]>([
    ['SSE-KMS', enforced('aws:kms', KEY_ARN), KMS],
    ['SSE-KMS with a literal ARN', enforced('aws:kms', LITERAL_ARN), byDefault('aws:kms', LITERAL_ARN)],
    ['SSE-KMS with a parameter', enforced('aws:kms', { Ref: 'Parameter' }), byDefault('aws:kms', { Ref: 'Parameter' })],
    ['DSSE-KMS', enforced('aws:kms:dsse', KEY_ARN), byDefault('aws:kms:dsse', KEY_ARN)],
    ['SSE-S3', otherAlgorithms('AES256'), SSE_S3],
    ['SSE-S3, which is not declared', otherAlgorithms('AES256'), {}],
    ['aws/s3, of which the algorithm is all', otherAlgorithms('aws:kms'), MANAGED],
    ['what names no header as well', [deny({ StringNotEquals: { [ALGORITHM]: 'AES256' } })], SSE_S3],
    ['every action', [{ ...otherAlgorithms('AES256'), Action: 's3:*' }], SSE_S3],
    ['SSE-S3 by the other algorithms', deny({ StringEquals: { [ALGORITHM]: ['aws:kms', 'aws:kms:dsse'] } }), SSE_S3],
    ['SSE-S3 by a pattern', deny({ StringLike: { [ALGORITHM]: 'aws:kms*' } }), SSE_S3],
    ['the partition in writing', enforced('aws:kms', { 'Fn::Sub': 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}' }), KMS],
    ['SSE-KMS, which S3 takes over TLS only', [
      otherAlgorithms('aws:kms'), { ...otherKeys(KEY_ARN), Condition: { ...otherKeys(KEY_ARN).Condition as object, Bool: { 'aws:SecureTransport': 'true' } } }, noKey('aws:kms'),
    ], KMS],
    ['what one statement leaves to another: objects', [
      { ...otherAlgorithms('AES256'), Resource: under('a*') }, { ...otherAlgorithms('AES256'), Resource: undefined, NotResource: under('a*') },
    ], SSE_S3],
    ['what one statement leaves to another: a network', [
      and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), and({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } }),
    ], SSE_S3],
    ['what one statement leaves to another: a role', [
      and({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } }), { ...otherAlgorithms('AES256'), Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } },
    ], SSE_S3],
  ])('%s', (_, statement, rules) => {
    expect(check(statement, rules)).toEqual([]);
  });
});

describe('violating', () => {
  test('no policy', () => {
    expect(findings(rule, { Resources: { Bucket: encrypted(SSE_S3) } })).toEqual([{
      on: 'Bucket', status: 'violation', severity: 'warning', property: 'Properties', message: 'The bucket has no policy, so uploads can specify any encryption.',
    }]);
  });

  test.each<[string, unknown, object, string]>([
    ['nothing about encryption', deny({ Bool: { 'aws:SecureTransport': 'false' } }), KMS, 'ALGORITHM AES256'],
    ['anonymous requests', deny({ StringEquals: { 'aws:PrincipalAccount': 'anonymous' } }), KMS, 'by a role with ALGORITHM AES256'],
    ['one other algorithm only', deny({ StringEquals: { [ALGORITHM]: 'AES256' } }), KMS, 'with ALGORITHM aws:kms:dsse'],
    ['algorithms only', otherAlgorithms('aws:kms'), KMS, 'with ALGORITHM aws:kms and KEY alias/…'],
    ['keys only', [otherKeys(KEY_ARN), noKey('aws:kms')], KMS, 'with ALGORITHM AES256'],
    ['keys that are named only', [otherAlgorithms('aws:kms'), otherKeys(KEY_ARN)], KMS, 'with ALGORITHM aws:kms and no KEY'],
    ['all keys of the account', [
      otherAlgorithms('aws:kms'), deny({ StringNotLike: { [KEY]: 'arn:aws:kms:*:000000000000:key/*' } }), noKey('aws:kms'),
    ], byDefault('aws:kms', LITERAL_ARN), 'with ALGORITHM aws:kms and KEY arn:aws:kms:…:000000000000:key/…'],
    ['ARNs only', [otherAlgorithms('aws:kms'), deny({ StringLike: { [KEY]: 'arn:*' } }), noKey('aws:kms')], KMS, 'and KEY alias/…'],
    ['ARNs and aliases only', [otherAlgorithms('aws:kms'), deny({ StringLike: { [KEY]: ['arn:*', 'alias/*'] } }), noKey('aws:kms')], KMS, 'an KEY that the policy does not name'],
    ['a folder only', { ...otherAlgorithms('AES256'), Resource: { 'Fn::Sub': '${Bucket.Arn}/folder/*' } }, SSE_S3, 'with ALGORITHM aws:kms'],
    ['the account of the bucket', {
      ...otherAlgorithms('AES256'), Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
    }, SSE_S3, 'by a role of an account that the policy does not name with ALGORITHM aws:kms'],
    ['another key where it is compared as text without case', [
      otherAlgorithms('aws:kms'), deny({ Null: { [KEY]: 'false' }, StringNotEqualsIgnoreCase: { [KEY]: LITERAL_ARN } }), noKey('aws:kms'),
    ], byDefault('aws:kms', LITERAL_ARN), 'and KEY arn:'],
    ['actions that change encryption in place', { ...otherAlgorithms('AES256'), Action: 's3:UpdateObjectEncryption' }, SSE_S3, 'by a role with ALGORITHM aws:kms'],
  ])('a deny of %s', (_, statement, rules, missed) => {
    expect(check(statement, rules)).toEqual([{
      on: 'Bucket',
      status: 'violation',
      severity: 'warning',
      property: 'Properties',
      message: expect.stringMatching(new RegExp('^The bucket policy does not deny every upload that specifies other encryption than the default: '
        + `it does not deny s3:PutObject .*${named(missed)}`)),
    }]);
  });

  test.each<[string, unknown, string, string]>([
    ['an account', and({ StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } }),
      's3:PutObject by a role of account 111122223333 with ALGORITHM aws:kms', 'denies it, but not with aws:PrincipalAccount 111122223333'],
    ['the own account', and({ StringNotEquals: { 'aws:PrincipalAccount': { Ref: 'AWS::AccountId' } } }),
      's3:PutObject by a role of account \\$\{AWS::AccountId\} with ALGORITHM aws:kms', 'denies it, but not with aws:PrincipalAccount \\$\{AWS::AccountId\}'],
    ['an organization', and({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }), 'with ALGORITHM aws:kms and aws:PrincipalOrgID o-1', 'denies it, but not with aws:PrincipalOrgID o-1'],
    ['a role', and({ ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a' } }), 'by arn:aws:iam::111122223333:role/a', 'denies it, but not with aws:PrincipalArn arn:aws:iam::111122223333:role/a'],
    ['a user', and({ StringNotEquals: { 'aws:username': 'anna' } }), 'by a user anna', 'denies it, but not with aws:username anna'],
    ['the root user', and({ StringNotEquals: { 'aws:PrincipalType': 'Account' } }), 'by the root user of an account that the policy does not name', 'denies it, but not with aws:PrincipalType Account'],
    ['federated users', and({ StringNotEquals: { 'aws:PrincipalType': 'FederatedUser' } }), 'by a federated user', 'denies it, but not with aws:PrincipalType FederatedUser'],
    ['who is not named', { ...otherAlgorithms('AES256'), Principal: { AWS: ['111122223333', '444455556666'] } }, 'by a role of an account that the policy does not name', 'denies it to other principals only'],
    ['one by NotPrincipal', {
      ...otherAlgorithms('AES256'), Principal: undefined, NotPrincipal: { AWS: ['arn:aws:iam::111122223333:user/a', 'arn:aws:iam::111122223333:root'] },
    }, 'by arn:aws:iam::111122223333:user/a', 'denies it to other principals only'],
    ['an endpoint', and({ StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } }), 'and aws:SourceVpce vpce-1', 'denies it, but not with aws:SourceVpce vpce-1'],
    ['an endpoint that is imported', and({ StringNotEquals: { 'aws:SourceVpce': { 'Fn::ImportValue': 'Endpoint' } } }), 'and aws:SourceVpce ', 'denies it, but not with aws:SourceVpce .*Endpoint.*'],
    ['a network', and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), 'and aws:SourceVpc vpc-1', 'denies it, but not with aws:SourceVpc vpc-1'],
    ['addresses', and({ NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), 'and aws:SourceIp 10.0.0.0', 'denies it, but not with aws:SourceIp 10.0.0.0'],
    ['an ACL', and({ StringNotEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } }), 'and s3:x-amz-acl bucket-owner-full-control', 'denies it, but not with s3:x-amz-acl bucket-owner-full-control'],
    ['all ACLs but one', and({ StringEquals: { 's3:x-amz-acl': 'public-read' } }), 'with ALGORITHM aws:kms', 'denies it only with s3:x-amz-acl public-read'],
    ['a tag of the object', and({ StringNotEquals: { 's3:RequestObjectTag/class': 'public' } }), 'and s3:RequestObjectTag/class public', 'denies it, but not with s3:RequestObjectTag/class public'],
    ['a tag of the caller', and({ StringNotEquals: { 'aws:PrincipalTag/team': 'ops' } }), 'and aws:PrincipalTag/team ops', 'denies it, but not with aws:PrincipalTag/team ops'],
    ['a storage class', and({ StringNotEquals: { 's3:x-amz-storage-class': 'GLACIER' } }), 'and s3:x-amz-storage-class GLACIER', 'denies it, but not with s3:x-amz-storage-class GLACIER'],
    ['a prefix', { ...otherAlgorithms('AES256'), Resource: undefined, NotResource: under('public/*') }, 's3:PutObject of object public/ by a role', 'denies it on other resources only'],
    ['an object', { ...otherAlgorithms('AES256'), Resource: undefined, NotResource: under('index.html') }, 's3:PutObject of object index.html by a role', 'denies it on other resources only'],
    ['all prefixes but one', { ...otherAlgorithms('AES256'), Resource: under('private/*') }, 's3:PutObject by a role', 'denies it on other resources only'],
  ])('exempt is %s', (_, statement, missed, part) => {
    const [{ message, severity }, ...others] = check([statement], SSE_S3);
    expect(others).toEqual([]);
    expect(severity).toBe('warning');
    expect(message).toMatch(new RegExp(`it does not deny .*${named(missed)}`));
    expect(message).toMatch(new RegExp(` Statement 1 ${part}\\.$`));
  });

  test('each of two circumstances, but not both at once', () => {
    const statements = [and({ StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } }), and({ StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } })];
    expect(check(statements, SSE_S3)).toMatchObject([{ message: expect.stringMatching(/aws:SourceVpc vpc-1 and aws:PrincipalOrgID o-1/) }]);
  });

  test.each<[string, unknown, object, string]>([
    ['a second key', enforced('aws:kms', KEY_ARN, OTHER_ARN), KMS, 's3:PutObject by a role with ALGORITHM aws:kms and KEY .*OtherKey.'],
    ['a second key, which is written out', enforced('aws:kms', KEY_ARN, LITERAL_ARN), KMS, `s3:PutObject .* with ALGORITHM aws:kms and KEY ${LITERAL_ARN}`],
    ['a second key from a parameter', enforced('aws:kms', LITERAL_ARN, { Ref: 'Parameter' }), byDefault('aws:kms', LITERAL_ARN), 's3:PutObject .* with ALGORITHM aws:kms and KEY .*Parameter.*'],
    ['another key only', enforced('aws:kms', OTHER_ARN), KMS, 's3:PutObject by a role with ALGORITHM aws:kms and KEY .*OtherKey.'],
    ['a service', { ...otherAlgorithms('AES256'), Principal: undefined, NotPrincipal: { Service: 'cloudtrail.amazonaws.com' } }, SSE_S3,
      's3:PutObject by the service cloudtrail.amazonaws.com with ALGORITHM aws:kms'],
    ['services', and({ BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }), SSE_S3, 's3:PutObject by an AWS service with ALGORITHM aws:kms'],
    ['changes in place', { ...otherAlgorithms('AES256'), Action: 's3:PutObject' }, SSE_S3, 's3:UpdateObjectEncryption by a role with ALGORITHM aws:kms and KEY arn:…:kms:…:…:key/…'],
    ['changes in place to another key', enforced('aws:kms', KEY_ARN).map((one) => ({ ...one, Action: 's3:PutObject' })), KMS,
      's3:UpdateObjectEncryption by a role with ALGORITHM aws:kms and KEY arn:…:kms:…:…:key/…'],
  ])('less bad: exempt is %s', (_, statement, rules, missed) => {
    expect(check([statement].flat(), rules)).toMatchObject([{
      on: 'Bucket',
      status: 'violation',
      severity: 'info',
      message: expect.stringMatching(new RegExp(`^The bucket policy denies uploads that specify other encryption than the default, but not ${named(missed)}`)),
    }]);
  });

  test('a deny of SSE-S3, but KMS in one branch', () => {
    const judge = () => check(otherAlgorithms('AES256', 'aws:kms'), IF(SSE_S3, MANAGED));
    const lacks = (missed: string) => 'The bucket policy does not deny every upload that specifies other encryption than the default: '
      + `it does not deny s3:PutObject by a role with ${ALGORITHM} ${missed}.`;
    expect(judge()).toMatchObject([
      { status: 'violation', severity: 'warning', message: `${lacks('aws:kms')} This applies if Condition is true.` },
      { status: 'violation', severity: 'warning', message: `${lacks('AES256')} This applies if Condition is false.` },
    ]);
    expect(merging(judge)).toMatchObject([{ status: 'violation', message: lacks('aws:kms') }]);
  });

  test('a deny that is left out in one branch', () => {
    expect(check([IF(otherAlgorithms('AES256'), { Ref: 'AWS::NoValue' })], SSE_S3)).toMatchObject([{
      status: 'violation', severity: 'warning', message: expect.stringContaining('This applies if Condition is false.'),
    }]);
  });
});

test('buckets that are alike have each its own key in the message', () => {
  const of = (id: string) => ({
    [`${id}Key`]: { Type: 'AWS::KMS::Key', Properties: {} },
    [`${id}Next`]: { Type: 'AWS::KMS::Key', Properties: {} },
    [id]: encrypted(byDefault('aws:kms', { 'Fn::GetAtt': [`${id}Key`, 'Arn'] })),
    [`${id}Policy`]: policy(enforced('aws:kms', ...['Key', 'Next'].map((key) => ({ 'Fn::GetAtt': [`${id}${key}`, 'Arn'] }))).map((one) => ({ ...one, Resource: '*' })), { Bucket: { Ref: id } }),
  });
  const messages = findings(rule, { Resources: { ...of('One'), ...of('Other') } }).map(({ on, message }) => [on, /key.\$\{(\w+)\}/.exec(message)?.[1]]);
  expect(messages).toEqual([['One', 'OneNext'], ['Other', 'OtherNext']]);
});

describe('cannot tell', () => {
  test.each<[string, unknown, object, string]>([
    ['an unknown default', otherAlgorithms('aws:kms'), byDefault({ Ref: 'Parameter' }, KEY_ARN), 'parameter Parameter has no default'],
    ['an unknown algorithm', otherAlgorithms({ Ref: 'Parameter' }), SSE_S3, `its policy may not deny s3:PutObject by a role with ${ALGORITHM} `],
    ['ArnNotEquals, of which it is not documented what it makes of a bare id', [
      otherAlgorithms('aws:kms'), deny({ Null: { [KEY]: 'false' }, ArnNotEquals: { [KEY]: KEY_ARN } }), noKey('aws:kms'),
    ], KMS, `its policy may not deny s3:PutObject by a role with ${ALGORITHM} aws:kms and an ${KEY} that the policy does not name`],
    ['the same with a parameter', [
      otherAlgorithms('aws:kms'), deny({ Null: { [KEY]: 'false' }, ArnNotEquals: { [KEY]: { Ref: 'Parameter' } } }), noKey('aws:kms'),
    ], byDefault('aws:kms', { Ref: 'Parameter' }), `its policy may not deny s3:PutObject by a role with ${ALGORITHM} aws:kms and an ${KEY} that the policy does not name`],
    ['a statement that may be left out', IF(otherAlgorithms('AES256'), { Ref: 'AWS::NoValue' }), SSE_S3, 'its policy may not deny'],
  ])('%s', (_, statement, rules, reason) => {
    expect(merging(() => check([statement].flat(), rules))).toMatchObject([{
      on: 'Bucket', status: 'unknown', severity: 'info', message: expect.stringContaining(reason),
    }]);
  });

  test('a policy that may be another bucket\'s', () => {
    expect(findings(rule, {
      Parameters: PARAMETERS,
      Resources: { Bucket: encrypted(SSE_S3), Policy: policy(otherAlgorithms('AES256'), { Bucket: { Ref: 'Parameter' } }) },
    })).toMatchObject([{ status: 'unknown', message: expect.stringContaining('it is not known to which bucket the policy Policy belongs') }]);
  });

  test('a module, which may make the policy', () => {
    expect(findings(rule, { Resources: { Bucket: encrypted(SSE_S3), Access: { Type: 'Our::S3::BucketPolicy::MODULE' } } })).toMatchObject([{
      on: 'Bucket', status: 'unknown', severity: 'info', message: expect.stringContaining('Access may make a policy for the bucket at deployment'),
    }]);
  });
});

test('not applicable: no bucket of the app', () => {
  expect(findings(rule, { Resources: { Policy: policy([], { Bucket: 'imported' }) } })).toEqual([]);
});
