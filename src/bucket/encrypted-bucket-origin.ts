import { aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, Names, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { resourceOf, valueRefusal } from '../cdk';
import { SseAlgorithm } from '../encryption';
import { addToBucketPolicy, addToKeyPolicy, allowService, type Conditions, keysOf } from '../policy';
import type { EncryptedBucket } from './encrypted-bucket';
import { assertShape } from '../shapes';
import { arnOf } from './private/bucket-arn';
import { awsManagedKeyRefused } from './private/key-grant';
import { ENCRYPTED_BUCKET_ORIGIN_PROPS } from './private/shapes';
import { inPolicyOfKey } from './private/through-s3';

/**
 * Properties of an `EncryptedBucketOrigin`.
 */
export interface EncryptedBucketOriginProps extends origins.S3BucketOriginWithOACProps {
  /**
   * Id of the distribution, as its first deployment has made it known.
   *
   * The bucket waits for its key, and the distribution for the bucket: the policy of the key cannot refer to the
   * distribution, but it can name its id as text.
   *
   * @default - the policy of the key, and of a bucket in another stack, lets in every distribution of the account
   */
  readonly distributionId?: string;
}

const BUCKET_ACTIONS: { [level in cloudfront.AccessLevel]: string } = {
  [cloudfront.AccessLevel.READ]: 's3:GetObject',
  [cloudfront.AccessLevel.READ_VERSIONED]: 's3:GetObjectVersion',
  [cloudfront.AccessLevel.LIST]: 's3:ListBucket',
  [cloudfront.AccessLevel.WRITE]: 's3:PutObject',
  [cloudfront.AccessLevel.DELETE]: 's3:DeleteObject',
};

/**
 * An encrypted bucket behind CloudFront, by origin access control (OAC).
 *
 * The policies of the bucket, of its key and of the keys that it accepts allow CloudFront for the distribution; where the
 * bucket's name is a literal, the policies of the keys do so for objects of this bucket only.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Site');
 * new cloudfront.Distribution(this, 'Distribution', {
 *   defaultBehavior: { origin: new EncryptedBucketOrigin(bucket, { distributionId: 'E2EXAMPLE12345' }) },
 * });
 */
export class EncryptedBucketOrigin extends origins.S3BucketOrigin {
  private readonly encryptedBucket: EncryptedBucket;
  private readonly options: EncryptedBucketOriginProps;

  /**
   * @param bucket The bucket that CloudFront reads from
   * @param props Properties of the origin
   * @throws if the bucket encrypts with the AWS managed key, or if the id is none of a distribution
   */
  constructor(bucket: EncryptedBucket, props: EncryptedBucketOriginProps = {}) {
    assertShape(bucket.node.path, props, ENCRYPTED_BUCKET_ORIGIN_PROPS);
    super(bucket, props);
    const { distributionId } = props;
    if (!bucket.encryptionKey && bucket.defaultEncryption.algorithm !== SseAlgorithm.SSE_S3) { throw awsManagedKeyRefused(bucket, 'CloudFront'); }
    if (distributionId !== undefined && !/^E[A-Z0-9]+$/.test(distributionId)) {
      throw valueRefusal(bucket, 'distributionId', distributionId,
        'pass the id of the deployed distribution as text, of the form E2EXAMPLE12345, or leave it out');
    }
    this.encryptedBucket = bucket;
    this.options = props;
  }

  /**
   * Called by CDK when the origin becomes part of a distribution.
   *
   * @param scope The construct that the origin belongs to
   * @param options The ID of the origin, and of the distribution if it is known
   * @returns the configuration of the origin
   */
  public override bind(scope: Construct, options: cloudfront.OriginBindOptions): cloudfront.OriginBindConfig {
    const control = this.options.originAccessControl ?? new cloudfront.S3OriginAccessControl(scope, 'S3OriginAccessControl');
    this.allowDistribution(scope, options.distributionId);
    const config = super.bind(scope, options);
    return {
      ...config,
      originProperty: {
        ...config.originProperty!,
        originAccessControlId: control.originAccessControlRef.originAccessControlId,
      },
    };
  }

  private allowDistribution(scope: Construct, newId: string | undefined): void {
    const bucket = this.encryptedBucket;
    const levels = [...new Set(this.options.originAccessLevels ?? [cloudfront.AccessLevel.READ])];
    const { distributionId } = this.options;
    // Also between stacks: one that waits for the other cannot be waited for.
    const nameable = distributionId ?? (Stack.of(scope) === Stack.of(bucket) ? newId : undefined);
    const service = 'cloudfront.amazonaws.com';
    addToBucketPolicy(resourceOf(bucket), allowService({
      sid: `AllowCloudFront${Names.uniqueId(scope)}`,
      services: [service],
      actions: levels.map((level) => BUCKET_ACTIONS[level]),
      resources: [`${arnOf(bucket)}/*`, ...levels.includes(cloudfront.AccessLevel.LIST) ? [arnOf(bucket)] : []],
      conditions: fromDistribution(scope, nameable),
    }));
    const keyActions = keyActionsFor(levels);
    if (keyActions.length === 0) { return; }
    for (const key of keysOf(bucket)) {
      addToKeyPolicy(bucket, key, allowService({
        services: [service],
        actions: keyActions,
        resources: ['*'],
        conditions: inPolicyOfKey(bucket, key, fromDistribution(scope, distributionId)),
      }));
    }
  }
}

function fromDistribution(scope: Construct, id: string | undefined): Conditions {
  const arn = Stack.of(scope).formatArn({ service: 'cloudfront', region: '', resource: 'distribution', resourceName: id ?? '*' });
  return id === undefined ? { ArnLike: { 'aws:SourceArn': arn } } : { StringEquals: { 'aws:SourceArn': arn } };
}

function keyActionsFor(levels: cloudfront.AccessLevel[]): string[] {
  if (levels.includes(cloudfront.AccessLevel.WRITE)) { return ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*']; }
  const reads = levels.includes(cloudfront.AccessLevel.READ) || levels.includes(cloudfront.AccessLevel.READ_VERSIONED);
  return reads ? ['kms:Decrypt'] : [];
}
