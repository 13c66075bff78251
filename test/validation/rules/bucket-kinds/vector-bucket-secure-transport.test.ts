import { vectorBucketSecureTransport as rule } from '../../../../src/validation/rules/bucket-kinds/vector-bucket-secure-transport';
import { ARN_OF, INSIDE, statement, withDocument, withPolicy } from '../bucket-kinds-policies';
import { directoryBucket, tableBucket, templateOf, vectorBucket } from '../bucket-kinds-support';
import { findings, IF } from '../support';

const INSECURE = { Bool: { 'aws:SecureTransport': 'false' } };
const BOTH = [ARN_OF.vector, INSIDE.vector];

test.each([
  ['every action', statement('Deny', 's3vectors:*', BOTH, { Condition: INSECURE })],
  ['every action of every service', statement('Deny', '*', '*', { Condition: INSECURE })],
])('compliant: %s is denied', (_, one) => {
  expect(findings(rule, withPolicy('vector', one))).toEqual([]);
});

test.each<[string, object, string]>([
  ['no policy', templateOf({ Bucket: vectorBucket({}) }), 'The vector bucket has no policy, so requests over plain HTTP are not denied.'],
  ['the bucket alone', withPolicy('vector', statement('Deny', 's3vectors:*', ARN_OF.vector, { Condition: INSECURE })), 'it does not deny s3vectors:QueryVectors'],
  ['actions of S3', withPolicy('vector', statement('Deny', 's3:*', BOTH, { Condition: INSECURE })), 'does not deny every request over plain HTTP'],
  ['one caller is exempt', withPolicy('vector', statement('Deny', 's3vectors:*', BOTH, {
    Condition: { ...INSECURE, ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/exempt' } },
  })), 'by a role exempt.'],
])('violating: %s', (_, template, message) => {
  expect(findings(rule, template as Parameters<typeof findings>[1])).toEqual([{
    on: 'Bucket', status: 'violation', severity: 'warning', property: 'Properties', message: expect.stringContaining(message),
  }]);
});

test.each([
  ['the value is a parameter', withPolicy('vector', statement('Deny', 's3vectors:*', BOTH, { Condition: { Bool: { 'aws:SecureTransport': { Ref: 'Parameter' } } } }))],
  ['there is a policy of which it is not known whose it is', templateOf({
    Bucket: vectorBucket({}), Policy: { Type: 'AWS::S3Vectors::VectorBucketPolicy', Properties: { VectorBucketArn: { Ref: 'Parameter' }, Policy: {} } },
  })],
  ['a macro may make the policy', { ...templateOf({ Bucket: vectorBucket({}) }), Transform: 'Company::Policies' }],
  ['a module may make the policy', templateOf({ Bucket: vectorBucket({}), Policy: { Type: 'Company::Vectors::Policy::MODULE' } })],
  ['the policy is a parameter', withDocument('vector', { Ref: 'Parameter' })],
])('cannot tell: %s', (_, template) => {
  expect(findings(rule, template)).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/^It cannot be determined whether every request over plain HTTP is denied: .+\.$/),
  }]);
});

test('violating: a Deny in one branch only', () => {
  const denial = statement('Deny', 's3vectors:*', BOTH, { Condition: INSECURE });
  expect(findings(rule, withPolicy('vector', IF(denial, { Ref: 'AWS::NoValue' })))).toMatchObject([{ status: 'violation', message: expect.stringContaining('Condition is false') }]);
});

test('violating: a policy that is for another bucket, or kind of bucket, is none', () => {
  for (const Policy of [
    { Type: 'AWS::S3Vectors::VectorBucketPolicy', Properties: { VectorBucketArn: 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/another', Policy: {} } },
    { Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN: { Ref: 'Parameter' }, ResourcePolicy: {} } },
  ]) {
    expect(findings(rule, templateOf({ Bucket: vectorBucket({}), Policy }))).toMatchObject([{ status: 'violation' }]);
  }
});

test('not applicable: directory and table buckets, whose services serve no plain HTTP', () => {
  expect(findings(rule, templateOf({ Directory: directoryBucket({}), Tables: tableBucket({}) }))).toEqual([]);
});
