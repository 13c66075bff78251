import type { aws_kms as kms, aws_s3 as s3, interfaces } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refusal } from '../cdk';
import { DefaultEncryption } from '../keys';
import { acceptedKeysOf, arnsBeside, bucketResource, keysWithoutContext, knownDefault, keyArn } from '../policy';
import { assertShape } from '../shapes';
import { allowReplication } from './private/destination-side';
import { REPLICATION_ACCESS_PROPS } from './private/shapes';
import { sourceRoleOf } from './private/source-role';
import { assertVersioned } from './private/traits';

/**
 * Properties of a `ReplicationAccess`.
 */
export interface ReplicationAccessProps {
  /** The destination bucket of the replication: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket. */
  readonly bucket: interfaces.aws_s3.IBucketRef;

  /** The ID of the account of the source bucket. */
  readonly sourceAccount: string;

  /**
   * The replication role: its name, including its path if it has one (`service-role/NAME`), or its ARN. Set either this
   * or `sourceRolePattern`.
   *
   * The role doesn't need to exist yet.
   *
   * @default - the roles that match `sourceRolePattern`
   */
  readonly sourceRole?: string;

  /**
   * The key that encrypts the replicas.
   *
   * @default - the key of the default encryption of the bucket; no key if that is SSE-S3 or `aws/s3`
   */
  readonly replicaKey?: kms.IKey;

  /**
   * Whether the source can specify that the account of this bucket owns the replicas. Required only if the bucket has ACLs enabled.
   *
   * @default false
   */
  readonly ownerOverride?: boolean;

  /**
   * Whether the source can create delete markers in this bucket. An object that is deleted in the source is then also deleted
   * in this bucket, and its versions remain. Required if a replication rule of the source has delete marker replication enabled.
   *
   * @default false
   */
  readonly deleteMarkers?: boolean;

  /**
   * The replication roles, as a pattern of their names, including their path (`service-role/replicates-*`), or of their ARNs:
   * `*` matches any characters, and `?` matches one character. Each role in the source account that matches the pattern, now
   * or later, can write replicas. Set either this or `sourceRole`.
   *
   * A pattern that matches every role in the account causes an error.
   *
   * @default - one role, `sourceRole`
   */
  readonly sourceRolePattern?: string;
}

// docs/decisions/0039
/**
 * Allows replication from another account to a bucket, for accounts that deploy separately.
 *
 * The bucket policy and the key policy allow the replication role to write replicas and to use the key. Both policies name the
 * account, and restrict access to the role with a condition. The destination can therefore be deployed first, and still works
 * if the role is deleted and created again.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-2.html
 * @example
 * const replicas = new EncryptedBucket(this, 'Replicas', { bucketName: 'replicas-of-orders' });
 * new ReplicationAccess(this, 'Access', {
 *   bucket: replicas,
 *   sourceAccount: '111122223333',
 *   // The roleName of the BucketReplication in the other account
 *   sourceRole: 'replicates-orders',
 * });
 */
export class ReplicationAccess extends Construct {
  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if the bucket is imported or has no versioning, if the key can't be used, or if the role is not a valid role of the source account
   */
  constructor(scope: Construct, id: string, props: ReplicationAccessProps) {
    super(scope, id);
    assertShape(this.node.path, props, REPLICATION_ACCESS_PROPS);
    const bucket = bucketResource(props.bucket);
    if (!bucket) {
      throw refusal(this, `bucket ${props.bucket.node.path} is imported, so its policy cannot be changed here`,
        'create the ReplicationAccess in the app that creates the bucket');
    }
    const role = sourceRoleOf(this, props);
    assertVersioned(this, bucket, 'is a destination of replication');
    allowReplication(this, bucket, {
      account: props.sourceAccount,
      role,
      deleteMarkers: props.deleteMarkers ?? false,
      ownerOverride: props.ownerOverride ?? false,
      keyArns: replicaKeyArns(bucket, props.replicaKey),
    });
  }
}

/** The key of the replicas, and the keys that the bucket accepts besides, while one is being changed for another. */
function replicaKeyArns(bucket: s3.CfnBucket, given: kms.IKey | undefined): string[] {
  const own = given ? keyArn(DefaultEncryption.sseKms({ key: given })._bindKey(bucket)!) : knownDefault(bucket).keyArn;
  return own === undefined ? [] : [own, ...arnsBeside(bucket, [own], keysWithoutContext(acceptedKeysOf(bucket)))];
}
