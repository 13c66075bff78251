import { kmsKeyRetained as rule } from '../../../../src/validation/rules/keys/kms-key-retained';
import { findings } from '../support';
import { forReplicas, unused, withKey } from './support';

const RETAINED = { DeletionPolicy: 'Retain' };

test.each([
  ['both are retained', withKey({}, { attributes: RETAINED, bucket: RETAINED })],
  ['both are retained but for a failed creation', withKey({}, {
    attributes: { DeletionPolicy: 'RetainExceptOnCreate' }, bucket: { DeletionPolicy: 'RetainExceptOnCreate' },
  })],
  ['both go', withKey({}, { attributes: { DeletionPolicy: 'Delete' }, bucket: { DeletionPolicy: 'Delete' } })],
  ['both go, as nothing is said', withKey({})],
  ['only the key is retained', withKey({}, { attributes: RETAINED })],
])('compliant: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([]);
});

test.each([
  ['the key is deleted', withKey({}, { attributes: { DeletionPolicy: 'Delete' }, bucket: RETAINED })],
  ['nothing is said of the key', withKey({}, { bucket: RETAINED })],
])('violating: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'warning',
    property: 'DeletionPolicy',
    message: 'The key is deleted with its stack, while bucket Bucket, which it encrypts, is retained.',
  }]);
});

test('cannot tell: a policy from a parameter', () => {
  expect(findings(rule, withKey({}, { attributes: { DeletionPolicy: { Ref: 'Parameter' } }, bucket: RETAINED }))).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/: parameter Parameter has no default\.$/),
  }]);
});

test.each([
  ['a key that no bucket uses', unused({})],
  ['a key for replicas, which lie in another bucket', forReplicas({})],
])('not applicable: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([]);
});
