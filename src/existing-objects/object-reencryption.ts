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
 * Re-encrypts existing objects of a bucket with its default encryption, with an S3 Batch Operations job.
 *
 * Default encryption doesn't change existing objects. The job changes the encryption of objects in place if S3 supports it (from
 * SSE-S3 or SSE-KMS, to SSE-KMS with a customer managed key), and otherwise copies objects onto themselves. A copy never replaces a
 * newer version with an older version: S3 copies the version that is current when it processes the object.
 *
 * The deployment starts the job. If the properties of the job change, another job starts. An unchanged job doesn't run again. If
 * you remove the job, it is cancelled, but objects that it has already re-encrypted don't change.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-update-encryption.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * new ObjectReencryption(this, 'Reencryption', { bucket, confirmationRequired: true });
 */
export class ObjectReencryption extends Construct {
  /** The method of re-encryption. */
  public readonly method: ReencryptionMethod;

  /** The reason for the method. */
  public readonly reason: string;

  /** The ID of the job, which is known after the job is created at deployment. */
  public readonly jobId: string;

  /** The role that S3 Batch Operations assumes to run the job. */
  public readonly role: iam.IRole;

  /** The bucket that receives the completion report. */
  public readonly reports: LogBucket;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if S3 can't re-encrypt the selected objects with this method, or if the job can't run on the bucket (if known at synthesis)
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

    const role = batchJobRole(this, 'Role', { description: `Allows S3 Batch Operations to encrypt objects of ${bucket.path}` });
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
   * Returns the event pattern of an EventBridge rule that matches status changes of the job.
   *
   * EventBridge receives these events only if an AWS CloudTrail trail is enabled.
   *
   * @param statuses The job statuses to match. Default: all statuses
   * @returns the event pattern
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
  [ReencryptionMethod.COPY]: 'Copy objects to change their encryption',
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
