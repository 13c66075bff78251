import type { aws_cloudwatch as cloudwatch, aws_events as events, aws_sns as sns } from 'aws-cdk-lib';

/**
 * Whom rules on events tell.
 */
export interface EventAlertOptions {
  /**
   * The topic that gets one readable message for each event.
   *
   * The policies of a topic of the app and of its key allow EventBridge. For an imported topic, its owner must allow it.
   *
   * @default - none
   */
  readonly topic?: sns.ITopic;

  /**
   * What else gets each event, as EventBridge has it: a queue, a function, another bus.
   *
   * @default - nothing
   */
  readonly targets?: events.IRuleTarget[];
}

/**
 * Whom alarms tell.
 */
export interface AlarmOptions {
  /**
   * The topic that is told when an alarm goes off, and when it is over.
   *
   * The policies of a topic of the app and of its key allow CloudWatch. For an imported topic, its owner must allow it.
   *
   * @default - none
   */
  readonly topic?: sns.ITopic;

  /**
   * What else is done when an alarm goes off.
   *
   * @default - nothing
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];
}
