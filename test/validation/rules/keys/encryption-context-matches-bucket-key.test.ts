import { encryptionContextMatchesBucketKey as rule } from '../../../../src/validation/rules/keys/encryption-context-matches-bucket-key';
import { findings } from '../support';
import { KEY_ARN, withKey } from './support';

const BUCKET = { 'Fn::GetAtt': ['Bucket', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [BUCKET, '/*']] };
const LITERAL = 'arn:aws:s3:::my-bucket';
const CONTEXT = 'kms:EncryptionContext:aws:s3:arn';

const allow = (context: unknown, more: object = {}, operator = 'StringLike') =>
  ({ Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: KEY_ARN, Condition: { [operator]: { [CONTEXT]: context } }, ...more });
const document = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const ROLE = { Type: 'AWS::IAM::Role', Properties: {} };
const policy = (...statements: unknown[]) =>
  ({ Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: document(...statements), Roles: [{ Ref: 'Role' }] } });

function check(BucketKeyEnabled: unknown, more: { [logicalId: string]: object }, key: object = {}) {
  return findings(rule, withKey(key, { encryption: { BucketKeyEnabled }, bucket: { properties: { BucketName: 'my-bucket' } }, more: { Role: ROLE, ...more } }));
}
const IN_POLICY = { on: 'Policy', status: 'violation', severity: 'error', property: 'Properties.PolicyDocument.Statement.0.Condition' };
const OBJECTS_ONLY = 'The statement allows kms:Decrypt for bucket Bucket with the encryption context of its objects only, while the bucket has an S3 Bucket Key.';
const BUCKET_ONLY = 'The statement allows kms:Decrypt for bucket Bucket with the encryption context of the bucket itself only, '
  + 'while the bucket has no S3 Bucket Key.';

test.each<[string, unknown, unknown[]]>([
  ['both forms', true, [allow([BUCKET, OBJECTS])]],
  ['both forms without a Bucket Key', false, [allow([BUCKET, OBJECTS])]],
  ['a pattern for both', true, [allow({ 'Fn::Sub': '${Bucket.Arn}*' })]],
  ['the bucket, with a Bucket Key', true, [allow(BUCKET, {}, 'StringEquals')]],
  ['the objects, without', false, [allow(OBJECTS)]],
  ['the objects of a folder, without', undefined, [allow({ 'Fn::Sub': '${Bucket.Arn}/folder/*' })]],
  ['a statement for each form', true, [allow(OBJECTS), allow(BUCKET)]],
  ['what else the condition says', true, [allow([BUCKET, OBJECTS], {
    Condition: {
      StringLike: { [CONTEXT]: [BUCKET, OBJECTS], 'kms:ViaService': { 'Fn::Sub': 's3.${AWS::Region}.amazonaws.com' } },
    },
  })]],
])('compliant: %s', (_, bucketKey, statements) => {
  expect(check(bucketKey, { Policy: policy(...statements) })).toEqual([]);
});

test('compliant: another policy of the role has the other form', () => {
  expect(check(true, { Policy: policy(allow(OBJECTS)), Other: policy(allow(BUCKET)) })).toEqual([]);
  const Own = { Type: 'AWS::IAM::RolePolicy', Properties: { RoleName: { Ref: 'Role' }, PolicyName: 'own', PolicyDocument: document(allow(OBJECTS)) } };
  expect(check(true, { Own, Other: policy(allow(BUCKET)) })).toEqual([]);
});

test('compliant: the key policy itself lets the role in', () => {
  const statement = { Effect: 'Allow', Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }, Action: 'kms:*', Resource: '*' };
  expect(check(true, { Policy: policy(allow(OBJECTS)) }, { KeyPolicy: document(statement) })).toEqual([]);
});

test.each<[string, unknown, unknown, string]>([
  ['the objects only, with a Bucket Key', true, OBJECTS, OBJECTS_ONLY],
  ['a folder only, with a Bucket Key', true, { 'Fn::Sub': '${Bucket.Arn}/folder/*' }, OBJECTS_ONLY],
  ['objects by literal ARN, with a Bucket Key', true, `${LITERAL}/*`, OBJECTS_ONLY],
  ['the bucket only, without one', false, BUCKET, BUCKET_ONLY],
  ['the bucket only, by literal ARN', undefined, LITERAL, BUCKET_ONLY],
])('violating: %s', (_, bucketKey, context, message) => {
  expect(check(bucketKey, { Policy: policy(allow(context)) })).toEqual([{ ...IN_POLICY, message }]);
});

