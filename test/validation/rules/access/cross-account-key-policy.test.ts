import { crossAccountKeyPolicy as rule } from '../../../../src/validation/rules/access/cross-account-key-policy';
import { judged, PARAMETERS } from '../support';
import { bucketPolicy, HOME, key, KEY_ARN, kms, reading, STRANGER } from './support';

const ROLE = 'arn:aws:iam::444455556666:role/reader';
const decrypting = (Principal: unknown, more: object = {}) => ({ Effect: 'Allow', Principal, Action: 'kms:Decrypt', Resource: '*', ...more });
const check = (Key: object, statement: unknown, Bucket: object = kms(KEY_ARN), environment: object = HOME) => judged(rule, [{
  name: 'Stack', environment, json: { Parameters: PARAMETERS, Resources: { Bucket, Policy: bucketPolicy(statement), Key } },
}]);
const VIA_S3 = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com', 'kms:CallerAccount': '444455556666' } };
const ORGANIZATION = { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } } };

test.each<[string, object, unknown]>([
  ['the account in both', key(decrypting({ AWS: STRANGER })), reading({ AWS: STRANGER })],
  ['the account in the key policy, a role in the bucket\'s', key(decrypting({ AWS: STRANGER })), reading({ AWS: ROLE })],
  ['a role in the key policy, the account in the bucket\'s', key(decrypting({ AWS: ROLE })), reading({ AWS: STRANGER })],
  ['through S3', key(decrypting({ AWS: '*' }, { Condition: VIA_S3 })), reading({ AWS: STRANGER })],
  ['the organization in both', key(decrypting('*', ORGANIZATION)), reading('*', ORGANIZATION)],
])('compliant: %s', (_, Key, statement) => {
  expect(check(Key, statement)).toEqual([]);
});

