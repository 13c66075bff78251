import { fileSystemSourceBucket as rule } from '../../../../src/validation/rules/access/file-system-source-bucket';
import { CONDITIONS, encrypted, findings, PARAMETERS } from '../support';

const VERSIONED = { VersioningConfiguration: { Status: 'Enabled' } };
const ENCRYPTION = 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm';

const found = (SSEAlgorithm: unknown, properties: object, source: unknown = { 'Fn::GetAtt': ['Bucket', 'Arn'] }) => findings(rule, {
  Parameters: PARAMETERS,
  Conditions: CONDITIONS,
  Resources: {
    Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm } }, properties),
    Files: { Type: 'AWS::S3Files::FileSystem', Properties: { Bucket: source, RoleArn: 'arn:aws:iam::111122223333:role/files' } },
  },
});

test.each([
  ['SSE-S3', 'AES256', VERSIONED],
  ['SSE-KMS', 'aws:kms', VERSIONED],
  ['versioning, whatever Object Lock is', 'AES256', { ...VERSIONED, ObjectLockEnabled: { Ref: 'Parameter' } }],
  ['Object Lock, which comes with versioning', 'AES256', { ObjectLockEnabled: true }],
])('compliant: %s', (_, algorithm, properties) => {
  expect(found(algorithm, properties)).toEqual([]);
});

test.each<[string, unknown, object, string, string]>([
  ['no versioning', 'AES256', {}, 'Properties.VersioningConfiguration.Status', 'File system Files requires versioning, which is not enabled on the bucket.'],
  ['suspended versioning, whatever Object Lock is', 'AES256', { VersioningConfiguration: { Status: 'Suspended' }, ObjectLockEnabled: { Ref: 'Parameter' } },
    'Properties.VersioningConfiguration.Status', 'File system Files requires versioning, which is not enabled on the bucket.'],
  ['suspended versioning', 'AES256', { VersioningConfiguration: { Status: 'Suspended' } }, 'Properties.VersioningConfiguration.Status',
    'File system Files requires versioning, which is not enabled on the bucket.'],
  ['DSSE-KMS', 'aws:kms:dsse', VERSIONED, ENCRYPTION, 'File system Files does not support DSSE-KMS, which is the default encryption of the bucket.'],
])('violating: %s', (_, algorithm, properties, property, message) => {
  expect(found(algorithm, properties)).toEqual([{ on: 'Bucket', status: 'violation', severity: 'error', property, message }]);
});

test.each([
  ['versioning is a parameter', 'AES256', { VersioningConfiguration: { Status: { Ref: 'Parameter' } } }],
  ['Object Lock is a parameter', 'AES256', { ObjectLockEnabled: { Ref: 'Parameter' } }],
  ['the algorithm is a parameter', { Ref: 'Parameter' }, VERSIONED],
])('cannot tell: %s', (_, algorithm, properties) => {
  expect(found(algorithm, properties)).toMatchObject([{
    status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be determined whether the bucket of file system Files .+: .+\.$/),
  }]);
});

test('not applicable: a bucket that no file system is in front of', () => {
  expect(found('aws:kms:dsse', {}, 'arn:aws:s3:::another-bucket')).toEqual([]);
});
