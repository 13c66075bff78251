import type { IConstruct } from 'constructs';
import type { TlsVersion } from '../encryption';
import type { DefaultEncryption } from '../keys';

/**
 * Properties of `EncryptedBucketDefaults`.
 */
export interface EncryptedBucketDefaultsProps {
  /**
   * The default encryption of each `s3.Bucket` that is created in the scope after this call and doesn't specify default encryption.
   *
   * `DefaultEncryption.sseKms()` without a key creates a key for each bucket, as `s3.BucketEncryption.KMS` does. Grants on the
   * bucket include the key.
   *
   * A key belongs to one Region: for stacks in several Regions, set `oneKeyPerStack` and specify no key, or apply the defaults to each stack
   * with a key of its Region.
   *
   * Even with KMS, some buckets get SSE-S3, because the services or principals that use them work with SSE-S3 only, or need key permissions
   * that must be granted explicitly. These are: destinations of logs, inventories and replication, sources of replication, websites, public
   * buckets, CloudFront origins with an origin access identity, and buckets whose policy allows another account or an AWS service to read
   * or write objects, unless the key policy also allows them, as it does after a grant. Buckets that were created before this call also get
   * SSE-S3. For L1 buckets, see `l1Encryption`.
   *
   * The policies of roles and users that refer to a bucket without a grant aren't evaluated: add permissions for the key to them.
   *
   * @default DefaultEncryption.sseS3()
   */
  readonly encryption?: DefaultEncryption;

  /**
   * Whether all buckets of a stack share one key, if `encryption` is `DefaultEncryption.sseKms()` or
   * `DefaultEncryption.dsseKms()` without a key.
   *
   * @default false - each bucket has its own key
   */
  readonly oneKeyPerStack?: boolean;

  /**
   * The default encryption of each L1 bucket (`CfnBucket` without an `s3.Bucket`, for example of an included template) that doesn't specify
   * default encryption.
   *
   * With a customer managed key, principals that use the objects need permissions for the key. The defaults don't grant them, because
   * permissions for L1 buckets can be defined anywhere.
   *
   * @default DefaultEncryption.sseS3()
   */
  readonly l1Encryption?: DefaultEncryption;

  /**
   * Whether to deny requests over plain HTTP or with a TLS version below `minimumTlsVersion`.
   *
   * @default true
   */
  readonly requireSecureTransport?: boolean;

  /**
   * The minimum TLS version of requests to the buckets.
   *
   * @default TlsVersion.V1_2
   */
  readonly minimumTlsVersion?: TlsVersion;

  /**
   * Whether to deny requests with Signature Version 2 and requests without a signature.
   *
   * @default true
   */
  readonly requireSignatureVersion4?: boolean;

  /**
   * Whether to deny uploads that specify another encryption than the default encryption of the bucket.
   *
   * Buckets to which a service of the app writes with an encryption of its own choice are excluded.
   *
   * @default true
   */
  readonly enforceUploadEncryption?: boolean;

  /**
   * Whether to block server-side encryption with customer-provided keys (SSE-C).
   *
   * @default true
   */
  readonly blockSseC?: boolean;

  /**
   * Whether to enable all settings of S3 Block Public Access for buckets that don't configure it.
   *
   * @default true
   */
  readonly blockPublicAccess?: boolean;

  /**
   * The paths of constructs to exclude, with everything in them, such as `MyStack/ThirdParty`.
   *
   * `*` matches any characters of an ID, `**` any number of IDs.
   *
   * @default - no excluded paths
   */
  readonly exemptPaths?: string[];

  /**
   * The constructs to exclude, with everything in them.
   *
   * @default - no excluded constructs
   */
  readonly exemptConstructs?: IConstruct[];

  /**
   * Whether to add an info annotation to each changed bucket that lists the changes and their reasons.
   *
   * @default false
   */
  readonly annotate?: boolean;
}
