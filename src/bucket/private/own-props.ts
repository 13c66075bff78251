/**
 * Props of `EncryptedBucket` that `s3.Bucket` does not have.
 *
 * The struct builder adds them to `EncryptedBucketProps`, with their documentation; the constructor takes them out of the
 * props for `s3.Bucket`.
 */
export const OWN_PROPS = [
  'defaultEncryption',
  'minimumTlsVersion',
  'signatureVersion',
  'uploadEncryption',
  'customerProvidedKeys',
  'accessLogs',
  'encryptionAdministrators',
] as const;

export type OwnProp = typeof OWN_PROPS[number];
