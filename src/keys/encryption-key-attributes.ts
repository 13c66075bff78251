import type { aws_kms as kms } from 'aws-cdk-lib';
import type { EncryptionContext } from '../encryption';

/**
 * The known attributes of an existing KMS key.
 *
 * Attributes that you don't specify aren't checked.
 */
export interface EncryptionKeyAttributes {
  /** The full ARN of the key. */
  readonly keyArn: string;

  /**
   * The type of the key. S3 requires `kms.KeySpec.SYMMETRIC_DEFAULT`.
   *
   * @default - unknown
   */
  readonly keySpec?: kms.KeySpec;

  /**
   * The usage of the key. S3 requires `kms.KeyUsage.ENCRYPT_DECRYPT`.
   *
   * @default - unknown
   */
  readonly keyUsage?: kms.KeyUsage;

  /**
   * Whether the key is enabled.
   *
   * @default - unknown
   */
  readonly enabled?: boolean;

  /**
   * The Region of the key, for an ARN that is known only at deployment.
   *
   * @default - the Region of the ARN
   */
  readonly region?: string;

  /**
   * Whether the key is a multi-Region key.
   *
   * @default - determined from the key ID, which begins with `mrk-` for multi-Region keys
   */
  readonly multiRegion?: boolean;

  /**
   * Whether the key policy allows S3 to use the key with the encryption context of an S3 Bucket Key, which is the ARN of the bucket.
   *
   * @default - unknown
   */
  readonly bucketKeyContext?: boolean;

  /**
   * Whether the key policy allows S3 to use the key with the encryption context of requests without an S3 Bucket Key, which is the ARN of the
   * object.
   *
   * @default - unknown
   */
  readonly objectContext?: boolean;

  /**
   * The encryption contexts that the key policy restricts the use of the key to.
   *
   * @default - unknown
   */
  readonly encryptionContexts?: EncryptionContext[];

  /**
   * The encryption context pairs that the key policy requires in every request, in addition to the pair that S3 adds.
   *
   * @default - no required pairs
   */
  readonly requiredEncryptionContext?: { readonly [name: string]: string };
}
