import { kmsKeyRetained as rule } from '../../../../src/validation/rules/keys/kms-key-retained';
import { findings } from '../support';
import { forReplicas, unused, withKey } from './support';

const RETAINED = { DeletionPolicy: 'Retain' };
const EXCEPT_ON_CREATE = { DeletionPolicy: 'RetainExceptOnCreate' };

test.each([
  ['both are retained', withKey({}, { attributes: RETAINED, bucket: RETAINED })],
  ['both are retained but for a failed creation', withKey({}, {
    attributes: EXCEPT_ON_CREATE, bucket: EXCEPT_ON_CREATE,
  })],
  ['the key stays in any case', withKey({}, { attributes: RETAINED, bucket: EXCEPT_ON_CREATE })],
  ['the bucket goes', withKey({}, { attributes: EXCEPT_ON_CREATE, bucket: { DeletionPolicy: 'Delete' } })],
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

test.each([
  ['the key is deleted', { DeletionPolicy: 'Delete' }, 'The key is deleted with its stack, while'],
  ['nothing is said of the key', {}, 'The key is deleted with its stack, while'],
])('violating: the bucket is retained but for a failed creation, and %s', (_, attributes, message) => {
  expect(findings(rule, withKey({}, { attributes, bucket: EXCEPT_ON_CREATE }))).toMatchObject([{ status: 'violation', message: expect.stringContaining(message) }]);
});

test('violating: the bucket stays after a failed creation, and the key does not', () => {
  expect(findings(rule, withKey({}, { attributes: EXCEPT_ON_CREATE, bucket: RETAINED }))).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'warning',
    property: 'DeletionPolicy',
    message: 'The key is deleted if the deployment that creates it is rolled back, while bucket Bucket, which it encrypts, is retained.',
  }]);
});

test.each([['Retain', RETAINED], ['RetainExceptOnCreate', EXCEPT_ON_CREATE]])('cannot tell: a policy from a parameter, of the key of a bucket with %s', (_, bucket) => {
  expect(findings(rule, withKey({}, { attributes: { DeletionPolicy: { Ref: 'Parameter' } }, bucket }))).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/: parameter Parameter has no default\.$/),
  }]);
});

test('the worst of several buckets is the one that is said', () => {
  const { Resources, ...others } = withKey({}, { attributes: EXCEPT_ON_CREATE, bucket: EXCEPT_ON_CREATE }) as { Resources: { Bucket: object } };
  const template = { ...others, Resources: { ...Resources, Strict: { ...Resources.Bucket, ...RETAINED } } };
  expect(findings(rule, template)).toMatchObject([{ on: 'Key', status: 'violation', message: expect.stringContaining('while bucket Strict,') }]);
  expect(findings(rule, { ...template, Resources: { ...template.Resources, Strict: { ...Resources.Bucket, DeletionPolicy: 'Delete' } } })).toEqual([]);
});

test.each(['Snapshot', 'RetainExceptOnCreate ', 'retain'])('not applicable: a bucket with DeletionPolicy %j, which does not retain it', (DeletionPolicy) => {
  expect(findings(rule, withKey({}, { attributes: { DeletionPolicy: 'Delete' }, bucket: { DeletionPolicy } }))).toEqual([]);
});

test('not applicable: it is not known whether the bucket stays', () => {
  expect(findings(rule, withKey({}, { attributes: EXCEPT_ON_CREATE, bucket: { DeletionPolicy: { Ref: 'Parameter' } } }))).toEqual([]);
});

test.each([
  ['a key that no bucket uses', unused({})],
  ['a key for replicas, which lie in another bucket', forReplicas({})],
])('not applicable: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([]);
});
