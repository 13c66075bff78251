import { KmsActions } from '../../src';
import { KMS_ACTIONS } from '../../src/policy-evaluation/actions/kms-actions';

const all = KMS_ACTIONS.map(({ name }) => name);
const reading = KMS_ACTIONS.filter(({ accessLevel }) => accessLevel === 'Read' || accessLevel === 'List').map(({ name }) => name);
const meantBy = (patterns: readonly string[]) => all.filter((name) => patterns.some((pattern) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)));

/** What makes use of a key, or hands on its use. */
const USING = [
  'kms:CreateGrant', 'kms:Decrypt', 'kms:DeriveSharedSecret', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:GenerateMac', 'kms:ReEncryptFrom', 'kms:ReEncryptTo',
  'kms:Sign', 'kms:Verify', 'kms:VerifyMac',
];
/** What no administrator of an encryption key for S3 asks for: it has no public key. */
const NOT_ASKED_FOR = ['kms:GetKeyLastUsage', 'kms:GetPublicKey'];

test('to administer is everything that AWS KMS does to keys, without their use', () => {
  expect(KmsActions.ADMINISTER).toEqual(all.filter((name) => !USING.includes(name) && !NOT_ASKED_FOR.includes(name)));
  expect(USING.filter((name) => !all.includes(name))).toEqual([]);
});

test('to inspect is what administrators read', () => {
  // These begin an import.
  expect(KmsActions.INSPECT).toEqual(KmsActions.ADMINISTER.filter((name) => reading.includes(name) && name !== 'kms:GetParametersForImport'));
});

test('what S3 does with a key is to encrypt, to decrypt, and to change from one key to another', () => {
  expect(meantBy(KmsActions.USE)).toEqual([
    'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair', 'kms:GenerateDataKeyPairWithoutPlaintext',
    'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo',
  ]);
  expect([...KmsActions.READ, ...KmsActions.WRITE].filter((name) => !meantBy(KmsActions.USE).includes(name))).toEqual([]);
});

test('readers decrypt, and writers decrypt too, for multipart uploads and S3 Bucket Keys', () => {
  expect([KmsActions.READ, KmsActions.WRITE]).toEqual([['kms:Decrypt'], ['kms:GenerateDataKey', 'kms:Decrypt']]);
});
