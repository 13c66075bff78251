import { ANONYMOUS, knownCaller, Outcome, Principal, Wanted } from '../../../src/policy-evaluation';
import { App } from '../../../src/template';
import { Bucket, Posture, usesKms } from '../../../src/validation/posture';
import { PARAMETERS } from '../rules/support';

const ROLE = Principal.role('arn:aws:iam::111122223333:role/r');
const SPACE = { callers: [knownCaller(ROLE)], actions: [{ name: 's3:PutObject', onObjects: true }] };
const allow = (more: object = {}) => ({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*', ...more });
const deny = (more: object = {}) => allow({ Effect: 'Deny', ...more });
const OTHERS = { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-ours' } } };

function withPolicy(...Statement: unknown[]) {
  const Resources = {
    Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'data' } },
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Data' }, PolicyDocument: { Version: '2012-10-17', Statement } } },
  };
  const [bucket] = Posture.of(App.of([{ name: 'Stack', json: { Parameters: PARAMETERS, Resources } }])).buckets;
  return { bucket, policy: bucket.policies[0] };
}

describe('a search for a request to a bucket', () => {
  test('finds one that the policy grants, in words and to be asked further', () => {
    const { bucket, policy } = withPolicy(allow());
    const { outcome, words, request, ...others } = bucket.find(policy, Wanted.GRANTED, SPACE);
    expect([outcome, words, others]).toEqual([Outcome.FOUND, expect.stringContaining('s3:PutObject'), { isOfOne: false }]);
    expect([request?.grantedBy(policy.policy), request?.deniedBy(policy.policy)]).toEqual(['yes', 'no']);
  });

  test('finds one that is denied', () => {
    const { bucket, policy } = withPolicy(allow(), deny());
    const { outcome, request, nearly } = bucket.find(policy, Wanted.DENIED, SPACE);
    expect([outcome, request?.deniedBy(policy.policy), request?.grantedBy(policy.policy), nearly]).toEqual([Outcome.FOUND, 'yes', 'no', undefined]);
  });

  test('says of one that is not denied what would deny it but for one thing', () => {
    const another = deny({ Resource: 'arn:aws:s3:::another/*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
    const { bucket, policy } = withPolicy(allow(), another);
    const space = { ...SPACE, context: { 'aws:SecureTransport': 'false' } };
    expect(bucket.find(policy, Wanted.NOT_DENIED, space)).toMatchObject({ outcome: Outcome.FOUND, nearly: ['Statement 2 denies it on other resources only.'] });
    expect(bucket.find(policy, Wanted.GRANTED, space)).not.toHaveProperty('nearly');
  });

  test('finds none', () => {
    const { bucket, policy } = withPolicy(deny());
    expect(bucket.find(policy, Wanted.NOT_DENIED, SPACE)).toStrictEqual({ outcome: Outcome.NONE, isOfOne: false });
  });

  test('cannot tell, and says why', () => {
    const { bucket, policy } = withPolicy(deny({ Principal: { 'Fn::Transform': { Name: 'Macro' } } }));
    expect(bucket.find(policy, Wanted.DENIED, SPACE)).toMatchObject({ outcome: Outcome.UNTOLD, isOfOne: false });
    expect(bucket.find(policy, Wanted.NOT_DENIED, SPACE)).not.toHaveProperty('nearly');
  });

  test('tells a request that has something of the bucket from one that all such buckets have', () => {
    const { bucket, policy } = withPolicy(allow({ Condition: { StringEquals: { 'aws:PrincipalTag/team': { Ref: 'Parameter' } } } }));
    expect(bucket.find(policy, Wanted.GRANTED, SPACE)).toMatchObject({ outcome: Outcome.FOUND, isOfOne: true });
    expect(bucket.find(policy, Wanted.GRANTED, { ...SPACE, callers: [ANONYMOUS] }).words).not.toBe('');
  });
});

describe('a request', () => {
  const { bucket, policy } = withPolicy(
    allow({ Action: 's3:ListBucket', Resource: 'arn:aws:s3:::data' }), allow({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::data/a/b' }), deny(OTHERS),
  );
  const ask = (action: string, object?: Parameters<typeof bucket.request>[1], context = {}) => (
    bucket.request({ principal: ROLE, action, context: { 'aws:PrincipalOrgID': 'o-ours', ...context } }, object)
  );

  test('is about the bucket, or about an object of it by its key or its ARN', () => {
    const granted = [ask('s3:ListBucket'), ask('s3:GetObject', { objectKey: 'a/b' }), ask('s3:GetObject', { arn: 'arn:aws:s3:::data/a/b' })];
    expect(granted.map((one) => one.grantedBy(policy.policy))).toEqual(['yes', 'yes', 'yes']);
    const others = [ask('s3:ListBucket', { objectKey: 'a/b' }), ask('s3:GetObject'), ask('s3:GetObject', { objectKey: 'a' }), ask('s3:GetObject', { arn: 'arn:aws:s3:::data' })];
    expect(others.map((one) => one.grantedBy(policy.policy))).toEqual(['no', 'no', 'no', 'no']);
  });

  test('can be asked again with other values of some condition keys', () => {
    const list = ask('s3:ListBucket');
    const theirs = list.with({ 'aws:PrincipalOrgID': 'o-theirs' });
    expect([list.deniedBy(policy.policy), theirs.deniedBy(policy.policy), theirs.grantedBy(policy.policy)]).toEqual(['no', 'yes', 'no']);
    expect(list.with({ 'aws:SourceIp': '192.0.2.1' }).deniedBy(policy.policy)).toBe('no');
  });
});

test('the policy of a bucket is read once', () => {
  const { policy } = withPolicy(allow());
  expect([policy.policy, policy.search]).toEqual([policy.policy, policy.search]);
  expect(policy.policy).toBe(policy.policy);
  expect(policy.search).toBe(policy.search);
});

test('AWS KMS is used by SSE-KMS and DSSE-KMS', () => {
  expect(['aws:kms', 'aws:kms:dsse', 'AES256', 'aws:kms:x', undefined, true].map(usesKms)).toEqual([true, true, false, false, false, false]);
});

test('findings are about the one rule of default encryption', () => {
  expect([Bucket.rulePath(), Bucket.rulePath('BucketKeyEnabled'), Bucket.rulePath('A', 'B')]).toEqual([
    '', '.BucketKeyEnabled', '.A.B',
  ].map((end) => `Properties.BucketEncryption.ServerSideEncryptionConfiguration.0${end}`));
});
