import { actionsNamed } from '../../src/policy-evaluation';

const ACTIONS = ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncryptFrom'].map((name) => ({ name }));

test.each([
  ['kms:Decrypt', ['kms:Decrypt']],
  ['KMS:decrypt', ['kms:Decrypt']],
  ['kms:*Encrypt*', ['kms:Encrypt', 'kms:ReEncryptFrom']],
  ['kms:?ncrypt', ['kms:Encrypt']],
  ['*', ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncryptFrom']],
  // What is special in a regular expression only is text.
  ['kms:(D|E)*', []],
  ['kms:.ncrypt', []],
  ['s3:*', []],
])('%s', (pattern, names) => {
  expect(actionsNamed(pattern, ACTIONS).map(({ name }) => name)).toEqual(names);
});
