import type { aws_events as events } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EventAlertOptions } from './alert-options';
import { BatchJobStatus } from '../../batch';
import { assertShape } from '../../shapes';
import { alertingRule, field } from '../private/alerting-rules';
import { BATCH_JOB_ALERTS_PROPS } from '../private/shapes';

/**
 * Properties of `BatchJobAlerts`.
 */
export interface BatchJobAlertsProps extends EventAlertOptions {
  /**
   * The job states that cause a notification.
   *
   * @default - CANCELLED, COMPLETE, FAILED, PAUSED, SUSPENDED
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
   */
  readonly statuses?: BatchJobStatus[];
}

const { CANCELLED, COMPLETE, FAILED, PAUSED, SUSPENDED } = BatchJobStatus;
const STATUSES = [CANCELLED, COMPLETE, FAILED, PAUSED, SUSPENDED];

/**
 * Sends alerts when S3 Batch Operations jobs change state, such as jobs that replicate or re-encrypt existing objects.
 *
 * The events name the job but not its bucket, so the alerts cover all jobs of the account and Region. EventBridge receives these events
 * through CloudTrail: the account needs a trail in the Region that logs management events.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-event-bridge-cloud-trail.html
 * @example
 * const alerts = new AlertTopic(this, 'Alerts');
 * new BatchJobAlerts(this, 'BatchJobs', { topic: alerts.topic });
 */
export class BatchJobAlerts extends Construct {
  /** The EventBridge rule. */
  public readonly rule: events.Rule;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: BatchJobAlertsProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, BATCH_JOB_ALERTS_PROPS);
    this.rule = alertingRule(this, 'Rule', {
      description: 'An S3 Batch Operations job changed its status',
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['AWS Service Event via CloudTrail'],
        detail: {
          eventSource: ['s3.amazonaws.com'],
          eventName: ['JobStatusChanged'],
          serviceEventDetails: { status: props.statuses ?? STATUSES },
        },
      },
      message: `S3 Batch Operations job ${field('detail.serviceEventDetails.jobArn')} is ${field('detail.serviceEventDetails.status')} `
        + `since ${field('detail.eventTime')} (account ${field('account')}, Region ${field('region')}).`,
    }, props);
  }
}
