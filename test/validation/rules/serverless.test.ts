import { findings } from './support';
import { accessWithoutKey } from '../../../src/validation/rules/access/access-without-key';
import { keyUsableByItsUsers } from '../../../src/validation/rules/keys/key-usable-by-its-users';

const TRANSFORM = { Transform: 'AWS::Serverless-2016-10-31' };
const ROOT = { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' };
const KEY = (Condition?: object) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeyPolicy: { Statement: [{ Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*', ...Condition === undefined ? {} : { Condition } }] } },
});
const BUCKET = {
  Type: 'AWS::S3::Bucket',
  Properties: {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } }, BucketKeyEnabled: true }],
    },
  },
};
const BUCKET_NAME = { BucketName: { Ref: 'Bucket' } };
const KEY_ID = { KeyId: { Ref: 'Key' } };

function withFunction(Policies: unknown, more: object = {}) {
  return findings(accessWithoutKey, {
    ...TRANSFORM,
    ...more,
    Resources: {
      Key: KEY(), Other: KEY(), Bucket: BUCKET, Reader: { Type: 'AWS::Serverless::Function', Properties: { Policies } },
    },
  });
}

test.each<[string, unknown[]]>([
  ['reads', [{ S3ReadPolicy: BUCKET_NAME }]],
  ['reads and writes', [{ S3CrudPolicy: BUCKET_NAME }]],
  ['writes', [{ S3WritePolicy: BUCKET_NAME }]],
  ['has every right with objects', [{ S3FullAccessPolicy: BUCKET_NAME }]],
  ['has rights with another key', [{ S3ReadPolicy: BUCKET_NAME }, { KMSDecryptPolicy: { KeyId: { Ref: 'Other' } } }]],
  ['names the key by its ARN, where its ID is meant', [{ S3ReadPolicy: BUCKET_NAME }, { KMSDecryptPolicy: { KeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } }]],
  ['encrypts without reading the key', [{ S3WritePolicy: BUCKET_NAME }, { KMSEncryptPolicy: KEY_ID }]],
])('a function that %s without the key', (_, policies) => {
  expect(withFunction(policies)).toMatchObject([{ on: 'ReaderRole', status: 'violation', severity: 'error' }]);
});

test.each<[string, unknown[], object?]>([
  ['reads with the key', [{ S3ReadPolicy: BUCKET_NAME }, { KMSDecryptPolicy: KEY_ID }]],
  ['reads and writes with the key', [{ S3CrudPolicy: BUCKET_NAME }, { KMSDecryptPolicy: KEY_ID }, { KMSEncryptPolicy_v2: KEY_ID }]],
  ['has no rights with the bucket', [{ DynamoDBCrudPolicy: { TableName: 'x' } }, { S3ReadPolicy: { BucketName: 'other' } }]],
  ['is an administrator', [{ S3ReadPolicy: BUCKET_NAME }, 'AdministratorAccess']],
])('a function that %s', (_, policies) => {
  expect(withFunction(policies)).toEqual([]);
});

test('of a policy template that is not known, it cannot be determined', () => {
  expect(withFunction([{ S3ReadPolicy: BUCKET_NAME }, { KMSNewPolicy: KEY_ID }])).toMatchObject([{ on: 'ReaderRole', status: 'unknown' }]);
});

test('a connector that reads without the key', () => {
  const Connector = { Type: 'AWS::Serverless::Connector', Properties: { Source: { Id: 'Reader' }, Destination: { Id: 'Bucket' }, Permissions: ['Read'] } };
  const Resources = { Key: KEY(), Bucket: BUCKET, Reader: { Type: 'AWS::Serverless::Function' }, Connector };
  expect(findings(accessWithoutKey, { ...TRANSFORM, Resources })).toMatchObject([{ status: 'violation', severity: 'error' }]);
});

test('functions and tables are users of keys', () => {
  const throughS3 = KEY({ StringLike: { 'kms:ViaService': 's3.*.amazonaws.com' } });
  const KmsKeyArn = { 'Fn::GetAtt': ['Key', 'Arn'] };
  const Globals = { Function: { KmsKeyArn } };
  const Table = { Type: 'AWS::Serverless::SimpleTable', Properties: { SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: KmsKeyArn } } };
  const resources = (Key: object) => ({ ...TRANSFORM, Globals, Resources: { Key, Bucket: BUCKET, Function: { Type: 'AWS::Serverless::Function' }, Table } });
  expect(findings(keyUsableByItsUsers, resources(throughS3)).map(({ on, status }) => [on, status])).toEqual([['Key', 'violation'], ['Key', 'violation']]);
  expect(findings(keyUsableByItsUsers, resources(KEY()))).toEqual([]);
});
