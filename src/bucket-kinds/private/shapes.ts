import { type BucketKind, DIRECTORY_BUCKET_NAME, DIRECTORY_BUCKETS } from '../../encryption/internal';
import { flag, having, KEY, matching, REMOVAL_POLICY, required, type Shape, shape, struct } from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import type { DirectoryBucketEncryption } from '../directory/directory-bucket-encryption';
import type { DirectoryBucketZone } from '../directory/directory-bucket-zone';
import type { EncryptedDirectoryBucketProps } from '../directory/encrypted-directory-bucket-props';

export const CUSTOMER_KEY_OPTIONS = struct<CustomerKeyOptions>('CustomerKeyOptions', { key: KEY });

const DIRECTORY_BUCKET_ENCRYPTION = encryptionOf<DirectoryBucketEncryption>(DIRECTORY_BUCKETS, 'DirectoryBucketEncryption');

const DIRECTORY_BUCKET_ZONE: Shape<DirectoryBucketZone> = having('a DirectoryBucketZone, for example DirectoryBucketZone.availabilityZone()', 'zoneId', 'dataRedundancy');

export const ENCRYPTED_DIRECTORY_BUCKET_PROPS = struct<EncryptedDirectoryBucketProps>('EncryptedDirectoryBucketProps', {
  zone: required(DIRECTORY_BUCKET_ZONE),
  bucketName: matching(DIRECTORY_BUCKET_NAME.expression, DIRECTORY_BUCKET_NAME.form),
  encryption: DIRECTORY_BUCKET_ENCRYPTION,
  enforceEncryption: flag,
  denyInsecureTransport: flag,
  removalPolicy: REMOVAL_POLICY,
});

/** The encryption of another kind of bucket has the same members. */
function encryptionOf<Encryption>({ title }: BucketKind, type: string): Shape<Encryption> {
  return shape((value) => (value as { _kind?: unknown } | null | undefined)?._kind === title, `use ${type}.sseKms() or ${type}.sseS3()`);
}
