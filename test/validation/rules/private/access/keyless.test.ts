import { accessWithoutKey as rule } from '../../../../../src/validation/rules/access/access-without-key';
import { bucketPolicy, HOME, key, KEY_ARN, kms, OBJECTS } from '../../access/support';
import { judged, PARAMETERS } from '../../support';

const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const GET = allow('s3:GetObject', OBJECTS);
const PUT = allow('s3:PutObject', OBJECTS);
const role = (statements: readonly object[], more: object = {}) => ({
  Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { Version: '2012-10-17', Statement: statements } }], ...more },
});
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** What is said of a bucket with a key, and of what stands beside it. */
const check = (resources: object) => judged(rule, [{
  name: 'Stack', environment: HOME, json: { Parameters: PARAMETERS, Resources: { Bucket: kms(KEY_ARN), Key: key(), ...resources } },
}]);
const said = (resources: object) => check(resources).map(({ on, status }) => `${on}: ${status}`);

describe('what other rules judge is left to them', () => {
  const service = (Service: unknown, Statement: object = GET) => ({ Policy: bucketPolicy({ ...Statement, Principal: { Service } }) });
  const Distribution = { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: {} } };
  const replicating = (more: object = {}) => ({
    Role: role([GET]),
    Source: kms(KEY_ARN, 'aws:kms', {
      BucketName: 'the-source',
      ReplicationConfiguration: { Role: arn('Role'), Rules: [{ Status: 'Enabled', Destination: { Bucket: arn('Bucket') }, ...more }] },
    }),
  });

  test.each<[string, object, string[]]>([
    ['a service that reads', service('serverlessrepo.amazonaws.com'), ['Key: violation']],
    ['each of several services', service(['serverlessrepo.amazonaws.com', 'cloudtrail.amazonaws.com', 'ses.amazonaws.com']), ['Key: violation']],
    ['a service that delivers logs', service('logging.s3.amazonaws.com', PUT), []],
    ['CloudWatch Logs of a Region', service('logs.eu-west-1.amazonaws.com'), []],
    ['CloudWatch Logs', service('logs.amazonaws.com'), []],
    ['CloudFront without a distribution of the app', service('cloudfront.amazonaws.com'), ['Key: violation']],
    ['CloudFront with a distribution of the app', { ...service('cloudfront.amazonaws.com'), Distribution }, []],
    ['a service that is denied', { Policy: bucketPolicy({ ...GET, Principal: { Service: 'ses.amazonaws.com' } }, { ...GET, Effect: 'Deny', Principal: '*' }) }, []],
    ['a service that is only denied', service('ses.amazonaws.com', { ...GET, Effect: 'Deny' }), []],
    ['a service that lists', service('ses.amazonaws.com', { ...GET, Action: 's3:ListBucket' }), []],
    ['a role that reads', { Role: role([GET]) }, ['Role: violation']],
    ['the role of AWS Config', { Role: role([GET]), Recorder: { Type: 'AWS::Config::ConfigurationRecorder', Properties: { RoleARN: arn('Role') } } }, []],
    ['a role beside that of AWS Config', { Role: role([GET]), Recorder: { Type: 'AWS::Config::ConfigurationRecorder', Properties: { RoleARN: 'arn:aws:iam::111122223333:role/theirs' } } }, ['Role: violation']],
    ['a role that replicates to the bucket', replicating(), []],
    ['a role that replicates to another bucket', replicating({ Destination: { Bucket: 'arn:aws:s3:::elsewhere' } }), ['Role: violation']],
    ['a role that replicates the bucket', { ...replicating(), Role: role([allow('s3:GetObject', 'arn:aws:s3:::the-source/*')]) }, []],
  ])('%s', (_, resources, expected) => {
    expect(said(resources)).toEqual(expected);
  });
});

