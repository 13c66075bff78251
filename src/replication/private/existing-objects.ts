import { aws_iam as iam, Lazy, Token } from 'aws-cdk-lib';
import { Construct, type IDependable } from 'constructs';
import { seenFrom } from './environments';
import type { Replicator } from './replicator';
import { roleNameOf } from './role';
import { assertReportsInRegion, BatchJob, batchJobRole } from '../../batch';
import { refusal, valueRefusal } from '../../cdk';
import { warnOfSignatureAllowList } from '../../policy';
import { ObjectReplicationStatus, type ReplicateExistingOptions } from '../replicate-existing-options';

const LONGEST_DESCRIPTION = 256;

/**
 * Has S3 replicate the objects that were in a bucket before its replication, with S3 Batch Replication.
 *
 * The role of the job may only ask for replication: what replicates is the role of the replication.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-policies.html
 */
export class ExistingObjects extends Construct {
  readonly jobId: string;

  /**
   * @param configured What the job has to wait for, besides the source bucket and the role that replicates it
   */
  constructor(replicator: Replicator, options: ReplicateExistingOptions, ...configured: IDependable[]) {
    assertOnce(replicator);
    assertReportsInRegion(replicator.scope, options.reports, replicator.source.stack.region);
    super(replicator.scope, 'Existing');
    const { source } = replicator;
    const { statuses = [ObjectReplicationStatus.NONE, ObjectReplicationStatus.FAILED] } = options;
    assertOptions(this, options, statuses);
    warnOfSignatureAllowList(this, source.resource, 's3:InitiateReplication');
    const sourceArn = seenFrom(this, source.resource.attrArn);
    const role = batchJobRole(this, 'Role', {
      roleName: roleNameOf(this, options.roleName),
      description: `Allows S3 Batch Operations to replicate the existing objects of ${source.path}`,
    });
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:InitiateReplication'], resources: [`${sourceArn}/*`] }));
    role.addToPolicy(new iam.PolicyStatement({ actions: ['s3:GetReplicationConfiguration', 's3:PutInventoryConfiguration'], resources: [sourceArn] }));
    const job = new BatchJob(this, 'Job', {
      operation: { S3ReplicateObject: {} },
      manifestGenerator: {
        ExpectedBucketOwner: source.stack.account,
        SourceBucket: sourceArn,
        EnableManifestOutput: false,
        Filter: { EligibleForReplication: true, ObjectReplicationStatuses: statuses },
      },
      report: { bucket: options.reports, prefix: options.reportPrefix ?? 'batch-replication', scope: options.failuresOnly ? 'FailedTasksOnly' : 'AllTasks' },
      role,
      description: options.description ?? `Replicates the existing objects of ${source.path}`.slice(0, LONGEST_DESCRIPTION),
      priority: options.priority,
      confirmationRequired: options.confirmationRequired,
      account: source.stack.account,
      region: source.stack.region,
      trigger: Lazy.any({ produce: () => describeRouting(replicator) }),
    });
    job.node.addDependency(replicator.role, ...configured);
    this.jobId = job.jobId;
  }
}

/**
 * Which objects are replicated, and to which bucket. The job runs again when this changes; another storage class or
 * metrics are no reason to replicate again.
 */
function describeRouting({ rules }: Replicator): unknown {
  return rules.map(({ rule: { prefix, tags }, destination: { bucketArn } }) => ({ prefix, tags, bucketArn }));
}

function assertOnce({ scope, source }: Replicator): void {
  if (!scope.node.tryFindChild('Existing')) { return; }
  throw refusal(scope, `replicateExisting() was already called for bucket ${source.path}`,
    'call replicateExisting() once; to repeat the job, change the description');
}

function assertOptions(scope: Construct, { description, priority }: ReplicateExistingOptions, statuses: readonly ObjectReplicationStatus[]): void {
  const known = Object.values(ObjectReplicationStatus);
  const wrong = statuses.filter((status) => !known.includes(status));
  if (statuses.length === 0 || wrong.length > 0) {
    throw valueRefusal(scope, 'statuses', statuses, `pass at least one of ${known.join(', ')}, or leave statuses out`);
  }
  if (description !== undefined && !Token.isUnresolved(description) && (description.length === 0 || description.length > LONGEST_DESCRIPTION)) {
    throw refusal(scope, `description has ${description.length} characters`, `pass 1 to ${LONGEST_DESCRIPTION} characters`);
  }
  if (priority !== undefined && !Token.isUnresolved(priority) && (!Number.isInteger(priority) || priority < 0 || priority > 2147483647)) {
    throw refusal(scope, `priority is ${priority}`, 'pass an integer from 0 to 2147483647');
  }
}
