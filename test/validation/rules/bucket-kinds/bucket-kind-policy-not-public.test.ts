import { bucketKindPolicyNotPublic as rule } from '../../../../src/validation/rules/bucket-kinds/bucket-kind-policy-not-public';
import { ARN_OF, INSIDE, type Kind, policyOf, statement, withDocument, withPolicy } from '../bucket-kinds-policies';
import { tableBucket, templateOf } from '../bucket-kinds-support';
import { findings } from '../support';

const KINDS: readonly [Kind, string, string, object][] = [
  ['directory', 'directory bucket', 's3express:CreateSession', ARN_OF.directory],
  ['table', 'table bucket', 's3tables:GetTableData', INSIDE.table],
  ['vector', 'vector bucket', 's3vectors:QueryVectors', INSIDE.vector],
];

describe.each(KINDS)('the policy of a %s bucket', (kind, title, action, resource) => {
  const allowing = (more: object) => findings(rule, withPolicy(kind, statement('Allow', action, resource, more)));

  test.each([
    ['a role', { Principal: { AWS: 'arn:aws:iam::111122223333:role/reader' } }],
    ['another account', { Principal: { AWS: '444455556666' } }],
    ['an organization', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } } }],
    ['an account by a condition', { Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } } }],
    ['a VPC endpoint', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-12345678' } } }],
  ])('compliant: %s', (_, more) => {
    expect(allowing(more)).toEqual([]);
  });

  test('compliant: nothing but denials', () => {
    expect(findings(rule, withPolicy(kind, statement('Deny', '*', '*')))).toEqual([]);
  });

  test.each([
    ['everybody', {}],
    ['everybody in AWS', { Principal: { AWS: '*' } }],
    ['everybody with TLS', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
    ['everybody whose role has a certain name', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } } }],
  ])('violating: %s', (_, more) => {
    expect(allowing(more)).toMatchObject([{
      on: 'Policy', status: 'violation', severity: 'error', message: expect.stringContaining(`The policy grants public access to the ${title}: it allows ${action}`),
    }]);
  });

  test('cannot tell: the principal is a parameter, or the whole policy is', () => {
    for (const found of [allowing({ Principal: { Ref: 'Parameter' } }), findings(rule, withDocument(kind, { Ref: 'Parameter' }))]) {
      expect(found).toMatchObject([{
        status: 'unknown', message: expect.stringMatching(new RegExp(`^It cannot be determined whether the policy grants public access to the ${title}: .+\\.$`)),
      }]);
    }
  });
});

describe('access points of a directory bucket', () => {
  const delegating = (...values: readonly [string, unknown]) => findings(rule, withPolicy('directory', statement('Allow', '*', ARN_OF.directory,
    { Condition: { StringLike: Object.fromEntries([values]) as object } })));
  const arnOf = (account: string, name = '*') => `arn:aws:s3express:eu-west-1:${account}:accesspoint/${name}`;

  test.each([
    ['of an account', 's3express:DataAccessPointAccount', '111122223333'],
    ['of the account', 's3express:DataAccessPointAccount', { Ref: 'AWS::AccountId' }],
    ['one of them', 's3express:DataAccessPointArn', arnOf('111122223333', 'a--euw1-az1--xa-s3')],
    ['all of an account', 's3express:DataAccessPointArn', arnOf('111122223333')],
  ])('compliant: access control is delegated to those %s', (_, key, value) => {
    expect(delegating(key, value)).toEqual([]);
  });

  test.each([
    ['of any account', 's3express:DataAccessPointAccount', '*'],
    ['of any account, by their ARN', 's3express:DataAccessPointArn', arnOf('*')],
    ['in a VPC', 's3express:AccessPointNetworkOrigin', 'VPC'],
  ])('violating: access control is delegated to those %s', (_, key, value) => {
    expect(delegating(key, value)).toMatchObject([{ on: 'Policy', status: 'violation' }]);
  });
});

test('not applicable: buckets without a policy, and general purpose buckets', () => {
  const Policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b', PolicyDocument: policyOf(statement('Allow', '*', '*')) } };
  expect(findings(rule, templateOf({ Policy, Tables: tableBucket({}) }))).toEqual([]);
});
