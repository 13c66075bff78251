import type { aws_kms as kms } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { assertUsableKey } from './private/usable-key';
import { BUCKET_DEFAULT_UPLOAD_OPTIONS } from './shapes';
import { assertShape } from '../shapes';

/**
 * Options of `UploadEncryption.bucketDefault()`.
 */
export interface BucketDefaultUploadOptions {
  /**
   * Keys, besides the key of the default encryption, that uploads may name.
   *
   * Grants of the bucket cover these keys too: to decrypt, and to encrypt where the grantee writes. So do cross-account
   * access, log sources (`acceptLogsFrom()`), CloudFront, inventories, snapshot exports and replication. They cannot change
   * the policy of an imported key: a synth warning then shows the statement that it needs.
   *
   * Change the key of a bucket in three deployments:
   *
   * 1. Accept the new key: add it here.
   * 2. Make the new key the default, and accept the former key here.
   * 3. When `ObjectReencryption` is done and no upload names the former key, remove it.
   *
   * CloudFormation updates the bucket before its policy and before the policies of roles, and other stacks later. With fewer
   * deployments, uploads or reads are denied meanwhile. Synthesis cannot warn you about that: it does not know which key the
   * deployed bucket encrypts with, or which keys it accepts.
   *
   * A key that demands encryption context (`EncryptionKeyProps.requiredEncryptionContext`) belongs here too, because it
   * cannot be the key of a default encryption.
   *
   * @default - none
   */
  readonly acceptedKeys?: kms.IKey[];
}

/**
 * Which encryption an upload can specify.
 *
 * An upload that specifies none always gets the default encryption of the bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 * @example
 * declare const formerKey: kms.IKey;
 *
 * new EncryptedBucket(this, 'Data', {
 *   uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [formerKey] }),
 * });
 */
export class UploadEncryption {
  /**
   * Only what the bucket's default says: uploads that name another algorithm or another key are denied.
   *
   * With the AWS managed key `aws/s3` only the algorithm can be held, because the key's ARN is not known.
   *
   * @param options Which keys uploads may name besides
   * @returns what uploads may ask for
   */
  public static bucketDefault(options: BucketDefaultUploadOptions = {}): UploadEncryption {
    assertShape('UploadEncryption.bucketDefault', options, BUCKET_DEFAULT_UPLOAD_OPTIONS);
    return new UploadEncryption(true, options.acceptedKeys ?? []);
  }

  /**
   * Whatever the upload asks for.
   *
   * @returns what uploads may ask for
   */
  public static any(): UploadEncryption {
    return new UploadEncryption(false, []);
  }

  private constructor(
    /** Whether uploads that ask for something else than the bucket's default are denied. */
    public readonly enforced: boolean,
    private readonly keys: kms.IKey[],
  ) {}

  /** Keys, besides the key of the default encryption, that uploads may name. */
  public get acceptedKeys(): kms.IKey[] {
    return [...this.keys];
  }

  /**
   * ARNs of the accepted keys, for one bucket.
   *
   * @internal
   */
  public _bindAcceptedKeys(scope: IConstruct): string[] {
    return this.keys.map((key) => {
      assertUsableKey(scope, key, {});
      return key.keyArn;
    });
  }
}
