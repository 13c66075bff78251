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
   * The default encryption that serves uploads which name none.
   *
   * To be named where the policy demands it of some callers or some objects only, because default encryption is the same
   * for all of them. It has to be one that the policy lets uploads name.
   *
   * @default - the one that is declared, if the policy lets uploads name it; otherwise the one that the policy demands,
   * without an S3 Bucket Key, for which uploaders need more rights
   */
  readonly defaultEncryption?: DefaultEncryption;
}

/**
 * Moves a bucket from a policy that denies uploads without an encryption header to default encryption.
 *
 * S3 evaluates the bucket policy before it applies default encryption, so such a policy denies uploads of SDKs, AWS services and log
 * deliveries whose objects would be encrypted anyway. The statements are recognised by what they deny, however they are
 * written, also when they are added to the policy later. What is put in their place denies the same uploads, but for those
 * over TLS that name neither an encryption nor a key of the customer's (SSE-C).
 *
 * The policy that is replaced is kept: in the metadata of the policy's resource, and as a file in the cloud assembly,
 * `<template>.<logical id>.replaced-bucket-policy.json`. A policy of which it cannot be determined what it demands is left
 * alone, whole, with a synth warning. With SSE-KMS, clients have to use Signature Version 4 and TLS.
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
   * Whether the construct is a bucket.
   *
   * @param construct Any construct
   * @returns whether the mixin can be applied to it
   */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * Sets the default encryption, and has the statements replaced when the template is written.
   *
   * @param construct The bucket
   * @throws if S3 is known to be unable to encrypt with the key that the options or the policy name
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketLegacyPolicyMigration', construct);
    assertShape(bucket.node.path, this.options, BUCKET_LEGACY_POLICY_MIGRATION_OPTIONS);
    migratePolicy(bucket, this.options.defaultEncryption);
  }
}
