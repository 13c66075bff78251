import { ANONYMOUS, Outcome, Wanted } from '../../../../../src/policy-evaluation';
import { App, type TemplateSource } from '../../../../../src/template';
import { Posture } from '../../../../../src/validation/posture';
import { defaultsOf } from '../../../../../src/validation/rules';
import { givenTo, otherUpdates, otherUploads } from '../../../../../src/validation/rules/uploads/private/other-uploads';
import { plainlyEnforces } from '../../../../../src/validation/rules/uploads/private/plain-enforcement';
import { encrypted } from '../../support';

const ALGORITHM = 's3:x-amz-server-side-encryption';
const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };
const OTHER_ARN = { 'Fn::GetAtt': ['OtherKey', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, '/*']] };

const byDefault = (SSEAlgorithm: string, KMSMasterKeyID?: unknown) => ({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });

function deny(Condition: unknown, more: object = {}) {
  return { Effect: 'Deny', Principal: '*', Action: ['s3:PutObject', 's3:UpdateObjectEncryption'], Resource: OBJECTS, Condition, ...more };
}

const algorithms = (algorithm: string, more: object = {}) => deny({ Null: { [ALGORITHM]: 'false' }, StringNotEquals: { [ALGORITHM]: algorithm } }, more);
const keys = (...list: unknown[]) => deny({ Null: { [KEY]: 'false' }, StringNotEquals: { [KEY]: list } });
const noKey = (algorithm: string) => deny({ StringEquals: { [ALGORITHM]: algorithm }, Null: { [KEY]: 'true' } });

function caseOf(statements: object[], rule: object) {
  const json = {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: {} },
      OtherKey: { Type: 'AWS::KMS::Key', Properties: {} },
      Bucket: encrypted(rule),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: statements } } },
    },
  };
  return of({ name: 'Stack', json });
}

function of(source: TemplateSource) {
  const [bucket] = Posture.of(App.of([source])).buckets;
  const [policy] = bucket.policies;
  const given = givenTo(policy, defaultsOf(bucket).known[0]);
  const { identities, services } = policy.search;
  const callers = [...identities, ...services, ANONYMOUS];
  return {
    isPlain: ['s3:PutObject', 's3:UpdateObjectEncryption'].map((action) => plainlyEnforces(bucket, policy, given, action)),
    outcomes: [otherUploads(given, callers), otherUpdates(given, callers)].map((list) => (
      list.map(({ space }) => bucket.find(policy, Wanted.NOT_DENIED, space).outcome).find((outcome) => outcome !== Outcome.NONE) ?? Outcome.NONE
    )),
  };
}

test.each<[string, object[], object]>([
  ['SSE-S3', [algorithms('AES256')], byDefault('AES256')],
  ['Principal as a map', [algorithms('AES256', { Principal: { AWS: '*' } })], byDefault('AES256')],
  ['every action', [algorithms('AES256', { Action: 's3:*' })], byDefault('AES256')],
  ['every resource', [algorithms('AES256', { Resource: '*' })], byDefault('AES256')],
  ['uploads without headers as well', [deny({ StringNotEquals: { [ALGORITHM]: 'AES256' } })], byDefault('AES256')],
  ['an algorithm each', [deny({ StringEquals: { [ALGORITHM]: 'aws:kms' } }), deny({ StringLike: { [ALGORITHM]: 'aws:kms:*' } })], byDefault('AES256')],
  ['aws/s3', [algorithms('aws:kms')], byDefault('aws:kms')],
  ['SSE-KMS', [algorithms('aws:kms'), keys(KEY_ARN), noKey('aws:kms')], byDefault('aws:kms', KEY_ARN)],
  ['SSE-KMS with another key', [algorithms('aws:kms'), keys(KEY_ARN, OTHER_ARN), noKey('aws:kms')], byDefault('aws:kms', KEY_ARN)],
  ['DSSE-KMS', [algorithms('aws:kms:dsse'), keys(KEY_ARN), noKey('aws:kms:dsse')], byDefault('aws:kms:dsse', KEY_ARN)],
])('what is recognised is proved: %s', (_, statements, rule) => {
  expect(caseOf(statements, rule)).toEqual({ isPlain: [true, true], outcomes: [Outcome.NONE, Outcome.NONE] });
});

test.each<[string, object[], object]>([
  ['some callers', [algorithms('AES256', { Principal: { AWS: '111122223333' } })], byDefault('AES256')],
  ['some objects', [algorithms('AES256', { Resource: { 'Fn::Sub': '${Bucket.Arn}/a*' } })], byDefault('AES256')],
  ['all objects but some', [algorithms('AES256', { Resource: undefined, NotResource: { 'Fn::Sub': '${Bucket.Arn}/a*' } })], byDefault('AES256')],
  ['long names only', [algorithms('AES256', { Resource: { 'Fn::Sub': '${Bucket.Arn}/??*' } })], byDefault('AES256')],
  ['another condition', [deny({ StringNotEquals: { [ALGORITHM]: 'AES256', 'aws:SourceVpc': 'vpc-1' } })], byDefault('AES256')],
  ['patterns of keys', [algorithms('aws:kms'), deny({ Null: { [KEY]: 'false' }, StringNotLike: { [KEY]: 'arn:*' } }), noKey('aws:kms')], byDefault('aws:kms', KEY_ARN)],
  ['a variable', [algorithms('aws:kms'), keys(KEY_ARN, '${aws:PrincipalTag/key}'), noKey('aws:kms')], byDefault('aws:kms', KEY_ARN)],
  ['keys that are named only', [algorithms('aws:kms'), keys(KEY_ARN)], byDefault('aws:kms', KEY_ARN)],
])('what leaves something out is not recognised: %s', (_, statements, rule) => {
  const { isPlain: [recognised], outcomes: [outcome] } = caseOf(statements, rule);
  expect(recognised).toBe(false);
  expect(outcome).not.toBe(Outcome.NONE);
});
