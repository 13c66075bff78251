import { replicaEncryptionAsExpected as rule } from '../../../../src/validation/rules/replication/replica-encryption-as-expected';
import { bucket, IF, merging, when } from '../support';
import { GET_ARN, judge, kmsTo, source, sse, sseS3, to, VERSIONED } from './support';

const check = (from: object, towards: object) => judge(rule, source([kmsTo(GET_ARN('Key'))], from), { Replicas: bucket({ ...VERSIONED, ...towards }) });

test.each([
  ['SSE-S3 to SSE-S3', sseS3(), sseS3()],
  ['nothing declared to SSE-S3', {}, sseS3()],
  ['SSE-KMS to SSE-KMS', sse('aws:kms'), sse('aws:kms')],
  ['SSE-KMS to SSE-S3: replicas are encrypted with the replica key', sse('aws:kms'), sseS3()],
  ['DSSE-KMS to SSE-KMS', sse('aws:kms:dsse'), sse('aws:kms')],
  ['both under one condition', sse(IF('aws:kms', 'AES256')), sse(IF('aws:kms', 'AES256'))],
  ['DSSE-KMS to an algorithm from a parameter, which cannot be stronger', sse('aws:kms:dsse'), sse({ Ref: 'Parameter' })],
  ['SSE-KMS or DSSE-KMS to SSE-KMS', sse(IF('aws:kms', 'aws:kms:dsse')), sse('aws:kms')],
  ['an algorithm from a parameter, to SSE-S3', sse({ Ref: 'Parameter' }), sseS3()],
])('compliant: %s', (_, from, towards) => {
  expect(check(from, towards)).toEqual([]);
});

test.each<[string, object, object, string, string, string?]>([
  ['SSE-S3 to SSE-KMS', sseS3(), sse('aws:kms'), 'SSE-S3', 'SSE-KMS'],
  ['nothing declared to SSE-KMS', {}, sse('aws:kms'), 'SSE-S3', 'SSE-KMS'],
  ['SSE-S3 to DSSE-KMS', sseS3(), sse('aws:kms:dsse'), 'SSE-S3', 'DSSE-KMS'],
  ['SSE-KMS to DSSE-KMS', sse('aws:kms'), sse('aws:kms:dsse'), 'SSE-KMS', 'DSSE-KMS'],
  ['SSE-S3 to SSE-KMS in one branch of a condition', sseS3(), sse(IF('aws:kms', 'AES256')), 'SSE-S3', 'SSE-KMS', 'Condition is true'],
])('violating: %s', (_, from, towards, is, shall, words = '') => {
  expect(check(from, towards)).toEqual([{
    on: 'Source',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.ReplicationConfiguration.Rules.0.Destination.Bucket',
    message: `Replicas in bucket Replicas will be encrypted with ${is}, as in this bucket, and not with ${shall}, the default encryption of that bucket.${when(words)}`,
  }]);
});

test.each<[string, object, object]>([
  ['a destination that may be stronger', sseS3(), sse(IF('aws:kms', 'AES256'))],
  ['a source that may be weaker', sse(IF('aws:kms', 'AES256')), sse('aws:kms')],
])('violating, where one condition alone decides about it: %s', (_, from, towards) => {
  expect(merging(() => check(from, towards))).toMatchObject([{ status: 'violation', message: expect.stringContaining('encrypted with SSE-S3, as in this bucket, and not with SSE-KMS') }]);
});

test.each([
  ['an algorithm from a parameter', sse({ Ref: 'Parameter' }), sse('aws:kms'), 'parameter Parameter has no default'],
  ['an algorithm from a parameter, to DSSE-KMS', sse({ Ref: 'Parameter' }), sse('aws:kms:dsse'), 'parameter Parameter has no default'],
  ['SSE-KMS to an algorithm from a parameter, which may be stronger', sse('aws:kms'), sse({ Ref: 'Parameter' }), 'parameter Parameter has no default'],
  ['a destination\'s algorithm from a parameter', sseS3(), sse({ Ref: 'Parameter' }), 'parameter Parameter has no default'],
  ['both under one condition', sse(IF('aws:kms', 'AES256')), sse(IF('aws:kms', 'AES256')), 'it depends on conditions'],
])('cannot tell: %s', (_, from, towards, reason) => {
  expect(merging(() => check(from, towards))).toMatchObject([{
    status: 'unknown',
    severity: 'info',
    message: `It cannot be determined whether replicas in bucket Replicas will be encrypted with the default encryption of that bucket: ${reason}.`,
  }]);
});

test.each([
  ['a destination outside the app', source([to({ Bucket: 'arn:aws:s3:::theirs' })], sseS3())],
  ['a rule that is disabled', source([to({}, { Status: 'Disabled' })], sseS3())],
])('not applicable: %s', (_, Source) => {
  expect(judge(rule, Source, { Replicas: bucket(sse('aws:kms')) })).toEqual([]);
});
