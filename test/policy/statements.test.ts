import { SseAlgorithm, TlsVersion } from '../../src';
import * as policy from '../../src/policy';
import { aStack } from '../support/stacks';

const BUCKET = 'arn:aws:s3:::data';
const EVERYBODY = { Effect: 'Deny', Principal: { AWS: '*' } };
const EVERYTHING = { Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`] };
const UPLOAD = { Action: 's3:PutObject', Resource: `${BUCKET}/*` };
const UPLOAD_OR_UPDATE = { Action: ['s3:PutObject', 's3:UpdateObjectEncryption'], Resource: `${BUCKET}/*` };
const ROLE = 'arn:aws:iam::111122223333:role/Reports';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

// What the statements mean is shown by evaluated requests in test/bucket/meaning.test.ts; this is what they look like.
test.each([
  [policy.denyInsecureTransport(BUCKET), {
    Sid: 'DenyInsecureTransport',
    ...EVERYBODY,
    ...EVERYTHING,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  }],
  [policy.denyOutdatedTls(BUCKET, TlsVersion.V1_2), {
    Sid: 'DenyOutdatedTls',
    ...EVERYBODY,
    ...EVERYTHING,
    Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  }],
  [policy.denySignatureVersion2(BUCKET), {
    Sid: 'DenySignatureVersion2',
    ...EVERYBODY,
    ...EVERYTHING,
    Condition: { StringEquals: { 's3:signatureversion': 'AWS' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  }],
  [policy.denyAnonymousRequests(BUCKET), {
    Sid: 'DenyAnonymousRequests',
    ...EVERYBODY,
    ...EVERYTHING,
    Condition: { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } },
  }],
  [policy.denyOtherSignatureVersions(BUCKET), {
    Sid: 'DenyOtherSignatureVersions',
    ...EVERYBODY,
    ...EVERYTHING,
    Condition: {
      StringNotEquals: { 's3:signatureversion': ['AWS4-HMAC-SHA256', 'AWS4-ECDSA-P256-SHA256'] },
      BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
    },
  }],
  [policy.denyOtherEncryptionAlgorithms(BUCKET, SseAlgorithm.DSSE_KMS), {
    Sid: 'DenyOtherEncryptionAlgorithms',
    ...EVERYBODY,
    ...UPLOAD_OR_UPDATE,
    Condition: {
      Null: { 's3:x-amz-server-side-encryption': 'false' },
      StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms:dsse' },
    },
  }],
  [policy.denyUploadsWithoutKms(BUCKET), {
    Sid: 'DenyUploadsWithoutKms',
    ...EVERYBODY,
    ...UPLOAD,
    Condition: { Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  }],
  [policy.denyEncryptionKeysUnlike(BUCKET, ['arn:aws:kms:*:111122223333:key/*']), {
    Sid: 'DenyOtherEncryptionKeys',
    ...EVERYBODY,
    ...UPLOAD_OR_UPDATE,
    Condition: {
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      StringNotLike: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:*:111122223333:key/*' },
    },
  }],
  [policy.denyOtherEncryptionKeys(BUCKET, [KEY]), {
    Sid: 'DenyOtherEncryptionKeys',
    ...EVERYBODY,
    ...UPLOAD_OR_UPDATE,
    Condition: {
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': KEY },
    },
  }],
  [policy.denyKmsWithoutKey(BUCKET, SseAlgorithm.SSE_KMS), {
    Sid: 'DenyKmsWithoutKey',
    ...EVERYBODY,
    ...UPLOAD,
    Condition: {
      StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' },
    },
  }],
  [policy.denyCustomerProvidedKeys(BUCKET), {
    Sid: 'DenyCustomerProvidedKeys',
    ...EVERYBODY,
    Action: ['s3:PutObject', 's3:ReplicateObject'],
    Resource: `${BUCKET}/*`,
    Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
  }],
  [policy.denyMissingCustomerProvidedKey(BUCKET), {
    Sid: 'DenyMissingCustomerProvidedKey',
    ...EVERYBODY,
    ...UPLOAD,
    Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'true' } },
  }],
  [policy.denyOtherWriters(BUCKET, () => []), {
    Sid: 'DenyOtherWriters',
    ...EVERYBODY,
    Action: ['s3:PutObject', 's3:ReplicateObject'],
    Resource: `${BUCKET}/*`,
    Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } },
  }],
  [policy.denyOtherWriters(BUCKET, () => [ROLE]), {
    Sid: 'DenyOtherWriters',
    ...EVERYBODY,
    Action: ['s3:PutObject', 's3:ReplicateObject'],
    Resource: `${BUCKET}/*`,
    Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' }, ArnNotLike: { 'aws:PrincipalArn': [ROLE] } },
  }],
  [policy.denyNestedLogFolders(BUCKET, { sid: 'DenyNested', services: ['redshift.amazonaws.com'], folder: 'redshift' }), {
    Sid: 'DenyNested',
    Effect: 'Deny',
    Principal: { Service: 'redshift.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${BUCKET}/*AWSLogs/*/AWSLogs/*/redshift/*`,
  }],
  [policy.allowService({
    sid: 'AllowLogs', services: ['config.amazonaws.com'], actions: ['s3:PutObject'], resources: [`${BUCKET}/*`], conditions: { Bool: { key: 'true' } },
  }), {
    Sid: 'AllowLogs',
    Effect: 'Allow',
    Principal: { Service: 'config.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${BUCKET}/*`,
    Condition: { Bool: { key: 'true' } },
  }],
  [policy.allowReportsByRole({ sid: 'AllowReports', account: '111122223333', roleArn: ROLE, resources: [`${BUCKET}/*`] }), {
    Sid: 'AllowReports',
    Effect: 'Allow',
    Principal: { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } },
    Action: 's3:PutObject',
    Resource: `${BUCKET}/*`,
    Condition: { ArnEquals: { 'aws:PrincipalArn': ROLE } },
  }],
  [policy.denyChangesOfEncryption(BUCKET, ['arn:aws:iam::111122223333:role/Custodian']), {
    Sid: 'DenyChangesOfEncryption',
    ...EVERYBODY,
    Action: ['s3:PutEncryptionConfiguration', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
    Resource: BUCKET,
    Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/Custodian'] } },
  }],
  [policy.denyChangesOfReplication(BUCKET, ['arn:aws:iam::111122223333:role/Custodian']), {
    Sid: 'DenyChangesOfReplication',
    ...EVERYBODY,
    Action: 's3:PutReplicationConfiguration',
    Resource: BUCKET,
    Condition: { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::111122223333:role/Custodian'] } },
  }],
])('%#', (statement, expected) => {
  expect(aStack().resolve(statement.toStatementJson())).toEqual(expected);
});