describe('whatever else policies ask of requests', () => {
  const inTeams = (context: unknown, ...teams: string[]) =>
    allow(context, { Condition: { StringLike: { [CONTEXT]: context }, StringEquals: { 'aws:PrincipalTag/team': teams } } });
  const deny = (Condition: object, Action: unknown = 'kms:*') => ({ Effect: 'Deny', Action, Resource: '*', Condition });

  test.each<[string, unknown, unknown[]]>([
    ['a statement for each form, each for one of some teams', true, [inTeams(OBJECTS, 'a', 'b'), inTeams(BUCKET, 'b')]],
    ['both forms, of which the first team is denied', true, [inTeams([BUCKET, OBJECTS], 'a', 'b'), deny({ StringEquals: { 'aws:PrincipalTag/team': 'a' } })]],
    ['the objects, of which some are denied, without a Bucket Key', false, [allow([LITERAL, `${LITERAL}/*`]), deny({ StringLike: { [CONTEXT]: `${LITERAL}/private/*` } })]],
  ])('compliant: %s', (_, bucketKey, statements) => {
    expect(check(bucketKey, { Policy: policy(...statements) })).toEqual([]);
  });

  test.each<[string, unknown, unknown[], string]>([
    ['the bucket for a network that is denied', true, [allow(OBJECTS),
      allow(BUCKET, { Condition: { StringEquals: { [CONTEXT]: BUCKET }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }),
      deny({ NotIpAddress: { 'aws:SourceIp': '192.0.2.0/24' } })], OBJECTS_ONLY],
    ['the bucket until a day that is past', true, [allow(OBJECTS),
      allow(BUCKET, { Condition: { StringEquals: { [CONTEXT]: BUCKET }, DateLessThan: { 'aws:CurrentTime': '2024-01-01T00:00:00Z' } } })], OBJECTS_ONLY],
    ['all objects, each of which one of two statements denies, without a Bucket Key', false, [allow([LITERAL, `${LITERAL}/*`]),
      deny({ StringLike: { [CONTEXT]: `${LITERAL}/a*` } }), deny({ StringLike: { [CONTEXT]: `${LITERAL}/*` }, StringNotLike: { [CONTEXT]: `${LITERAL}/a*` } })],
    BUCKET_ONLY],
  ])('violating: %s', (_, bucketKey, statements, message) => {
    expect(check(bucketKey, { Policy: policy(...statements) })[0]).toMatchObject({ status: 'violation', message });
  });

  test('violating: a key policy for roles of some names', () => {
    const Condition = { StringLike: { [CONTEXT]: `${LITERAL}/*` }, ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app-*' } };
    const everything = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/admin' }, Action: 'kms:*', Resource: '*' };
    const KeyPolicy = document(allow(`${LITERAL}/*`, { Principal: { AWS: '111122223333' }, Resource: '*', Condition }), everything);
    expect(check(true, {}, { KeyPolicy })).toEqual([expect.objectContaining({ on: 'Key', status: 'violation', message: OBJECTS_ONLY })]);
    const both = document(allow([LITERAL, `${LITERAL}/*`], {
      Principal: { AWS: '111122223333' },
      Resource: '*',
      Condition: {
        ...Condition, StringLike: { [CONTEXT]: [LITERAL, `${LITERAL}/*`] },
      },
    }));
    expect(check(true, {}, { KeyPolicy: both })).toEqual([]);
  });

  test('not applicable: the policy of a key that the bucket does not use', () => {
    const Other = { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document(allow(`${LITERAL}/*`, { Principal: '*', Resource: '*' })) } };
    expect(check(true, { Other })).toEqual([]);
  });
});

describe('violating: wherever policies stand', () => {
  const OF_OBJECTS = document(allow(OBJECTS));
  const inline = { Policies: [{ PolicyName: 'other', PolicyDocument: document() }, { PolicyName: 'p', PolicyDocument: OF_OBJECTS }] };
  test.each<[string, object, string]>([
    ['AWS::IAM::Policy', { PolicyDocument: OF_OBJECTS, Groups: ['g'] }, 'PolicyDocument'],
    ['AWS::IAM::ManagedPolicy', { PolicyDocument: OF_OBJECTS }, 'PolicyDocument'],
    ['AWS::IAM::RolePolicy', { PolicyDocument: OF_OBJECTS, RoleName: 'theirs' }, 'PolicyDocument'],
    ['AWS::IAM::RolePolicy', { PolicyDocument: OF_OBJECTS, RoleName: { Ref: 'Role' } }, 'PolicyDocument'],
    ['AWS::IAM::UserPolicy', { PolicyDocument: OF_OBJECTS, UserName: 'u' }, 'PolicyDocument'],
    ['AWS::IAM::GroupPolicy', { PolicyDocument: OF_OBJECTS, GroupName: 'g' }, 'PolicyDocument'],
    ['AWS::IAM::Role', inline, 'Policies.1.PolicyDocument'],
    ['AWS::IAM::User', inline, 'Policies.1.PolicyDocument'],
    ['AWS::IAM::Group', inline, 'Policies.1.PolicyDocument'],
  ])('%s', (Type, Properties, place) => {
    expect(check(true, { Policy: { Type, Properties } })).toEqual([{ ...IN_POLICY, property: `Properties.${place}.Statement.0.Condition`, message: OBJECTS_ONLY }]);
    expect(check(false, { Policy: { Type, Properties } })).toEqual([]);
  });

  test('a statement that is no list', () => {
    const PolicyDocument = { Version: '2012-10-17', Statement: allow(OBJECTS) };
    expect(check(true, { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument } } })).toMatchObject([{ property: 'Properties.PolicyDocument.Statement.Condition' }]);
  });

  test('the policy of a replica key', () => {
    const everything = { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:role/admin' }, Action: 'kms:*', Resource: '*' };
    const KeyPolicy = document(allow(OBJECTS, { Principal: { AWS: '111122223333' }, Resource: '*' }), everything);
    const Bucket = {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Replica', 'Arn'] } }, BucketKeyEnabled: true,
          }],
        },
      },
    };
    const Replica = { Type: 'AWS::KMS::ReplicaKey', Properties: { KeyPolicy, PrimaryKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1' } };
    expect(findings(rule, { Resources: { Bucket, Replica } })).toMatchObject([{ on: 'Replica', status: 'violation', property: 'Properties.KeyPolicy.Statement.0.Condition' }]);
  });
});

