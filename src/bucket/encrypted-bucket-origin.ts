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
   * The ID of the distribution, which is known after its first deployment.
   *
   * The bucket depends on its key, and the distribution depends on the bucket. Therefore, the key policy can't refer to the distribution, but
   * it can contain the ID as a literal.
   *
   * @default - the key policy allows every distribution of the account; the policy of a bucket in another stack does so too
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
 * A CloudFront origin for an encrypted bucket, with origin access control (OAC).
 *
 * It adds statements to the policies of the bucket, its key and its accepted keys that allow CloudFront access for the distribution. If the
 * bucket name is a literal, the key policies allow access only for objects of this bucket.
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
   * @throws if the bucket encrypts with the AWS managed key, or if `distributionId` isn't the ID of a distribution
   */
  constructor(bucket: EncryptedBucket, props: EncryptedBucketOriginProps = {}) {
    assertShape(bucket.node.path, props, ENCRYPTED_BUCKET_ORIGIN_PROPS);
    super(bucket, props);
    const { distributionId } = props;
    if (!bucket.encryptionKey && bucket.defaultEncryption.algorithm !== SseAlgorithm.SSE_S3) { throw awsManagedKeyRefused(bucket, 'CloudFront'); }
    if (distributionId !== undefined && !/^E[A-Z0-9]+$/.test(distributionId)) {
      throw valueRefusal(bucket, 'distributionId', distributionId,
        'pass the ID of the deployed distribution as a literal, of the form E2EXAMPLE12345, or leave it out');
    }
    this.encryptedBucket = bucket;
    this.options = props;
  }

  /**
   * Called by CDK when the origin is added to a distribution.
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
