import { App } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { RuleSet } from '../../../src/validation/rule-sets/rule-set';
import { bucket, encrypted } from '../rules/support';

const HERE = { account: '111111111111', region: 'eu-central-1' };
const THERE = { account: '222222222222', region: 'eu-central-1' };
const VERSIONED = { VersioningConfiguration: { Status: 'Enabled' } };
const policy = (Bucket: unknown) => ({ Type: 'AWS::S3::BucketPolicy', Properties: { Bucket, PolicyDocument: { Version: '2012-10-17', Statement: [] } } });

/** Makes what a template does not show: what is in it, and what stands beside its sections. */
type Maker = [what: string, resources: object, sections: object];

const MAKERS: Maker[] = [
  ['a macro among the resources', { 'Fn::Transform': { Name: 'Company::Buckets' } }, {}],
  ['a snippet in the place of a resource', { Snippet: { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://snippets/policy.yaml' } } } }, {}],
  ['a module', { Access: { Type: 'Company::S3::Policies::MODULE' } }, {}],
  ['a module of a tool that packages templates', { Access: { Type: { 'Fn::Rain::Module': 'policies.yaml' } } }, {}],
  ['a macro that is given the template', {}, { Transform: 'Company::SecureBuckets' }],
  ['such a macro among those of AWS', {}, { Transform: ['AWS::LanguageExtensions', 'Company::SecureBuckets'] }],
  ['a macro of another account', {}, { Transform: ['333333333333::SecureBuckets'] }],
  ['a macro with parameters', {}, { Transform: [{ Name: 'Company::SecureBuckets', Parameters: { Level: 'high' } }] }],
  ['a macro whose name cannot be read', {}, { Transform: [7] }],
  ['a snippet that is included in the template', {}, { Transform: { Name: 'AWS::Include', Parameters: { Location: 's3://snippets/policy.yaml' } } }],
  ['the same as a function', {}, { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://snippets/policy.yaml' } } }],
];

const NONE: Maker[] = [
  ['nothing', {}, {}],
  ['a resource that is none', { Empty: null, Text: 'AWS::S3::BucketPolicy' }, {}],
  ['a resource without a type', { Untyped: { Properties: {} } }, {}],
  ['a resource whose type is none', { Null: { Type: null }, Number: { Type: 7 } }, {}],
  ['a type that speaks of a module', { Topic: { Type: 'Company::MODULE::Topic' } }, {}],
  ['a resource that is called like a loop', { ForEach: { Type: 'AWS::SNS::Topic' } }, {}],
  ['AWS\'s own transforms', {}, {
    Transform: ['AWS::LanguageExtensions', 'AWS::Serverless-2016-10-31', 'AWS::SecretsManager-2020-07-23', 'AWS::CodeDeployBlueGreen'],
  }],
  ['AWS\'s own transform as text', {}, { Transform: 'AWS::Serverless-2016-10-31' }],
];

/** What the strict rules say of buckets and a role without policies: of a bucket that is replicated to another account and gets logs. */
function judgements(resources: object, sections: object = {}) {
  const json = (own: object) => ({ Parameters: { Name: { Type: 'String' } }, ...sections, Resources: { ...own, ...resources } });
  const Source = encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }, {
    ...VERSIONED,
    ReplicationConfiguration: {
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Rules: [{ Status: 'Enabled', Priority: 1, Filter: {}, DeleteMarkerReplication: { Status: 'Disabled' }, Destination: { Bucket: 'arn:aws:s3:::theirs' } }],
    },
    LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } },
  });
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'replication',
      AssumeRolePolicyDocument: { Statement: { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Action: 'sts:AssumeRole' } },
    },
  };
  return RuleSet.strict()._judge(Posture.of(App.of([
    { name: 'Here', environment: HERE, json: json({ Source, Role, Logs: bucket() }) },
    { name: 'There', environment: THERE, json: json({ Replicas: bucket({ ...VERSIONED, BucketName: 'theirs' }) }) },
  ]))).map(({ rule, resource, status, message }) => ({ what: `${rule.name} of ${resource.logicalId}`, status, message }));
}

