import type { IConstruct } from 'constructs';
import type { TlsVersion } from '../encryption';
import type { DefaultEncryption } from '../keys';

/**
 * Properties of `EncryptedBucketDefaults`.
 */
export interface EncryptedBucketDefaultsProps {
  /**
   * The default encryption of each `s3.Bucket` that is created in the scope afterwards, and whose author chooses none.
   *
   * `DefaultEncryption.sseKms()` without a key gives each bucket a key of its own, as `s3.BucketEncryption.KMS` does. Grants on the
   * bucket include the key.
   *
   * A key belongs to one Region: for stacks in several Regions, set `oneKeyPerStack` and name no key, or apply the defaults to each stack with a
   * key of its Region.
   *
   * With KMS, these buckets still get SSE-S3, because what uses them works with SSE-S3 only, or needs permissions on the key
   * that only its author can give: targets of logs, inventories and replication, sources of replication, websites, public buckets,
   * origins of CloudFront with an origin access identity, and buckets whose policy allows another account or an AWS service to read or
   * write objects, unless the key policy names them too, as it does after a grant. The same holds for buckets that were created before, and for L1 buckets (see
   * `l1Encryption`).
   *
   * Policies of roles and users that name a bucket without a grant aren't read: add permissions on the key to them.
   *
   * @default DefaultEncryption.sseS3()
   */
  readonly encryption?: DefaultEncryption;

  /**
   * Whether all buckets of a stack share one key, where `encryption` is `DefaultEncryption.sseKms()` or
   * `DefaultEncryption.dsseKms()` without a key.
   *
   * @default false - each bucket has a key of its own
   */
  readonly oneKeyPerStack?: boolean;

  /**
   * The default encryption of each `CfnBucket` without an L2 (of a template that is included, for example) whose author chooses none.
   *
   * With a customer managed key, whoever uses the objects needs permissions on the key. Nothing gives them here, because
   * permissions on L1 buckets can be written anywhere.
   *
   * @default DefaultEncryption.sseS3()
   */
  readonly l1Encryption?: DefaultEncryption;

  /**
   * Denies requests over plain HTTP, and over TLS versions below `minimumTlsVersion`.
   *
   * @default true
   */
  readonly requireSecureTransport?: boolean;

  /**
   * The oldest TLS version with which the buckets can be accessed.
   *
   * @default TlsVersion.V1_2
   */
  readonly minimumTlsVersion?: TlsVersion;

  /**
   * Denies Signature Version 2, and requests without a signature.
   *
   * @default true
   */
  readonly requireSignatureVersion4?: boolean;

  /**
   * Denies uploads that name another encryption than the default encryption of the bucket.
   *
   * Buckets are left out to which a service of the app writes with an encryption of its own choice.
   *
   * @default true
   */
  readonly enforceUploadEncryption?: boolean;

  /**
   * Blocks server-side encryption with customer-provided keys (SSE-C).
   *
   * @default true
   */
  readonly blockSseC?: boolean;

  /**
   * Turns on all settings of S3 Block Public Access on buckets that have none of them.
   *
   * @default true
   */
  readonly blockPublicAccess?: boolean;

  /**
   * Paths of constructs that are left as they are, with everything in them, such as `MyStack/ThirdParty`.
   *
   * `*` stands for any characters of an ID, `**` for any number of IDs.
   *
   * @default - none
   */
  readonly exemptPaths?: string[];

  /**
   * Constructs that are left as they are, with everything in them.
   *
   * @default - none
   */
  readonly exemptConstructs?: IConstruct[];

  /**
   * Whether each bucket that was changed is annotated with an info that says what was changed, and why.
   *
   * @default false
   */
  readonly annotate?: boolean;
}