test('violating: everything but the objects is denied', () => {
  const deny = { Effect: 'Deny', Action: 'kms:*', Resource: '*', Condition: { StringNotLike: { [CONTEXT]: OBJECTS } } };
  expect(check(true, { Policy: policy(deny, { ...allow(BUCKET), Condition: undefined }) })).toMatchObject([IN_POLICY]);
});

test('violating: DSSE-KMS, which has no Bucket Key', () => {
  const encryption = { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: KEY_ARN } };
  expect(findings(rule, withKey({}, { encryption, more: { Role: ROLE, Policy: policy(allow(BUCKET)) } }))).toMatchObject([IN_POLICY]);
});

test.each<[string, object, string]>([
  ['an inline policy', { Role: { ...ROLE, Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: document(allow(OBJECTS)) }] } } },
    'Properties.Policies.0.PolicyDocument.Statement.0.Condition'],
  ['a managed policy that nobody has yet', { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(allow(OBJECTS)) } } },
    'Properties.PolicyDocument.Statement.0.Condition'],
  ['a statement that is no list', { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: allow(OBJECTS) } } } },
    'Properties.PolicyDocument.Statement.Condition'],
  ['a role of a service, beside a policy of AWS\'s', {
    Role: { ...ROLE, Properties: { ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole' }] } },
    Policy: policy(allow(OBJECTS)),
  }, 'Properties.PolicyDocument.Statement.0.Condition'],
])('violating: %s', (_, more, property) => {
  expect(check(true, { ...more })).toMatchObject([{ status: 'violation', property, message: OBJECTS_ONLY }]);
});

test.each<[string, unknown]>([
  ['the account', { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }],
  ['everybody of the account', '*'],
  ['a role', { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }],
  ['a service', { Service: 'cloudfront.amazonaws.com' }],
])('violating: a key policy that lets in %s for objects only', (_, Principal) => {
  const key = { KeyPolicy: document(allow(`${LITERAL}/*`, { Principal, Resource: '*' })) };
  expect(check(true, {}, key)).toMatchObject([{ on: 'Key', property: 'Properties.KeyPolicy.Statement.0.Condition', message: OBJECTS_ONLY }]);
});

test.each<[string, unknown, object, string]>([
  ['whether there is a Bucket Key', { Ref: 'Parameter' }, { Policy: policy(allow(OBJECTS)) }, 'whether the bucket has a Bucket Key'],
  ['whether there is none', { Ref: 'Parameter' }, { Policy: policy(allow(BUCKET)) }, 'whether the bucket has a Bucket Key'],
  ['other policies of the role', true, {
    Role: { ...ROLE, Properties: { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/other'] } }, Policy: policy(allow(OBJECTS)),
  }, 'other policies of the role may allow more'],
])('cannot tell: %s', (_, bucketKey, more, reason) => {
  expect(check(bucketKey, { ...more })).toMatchObject([{ on: 'Policy', status: 'unknown', severity: 'warning', message: expect.stringContaining(reason) }]);
});

test.each<[string, unknown[]]>([
  ['no condition', [{ ...allow(BUCKET), Condition: undefined }]],
  ['another bucket', [allow('arn:aws:s3:::somebody-elses/*')]],
  ['another key', [allow(OBJECTS, { Resource: 'arn:aws:kms:eu-west-1:111122223333:key/other' })]],
])('not applicable: %s', (_, statements) => {
  expect(check(true, { Policy: policy(...statements) })).toEqual([]);
});

test('not applicable: replicas, which keep the form of their source objects', () => {
  const Source = {
    Type: 'AWS::S3::Bucket',
    Properties: {
      ReplicationConfiguration: {
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Rules: [{ Status: 'Enabled', Destination: { Bucket: BUCKET } }],
      },
    },
  };
  expect(check(true, { Policy: policy(allow(OBJECTS)), Source })).toEqual([]);
});

test('not applicable: SSE-S3', () => {
  const encryption = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
  expect(findings(rule, withKey({}, { encryption, more: { Role: ROLE, Policy: policy(allow(BUCKET)) } }))).toEqual([]);
});
