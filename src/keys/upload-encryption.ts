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
   * The keys that uploads can specify, in addition to the key of the default encryption.
   *
   * The grants of the bucket also cover these keys: for decryption, and for encryption if the grantee writes objects. Cross-account access,
   * log sources (`acceptLogsFrom()`), CloudFront, inventories, snapshot exports and replication also cover them. The policy of an imported
   * key can't be changed; a synth warning then shows the statement that it needs.
   *
   * To change the key of a bucket, use three deployments:
   *
   * 1. Accept the new key: add it here.
   * 2. Make the new key the default, and accept the former key here.
   * 3. When `ObjectReencryption` is complete and no upload specifies the former key, remove it.
   *
   * CloudFormation updates the bucket before its policy and before the policies of roles, and updates other stacks later. With fewer
   * deployments, uploads or reads are denied in the meantime. Synthesis can't warn you about this, because it doesn't know which key the
   * deployed bucket encrypts with, or which keys it accepts.
   *
   * Also add keys that require encryption context (`EncryptionKeyProps.requiredEncryptionContext`) here, because they can't be the key of a
   * default encryption.
   *
   * @default - no additional keys
   */
  readonly acceptedKeys?: kms.IKey[];
}

/**
 * The encryption that uploads can specify.
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
   * Only the default encryption of the bucket: uploads that specify another algorithm or another key are denied.
   *
   * With the AWS managed key `aws/s3`, only the algorithm can be enforced, because the key ARN isn't known.
   *
   * @param options The additional keys that uploads can specify
   * @returns the encryption that uploads can specify
   */
  public static bucketDefault(options: BucketDefaultUploadOptions = {}): UploadEncryption {
    assertShape('UploadEncryption.bucketDefault', options, BUCKET_DEFAULT_UPLOAD_OPTIONS);
    return new UploadEncryption(true, options.acceptedKeys ?? []);
  }

  /**
   * Any encryption that the upload specifies.
   *
   * @returns the encryption that uploads can specify
   */
  public static any(): UploadEncryption {
    return new UploadEncryption(false, []);
  }

  private constructor(
    /** Whether uploads that specify another encryption than the default encryption of the bucket are denied. */
    public readonly enforced: boolean,
    private readonly keys: kms.IKey[],
  ) {}

  /** The keys that uploads can specify, in addition to the key of the default encryption. */
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