test.each<[string, object, unknown, string]>([
  ['nobody but the own account', key(), reading({ AWS: STRANGER }), `s3:GetObject to ${STRANGER}, and the key policy does not allow kms:Decrypt`],
  ['another role', key(decrypting({ AWS: 'arn:aws:iam::444455556666:role/other' })), reading({ AWS: ROLE }),
    `s3:GetObject to ${ROLE}, and the key policy does not allow kms:Decrypt`],
  ['reading, where it writes', key(decrypting({ AWS: STRANGER })), reading({ AWS: STRANGER }, { Action: 's3:PutObject' }),
    `s3:PutObject to ${STRANGER}, and the key policy does not allow kms:GenerateDataKey`],
  ['nobody of an account that is a number', key(), reading({ AWS: 444455556666 }), 's3:GetObject to 444455556666, and the key policy does not allow kms:Decrypt'],
  ['nobody of an account whose number begins with zeros', key(), reading({ AWS: 4455556666 }), 's3:GetObject to 004455556666, and the key policy does not allow kms:Decrypt'],
  ['a role, where a user reads', key(decrypting({ AWS: 'arn:aws:iam::444455556666:role/reader' })), reading({ AWS: 'arn:aws:iam::444455556666:user/reader' }),
    's3:GetObject to arn:aws:iam::444455556666:user/reader, and the key policy does not allow kms:Decrypt'],
  ['nobody of an account that a condition names', key(), reading('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } } }),
    's3:GetObject to 444455556666, and the key policy does not allow kms:Decrypt'],
  ['nobody that a condition names by its ARN', key(), reading('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } } }),
    `s3:GetObject to ${ROLE}, and the key policy does not allow kms:Decrypt`],
  ['nobody of a unit of an organization', key(), reading('*', { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-abc/r-1/*' } } }),
    's3:GetObject to every account of the organization o-abc/r-1/*, and the key policy does not allow kms:Decrypt'],
  ['nobody of the organization', key(), reading('*', ORGANIZATION),
    's3:GetObject to every account of the organization o-abc, and the key policy does not allow kms:Decrypt'],
  ['nobody, having no policy of its own', { Type: 'AWS::KMS::Key' }, reading({ AWS: STRANGER }),
    `s3:GetObject to ${STRANGER}, and the key policy does not allow kms:Decrypt`],
])('violating: the key lets in %s', (_, Key, statement, message) => {
  expect(check(Key, statement)).toEqual([{
    on: 'Key', status: 'violation', severity: 'warning', property: 'Properties.KeyPolicy', message: `The policy of bucket Bucket allows ${message}.`,
  }]);
});

describe('whatever else policies ask of requests', () => {
  const inOrganizations = (...ids: string[]) => ({ Condition: { StringEquals: { 'aws:PrincipalOrgID': ids } } });
  const denying = (Condition: object) => ({ Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', Condition });

  test.each<[string, object, unknown]>([
    ['an organization that both name second', key(decrypting('*', inOrganizations('o-1', 'o-2'))), reading('*', inOrganizations('o-3', 'o-2'))],
    ['roles of a path', key(decrypting('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/in/*' } } })), reading({ AWS: STRANGER })],
    ['a tag, all others being denied', key(decrypting({ AWS: STRANGER }), denying({ StringNotEquals: { 'aws:PrincipalTag/team': 'a' } })), reading({ AWS: STRANGER })],
    ['the objects of a folder', key(decrypting({ AWS: STRANGER }, {
      Condition: {
        StringLike: {
          'kms:EncryptionContext:aws:s3:arn': { 'Fn::Sub': '${Bucket.Arn}/in/*' },
        },
      },
    })), reading({ AWS: STRANGER })],
  ])('compliant: %s', (_, Key, statement) => {
    expect(check(Key, statement)).toEqual([]);
  });

  test.each<[string, object, unknown]>([
    ['another organization', key(decrypting('*', inOrganizations('o-1'))), reading('*', inOrganizations('o-2'))],
    ['two statements that leave out each role', key(decrypting({ AWS: STRANGER }),
      denying({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }), denying({ ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } })), reading({ AWS: STRANGER })],
    ['other roles than the bucket', key(decrypting('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/a-*' } } })),
      reading('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/b-*' } } })],
  ])('violating: the key lets in %s', (_, Key, statement) => {
    expect(check(Key, statement)).toEqual([expect.objectContaining({ on: 'Key', status: 'violation' })]);
  });

  test('violating: the bucket lets in the second of two organizations, the first being denied', () => {
    const Policy = bucketPolicy(reading('*', inOrganizations('o-1', 'o-2')), { ...reading('*', inOrganizations('o-1')), Effect: 'Deny' });
    expect(judged(rule, [{ name: 'Stack', environment: HOME, json: { Resources: { Bucket: kms(KEY_ARN), Policy, Key: key() } } }]))
      .toEqual([expect.objectContaining({ on: 'Key', status: 'violation' })]);
  });
});

const THROUGH = 'arn:aws:s3:eu-west-1:444455556666:accesspoint/theirs';
test.each<[string, unknown, object]>([
  ['the account of the access points', '*', { StringEquals: { 's3:DataAccessPointAccount': '444455556666' } }],
  ['that of an access point', { AWS: '*' }, { StringEquals: { 's3:DataAccessPointArn': THROUGH } }],
])('violating: access is left to another account, and the key does not let in %s', (_, Principal, Condition) => {
  expect(check(key(), reading(Principal, { Condition }))).toMatchObject([{ on: 'Key', status: 'violation', message: expect.stringContaining('444455556666') }]);
  expect(check(key(decrypting({ AWS: STRANGER })), reading(Principal, { Condition }))).toEqual([]);
});

test('violating: access points of any account but one, by everyone', () => {
  const others = reading('*', { Condition: { StringNotEquals: { 's3:DataAccessPointAccount': '111122223333' } } });
  expect(check(key(), others)).toMatchObject([{ on: 'Key', message: expect.stringContaining('every account') }]);
});

test('violating: roles of a name, of any account, which the key policy has to let in as well', () => {
  const named = { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } } };
  expect(check(key(), reading('*', named))).toMatchObject([{ on: 'Key', status: 'violation', message: expect.stringContaining('arn:aws:iam::*:role/reader') }]);
  expect(check(key(decrypting('*', named)), reading('*', named))).toEqual([]);
  expect(check(key(decrypting('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/writer' } } })), reading('*', named))).toMatchObject([{ status: 'violation' }]);
});

test.each<[string, object, unknown, object]>([
  ['a statement of the key from a parameter', key(decrypting({ AWS: { Ref: 'Parameter' } })), reading({ AWS: STRANGER }), HOME],
  ['a principal from a parameter', key(), reading({ AWS: { Ref: 'Parameter' } }), HOME],
  ['an account, in a stack whose account is not known', key(), reading({ AWS: STRANGER }), {}],
])('cannot tell: %s', (_, Key, statement, environment) => {
  expect(check(Key, statement, kms(KEY_ARN), environment)).toMatchObject([{ on: 'Key', status: 'unknown', severity: 'info' }]);
});

test.each<[string, unknown, object]>([
  ['readers of the own account', reading({ AWS: '111122223333' }), kms(KEY_ARN)],
  ['a key from outside', reading({ AWS: STRANGER }), kms('arn:aws:kms:eu-west-1:111122223333:key/1234')],
  ['the AWS managed key', reading({ AWS: STRANGER }), kms()],
  ['SSE-S3', reading({ AWS: STRANGER }), kms(undefined, 'AES256')],
  ['access points of the own account', reading('*', { Action: '*', Condition: { StringEquals: { 's3:DataAccessPointAccount': '111122223333' } } }), kms(KEY_ARN)],
  ['one access point of the own account',
    reading({ AWS: '*' }, { Condition: { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:111122223333:accesspoint/*' } } }), kms(KEY_ARN)],
  ['access points of the account of the stack', reading('*', { Condition: { StringEquals: { 's3:DataAccessPointAccount': { Ref: 'AWS::AccountId' } } } }), kms(KEY_ARN)],
  ['a load balancer, by its account', reading({ AWS: 'arn:aws:iam::156460612806:root' }, { Action: 's3:PutObject' }), kms(KEY_ARN)],
  ['CloudFront, by its identity', reading({ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' }), kms(KEY_ARN)],
  ['a principal that is none', reading({ AWS: 'nobody' }), kms(KEY_ARN)],
  ['a service', reading({ Service: 'cloudtrail.amazonaws.com' }), kms(KEY_ARN)],
  ['somebody who is denied', { ...reading({ AWS: STRANGER }), Effect: 'Deny' }, kms(KEY_ARN)],
  ['who may only delete', reading({ AWS: STRANGER }, { Action: 's3:DeleteObject' }), kms(KEY_ARN)],
  ['a load balancer, by the id of its account', reading({ AWS: '127311923021' }, { Action: 's3:PutObject' }), kms(KEY_ARN)],
])('not applicable: %s', (_, statement, Bucket) => {
  expect(check(key(), statement, Bucket)).toEqual([]);
});
