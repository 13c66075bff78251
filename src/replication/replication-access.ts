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
  /** The bucket that replicas go to: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket. */
  readonly bucket: interfaces.aws_s3.IBucketRef;

  /** The account of the source. */
  readonly sourceAccount: string;

  /**
   * The role that replicates: its name, with its path if it has one (`service-role/NAME`), or its ARN. Set either this
   * or `sourceRolePattern`.
   *
   * The role does not have to exist yet.
   *
   * @default - the roles that match `sourceRolePattern`
   */
  readonly sourceRole?: string;

  /**
   * The key that encrypts the replicas.
   *
   * @default - the key of the bucket's default encryption; none if that is SSE-S3 or `aws/s3`
   */
  readonly replicaKey?: kms.IKey;

  /**
   * Whether the source may say that replicas belong to the account of this bucket. Only needed if the bucket has ACLs enabled.
   *
   * @default false
   */
  readonly ownerOverride?: boolean;

  /**
   * Whether the source can create delete markers in this bucket: an object that is deleted in the source is then deleted
   * here too, and its versions remain. Required if a replication rule of the source has delete marker replication enabled.
   *
   * @default false
   */
  readonly deleteMarkers?: boolean;

  /**
   * The roles that replicate, as a pattern of their names, with their path (`service-role/replicates-*`), or of their ARNs:
   * `*` matches any characters, and `?` matches one character. Each role of the source account that matches the pattern, now
   * or later, can write replicas. Set either this or `sourceRole`.
   *
   * A pattern that matches every role of the account causes an error.
   *
   * @default - one role, `sourceRole`
   */
  readonly sourceRolePattern?: string;
}

// docs/decisions/0039
/**
 * The destination's side of a replication from another account, for accounts that deploy separately.
 *
 * It allows the role to write replicas to the bucket and to use its key. Both policies name the account, and restrict access to
 * the role with a condition, so this side can be deployed first, and still works if the role is deleted and created again.
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
   * @throws if the bucket is imported or has no versioning, if the key cannot serve, or if account and role contradict each other
   */
  constructor(scope: Construct, id: string, props: ReplicationAccessProps) {
    super(scope, id);
    assertShape(this.node.path, props, REPLICATION_ACCESS_PROPS);
    const bucket = bucketResource(props.bucket);
    if (!bucket) {
      throw refusal(this, `bucket ${props.bucket.node.path} is imported: its policy is not this app's to write`,
        'make the ReplicationAccess where the bucket is made');
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
