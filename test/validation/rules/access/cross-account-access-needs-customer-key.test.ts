import { crossAccountAccessNeedsCustomerKey as rule } from '../../../../src/validation/rules/access/cross-account-access-needs-customer-key';
import { encrypted, judged, PARAMETERS } from '../support';
import { BUCKET_ARN, bucketPolicy, HOME, key, KEY_ARN, kms, OBJECTS, reading, STRANGER } from './support';

const check = (Bucket: object, statements: unknown[], environment: object = HOME) => judged(rule, [{
  name: 'Stack',
  environment,
  json: { Parameters: PARAMETERS, Resources: { Bucket, Policy: bucketPolicy(...statements), Key: key(), Role: { Type: 'AWS::IAM::Role' } } },
}]);

test.each<[string, object]>([
  ['a customer managed key', kms(KEY_ARN)],
  ['SSE-S3', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } })],
])('compliant: another account reads what is encrypted with %s', (_, Bucket) => {
  expect(check(Bucket, [reading({ AWS: STRANGER })])).toEqual([]);
});

test.each<[string, unknown]>([
  ['of the account', reading({ AWS: 'arn:aws:iam::111122223333:role/reader' })],
  ['of the stack', reading({ AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } })],
  ['that are services', reading({ Service: 'cloudfront.amazonaws.com' })],
  ['that are identities of CloudFront', reading({ AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E123' })],
  ['of another account who may list only', reading({ AWS: STRANGER }, { Action: 's3:ListBucket', Resource: BUCKET_ARN })],
  ['of another account who would have to be of this one', reading({ AWS: STRANGER }, { Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } })],
  ['of the account by a pattern, among all', reading('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } } })],
  ['of the account, if their account is told', reading('*', { Condition: { StringEqualsIfExists: { 'aws:PrincipalAccount': '111122223333' } } })],
  ['of the account, by roles of a name', reading('*', {
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' }, StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
  })],
  ['of the account, among all', reading('*', { Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } })],
])('compliant: readers %s', (_, statement) => {
  expect(check(kms(), [statement])).toEqual([]);
});

test.each<[string, unknown]>([
  ['the account itself', { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } }],
  ['the account by its number', { AWS: { Ref: 'AWS::AccountId' } }],
  ['a role of the stack', { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } }],
])('compliant: %s, in a stack whose account is not known', (_, principal) => {
  expect(check(kms(), [reading(principal)], {})).toEqual([]);
});

test('compliant: another account is let in, and denied', () => {
  expect(check(kms(), [reading({ AWS: STRANGER }), reading({ AWS: STRANGER }, { Effect: 'Deny' })])).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['an account', reading({ AWS: STRANGER }), `${STRANGER} to read`],
  ['an account by its number', reading({ AWS: '444455556666' }), '444455556666 to read'],
  ['a role', reading({ AWS: ['arn:aws:iam::444455556666:role/reader'] }), 'arn:aws:iam::444455556666:role/reader to read'],
  ['a user who writes', reading({ AWS: 'arn:aws:iam::444455556666:user/writer' }, { Action: 's3:Put*' }), 'arn:aws:iam::444455556666:user/writer to write'],
  ['a folder', reading({ AWS: STRANGER }, { Resource: { 'Fn::Sub': '${Bucket.Arn}/folder/*' } }), `${STRANGER} to read`],
  ['an account, under a condition', reading({ AWS: STRANGER }, { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }), `${STRANGER} to read`],
  ['the organization', reading('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } } }), 'every account of the organization o-abc to read'],
  ['an account, among all', reading({ AWS: '*' }, { Condition: { StringEquals: { 'aws:PrincipalAccount': '444455556666' } } }), '444455556666 to read'],
  ['a role, among all', reading('*', { Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/reader' } } }),
    'arn:aws:iam::444455556666:role/reader to read'],
  ['everybody', reading('*'), 'every account to read'],
  ['units of an organization', reading('*', { Condition: { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': ['o-a/r-1/*', 'o-a/r-2/*'] } } }),
    'every account of the organization o-a/r-1/*, o-a/r-2/* to read'],
  ['everybody but an organization', reading('*', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-abc' } } }), 'every account to read'],
  ['everybody but the account itself', reading('*', { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } } }), 'every account to read'],
  ['everybody but a role of the account', reading('*', { Condition: { ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/reader' } } }), 'every account to read'],
  ['roles of a name, of any account', reading('*', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/reader' } } }), 'arn:aws:iam::*:role/reader to read'],
  ['accounts by the beginning of their numbers', reading('*', { Condition: { StringLike: { 'aws:PrincipalAccount': '1111*' } } }), '1111* to read'],
])('violating: %s', (_, statement, who) => {
  expect(check(kms(), [statement])).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'error',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
    message: `The bucket policy allows ${who} objects, but the AWS managed key aws/s3 cannot be used from other accounts.`,
  }]);
});

test('violating: the alias of the managed key', () => {
  expect(check(kms('alias/aws/s3'), [reading({ AWS: STRANGER })])).toMatchObject([{ status: 'violation' }]);
});

test.each<[string, object, unknown, object]>([
  ['an account, in a stack whose account is not known', kms(), reading({ AWS: STRANGER }), {}],
  ['a principal from a parameter', kms(), reading({ AWS: { Ref: 'Parameter' } }), HOME],
  ['an account from a parameter', kms(), reading({ AWS: { 'Fn::Sub': 'arn:aws:iam::${Parameter}:root' } }), HOME],
  ['an algorithm from a parameter', kms(undefined, { Ref: 'Parameter' }), reading({ AWS: STRANGER }), HOME],
])('cannot tell: %s', (_, Bucket, statement, environment) => {
  expect(check(Bucket, [statement], environment)).toMatchObject([{
    status: 'unknown',
    severity: 'warning',
    message: expect.stringMatching(/^It cannot be determined whether another account can read objects that are encrypted with the AWS managed key aws\/s3: .+\.$/),
  }]);
});

test('not applicable: no policy', () => {
  expect(judged(rule, [{ name: 'Stack', environment: HOME, json: { Resources: { Bucket: kms() } } }])).toEqual([]);
});

test('not applicable: only denials', () => {
  expect(check(kms(), [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET_ARN, OBJECTS] }])).toEqual([]);
});
