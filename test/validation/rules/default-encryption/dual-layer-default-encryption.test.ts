import { dualLayerDefaultEncryption as rule } from '../../../../src/validation/rules/default-encryption/dual-layer-default-encryption';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS, when } from '../support';

const by = (SSEAlgorithm: unknown, more: object = {}) => encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm } }, more);
const check = (resources: { [logicalId: string]: object }) =>
  findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: resources });

test('compliant: DSSE-KMS', () => {
  expect(check({ Bucket: by('aws:kms:dsse') })).toEqual([]);
});

test.each<[string, object, string?]>([
  ['SSE-KMS', by('aws:kms')],
  ['SSE-S3', by('AES256')],
  ['nothing declared', bucket()],
  ['SSE-KMS in one branch', by(IF('aws:kms:dsse', 'aws:kms')), 'Condition is false'],
])('violating: %s', (_, Bucket, words = '') => {
  expect(check({ Bucket })).toMatchObject([{
    on: 'Bucket', status: 'violation', severity: 'error', message: `The bucket does not encrypt in two layers (DSSE-KMS) by default.${when(words)}`,
  }]);
});

test('cannot tell: an algorithm from a parameter', () => {
  expect(check({ Bucket: by({ Ref: 'Parameter' }) })).toMatchObject([{ status: 'unknown', severity: 'warning' }]);
});

test('not applicable: a target of access logs', () => {
  expect(check({
    Bucket: by('aws:kms:dsse', { LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } } }),
    Logs: by('AES256'),
  })).toEqual([]);
});
