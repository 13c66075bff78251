import { Aws, Fn, aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** A tag in the words of the API. */
interface Tag { readonly Key: string; readonly Value: string }

/** Which job may be started and cancelled. */
interface StartedJob {
  /** The name of the operation, such as `S3ReplicateObject`. */
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** The role that S3 runs the job with. */
  readonly role: iam.IRole;
  /** The tag of the job: see `jobTag()`. */
  readonly tag: Tag;
}

/** The UUID in the id of the stack. */
export const STACK = Fn.select(2, Fn.split('/', Aws.STACK_ID));

/**
 * The tag by which a job is told from all others of the account: one for each construct of each stack. It stays when the
 * job becomes another, so that the former one can be cancelled.
 */
export function jobTag(scope: Construct): Tag {
  return { Key: 'cdk-s3-encryption:job', Value: Fn.join('-', [STACK, scope.node.addr]) };
}

// docs/decisions/0040
/**
 * The rights to start one job, and to cancel it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-tags-examples.html
 */
export function starterRights(scope: Construct, { operation, account, region, role, tag }: StartedJob): iam.PolicyDocument {
  const jobs = [`arn:${Stack.of(scope).partition}:s3:${region}:${account}:job/*`];
  const requested = { [`aws:RequestTag/${tag.Key}`]: tag.Value };
  const existing = { [`aws:ResourceTag/${tag.Key}`]: tag.Value };
  const allow = (sid: string, actions: string[], resources: string[], conditions: object) =>
    new iam.PolicyStatement({ sid, actions, resources, conditions: conditions as { [operator: string]: unknown } });
  return new iam.PolicyDocument({
    statements: [
      // IAM knows no resource for this action: no ARN would ever match.
      allow('CreateJob', ['s3:CreateJob'], ['*'], { StringEquals: { 's3:RequestJobOperation': operation, 'aws:RequestedRegion': region, ...requested } }),
      allow('TagJob', ['s3:PutJobTagging'], jobs, { StringEquals: { ...requested, ...existing } }),
      allow('CancelJob', ['s3:UpdateJobStatus'], jobs, { StringEquals: existing }),
      // S3 forgets jobs 90 days after their end, and with them the tag: the answer has to be that there is no such job.
      allow('CancelForgottenJob', ['s3:UpdateJobStatus'], jobs, { Null: { 's3:ExistingJobOperation': 'true', 's3:ExistingJobPriority': 'true' } }),
      allow('PassJobRole', ['iam:PassRole'], [role.roleArn], { StringEquals: { 'iam:PassedToService': 'batchoperations.s3.amazonaws.com' } }),
    ],
  });
}
