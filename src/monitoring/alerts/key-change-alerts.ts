import type { aws_events as events } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EventAlertOptions } from './alert-options';
import { type Alert, alertingRules, field } from '../private/alerting-rules';
import { madeBy, WHO_AND_WHEN } from '../private/calls';
import { LONGEST_KEY_ARN } from '../private/key-arn';

/**
 * Properties of `KeyChangeAlerts`.
 */
export interface KeyChangeAlertsProps extends EventAlertOptions {
  /** The ARNs of the keys. */
  readonly keyArns: string[];
}

const SOURCE = 'kms.amazonaws.com';

const CHANGES = [
  'DisableKey',
  'ScheduleKeyDeletion',
  'PutKeyPolicy',
  'DisableKeyRotation',
  'DeleteImportedKeyMaterial',
  'CreateGrant',
];

const ALERT: Alert = {
  description: 'A key was disabled, scheduled for deletion or otherwise changed',
  // Callers name the key by its id, ARN or alias; the resources of the event are always ARNs.
  pattern: (names) => madeBy(SOURCE, CHANGES, { resources: { ARN: names } }),
  longestName: LONGEST_KEY_ARN,
  message: `KMS key ${field('detail.resources[0].ARN')} was changed: ${field('detail.eventName')} ${WHO_AND_WHEN}`,
};

/**
 * Tells of calls that disable keys, schedule their deletion, stop their rotation, delete their imported material, change
 * their policy or grant their use.
 *
 * The events reach EventBridge through CloudTrail: the account needs a trail in the Region that logs management events.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html
 */
export class KeyChangeAlerts extends Construct {
  /** The rules: one, or as many as it takes for all ARNs to find room in the patterns. */
  public readonly rules: events.Rule[];

  constructor(scope: Construct, id: string, props: KeyChangeAlertsProps) {
    super(scope, id);
    this.rules = alertingRules(this, props.keyArns, ALERT, props);
  }
}
