import { defaultEncryptionDeclared as rule } from '../../../../src/validation/rules/default-encryption/default-encryption-declared';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS, when } from '../support';

const AES256 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };

test.each([
  ['SSE-S3', encrypted(AES256)],
  ['SSE-KMS', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } })],
  ['either branch of a condition', bucket({ BucketEncryption: IF({ ServerSideEncryptionConfiguration: [AES256] }, { ServerSideEncryptionConfiguration: [AES256] }) })],
])('compliant: %s', (_, Bucket) => {
  expect(findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket } })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['no encryption', bucket()],
  ['no properties', { Type: 'AWS::S3::Bucket' }],
  ['a rule that only blocks SSE-C', encrypted({ BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } })],
  ['no rule', bucket({ BucketEncryption: { ServerSideEncryptionConfiguration: [] } })],
  ['nothing in one branch of a condition', bucket({ BucketEncryption: IF({ ServerSideEncryptionConfiguration: [AES256] }, { Ref: 'AWS::NoValue' }) }), 'Condition is false'],
])('violating: %s', (_, Bucket, words = '') => {
  expect(findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket } })).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault',
    message: `The bucket does not declare its default encryption.${when(words)}`,
  }]);
});

test('cannot tell: encryption that is imported', () => {
  expect(findings(rule, { Resources: { Bucket: bucket({ BucketEncryption: { 'Fn::Transform': { Name: 'Macro' } } }) } })).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/^It cannot be determined whether the bucket declares its default encryption: .+\.$/),
  }]);
});

test('not applicable: no bucket, or one that is never made', () => {
  expect(findings(rule, {
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic' }, Bucket: { ...bucket(), Condition: 'Never' } },
  })).toEqual([]);
});