describe('one access is made of', () => {
  test('a statement that reads, and another that writes', () => {
    expect(check({ Role: role([GET, PUT]) })).toMatchObject([{
      on: 'Role', status: 'violation', message: expect.stringMatching(/^Role Role can read and write .* not allowed kms:GenerateDataKey and kms:Decrypt/),
    }]);
    expect(check({ Role: role([PUT, GET, allow('kms:Decrypt', KEY_ARN)]) })).toMatchObject([{ message: expect.stringMatching(/read and write .* not allowed kms:GenerateDataKey with/) }]);
  });

  test('one policy for each of two buckets', () => {
    const Other = kms(arn('OtherKey'), 'aws:kms', { BucketName: 'other' });
    const found = check({ Other, OtherKey: key(), Role: role([allow('s3:GetObject', [OBJECTS, 'arn:aws:s3:::other/*'])]) });
    expect(found.map(({ message }) => /bucket (\w+), .* key (\w+)\./.exec(message)?.slice(1))).toEqual([['Bucket', 'Key'], ['Other', 'OtherKey']]);
  });

  test.each<[string, object]>([
    ['all actions', allow('*', OBJECTS)],
    ['all actions, in a list', allow(['*'], OBJECTS)],
    ['all actions, behind others in a list', allow(['iam:PassRole', '*'], OBJECTS)],
    ['all actions of S3', allow('s3:*', OBJECTS)],
    ['an action in another case', allow('S3:getobject', OBJECTS)],
    ['all actions but some', { Effect: 'Allow', NotAction: 's3:DeleteObject', Resource: OBJECTS }],
    ['all actions but those of another service', { Effect: 'Allow', NotAction: 'iam:*', Resource: OBJECTS }],
  ])('a statement that allows %s', (_, statement) => {
    expect(said({ Role: role([statement]) })).toEqual(['Role: violation']);
  });

  test.each([1, undefined])('a policy as text, with spaces or without', (spaces) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [allow('*', '${Bucket.Arn}/*')] }, undefined, spaces);
    const Role = { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'p', PolicyDocument: { 'Fn::Sub': text } }] } };
    expect(said({ Role })).toEqual(['Role: violation']);
  });

  test('nothing, where a statement is about the bucket itself, or denies', () => {
    expect(said({ Role: role([allow('s3:GetObject', arn('Bucket'))]) })).toEqual([]);
    expect(said({ Role: role([{ ...GET, Effect: 'Deny' }]) })).toEqual([]);
  });

  test('what is not denied anyway', () => {
    const Boundary = (Action: string) => ({ Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [allow(Action, '*')] } } });
    expect(said({ Role: role([GET], { PermissionsBoundary: { Ref: 'Boundary' } }), Boundary: Boundary('sqs:*') })).toEqual([]);
    expect(said({ Role: role([GET], { PermissionsBoundary: { Ref: 'Boundary' } }), Boundary: Boundary('*') })).toEqual(['Role: violation']);
    expect(said({ Role: role([GET, { ...GET, Effect: 'Deny', Resource: { 'Fn::Sub': '${Bucket.Arn}/a/*' } }]) })).toEqual(['Role: violation']);
    expect(said({ Role: role([allow(['s3:GetObject', 's3:GetObjectVersion'], OBJECTS), { ...GET, Effect: 'Deny' }]) })).toEqual(['Role: violation']);
  });
});

describe('whoever the policy of the bucket names', () => {
  const named = (principal: unknown, more: object = {}) => ({ Policy: bucketPolicy({ ...GET, Principal: principal, ...more }) });
  const THEIRS = 'arn:aws:iam::111122223333:role/theirs';

  test.each<[string, object, string[]]>([
    ['a role of the app', { ...named({ AWS: arn('Role') }), Role: role([]) }, ['Policy: violation']],
    ['a role of the app, by the ARN that its name makes', { ...named({ AWS: 'arn:aws:iam::111122223333:role/mine' }), Role: role([], { RoleName: 'mine' }) }, ['Policy: violation']],
    ['a user of the app', { ...named({ AWS: arn('User') }), User: { Type: 'AWS::IAM::User' } }, ['Policy: violation']],
    ['a user in groups', { ...named({ AWS: arn('User') }), User: { Type: 'AWS::IAM::User', Properties: { Groups: ['g'] } } }, ['Policy: unknown']],
    ['a role with policies that are not seen', { ...named({ AWS: arn('Role') }), Role: role([]), More: { Type: 'Company::Policies::MODULE' } }, ['Policy: unknown']],
    ['a role that is made elsewhere', named({ AWS: THEIRS }), ['Policy: unknown']],
    ['a user that is made elsewhere', named({ AWS: 'arn:aws:iam::111122223333:user/theirs' }), ['Policy: unknown']],
    ['several', { ...named({ AWS: [arn('Role'), arn('Other')] }), Role: role([]), Other: role([]) }, ['Policy: violation', 'Policy: violation']],
    ['a role, by a condition', { ...named('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': arn('Role') } } }), Role: role([]) }, ['Policy: violation']],
    ['a role of another account', named({ AWS: 'arn:aws:iam::444455556666:role/theirs' }), []],
    ['the account', named({ AWS: 'arn:aws:iam::111122223333:root' }), []],
    ['the account, by its number', named({ AWS: '111122223333' }), []],
    ['everybody', named('*'), []],
    ['all but a role', named('*', { Condition: { ArnNotEquals: { 'aws:PrincipalArn': THEIRS } } }), []],
    ['roles of any name', named('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } } }), []],
    ['a session', named({ AWS: 'arn:aws:sts::111122223333:assumed-role/theirs/session' }), []],
  ])('%s', (_, resources, expected) => {
    expect(said(resources)).toEqual(expected);
  });

  test('a statement that is no list', () => {
    const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: { ...GET, Principal: { AWS: arn('Role') } } } } };
    expect(check({ Policy, Role: role([]) })).toMatchObject([{ on: 'Policy', property: 'Properties.PolicyDocument.Statement' }]);
    expect(check({ ...named({ AWS: arn('Role') }), Role: role([]) })).toMatchObject([{ property: 'Properties.PolicyDocument.Statement.0' }]);
  });
});

