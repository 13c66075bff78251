import { replicationOfSseC as rule } from '../../../../src/validation/rules/replication/replication-of-sse-c';
import { bucket, IF, when } from '../support';
import { byDefault, judge, source, to } from './support';

const blocking = (EncryptionType: unknown) => byDefault({ BlockedEncryptionTypes: { EncryptionType } });
const check = (from: object, towards: object) => judge(rule, source([to()], from), { Replicas: bucket(towards) });

test.each([
  ['let in by both', blocking(['NONE']), blocking(['NONE'])],
  ['blocked by both', blocking(['SSE-C']), blocking(['SSE-C'])],
  ['blocked by the source', blocking(['SSE-C']), blocking(['NONE'])],
])('compliant: %s', (_, from, towards) => {
  expect(check(from, towards)).toEqual([]);
});

test.each<[string, object, object, string?]>([
  ['blocked by the destination', blocking(['NONE']), blocking(['SSE-C'])],
  ['blocked by the destination in one branch of a condition', blocking(['NONE']), blocking(IF(['SSE-C'], ['NONE'])), 'Condition is true'],
])('violating: %s', (_, from, towards, words = '') => {
  expect(check(from, towards)).toEqual([{
    on: 'Source',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.ReplicationConfiguration.Rules.0.Destination.Bucket',
    message: `The bucket accepts SSE-C, but bucket Replicas, to which it is replicated, blocks SSE-C.${when(words)}`,
  }]);
});

test.each([
  ['a destination that does not say', blocking(['NONE']), {}, 'it does not say'],
  ['a parameter', blocking(['NONE']), blocking({ Ref: 'Parameter' }), 'parameter Parameter has no default'],
])('cannot tell: %s', (_, from, towards, reason) => {
  expect(check(from, towards)).toMatchObject([{
    status: 'unknown', severity: 'info', message: `It cannot be determined whether bucket Replicas accepts replicas with SSE-C, as this bucket does: ${reason}.`,
  }]);
});

test.each([
  ['a source that does not say', source([to()])],
  ['a rule that is disabled', source([to({}, { Status: 'Disabled' })], blocking(['NONE']))],
])('not applicable: %s', (_, Source) => {
  expect(judge(rule, Source, { Replicas: bucket(blocking(['SSE-C'])) })).toEqual([]);
});
