import { Annotations, type aws_iam as iam, type aws_s3 as s3, Mixin, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ConstructSet } from '../construct-state';
import { administratorArns, deployingRoleArn } from '../keys/internal';
import {
  addToBucketPolicy, configuringRoles, denyChangesOfEncryption, denyChangesOfReplication, exemptArns, exemptFromEncryptionGuard, isBucket,
} from '../policy';
import { assertShape } from '../shapes';
import { bucketOf } from './private/bucket-mixin';
import { BUCKET_ENCRYPTION_GUARD_OPTIONS } from './private/shapes';

/**
 * Options of `BucketEncryptionGuard`.
 */
export interface BucketEncryptionGuardOptions {
  /**
   * The roles and users that can change the encryption, policy and replication of the bucket, if IAM allows it.
   *
   * For a pattern of roles or users of one account, use `new iam.ArnPrincipal('arn:aws:iam::111122223333:role/security/*')`.
   * Patterns that match every role or user, or principals of any account, cause an error. Groups and policy variables also cause an error,
   * because a request contains the ARN of a role or user.
   *
   * @default - only CloudFormation
   */
  readonly administrators?: iam.IPrincipal[];
}

/**
 * Denies all principals except the administrators permission to change a bucket's default encryption, policy, or replication.
 *
 * The CloudFormation execution role that the stack's synthesizer defines is exempt. If the synthesizer defines no such role, synthesis adds a
 * warning: deployments then use the caller's credentials, so the callers must be administrators. A role that
 * you pass to `cdk deploy --role-arn` must be an administrator too. Before you bootstrap an environment with another qualifier,
 * add the new execution role to the administrators.
 *
 * Roles of the bucket's account in the IAM path `/s3-encryption/HASH/`, where HASH is a hash of the bucket's construct path,
 * are exempt from the restriction on replication. A `TwoWayReplication` creates its configuration role there. The path
 * stays exempt without a `TwoWayReplication`: when you remove one, CloudFormation updates the bucket policy first, and the
 * role deletes the replication configuration afterwards. Anyone who can create roles in that path and attach permissions to
 * them can therefore change the bucket's replication. To prevent that, restrict `iam:CreateRole` on
 * `arn:aws:iam::*:role/s3-encryption/*` with an AWS Organizations policy.
 *
 * The deny statements have limits. The root user of the bucket's account can always read, put and delete the bucket policy. Anyone who can
 * deploy with CloudFormation's role, assume an administrator's role or change its trust policy, or delete the empty bucket and create it
 * again, can bypass the statements. AWS Organizations policies also restrict the root user.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 * @example
 * declare const bucket: s3.Bucket;
 *
 * Mixins.of(bucket).apply(new mixins.BucketEncryptionGuard({
 *   administrators: [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/security/*')],
 * }));
 */
export class BucketEncryptionGuard extends Mixin {
  private readonly options: BucketEncryptionGuardOptions;

  /**
   * @param options The principals that can still change the encryption
   */
  constructor(options: BucketEncryptionGuardOptions = {}) {
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
   * Synthesis fails if only the root user could change the bucket's policy: if there are no administrators, and the stack's
   * synthesizer defines no CloudFormation execution role.
   *
   * @param construct The bucket
   * @throws if an administrator cannot be identified by its ARN
   */
  public applyTo(construct: IConstruct): void {
    const bucket = bucketOf('BucketEncryptionGuard', construct);
    assertShape(bucket.node.path, this.options, BUCKET_ENCRYPTION_GUARD_OPTIONS);
    const { administrators = [] } = this.options;
    exemptFromEncryptionGuard(bucket, ...administratorArns(bucket, 'encryptionAdministrators', administrators));
    const deploying = deployingRoleArn(bucket);
    if (deploying !== undefined || administrators.length > 0) { ADMINISTERED.add(bucket); }
    if (deploying === undefined) {
      Annotations.of(bucket).addWarningV2('cdk-s3-encryption:deployingRoleNotKnown',
        'The stack\'s synthesizer defines no CloudFormation execution role, so deployments use the caller\'s credentials. '
        + 'Fix: add the callers to the encryption administrators of the bucket; otherwise, CloudFormation can change neither its encryption nor its policy.');
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
  return ['encryptionAdministrators cannot be []: the bucket policy would allow only the root user to change or delete it, because the stack\'s synthesizer '
    + `(${Stack.of(bucket).synthesizer.constructor.name}) defines no CloudFormation execution role. `
    + 'Fix: name the roles that deploy the stack in encryptionAdministrators (administrators of mixins.BucketEncryptionGuard), '
    + 'or use a DefaultStackSynthesizer.'];
}
