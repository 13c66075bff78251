import { Annotations, type aws_s3 as s3, Mixin, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { TlsVersion } from '../encryption';
import { addedToBucketPolicy, addToBucketPolicy, denyInsecureTransport, denyOutdatedTls, isBucket } from '../policy';
import { assertShape } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { BUCKET_SECURE_TRANSPORT_OPTIONS } from './private/shapes';

/**
 * Options of `BucketSecureTransport`.
 */
export interface BucketSecureTransportOptions {
  /**
   * The minimum TLS version for requests to the bucket.
   *
   * @default TlsVersion.V1_2
   */
  readonly minimumTlsVersion?: TlsVersion;
}

/**
 * Denies plain HTTP and outdated TLS versions.
 *
 * S3 website endpoints support plain HTTP only. If the bucket is configured as a website, synthesis adds a warning, because the endpoint
 * denies every request.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5
 * @example
 * // Every bucket of the stack
 * Mixins.of(this).apply(new mixins.BucketSecureTransport());
 */
export class BucketSecureTransport extends Mixin {
  private readonly options: BucketSecureTransportOptions;

  /**
   * @param options The minimum TLS version
   */
  constructor(options: BucketSecureTransportOptions = {}) {
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
   * @throws if the value isn't a `TlsVersion`, which languages without type checks allow
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketSecureTransport', construct);
    assertShape(bucket.node.path, this.options, BUCKET_SECURE_TRANSPORT_OPTIONS);
    const { minimumTlsVersion = TlsVersion.V1_2 } = this.options;
    if (!addedToBucketPolicy(bucket, DENIAL)) { bucket.node.addValidation({ validate: () => warnOfWebsite(bucket) }); }
    addToBucketPolicy(bucket, denyInsecureTransport(bucket.attrArn));
    addToBucketPolicy(bucket, denyOutdatedTls(bucket.attrArn, minimumTlsVersion));
    if (minimumTlsVersion === TlsVersion.V1_3) {
      Annotations.of(bucket).addWarningV2('cdk-s3-encryption:tls13MayStopClients',
        'The bucket policy requires TLS 1.3. AWS PrivateLink interface endpoints and Multi-Region Access Points might not support it, '
        + 'and S3 Replication and Batch Operations might not use it. Fix: test everything that accesses this bucket, or use TlsVersion.V1_2.');
    }
  }
}

const DENIAL = 'DenyInsecureTransport';

/** Asked when the app is complete: the bucket may become a website later. A website that only redirects reads no objects. */
function warnOfWebsite(bucket: s3.CfnBucket): string[] {
  const website = Stack.of(bucket).resolve(bucket.websiteConfiguration) as s3.CfnBucket.WebsiteConfigurationProperty | undefined;
  if (website !== undefined && website.redirectAllRequestsTo === undefined) {
    Annotations.of(bucket).addWarningV2('cdk-s3-encryption:websiteDeniesHttp',
      'The bucket is configured as a website, and its policy denies plain HTTP. Website endpoints support plain HTTP only, so the endpoint denies every request. '
      + 'Fix: serve the site through CloudFront with origin access control and remove the website configuration, or leave the bucket out of '
      + 'BucketSecureTransport. If nobody uses the website endpoint, acknowledge this warning.');
  }
  return [];
}
