import { sseCBlocked as rule } from '../../../../src/validation/rules/default-encryption/sse-c-blocked';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS, when } from '../support';

const blocking = (EncryptionType: unknown) => encrypted({ BlockedEncryptionTypes: { EncryptionType } });
const check = (Bucket: object) => findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket } });
const PROPERTY = 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.BlockedEncryptionTypes.EncryptionType';

test.each([
  ['blocked', blocking(['SSE-C'])],
  ['blocked in both branches of a condition', blocking(IF(['SSE-C'], ['SSE-C']))],
])('compliant: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});

test.each<[string, object, string?]>([
  ['let in', blocking(['NONE'])],
  ['let in in one branch of a condition', blocking(IF(['SSE-C'], ['NONE'])), 'Condition is false'],
])('violating: %s', (_, Bucket, words = '') => {
  expect(check(Bucket)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'error',
    property: PROPERTY,
    message: `The bucket accepts uploads with customer-provided keys (SSE-C).${when(words)}`,
  }]);
});

test.each([
  ['no encryption', bucket()],
  ['nothing of SSE-C', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } })],
])('informs: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'info',
    property: PROPERTY,
    message: 'The bucket does not say whether it accepts uploads with customer-provided keys (SSE-C).',
  }]);
});

test.each([
  ['a list from a parameter', blocking({ Ref: 'Parameter' })],
  ['an entry from a parameter', blocking([{ Ref: 'Parameter' }])],
])('cannot tell: %s', (_, Bucket) => {
  expect(check(Bucket)).toMatchObject([{
    status: 'unknown',
    severity: 'warning',
    message: 'It cannot be determined whether the bucket accepts uploads with customer-provided keys (SSE-C): parameter Parameter has no default.',
  }]);
});

test('not applicable: no bucket', () => {
  expect(findings(rule, { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })).toEqual([]);
});
