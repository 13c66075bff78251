import { replicaKeyPolicy as rule } from '../../../../src/validation/rules/replication/replica-key-policy';
import { bucket, IF, judged, merging } from '../support';
import { account, allow, GET_ARN, HERE, judge, key, KEY_ARN, kmsTo, role, source, sse, THEIRS, to, VERSIONED } from './support';

const ROLE = { Principal: { AWS: GET_ARN('Role') } };
const NOBODY = allow('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111111111111:user/admin' } });
const KMS = source([kmsTo(GET_ARN('Key'))], sse('aws:kms'));
const check = (statement: unknown, Source: object = KMS) => judge(rule, Source, { Key: key(statement) });
const via = (service: string, context: unknown) => ({
  Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Sub': `${service}.\${AWS::Region}.amazonaws.com` } }, StringLike: { 'kms:EncryptionContext:aws:s3:arn': context } },
});

const THEIR_KEY = {
  'Fn::GetStackOutput': { StackName: 'There', OutputName: 'Key', Region: THEIRS.region, RoleArn: `arn:aws:iam::${THEIRS.account}:role/reader` },
};

/** A destination with its key in another account. */
function across(statement: unknown, more: object = {}) {
  return judged(rule, [
    {
      name: 'Here',
      environment: HERE,
      json: {
        Resources: {
          Source: source([kmsTo(THEIR_KEY, { Bucket: 'arn:aws:s3:::theirs' })], sse('aws:kms', more)),
          Role: role([], { RoleName: 'replication' }),
        },
      },
    },
    {
      name: 'There',
      stackName: 'There',
      environment: THEIRS,
      json: { Resources: { Replicas: bucket({ ...VERSIONED, BucketName: 'theirs' }), Key: statement === undefined ? { Type: 'AWS::KMS::Key' } : key(statement) }, Outputs: { Key: { Value: GET_ARN('Key') } } },
    },
  ]);
}
const THE_ROLE = { Principal: { AWS: 'arn:aws:iam::111111111111:role/replication' } };

test.each([
  ['it is left to the account\'s policies', account()],
  ['the role by name', allow(['kms:Encrypt', 'kms:GenerateDataKey*'], '*', ROLE)],
  ['the role, through S3 for objects of the destination', allow('kms:Encrypt', '*', { ...ROLE, ...via('s3', { 'Fn::Sub': '${Replicas.Arn}/*' }) })],
  ['everybody of the account, through S3', allow('kms:*', '*', {
    Principal: { AWS: '*' }, Condition: { StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } } },
  })],
])('compliant: %s', (_, statement) => {
  expect(check(statement)).toEqual([]);
});

test('compliant: no policy, so that KMS writes one that leaves it to the account\'s policies', () => {
  expect(judge(rule, KMS, { Key: key(undefined, { KeyPolicy: undefined }) })).toEqual([]);
});

test.each([
  ['the role', allow(['kms:Encrypt', 'kms:GenerateDataKey'], '*', THE_ROLE)],
  ['the role\'s account', allow(['kms:Encrypt', 'kms:GenerateDataKey'], '*', { Principal: { AWS: '111111111111' } })],
  ['the role\'s account by its root', allow('kms:*', '*', {
    Principal: { AWS: 'arn:aws:iam::111111111111:root' }, Condition: { ArnEquals: { 'aws:PrincipalArn': THE_ROLE.Principal.AWS } },
  })],
])('compliant: across accounts, %s', (_, statement) => {
  expect(across([account(), statement])).toEqual([]);
});

