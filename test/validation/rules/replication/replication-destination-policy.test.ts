import { replicationDestinationPolicy as rule } from '../../../../src/validation/rules/replication/replication-destination-policy';
import { bucket, CONDITIONS, judged, merging, PARAMETERS } from '../support';
import { HERE, role, source, sseS3, THEIRS, to, VERSIONED } from './support';

const ROLE_ARN = 'arn:aws:iam::111111111111:role/replication';
const OBJECTS = 'arn:aws:s3:::theirs/*';
const DELETES = { DeleteMarkerReplication: { Status: 'Enabled' } };
const allow = (Action: unknown, more: object = {}) => ({ Effect: 'Allow', Principal: { AWS: ROLE_ARN }, Action, Resource: OBJECTS, ...more });
const deny = (more: object) => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::theirs', OBJECTS], ...more });

/** A destination in a stack of its own, in another account unless said otherwise. */
function check(statement: unknown, entry: object = to({ Bucket: 'arn:aws:s3:::theirs' }), environment: object = THEIRS, name: unknown = { Ref: 'Replicas' }) {
  const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: name, PolicyDocument: { Version: '2012-10-17', Statement: statement } } };
  return judged(rule, [
    { name: 'Here', environment: HERE, json: { Resources: { Source: source([entry], sseS3()), Role: role([], { RoleName: 'replication' }) } } },
    {
      name: 'There',
      environment,
      json: {
        Parameters: { Parameter: { Type: 'String' } },
        Resources: { Replicas: bucket({ ...VERSIONED, BucketName: 'theirs' }), ...statement === undefined ? {} : { Policy } },
      },
    },
  ]);
}
const theirs = (destination: object = {}, more: object = {}) => to({ Bucket: 'arn:aws:s3:::theirs', ...destination }, more);

test.each([
  ['the role', allow(['s3:ReplicateObject', 's3:ReplicateDelete']), theirs({}, DELETES)],
  ['the role, and no deletes are replicated', allow('s3:ReplicateObject'), theirs()],
  ['the account', allow('s3:Replicate*', { Principal: { AWS: '111111111111' } }), theirs({}, DELETES)],
  ['the account by its root, for the role', allow('s3:Replicate*', {
    Principal: { AWS: 'arn:aws:iam::111111111111:root' }, Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE_ARN } },
  }), theirs({}, DELETES)],
  ['the role, which changes the owner', allow(['s3:ReplicateObject', 's3:ObjectOwnerOverrideToBucketOwner']),
    theirs({ AccessControlTranslation: { Owner: 'Destination' }, Account: THEIRS.account })],
  ['the role, and plain HTTP is denied', [allow('s3:ReplicateObject'), deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })], theirs()],
  ['the role, and keys that are not replicated are denied', [allow('s3:ReplicateObject'), deny({ Resource: 'arn:aws:s3:::theirs/private/*' })],
    theirs({}, { Filter: { Prefix: 'public/' } })],
  ['the role in the folder that is replicated', allow('s3:ReplicateObject', { Resource: 'arn:aws:s3:::theirs/public/*' }), theirs({}, { Filter: { Prefix: 'public/' } })],
  ['the role, and uploads without a header are denied', [allow('s3:ReplicateObject'),
    deny({ Action: 's3:PutObject', Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } } })], theirs()],
])('compliant: %s', (_, statement, entry) => {
  expect(check(statement, entry)).toEqual([]);
});

test('compliant: within one account there need not be a policy', () => {
  expect(check(undefined, theirs(), HERE)).toEqual([]);
  expect(check(allow('s3:GetObject'), theirs(), HERE)).toEqual([]);
});

test.each([
  ['somebody else', allow('s3:Replicate*', { Principal: { AWS: 'arn:aws:iam::111111111111:role/other' } }), theirs(), 's3:ReplicateObject'],
  ['no deletes, which are replicated', allow('s3:ReplicateObject'), theirs({}, DELETES), 's3:ReplicateDelete'],
  ['uploads only', allow('s3:PutObject'), theirs({}, DELETES), 's3:ReplicateObject, s3:ReplicateDelete'],
  ['the bucket only', allow('s3:Replicate*', { Resource: 'arn:aws:s3:::theirs' }), theirs(), 's3:ReplicateObject'],
  ['no change of owner', allow('s3:ReplicateObject'), theirs({ AccessControlTranslation: { Owner: 'Destination' }, Account: THEIRS.account }),
    's3:ObjectOwnerOverrideToBucketOwner'],
])('violating: the policy allows %s', (_, statement, entry, lacking) => {
  expect(check(statement, entry)).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'error',
    property: 'Properties.PolicyDocument',
    message: `The policy of bucket Replicas does not allow ${lacking} to the role that replicates bucket Source in another account.`,
  }]);
});

test('violating: the policy allows it for the beginnings of some keys only', () => {
  expect(check(allow('s3:ReplicateObject', { Resource: 'arn:aws:s3:::theirs/a*' }), theirs())).toMatchObject([{
    on: 'Policy', status: 'violation', severity: 'warning', message: expect.stringContaining(' only for a*. The replication of other objects fails.'),
  }]);
});

test('violating: the policy allows it for some of the objects only', () => {
  const place = { Resource: 'arn:aws:s3:::theirs/Tax/2024/*' };
  expect(check(allow('s3:Replicate*', place), theirs({}, { Filter: { Prefix: 'Tax/' } }))).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.PolicyDocument',
    message: 'The policy of bucket Replicas allows s3:ReplicateObject to the role that replicates bucket Source in another account only for Tax/2024/*. '
      + 'The replication of other objects under Tax/ fails.',
  }]);
  expect(check(allow('s3:Replicate*', place), theirs({}, { Filter: { Prefix: 'Other/' } }))).toMatchObject([{ severity: 'error' }]);
});

