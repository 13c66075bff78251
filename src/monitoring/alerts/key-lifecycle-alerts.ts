import type { aws_events as events } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EventAlertOptions } from './alert-options';
import { assertShape } from '../../shapes';
import { type Alert, alertingRules, field } from '../private/alerting-rules';
import { LONGEST_KEY_ARN } from '../private/key-arn';
import { KEY_LIFECYCLE_ALERTS_PROPS } from '../private/shapes';

/**
 * Properties of `KeyLifecycleAlerts`.
 */
export interface KeyLifecycleAlertsProps extends EventAlertOptions {
  /** The ARNs of the keys. */
  readonly keyArns: string[];
}

const EVENTS = ['KMS CMK Deletion', 'KMS CMK Rotation', 'KMS Imported Key Material Expiration'];

const ALERT: Alert = {
  description: 'A key was deleted or rotated, or its imported material expired',
  pattern: (resources) => ({ source: ['aws.kms'], detailType: EVENTS, resources }),
  longestName: LONGEST_KEY_ARN,
  message: `KMS key ${field('resources[0]')}: ${field('detail-type')}, by AWS KMS itself at ${field('time')} `
    + `(account ${field('account')}, Region ${field('region')}, event ${field('id')}).`,
};

/**
 * Sends alerts when AWS KMS deletes keys, rotates keys, or deletes their imported key material because it expired.
 *
 * AWS KMS sends these events directly to EventBridge, so no trail is needed. Delivery of deletion events is guaranteed, and there can be
 * several events for one deletion. Other events are sent on a best-effort basis.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html
 * @example
 * const key = new EncryptionKey(this, 'Key');
 * const alerts = new AlertTopic(this, 'Alerts');
 * new KeyLifecycleAlerts(this, 'KeyLifecycle', { keyArns: [key.keyArn], topic: alerts.topic });
 */
export class KeyLifecycleAlerts extends Construct {
  /** The EventBridge rules. A long list of key ARNs is split across several rules. */
  public readonly rules: events.Rule[];

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: KeyLifecycleAlertsProps) {
    super(scope, id);
    assertShape(this.node.path, props, KEY_LIFECYCLE_ALERTS_PROPS);
    this.rules = alertingRules(this, props.keyArns, ALERT, props);
  }
}
