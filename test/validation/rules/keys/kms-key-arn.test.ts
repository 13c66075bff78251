import { App } from '../../../../src/template';
import { Posture } from '../../../../src/validation/posture';
import { RuleSet } from '../../../../src/validation/rule-sets/rule-set';
import { kmsKeyArn as rule } from '../../../../src/validation/rules/keys/kms-key-arn';
import { bucket, encrypted, findings, judged, PARAMETERS } from '../support';

const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const kms = (KMSMasterKeyID?: unknown, SSEAlgorithm: unknown = 'aws:kms') => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm, KMSMasterKeyID } });
const resources = (Bucket: object, more: object = {}) => ({
  Bucket,
  Key: { Type: 'AWS::KMS::Key' },
  Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/mine', TargetKeyId: KEY } },
  Custom: { Type: 'Custom::Key' },
  ...more,
});
const check = (Bucket: object) => findings(rule, { Parameters: PARAMETERS, Resources: resources(Bucket) });
const policy = (Principal: unknown) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: { Ref: 'Bucket' },
    PolicyDocument: { Statement: [{ Effect: 'Allow', Principal, Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } }] },
  },
});
const PROPERTY = 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID';

test.each([
  ['the ARN of a key of the app', kms(KEY)],
  ['an ARN that is put together', kms({ 'Fn::Sub': 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}' })],
  ['an ARN that is written out', kms('arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab')],
])('compliant: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['the id of a key of the app', { Ref: 'Key' }, 'bare id, Key'],
  ['an id that is written out', '1234abcd-12ab-34cd-56ef-1234567890ab', 'bare id, 1234abcd-12ab-34cd-56ef-1234567890ab'],
  ['an alias of the app', { Ref: 'Alias' }, 'alias name, alias/mine'],
  ['the ARN of an alias of the app', { 'Fn::Sub': 'arn:aws:kms:${AWS::Region}:${AWS::AccountId}:${Alias}' },
    'alias ARN, arn:aws:kms:${AWS::Region}:${AWS::AccountId}:alias/mine'],
  ['an alias whose name is a parameter', { 'Fn::Sub': 'alias/${Parameter}' }, 'alias name, alias/${Parameter}'],
  ['an alias that is written out', 'alias/other', 'alias name, alias/other'],
  ['the ARN of an alias', 'arn:aws:kms:eu-west-1:111122223333:alias/other', 'alias ARN, arn:aws:kms:eu-west-1:111122223333:alias/other'],
])('violating: %s', (_, id, named) => {
  expect(check(kms(id))).toEqual([{
    on: 'Bucket', status: 'violation', severity: 'warning', property: PROPERTY, message: `The bucket specifies its key by ${named}, instead of the key's ARN.`,
  }]);
});

test('violating: aws/s3, which is no alias', () => {
  expect(check(kms('aws/s3'))).toMatchObject([{ status: 'violation', severity: 'error', message: 'The bucket specifies the key aws/s3, which AWS KMS cannot find.' }]);
});

test('violating: of a key that KMS does not find no other rule says that it is the AWS managed key', () => {
  const Distribution = {
    Type: 'AWS::CloudFront::Distribution',
    Properties: { DistributionConfig: { Origins: [{ DomainName: { 'Fn::GetAtt': ['Bucket', 'DomainName'] }, OriginAccessControlId: 'E1' }] } },
  };
  const found = RuleSet.strict()._judge(Posture.of(App.of([
    { name: 'Stack', json: { Resources: resources(kms('aws/s3'), { Policy: policy({ AWS: '444455556666' }), Distribution }) } },
  ])));
  expect(found.filter(({ message }) => message.includes('aws/s3')).map(({ rule: { name } }) => name)).toEqual(['KmsKeyArn']);
});

test.each<[string, unknown, string]>([
  ['another account', { AWS: 'arn:aws:iam::444455556666:root' }, 'arn:aws:iam::444455556666:root'],
  ...[
    'delivery.logs.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com', 's3.amazonaws.com', 'storage-lens.s3.amazonaws.com',
    'guardduty.amazonaws.com', 'logging.s3.amazonaws.com',
  ].map((service): [string, unknown, string] => [`the service ${service}`, { Service: service }, service]),
  ['one of several services', { Service: ['ec2.amazonaws.com', 'cloudtrail.amazonaws.com'] }, 'cloudtrail.amazonaws.com'],
])('violating as an error: an id where %s uses the bucket', (_, principal, who) => {
  const json = { Resources: resources(kms({ Ref: 'Key' }), { Policy: policy(principal) }) };
  expect(judged(rule, [{ name: 'Stack', json, environment: { account: '111122223333', region: 'eu-west-1' } }])).toMatchObject([{
    severity: 'error', message: `The bucket specifies its key by bare id, Key, and its policy allows ${who} to use the bucket, which requires the key's ARN.`,
  }]);
});

test('violating as a warning: an id where the account itself uses the bucket', () => {
  const json = { Resources: resources(kms({ Ref: 'Key' }), { Policy: policy({ AWS: '111122223333' }) }) };
  expect(judged(rule, [{ name: 'Stack', json, environment: { account: '111122223333', region: 'eu-west-1' } }])).toMatchObject([{ severity: 'warning' }]);
});

test.each<[string, object]>([
  ['a key from a parameter', kms({ Ref: 'Parameter' })],
  ['a key from a custom resource', kms({ 'Fn::GetAtt': ['Custom', 'Arn'] })],
  ['an id, and an algorithm from a parameter', kms({ Ref: 'Key' }, { Ref: 'Parameter' })],
])('cannot tell: %s', (_, Bucket) => {
  expect(check(Bucket)).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/^It cannot be determined whether the bucket specifies its key by the key's ARN: .+\.$/),
  }]);
});

test.each([
  ['SSE-S3', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } })],
  ['the AWS managed key', kms()],
  ['the AWS managed key by its alias', kms('alias/aws/s3')],
  ['nothing declared', bucket()],
])('not applicable: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});