test('violating: no policy', () => {
  expect(check(undefined)).toEqual([{
    on: 'Replicas',
    status: 'violation',
    severity: 'error',
    property: 'Properties',
    message: 'The bucket has no policy that allows s3:ReplicateObject to the role that replicates bucket Source in another account.',
  }]);
});

test.each([
  ['replicas that are not encrypted with KMS', deny({ Action: 's3:Replicate*', Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } } })],
  ['all who do not come through an endpoint', deny({ Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } })],
  ['everybody but an administrator', deny({ Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/Admin' } } })],
])('violating: within one account as well, the policy denies %s', (_, statement) => {
  expect(check(statement, theirs(), HERE)).toEqual([{
    on: 'Policy',
    status: 'violation',
    severity: 'error',
    property: 'Properties.PolicyDocument',
    message: 'The policy of bucket Replicas denies s3:ReplicateObject to the role that replicates bucket Source.',
  }]);
});

test.each<[string, object, object, string]>([
  ['a folder', { Resource: 'arn:aws:s3:::theirs/private/*' }, theirs(), 'private/'],
  ['a folder of the prefix', { Resource: 'arn:aws:s3:::theirs/*/private/*' }, theirs({}, { Filter: { Prefix: 'public/' } }), 'public/private/'],
  ['all but a folder', { Resource: undefined, NotResource: 'arn:aws:s3:::theirs/public/a*' }, theirs({}, { Filter: { Prefix: 'public/' } }), 'public/'],
])('violating: the policy denies some of the objects, %s', (_, more, entry, object) => {
  expect(check(deny(more), entry, HERE)).toMatchObject([{
    status: 'violation',
    message: `The policy of bucket Replicas denies s3:ReplicateObject of object ${object} to the role that replicates bucket Source.`,
  }]);
});

test.each([
  ['an account from a parameter', allow('s3:ReplicateObject', { Principal: { AWS: { Ref: 'Parameter' } } })],
  ['a demand that cannot be checked here', allow('s3:ReplicateObject', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })],
  ['a key of which nothing is known', allow('s3:ReplicateObject', { Condition: { StringEquals: { 'aws:PrincipalTag/team': 'backup' } } })],
  ['a deny that turns on a key of which nothing is known', [
    allow('s3:ReplicateObject'), deny({ Condition: { StringEquals: { 's3:x-amz-storage-class': 'GLACIER' } } }),
  ]],
  ['the newest TLS version, which S3 may not use here', [allow('s3:ReplicateObject'), deny({ Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } } })]],
])('cannot tell: %s', (_, statement) => {
  const verb = Array.isArray(statement) ? 'denies' : 'allows';
  expect(check(statement)).toMatchObject([{
    on: 'Policy',
    status: 'unknown',
    severity: 'warning',
    message: expect.stringMatching(
      new RegExp(`^It cannot be determined whether the policy of bucket Replicas ${verb} s3:ReplicateObject to the role that replicates bucket Source: .+\\.$`),
    ),
  }]);
});

test('a policy under a condition', () => {
  const sources = [
    { name: 'Here', environment: HERE, json: { Resources: { Source: source([theirs()], sseS3()), Role: role([], { RoleName: 'replication' }) } } },
    {
      name: 'There',
      environment: THEIRS,
      json: {
        Parameters: PARAMETERS,
        Conditions: CONDITIONS,
        Resources: {
          Replicas: bucket({ ...VERSIONED, BucketName: 'theirs' }),
          Policy: {
            Type: 'AWS::S3::BucketPolicy',
            Condition: 'Condition',
            Properties: { Bucket: { Ref: 'Replicas' }, PolicyDocument: { Version: '2012-10-17', Statement: allow('s3:ReplicateObject') } },
          },
        },
      },
    },
  ];
  expect(judged(rule, sources)).toMatchObject([{
    on: 'Replicas', status: 'violation', message: expect.stringMatching(/^The bucket has no policy that allows .* This applies if Condition is false\.$/),
  }]);
  expect(merging(() => judged(rule, sources))).toMatchObject([{
    on: 'Policy', status: 'unknown', message: expect.stringContaining('the policy Policy is created under the condition Condition'),
  }]);
});

test('cannot tell: a policy of a bucket that is not known', () => {
  expect(check(allow('s3:ReplicateObject'), theirs(), THEIRS, { 'Fn::ImportValue': 'bucket' })).toMatchObject([{ on: 'Replicas', status: 'unknown' }]);
});

test('cannot tell: an account that is not known', () => {
  expect(check(undefined, theirs(), {})).toMatchObject([{
    on: 'Replicas', status: 'unknown', message: expect.stringMatching(/^It cannot be determined whether bucket Replicas must allow s3:ReplicateObject .+: it may be in another account\.$/),
  }]);
});

test('cannot tell: a bucket of another account that is not in the app', () => {
  expect(check(undefined, to({ Bucket: 'arn:aws:s3:::strangers', Account: '333333333333' }))).toMatchObject([{ on: 'Source', status: 'unknown', severity: 'info' }]);
});

test.each([
  ['a rule that is disabled', theirs({}, { Status: 'Disabled' })],
  ['a bucket outside the app of which nothing says that it is in another account', to({ Bucket: 'arn:aws:s3:::somebodys' })],
])('not applicable: %s', (_, entry) => {
  expect(check(undefined, entry)).toEqual([]);
});
