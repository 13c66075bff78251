import type { aws_cloudwatch as cloudwatch, aws_events as events, aws_sns as sns } from 'aws-cdk-lib';

/**
 * Options for notifications from EventBridge rules.
 */
export interface EventAlertOptions {
  /**
   * The topic that receives one readable message for each event.
   *
   * If the topic is created in the app, the construct adds statements to the policies of the topic and its key that allow EventBridge. The
   * owner of an imported topic must allow it.
   *
   * @default - no topic
   */
  readonly topic?: sns.ITopic;

  /**
   * Additional targets that receive each event in EventBridge format, such as a queue, a function, or another event bus.
   *
   * @default - no additional targets
   */
  readonly targets?: events.IRuleTarget[];
}

/**
 * Options for notifications from alarms.
 */
export interface AlarmOptions {
  /**
   * The topic that receives a notification when an alarm enters the ALARM state or returns to the OK state.
   *
   * If the topic is created in the app, the construct adds statements to the policies of the topic and its key that allow CloudWatch. The
   * owner of an imported topic must allow it.
   *
   * @default - no topic
   */
  readonly topic?: sns.ITopic;

  /**
   * Additional actions to perform when an alarm enters the ALARM state.
   *
   * @default - no additional actions
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];
}