test.each([
  ['nobody but an administrator', NOBODY],
  ['the role may only decrypt', allow('kms:Decrypt', '*', ROLE)],
  ['the role, but through another service', allow('kms:Encrypt', '*', { ...ROLE, ...via('ec2', '*') })],
  ['the role, but for another bucket', allow('kms:Encrypt', '*', { ...ROLE, ...via('s3', 'arn:aws:s3:::other/*') })],
  ['the role, but for some of the objects', allow('kms:Encrypt', '*', { ...ROLE, ...via('s3', 'arn:aws:s3:::replicas/a*') })],
  ['an explicit deny', [account(), { Effect: 'Deny', Principal: '*', Action: 'kms:Encrypt', Resource: '*' }]],
])('violating: %s', (_, statement) => {
  expect(check(statement, source([kmsTo(GET_ARN('Key'), { Bucket: 'arn:aws:s3:::replicas' })], sse('aws:kms')))).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: 'The key policy does not allow kms:Encrypt to the role that replicates bucket Source to bucket arn:aws:s3:::replicas.',
  }]);
});

test('violating: across accounts it is left to the account of the key', () => {
  expect(across(account())).toMatchObject([{ on: 'Key', status: 'violation', severity: 'error', message: expect.stringContaining('kms:Encrypt') }]);
});

test('violating: across accounts a key without a policy, which KMS leaves to its own account', () => {
  expect(across(undefined)).toMatchObject([{ on: 'Key', status: 'violation', severity: 'error', message: expect.stringContaining('kms:Encrypt') }]);
});

test.each([
  ['across accounts without kms:GenerateDataKey', {}, ['kms:Encrypt'], 'kms:GenerateDataKey'],
  ['with a Bucket Key without kms:Decrypt', { BucketKeyEnabled: true }, ['kms:Encrypt', 'kms:GenerateDataKey'], 'kms:Decrypt, which S3 Bucket Keys need,'],
])('violating, if less badly: %s', (_, more, actions, lacking) => {
  expect(across([account(), allow(actions, '*', THE_ROLE)], more)).toMatchObject([
    { on: 'Key', status: 'violation', severity: 'warning', message: expect.stringContaining(`does not allow ${lacking} to the role`) },
  ]);
});

test('violating: a statement under a condition', () => {
  expect(check(IF(account(), NOBODY))).toMatchObject([{
    on: 'Key', status: 'violation', severity: 'error', message: expect.stringMatching(/^The key policy does not allow kms:Encrypt .* This applies if Condition is false\.$/),
  }]);
});

test('violating: two rules with one key, said once', () => {
  expect(check(NOBODY, source([kmsTo(GET_ARN('Key')), kmsTo(GET_ARN('Key'))], sse('aws:kms')))).toHaveLength(1);
});

test.each([
  ['a policy from a parameter', { Ref: 'Parameter' }],
  ['a statement under a condition', IF(account(), NOBODY)],
])('cannot tell: %s', (_, statement) => {
  expect(merging(() => check(statement))).toMatchObject([{
    on: 'Key',
    status: 'unknown',
    severity: 'warning',
    message: expect.stringMatching(/^It cannot be determined whether the key policy allows kms:Encrypt to the role that replicates bucket Source to bucket Replicas: .+\.$/),
  }]);
});

test.each([
  ['no key', source([to()])],
  ['a key outside the app', source([kmsTo(KEY_ARN)])],
  ['objects with KMS keys are left out', source([kmsTo(GET_ARN('Key'), {}, { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Disabled' } } })])],
])('not applicable: %s', (_, Source) => {
  expect(check(NOBODY, Source)).toEqual([]);
});

test('cannot tell: a custom resource that may change the key policy', () => {
  const Custom = { Type: 'Custom::KeyPolicy', Properties: { ServiceToken: 'arn:aws:lambda:eu-central-1:111111111111:function:keys', KeyId: { Ref: 'Key' } } };
  expect(judge(rule, KMS, { Key: key(NOBODY), Custom })).toMatchObject([{
    on: 'Key', status: 'unknown', message: expect.stringContaining('Custom may change the key policy at deployment'),
  }]);
  expect(judge(rule, KMS, { Key: key(account()), Custom })).toEqual([]);
});
