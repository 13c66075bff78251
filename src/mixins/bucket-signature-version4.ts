import { Annotations, Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import {
  addToBucketPolicy, CHECKED_WITHOUT_SIGNATURE_VERSION, denyAnonymousRequests, denyOtherSignatureVersions, denySignatureVersion2, isBucket,
} from '../policy';
import { assertShape } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { BUCKET_SIGNATURE_VERSION4_OPTIONS } from './private/shapes';

const DENIED = Object.entries(CHECKED_WITHOUT_SIGNATURE_VERSION).map(([action, use]) => `${action} (${use})`).join(', ');

/**
 * Options of `BucketSignatureVersion4`.
 */
export interface BucketSignatureVersion4Options {
  /**
   * Whether to allow only requests for which S3 reports Signature Version 4 or 4A, instead of denying Signature Version 2.
   *
   * Requests for which S3 reports no signature version are then denied. These can include replication, Batch Operations and
   * Multi-Region Access Points. Two actions never have a signature version, so they are denied to all principals except AWS
   * services: `s3:InitiateReplication`, which stops S3 Batch Replication, and `s3:AllowVendedLogDeliveryForResource`, which
   * stops the delivery of server access logs to CloudWatch Logs (`AccessLogDelivery`). This option causes a synth warning.
   *
   * @default false
   */
  readonly allowListOnly?: boolean;
}

/**
 * Denies requests signed with Signature Version 2 and anonymous requests.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/developerguide/bucket-policy-s3-sigv4-conditions.html
 * @example
 * declare const bucket: s3.Bucket;
 *
 * Mixins.of(bucket).apply(new mixins.BucketSignatureVersion4());
 */
export class BucketSignatureVersion4 extends Mixin {
  private readonly options: BucketSignatureVersion4Options;

  /**
   * @param options How the signature version is checked
   */
  constructor(options: BucketSignatureVersion4Options = {}) {
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
   * Adds the statements to the bucket policy.
   *
   * @param construct The bucket
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketSignatureVersion4', construct);
    assertShape(bucket.node.path, this.options, BUCKET_SIGNATURE_VERSION4_OPTIONS);
    addToBucketPolicy(bucket, denyAnonymousRequests(bucket.attrArn));
    if (!this.options.allowListOnly) {
      addToBucketPolicy(bucket, denySignatureVersion2(bucket.attrArn));
      return;
    }
    addToBucketPolicy(bucket, denyOtherSignatureVersions(bucket.attrArn));
    Annotations.of(bucket).addWarningV2('cdk-s3-encryption:signatureAllowListMayStopClients',
      'Requests for which S3 reports no signature version are denied. These can include replication, Batch Operations and Multi-Region '
      + `Access Points. The following actions have no s3:signatureversion, so they are denied to all principals except AWS services: ${DENIED}. `
      + 'Fix: test everything that accesses this bucket, or use SignatureVersion.V4.');
  }
}
