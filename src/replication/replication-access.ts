import { type aws_kms as kms, type interfaces, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DefaultEncryption } from '../encryption';
import { bucketResource, knownDefault, keyArn } from '../policy';
import { letReplicasIn } from './private/destination-side';
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
   * The role that replicates: its name, with its path if it has one (`service-role/NAME`), or its ARN.
   *
   * `*` stands for any characters. The role need not exist yet.
   */
  readonly sourceRole: string;

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
}

/**
 * The destination's side of a replication from another account, for accounts that deploy separately.
 *
 * It lets the role into the bucket and its key. Both policies name the account and confine it to the role by a
 * condition: this side can be deployed first, and does not break when the role is made anew.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-walkthrough-2.html
 */
export class ReplicationAccess extends Construct {
  /**
   * @throws if the bucket is imported or has no versioning, if the key cannot serve, or if account and role contradict each other
   */
  constructor(scope: Construct, id: string, props: ReplicationAccessProps) {
    super(scope, id);
    const bucket = bucketResource(props.bucket);
    if (!bucket) {
      throw new Error(`${this.node.path}: bucket ${props.bucket.node.path} is imported: its policy is not this app's to write. `
        + 'Fix: make the ReplicationAccess where the bucket is made.');
    }
    this.assertRole(props);
    assertVersioned(this, bucket, 'is a destination of replication');
    letReplicasIn(this, bucket, {
      account: props.sourceAccount,
      role: props.sourceRole,
      ownerOverride: props.ownerOverride ?? false,
      keyArn: props.replicaKey ? keyArn(DefaultEncryption.sseKms({ key: props.replicaKey })._bindKey(bucket)!) : knownDefault(bucket).keyArn,
    });
  }

  private assertRole({ sourceAccount, sourceRole }: ReplicationAccessProps): void {
    if (!Token.isUnresolved(sourceAccount) && !/^\d{12}$/.test(sourceAccount)) {
      throw new Error(`${this.node.path}: sourceAccount cannot be ${JSON.stringify(sourceAccount)}. Fix: give the 12 digits of an account.`);
    }
    if (Token.isUnresolved(sourceRole)) { return; }
    const arn = /^arn:[^:]+:iam::([^:]*):role\/./.exec(sourceRole);
    if (sourceRole.startsWith('arn:') ? arn?.[1] !== sourceAccount : sourceRole.length === 0) {
      throw new Error(`${this.node.path}: sourceRole cannot be ${JSON.stringify(sourceRole)}: it is not a role of account ${sourceAccount}. `
        + `Fix: give its name, or an ARN of the form arn:${Stack.of(this).partition}:iam::${sourceAccount}:role/NAME.`);
    }
  }
}
