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
   * While the key of a bucket is being changed, name the old key here: CloudFormation updates the bucket before its
   * policy, so for a moment the one is in force with the other. Take it out once the change is deployed.
   *
   * A key that demands encryption context (`EncryptionKeyProps.requiredEncryptionContext`) belongs here too, because it
   * cannot be the key of a default encryption.
   *
   * @default - none
   */
  readonly acceptedKeys?: kms.IKey[];
}

/**
 * Which encryption an upload may ask for by itself.
 *
 * An upload that asks for none is always encrypted as the bucket's default says.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export class UploadEncryption {
  /**
   * Only what the bucket's default says: uploads that name another algorithm or another key are denied.
   *
   * With the AWS managed key `aws/s3` only the algorithm can be held, because the key's ARN is not known.
   */
  public static bucketDefault(options: BucketDefaultUploadOptions = {}): UploadEncryption {
    assertShape('UploadEncryption.bucketDefault', options, BUCKET_DEFAULT_UPLOAD_OPTIONS);
    return new UploadEncryption(true, options.acceptedKeys ?? []);
  }

  /** Whatever the upload asks for. */
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
