import { Annotations, type aws_events as events, aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ObjectReencryptionProps } from './object-reencryption-props';
import { ObjectSelection } from './object-selection';
import { assertShape, assertValue } from '../shapes';
import { copyChanges } from './private/copy-changes';
import { type ReencryptedBucket, reencryptedBucket } from './private/reencrypted-bucket';
import { type Plan, reencryptionPlan } from './private/reencryption-plan';
import { generatorOf, manifestOf, operationOf } from './private/reencryption-request';
import { allowReencryption } from './private/reencryption-rights';
import { type SelectedObjects, selectedObjects } from './private/selected-objects';
import { ReencryptionMethod } from './reencryption-method';
import { assertReportsInRegion, BatchJob, batchJobRole, type BatchJobStatus } from '../batch';
import { LogBucket } from '../logging';
import { BATCH_JOB_STATUSES, OBJECT_REENCRYPTION_PROPS } from './private/shapes';

/** What S3 takes as the description of a job. */
const LONGEST_DESCRIPTION = 256;

/**
 * A job of S3 Batch Operations that encrypts objects which exist as the bucket's default encryption says: default
 * encryption changes nothing about them.
 *
 * Objects are changed in place where S3 can (SSE-S3 and SSE-KMS, to SSE-KMS with a customer managed key), and copied
 * onto themselves where they must be. A copy never replaces a newer version with an older one: S3 copies the version that is
 * current when it processes the object. The job starts when it is deployed. A changed job is another job; an unchanged one
 * is not run again. Deletion cancels it, and changes nothing of what it has done.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-update-encryption.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * new ObjectReencryption(this, 'Reencryption', { bucket, confirmationRequired: true });
 */
export class ObjectReencryption extends Construct {
  /** How it is done. */
  public readonly method: ReencryptionMethod;

  /** Why it is done so. */
  public readonly reason: string;

  /** The id of the job, known once it is started. */
  public readonly jobId: string;

  /** The role with which S3 runs the job. */
  public readonly role: iam.IRole;

  /** The bucket that the completion report goes to. */
  public readonly reports: LogBucket;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if S3 is known to be unable to encrypt such objects so, or the job to run on the bucket
   */
  constructor(scope: Construct, id: string, props: ObjectReencryptionProps) {
    super(scope, id);
    assertShape(this.node.path, props, OBJECT_REENCRYPTION_PROPS);
    const bucket = reencryptedBucket(this, props);
    const objects = selectedObjects(this, bucket, props.objects ?? ObjectSelection.matching());
    if (props.reports) { assertReportsInRegion(this, props.reports, regionOf(this, props)); }
    const plan = reencryptionPlan(this, { bucket, objects, method: props.method });
    this.method = plan.method;
    this.reason = plan.reason;
    if (props.method !== ReencryptionMethod.COPY) { warnOfCopies(this, bucket, objects, plan); }

    const role = batchJobRole(this, 'Role', { description: `Lets S3 Batch Operations encrypt objects of ${bucket.path}` });
    allowReencryption(role, bucket, objects, plan);
    this.role = role;
    this.reports = props.reports ?? new LogBucket(this, 'Reports');
    const job = new BatchJob(this, 'Job', {
      operation: operationOf(bucket, objects, plan),
      ...(objects.report ? { manifest: manifestOf(objects.report) } : { manifestGenerator: generatorOf(bucket, objects.matching ?? {}, plan) }),
      report: { bucket: this.reports, prefix: props.reportsPrefix ?? 'reencryption', scope: props.allObjectsReported ? 'AllTasks' : 'FailedTasksOnly' },
      role,
      description: shortened(props.description ?? `${TITLES[plan.method]}: ${plan.reason}`),
      priority: props.priority,
      confirmationRequired: props.confirmationRequired,
      // The operation and the filter for encryption are younger than the SDK that Lambda may have, which drops what it does not know.
      latestSdk: true,
    });
    job.node.addDependency(props.bucket);
    this.jobId = job.jobId;
  }

  /**
   * What an EventBridge rule has to match to hear of the job's states. A trail of AWS
   * CloudTrail has to be on.
   *
   * @param statuses The states; if there are none, all
   * @returns the event pattern of a rule
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-event-bridge-cloud-trail.html
   */
  public statusPattern(...statuses: BatchJobStatus[]): events.EventPattern {
    assertValue(this.node.path, 'statuses', statuses, BATCH_JOB_STATUSES);
    return {
      source: ['aws.s3'],
      detailType: ['AWS Service Event via CloudTrail'],
      detail: {
        eventSource: ['s3.amazonaws.com'],
        eventName: ['JobCreated', 'JobStatusChanged'],
        serviceEventDetails: { jobId: [this.jobId], ...(statuses.length === 0 ? {} : { status: statuses }) },
      },
    };
  }
}

const TITLES: { readonly [method in ReencryptionMethod]: string } = {
  [ReencryptionMethod.UPDATE_IN_PLACE]: 'Change the encryption of objects in place',
  [ReencryptionMethod.COPY]: 'Copy objects to encrypt them otherwise',
};

/** A text with tokens is as long as what they stand for, and cannot be cut. */
function shortened(description: string): string {
  return Token.isUnresolved(description) ? description : description.slice(0, LONGEST_DESCRIPTION);
}

/** Where the job runs: in the Region of the stack, which is that of the bucket. Either may be known. */
function regionOf(scope: Construct, { bucket }: ObjectReencryptionProps): string {
  const { region } = Stack.of(scope);
  return Token.isUnresolved(region) ? bucket.env.region : region;
}

/** Not where copies are asked for: `ReencryptionMethod.COPY` says what they are. */
function warnOfCopies(scope: Construct, bucket: ReencryptedBucket, objects: SelectedObjects, plan: Plan): void {
  if (plan.method !== ReencryptionMethod.COPY) { return; }
  Annotations.of(scope).addWarningV2('cdk-s3-encryption:objectsAreCopied',
    `Objects of ${bucket.path} are copied onto themselves, because ${plan.reason}. ${copyChanges(bucket, objects)}`);
}