describe('a role that AWS assumes for a bucket may use it by a wildcard', () => {
  const files = (more: object = {}) => ({ Type: 'AWS::S3Files::FileSystem', Properties: { Bucket: arn('Bucket'), RoleArn: arn('Role'), ...more } });
  const location = (LocationScope: unknown, IamRoleArn: unknown = arn('Role')) => ({ Type: 'AWS::S3::AccessGrantsLocation', Properties: { LocationScope, IamRoleArn } });
  const grant = (AccessGrantsLocationId: unknown, S3SubPrefix?: unknown) => ({
    Type: 'AWS::S3::AccessGrant', Properties: { AccessGrantsLocationId, ...S3SubPrefix === undefined ? {} : { AccessGrantsLocationConfiguration: { S3SubPrefix } } },
  });
  const ALL = role([allow('s3:*', '*')]);
  const uri = (end: string) => ({ 'Fn::Sub': `s3://\${Bucket}${end}` });

  test.each<[string, object, string[]]>([
    ['not for any', {}, []],
    ['of a file system', { Files: files() }, ['Role: violation']],
    ['of a file system in front of another bucket', { Files: files({ Bucket: 'arn:aws:s3:::elsewhere' }) }, []],
    ['of a file system with another role', { Files: files({ RoleArn: 'arn:aws:iam::111122223333:role/theirs' }) }, []],
    ['of a location of S3 Access Grants', { Location: location(uri('/')) }, ['Role: violation']],
    ['of a location in the bucket', { Location: location(uri('/a/*')) }, ['Role: violation']],
    ['of a location in another bucket', { Location: location('s3://elsewhere/') }, []],
    ['of what is no location', { Location: location(arn('Bucket')) }, []],
    ['of a location with another role', { Location: location(uri('/'), 'arn:aws:iam::111122223333:role/theirs') }, []],
    ['of the Region, without grants', { Location: location('s3://') }, []],
    ['of the Region, by a grant', { Location: location('s3://'), Grant: grant({ 'Fn::GetAtt': ['Location', 'AccessGrantsLocationId'] }, { 'Fn::Sub': '${Bucket}/a/*' }) }, ['Role: violation']],
    ['of the Region, by a grant for the default location', { Location: location('s3://'), Grant: grant('default', { 'Fn::Sub': '${Bucket}/*' }) }, ['Role: violation']],
    ['of the Region, by a grant for another location', { Location: location('s3://'), Grant: grant('other', { 'Fn::Sub': '${Bucket}/*' }) }, []],
    ['of the Region, by a grant for another bucket', { Location: location('s3://'), Grant: grant('default', 'elsewhere/*') }, []],
    ['of the Region, by a grant without a prefix', { Location: location('s3://'), Grant: grant('default') }, []],
  ])('%s', (_, resources, expected) => {
    expect(said({ Role: ALL, ...resources })).toEqual(expected);
  });

  test.each<[string, string[], string[]]>([
    ['that allows all of S3', ['arn:aws:iam::aws:policy/AmazonS3FullAccess'], ['Role: violation']],
    ['that allows to read', ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'], ['Role: violation']],
    ['about something else', ['arn:aws:iam::aws:policy/AmazonSQSFullAccess'], []],
    ['of an account', ['arn:aws:iam::111122223333:policy/AmazonS3FullAccess'], []],
  ])('by a managed policy of AWS %s', (_, ManagedPolicyArns, expected) => {
    expect(said({ Files: files(), Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns } } })).toEqual(expected);
  });

  test('what managed policies allow is said', () => {
    const [full] = check({ Files: files(), Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3FullAccess'] } } });
    const [reading] = check({ Files: files(), Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] } } });
    expect([full.message, reading.message]).toEqual([expect.stringContaining('can read and write'), expect.stringContaining('can read objects')]);
  });
});
