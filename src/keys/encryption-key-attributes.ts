import type { aws_kms as kms } from 'aws-cdk-lib';
import type { EncryptionContext } from '../encryption';

/**
 * What is known of a KMS key that is made elsewhere. What is not stated is not checked.
 */
export interface EncryptionKeyAttributes {
  /** The full ARN of the key. */
  readonly keyArn: string;

  /**
   * The key's type. S3 encrypts with `kms.KeySpec.SYMMETRIC_DEFAULT` only.
   *
   * @default - not known
   */
  readonly keySpec?: kms.KeySpec;

  /**
   * What the key may be used for. S3 needs `kms.KeyUsage.ENCRYPT_DECRYPT`.
   *
   * @default - not known
   */
  readonly keyUsage?: kms.KeyUsage;

  /**
   * Whether the key is enabled.
   *
   * @default - not known
   */
  readonly enabled?: boolean;

  /**
   * The key's Region, for an ARN that is known at deployment only.
   *
   * @default - the Region of the ARN
   */
  readonly region?: string;

  /**
   * Whether the key is a multi-Region key.
   *
   * @default - told by the key's id, which begins with `mrk-`
   */
  readonly multiRegion?: boolean;

  /**
   * Whether the key's policy lets S3 use it with the encryption context of an S3 Bucket Key, a bucket's ARN.
   *
   * @default - not known
   */
  readonly bucketKeyContext?: boolean;

  /**
   * Whether the key's policy lets S3 use it with the encryption context of requests without an S3 Bucket Key, an
   * object's ARN.
   *
   * @default - not known
   */
  readonly objectContext?: boolean;

  /**
   * The encryption contexts to which the key's policy confines its use.
   *
   * @default - not known
   */
  readonly encryptionContexts?: EncryptionContext[];

  /**
   * Pairs of encryption context, besides S3's own, that the key's policy demands of every request.
   *
   * @default - none
   */
  readonly requiredEncryptionContext?: { readonly [name: string]: string };
}
