import type { aws_cloudwatch as cloudwatch, aws_events as events, aws_sns as sns } from 'aws-cdk-lib';

/**
 * Whom rules on events tell.
 */
export interface EventAlertOptions {
  /**
   * The topic that gets one readable message for each event.
   *
   * A topic of the app is told to let EventBridge in, and so is its key. For one that is imported, whoever made it has to.
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
   * A topic of the app is told to let CloudWatch in, and so is its key. For one that is imported, whoever made it has to.
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