const ABOUT_POLICIES = [
  'SecureTransportRequired of Source', 'SecureTransportRequired of Logs', 'SecureTransportRequired of Replicas',
  'SignatureVersion4Required of Source', 'MinimumTlsVersion of Source', 'UploadEncryptionEnforced of Source',
  'LogDeliveryAllowed of Logs', 'ReplicationDestinationPolicy of Replicas',
];
const ABOUT_ROLES = ['ReplicationRolePermissions of Role'];
/** Rules that have nothing against a bucket without a policy. */
const AGAINST_A_POLICY = ['LogDeliveryConfined of Logs', 'ReplicationRolePermissions of Source'];

function statuses(found: ReturnType<typeof judgements>, names: readonly string[]) {
  return names.map((name) => [name, ...new Set(found.filter(({ what }) => what === name).map(({ status }) => status))].join(': '));
}

test.each(NONE)('without a policy, with %s, every rule says so', (_, resources, sections) => {
  const found = judgements(resources, sections);
  expect(statuses(found, [...ABOUT_POLICIES, ...ABOUT_ROLES])).toEqual([...ABOUT_POLICIES, ...ABOUT_ROLES].map((name) => `${name}: violation`));
  expect(statuses(found, AGAINST_A_POLICY)).toEqual(AGAINST_A_POLICY);
});

test.each(MAKERS)('with %s, no rule says that there is no policy, and each says why', (_, resources, sections) => {
  const found = judgements(resources, sections);
  const all = [...ABOUT_POLICIES, ...ABOUT_ROLES, ...AGAINST_A_POLICY];
  expect(statuses(found, all)).toEqual(all.map((name) => `${name}: unknown`));
  for (const { message } of found.filter(({ what }) => all.includes(what))) {
    expect(message).toMatch(/: (\S+|the macro (\S+|of the template)) may make a policy for the (bucket|role) at deployment\.$/);
  }
});

test('a policy of which it is not known whose it is makes every rule doubt', () => {
  const found = judgements({ Policy: policy({ Ref: 'Name' }) });
  const all = [...ABOUT_POLICIES, ...AGAINST_A_POLICY];
  expect(statuses(found, all)).toEqual(all.map((name) => `${name}: unknown`));
  // What only the role's own policies can allow is not.
  expect(statuses(found, ABOUT_ROLES)).toEqual(['ReplicationRolePermissions of Role: violation: unknown']);
});

test.each([
  ['AWS::IAM::Policy', { Roles: [{ Ref: 'Name' }] }],
  ['AWS::IAM::ManagedPolicy', { Roles: { Ref: 'Name' } }],
  ['AWS::IAM::RolePolicy', { RoleName: { Ref: 'Name' } }],
])('so does an %s of which it is not known whose it is', (Type, properties) => {
  const found = judgements({ Policy: { Type, Properties: { PolicyName: 'p', PolicyDocument: { Statement: [] }, ...properties } } });
  expect(found.find(({ what }) => what === ABOUT_ROLES[0])).toMatchObject({
    status: 'unknown', message: expect.stringContaining('it is not known to which role the policy Policy belongs'),
  });
  expect(statuses(found, ABOUT_POLICIES)).toEqual(ABOUT_POLICIES.map((name) => `${name}: violation`));
});

test('a loop makes what its body shows', () => {
  const loop = (Type: string) => ({ 'Fn::ForEach::Some': ['Each', ['A', 'B'], { 'Some${Each}': { Type } }] });
  expect(statuses(judgements(loop('AWS::S3::BucketPolicy')), [ABOUT_POLICIES[0], ...ABOUT_ROLES]))
    .toEqual(['SecureTransportRequired of Source: unknown', 'ReplicationRolePermissions of Role: violation: unknown']);
  expect(statuses(judgements(loop('AWS::IAM::RolePolicy')), [ABOUT_POLICIES[0], ...ABOUT_ROLES]))
    .toEqual(['SecureTransportRequired of Source: violation', 'ReplicationRolePermissions of Role: unknown']);
});

test('a policy that is seen is the bucket\'s', () => {
  const found = judgements({ 'Policy': policy({ Ref: 'Logs' }), 'Fn::Transform': { Name: 'Company::Buckets' } });
  expect(statuses(found, ['SecureTransportRequired of Logs', 'LogDeliveryAllowed of Policy'])).toEqual([
    'SecureTransportRequired of Logs: violation', 'LogDeliveryAllowed of Policy: violation',
  ]);
});
