import { Annotations, Mixin } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../cdk';
import { TlsVersion } from '../encryption';
import { addToBucketPolicy, denyInsecureTransport, denyOutdatedTls, isBucket } from '../policy';
import { bucketOf } from './private/bucket-mixin';

/**
 * Options of `BucketSecureTransport`.
 */
export interface BucketSecureTransportOptions {
  /**
   * The oldest TLS version with which the bucket may be reached.
   *
   * @default TlsVersion.V1_2
   */
  readonly minimumTlsVersion?: TlsVersion;
}

/**
 * Denies plain HTTP and outdated TLS versions.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-5
 */
export class BucketSecureTransport extends Mixin {
  private readonly minimumTlsVersion: TlsVersion;

  constructor(options: BucketSecureTransportOptions = {}) {
    super();
    this.minimumTlsVersion = options.minimumTlsVersion ?? TlsVersion.V1_2;
  }

  /** Whether the construct is a bucket. */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * Adds the statements to the bucket's policy.
   *
   * @throws if the TLS version does not exist, which untyped languages can ask for
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketSecureTransport', construct);
    const offered = Object.values(TlsVersion);
    if (!offered.includes(this.minimumTlsVersion)) {
      throw refusal(bucket,
        `minimumTlsVersion cannot be ${JSON.stringify(this.minimumTlsVersion)}: `
        + `S3 offers TLS ${offered.join(' and ')}`,
        'use TlsVersion.V1_2 or TlsVersion.V1_3');
    }
    addToBucketPolicy(bucket, denyInsecureTransport(bucket.attrArn));
    addToBucketPolicy(bucket, denyOutdatedTls(bucket.attrArn, this.minimumTlsVersion));
    if (this.minimumTlsVersion === TlsVersion.V1_3) {
      Annotations.of(bucket).addWarningV2('cdk-s3-encryption:tls13MayStopClients',
        'TLS 1.3 is demanded. PrivateLink interface endpoints and Multi-Region Access Points may not offer it, '
        + 'and S3 Replication and Batch Operations may not use it: try it with everything that reaches this bucket.');
    }
  }
}
