import { replicationKmsAware as rule } from '../../../../src/validation/rules/replication/replication-kms-aware';
import { bucket, IF, merging } from '../support';
import { GET_ARN, judge, kmsTo, source, sse, sseS3, to } from './support';

const NO_VALUE = { Ref: 'AWS::NoValue' };
const ENABLED = { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } } };
const STATUS = 'Properties.ReplicationConfiguration.Rules.0.SourceSelectionCriteria.SseKmsEncryptedObjects.Status';
const KEY = 'Properties.ReplicationConfiguration.Rules.0.Destination.EncryptionConfiguration.ReplicaKmsKeyID';
const withKey = (ReplicaKmsKeyID: unknown, more: object = {}) => to({ EncryptionConfiguration: { ReplicaKmsKeyID } }, more);

test.each([
  ['SSE-KMS, with both', source([kmsTo(GET_ARN('Key'))], sse('aws:kms'))],
  ['DSSE-KMS, with both', source([kmsTo(GET_ARN('Key'))], sse('aws:kms:dsse'))],
  ['SSE-S3, with both', source([kmsTo(GET_ARN('Key'))], sseS3())],
  ['SSE-S3, with neither', source([to()], sseS3())],
  ['SSE-S3, with a key, and objects with KMS keys left out in so many words', source([withKey(GET_ARN('Key'), {
    SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Disabled' } },
  })], sseS3())],
  ['a rule of the first version', source([{ ...kmsTo(GET_ARN('Key')), Filter: undefined, Prefix: '' }], sse('aws:kms'))],
  ['a key from a parameter', source([kmsTo({ Ref: 'Parameter' })], sse('aws:kms'))],
  ['algorithm and rule under one condition', source([IF(kmsTo(GET_ARN('Key')), to())], sse(IF('aws:kms', 'AES256')))],
  ['one key or another', source([kmsTo(IF(GET_ARN('Key'), GET_ARN('SourceKey')))], sse('aws:kms'))],
  ['another rule that is disabled', source([kmsTo(GET_ARN('Key')), to({}, { Status: 'Disabled' })], sse('aws:kms'))],
])('compliant: %s', (_, Source) => {
  expect(judge(rule, Source)).toEqual([]);
});

test.each([
  ['neither', source([to()], sse('aws:kms')), STATUS, 'The bucket encrypts with KMS keys, but the rule does not replicate objects that are encrypted with KMS keys to bucket Replicas.'],
  ['neither, in one of two branches', source([IF(kmsTo(GET_ARN('Key')), to())], sse('aws:kms')), STATUS, expect.stringContaining('does not replicate objects')],
  ['neither, where one condition takes both away', source([to({ EncryptionConfiguration: IF({ ReplicaKmsKeyID: GET_ARN('Key') }, NO_VALUE) }, {
    SourceSelectionCriteria: IF(ENABLED.SourceSelectionCriteria, NO_VALUE),
  })], sse('aws:kms')), STATUS, expect.stringContaining('This applies if Condition is false.')],
  ['neither, with DSSE-KMS', source([to()], sse('aws:kms:dsse')), STATUS, expect.stringContaining('does not replicate objects')],
  ['no key', source([to({}, ENABLED)], sse('aws:kms')), KEY, 'The rule replicates objects that are encrypted with KMS keys, but specifies no key for the replicas.'],
  ['no key, though no default asks for one', source([to({}, ENABLED)], sseS3()), KEY, expect.stringContaining('specifies no key')],
  ['a key only', source([withKey(GET_ARN('Key'))], sse('aws:kms')), STATUS,
    'The rule specifies a KMS key for the replicas, but does not select objects that are encrypted with KMS keys.'],
  ['a key only, though no default asks for one', source([withKey(GET_ARN('Key'))], sseS3()), STATUS, expect.stringContaining('does not select objects')],
  ['disabled', source([withKey(GET_ARN('Key'), { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Disabled' } } })], sse('aws:kms')), STATUS,
    expect.stringContaining('does not replicate objects')],
])('violating: %s', (_, Source, property, message) => {
  expect(judge(rule, Source)).toEqual([{ on: 'Source', status: 'violation', severity: 'error', property, message }]);
});

test.each([
  ['an algorithm from a parameter', source([to()], sse({ Ref: 'Parameter' })), 'warning', 'parameter Parameter has no default'],
  ['a status from a parameter', source([withKey(GET_ARN('Key'), { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: { Ref: 'Parameter' } } } })],
    sse('aws:kms')), 'warning', 'parameter Parameter has no default'],
  ['algorithm and rule under one condition', source([IF(kmsTo(GET_ARN('Key')), to())], sse(IF('aws:kms', 'AES256'))), 'info', 'it depends on conditions'],
  ['both under one condition', source([to({ EncryptionConfiguration: IF({ ReplicaKmsKeyID: GET_ARN('Key') }, NO_VALUE) }, {
    SourceSelectionCriteria: IF(ENABLED.SourceSelectionCriteria, NO_VALUE),
  })], sse('aws:kms')), 'info', 'it depends on conditions'],
])('cannot tell: %s', (_, Source, severity, reason) => {
  expect(merging(() => judge(rule, Source))).toMatchObject([{
    status: 'unknown', severity, message: `It cannot be determined whether the rule replicates objects that are encrypted with KMS keys, if there are any: ${reason}.`,
  }]);
});

test('cannot tell: rules from a macro', () => {
  expect(judge(rule, source({ 'Fn::Transform': { Name: 'Macro' } }, sse('aws:kms')))).toMatchObject([{
    status: 'unknown', property: 'Properties.ReplicationConfiguration.Rules', message: expect.stringMatching(/^It cannot be determined whether objects that are encrypted with KMS keys/),
  }]);
});

test.each([
  ['no replication', bucket(sse('aws:kms'))],
  ['no rule', source([], sse('aws:kms'))],
  ['a rule that is disabled', source([to({}, { Status: 'Disabled' })], sse('aws:kms'))],
])('not applicable: %s', (_, Source) => {
  expect(judge(rule, Source)).toEqual([]);
});
