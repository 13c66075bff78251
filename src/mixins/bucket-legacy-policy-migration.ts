import { Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { DefaultEncryption } from '../keys';
import { isBucket } from '../policy';
import { assertShape } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { migratePolicy } from './private/policy-migration';
import { BUCKET_LEGACY_POLICY_MIGRATION_OPTIONS } from './private/shapes';

/**
 * Options of `BucketLegacyPolicyMigration`.
 */
export interface BucketLegacyPolicyMigrationOptions {
  /**
   * The default encryption for uploads that specify none.
   *
   * Specify it if the policy requires an encryption only for some callers or some objects, because default encryption is the same for all of
   * them. It must be an encryption that the policy allows uploads to specify.
   *
   * @default - the declared default encryption, if the policy allows uploads to specify it; otherwise, the encryption that the policy
   * requires, without an S3 Bucket Key, because uploads with an S3 Bucket Key need more permissions
   */
  readonly defaultEncryption?: DefaultEncryption;
}

/**
 * Migrates a bucket from a policy that denies uploads without an encryption header to default encryption.
 *
 * S3 evaluates the bucket policy before it applies default encryption, so such a policy denies uploads of SDKs, AWS services and log
 * deliveries whose objects would be encrypted anyway. The statements are identified by what they deny, however they are written, even if they
 * are added to the policy later. The statements that replace them deny the same uploads, except those over TLS that specify neither an
 * encryption nor a customer-provided key (SSE-C).
 *
 * The replaced policy is kept in the metadata of the policy resource, and as a file in the cloud assembly,
 * `<template>.<logical id>.replaced-bucket-policy.json`. If the encryption that a policy requires cannot be determined, the whole policy is
 * left unchanged, with a synth warning. With SSE-KMS, clients must use Signature Version 4 and TLS.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
 * @example
 * declare const inherited: s3.Bucket;
 *
 * Mixins.of(inherited).apply(new mixins.BucketLegacyPolicyMigration());
 */
export class BucketLegacyPolicyMigration extends Mixin {
  private readonly options: BucketLegacyPolicyMigrationOptions;

  /**
   * @param options The default encryption, where the policy doesn't determine it
   */
  constructor(options: BucketLegacyPolicyMigrationOptions = {}) {
    super();
    this.options = options;
  }

  /**
   * Determines whether the construct is a bucket.
   *
   * @param construct Any construct
   * @returns whether the mixin can be applied to the construct
   */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * Sets the default encryption, and replaces the statements at synthesis.
   *
   * @param construct The bucket
   * @throws if S3 can't encrypt with the key that the options or the policy specify (if known at synthesis)
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketLegacyPolicyMigration', construct);
    assertShape(bucket.node.path, this.options, BUCKET_LEGACY_POLICY_MIGRATION_OPTIONS);
    migratePolicy(bucket, this.options.defaultEncryption);
  }
}
