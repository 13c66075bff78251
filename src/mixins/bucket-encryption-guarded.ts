import { Annotations, type aws_iam as iam, type aws_s3 as s3, Mixin, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ConstructSet } from '../construct-state';
import { administratorArns } from '../encryption/administrators';
import { deployingRoleArn } from '../encryption/deploying-role';
import {
  addToBucketPolicy, configuringRoles, denyChangesOfEncryption, denyChangesOfReplication, exemptArns, exemptFromEncryptionGuard, isBucket,
} from '../policy';
import { bucketOf } from './private/bucket-mixin';

/**
 * Options of `BucketEncryptionGuarded`.
 */
export interface BucketEncryptionGuardedOptions {
  /**
   * The roles and users who may change the bucket's encryption, policy and replication, as far as IAM allows them to.
   *
   * A pattern of roles or users of one account is given as `new iam.ArnPrincipal('arn:aws:iam::111122223333:role/security/*')`.
   * Patterns that match every role or user, or principals of any account, are rejected.
   *
   * @default - nobody but CloudFormation
   */
  readonly administrators?: iam.IPrincipal[];
}

/**
 * Denies everybody but its administrators to change a bucket's default encryption, its policy, or its replication.
 *
 * Exempt is the role with which CloudFormation deploys the stack, as the stack's synthesizer names it. A synth warning says
 * if the synthesizer names no such role: CloudFormation then acts with the credentials of whoever deploys, who has to be
 * among the administrators. So has the new role before an environment is bootstrapped with another qualifier, and a role
 * that is given to `cdk deploy --role-arn`.
 *
 * Roles of the bucket's account in the IAM path `/s3-encryption/HASH/`, where the hash is made of the bucket's construct
 * path, are exempt as far as replication is concerned. A `TwoWayReplication` creates its configuration role there. The path
 * stays exempt without a `TwoWayReplication`: when you remove one, CloudFormation updates the bucket policy first, and the
 * role deletes the replication configuration afterwards. Anyone who can create roles in that path and attach permissions to
 * them can therefore change the bucket's replication. To prevent that, restrict `iam:CreateRole` on
 * `arn:aws:iam::*:role/s3-encryption/*` with an AWS Organizations policy.
 *
 * What a deny cannot stop: the root user of the bucket's account can always read, put and delete the bucket's policy.
 * Whoever may deploy with CloudFormation's role, assume an administrator's role or change its trust policy, or delete
 * the empty bucket and make it anew, gets around it. AWS Organizations policies hold the root user too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
export class BucketEncryptionGuarded extends Mixin {
  private readonly administrators: iam.IPrincipal[];

  constructor(options: BucketEncryptionGuardedOptions = {}) {
    super();
    this.administrators = [...options.administrators ?? []];
  }

  /** Whether the construct is a bucket. */
  public supports(construct: IConstruct): boolean {
    return isBucket(construct);
  }

  /**
   * Adds the statements to the bucket's policy.
   *
   * Synthesis fails if nobody but the root user could change the bucket's policy any more: without administrators, where
   * the stack's synthesizer defines no CloudFormation execution role.
   *
   * @throws if an administrator cannot be told by its ARN
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketEncryptionGuarded', construct);
    exemptFromEncryptionGuard(bucket, ...administratorArns(bucket, 'encryptionAdministrators', this.administrators));
    const deploying = deployingRoleArn(bucket);
    if (deploying !== undefined || this.administrators.length > 0) { ADMINISTERED.add(bucket); }
    if (deploying === undefined) {
      Annotations.of(bucket).addWarningV2('cdk-s3-encryption:deployingRoleNotKnown',
        'The stack\'s synthesizer hands CloudFormation no role, so that it acts with the credentials of whoever deploys. '
        + 'Name these among the encryption administrators of the bucket, or CloudFormation can change neither its encryption nor its policy.');
    } else {
      exemptFromEncryptionGuard(bucket, deploying);
    }
    // Who is exempt is asked when the app is complete.
    if (GUARDED.has(bucket)) { return; }
    GUARDED.add(bucket);
    bucket.node.addValidation({ validate: () => lockout(bucket) });
    addToBucketPolicy(bucket, denyChangesOfEncryption(bucket.attrArn, exemptArns(bucket)));
    addToBucketPolicy(bucket, denyChangesOfReplication(bucket.attrArn, exemptArns(bucket, configuringRoles(bucket))));
  }
}

/** Buckets with a guard, and those of them that somebody can still change: whoever deploys, or an administrator. */
const GUARDED = new ConstructSet<s3.CfnBucket>('guarded encryption');
const ADMINISTERED = new ConstructSet<s3.CfnBucket>('encryption that somebody administers');

/** Asked when the app is complete: the guard may be applied again, with administrators. */
function lockout(bucket: s3.CfnBucket): string[] {
  if (ADMINISTERED.has(bucket)) { return []; }
  return ['encryptionAdministrators cannot be []: the bucket policy would deny everyone but the root user to change or delete it, because the stack\'s synthesizer '
    + `(${Stack.of(bucket).synthesizer.constructor.name}) defines no CloudFormation execution role. `
    + 'Fix: name the roles that deploy the stack in encryptionAdministrators, or use a DefaultStackSynthesizer.'];
}
