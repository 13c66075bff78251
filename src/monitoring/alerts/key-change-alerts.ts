import { aws_events as events } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { EventAlertOptions } from './alert-options';
import { assertShape } from '../../shapes';
import { type Alert, alertingRules, field } from '../private/alerting-rules';
import { madeBy, WHO_AND_WHEN } from '../private/calls';
import { LONGEST_KEY_ARN, mayBeMultiRegion } from '../private/key-arn';
import { KEY_CHANGE_ALERTS_PROPS } from '../private/shapes';

/**
 * Properties of `KeyChangeAlerts`.
 */
export interface KeyChangeAlertsProps extends EventAlertOptions {
  /** The ARNs of the keys. */
  readonly keyArns: string[];
}

const SOURCE = 'kms.amazonaws.com';

/**
 * Every API call that changes a key, its material, its aliases, its tags, or who may use it. Calls that use or read a key are
 * left out, and those that name no key: of custom key stores, and `CreateKey`. So is `SynchronizeMultiRegionKey`, which AWS KMS
 * itself calls at intervals, also when nothing has changed.
 */
const CHANGES = [
  'CancelKeyDeletion',
  'CreateAlias',
  'CreateGrant',
  'DeleteAlias',
  'DeleteImportedKeyMaterial',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'ImportKeyMaterial',
  'PutKeyPolicy',
  'ReplicateKey',
  'RetireGrant',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateAlias',
  'UpdateKeyDescription',
  'UpdatePrimaryRegion',
];

const ALERT: Alert = {
  description: 'A key was disabled, scheduled for deletion or otherwise changed',
  // Callers name the key by its id, ARN or alias, or an alias alone; the resources of the event are always ARNs.
  pattern: (names) => madeBy(SOURCE, CHANGES, { resources: { ARN: names } }),
  longestName: LONGEST_KEY_ARN,
  message: changed('detail.resources[0].ARN'),
};

/** In the Region of the new primary key the event names no resources, but the ARN as AWS KMS itself hands the call on. */
const NEW_PRIMARY: Alert = {
  description: 'A multi-Region key became the primary key',
  pattern: (names) => madeBy(SOURCE, ['UpdatePrimaryRegion'], {
    requestParameters: { keyId: names },
    resources: { ARN: events.Match.doesNotExist() },
  }),
  longestName: LONGEST_KEY_ARN,
  message: changed('detail.requestParameters.keyId'),
};

// docs/decisions/0044
/**
 * Sends alerts for every API call that changes KMS keys.
 *
 * This includes changes to their state (enabled, disabled, scheduled for deletion, deletion canceled), policy, grants, rotation,
 * imported key material, replicas and primary Region, tags, description, and aliases.
 *
 * Does not report changes for which CloudTrail names another key: an alias that is moved away from a key (the event names the
 * key that it is moved to), and changes that a replica key synchronizes from its multi-Region primary key (the event names the
 * primary key, in the Region of the primary key). `KeyLifecycleAlerts` reports rotation, expiration, and deletion by AWS KMS itself.
 * If an alias is changed, the message names the resource that CloudTrail lists first: the key or the alias.
 *
 * EventBridge receives these events through CloudTrail: the account needs a trail in the Region that logs management events,
 * including those of AWS KMS.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html
 * @example
 * const key = new EncryptionKey(this, 'Key');
 * const alerts = new AlertTopic(this, 'Alerts');
 * new KeyChangeAlerts(this, 'KeyChanges', { keyArns: [key.keyArn], topic: alerts.topic });
 */
export class KeyChangeAlerts extends Construct {
  /** The EventBridge rules. A long list of key ARNs is split across several rules; multi-Region keys have additional rules. */
  public readonly rules: events.Rule[];

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: KeyChangeAlertsProps) {
    super(scope, id);
    assertShape(this.node.path, props, KEY_CHANGE_ALERTS_PROPS);
    this.rules = [
      ...alertingRules(this, props.keyArns, ALERT, props),
      ...alertingRules(this, props.keyArns.filter(mayBeMultiRegion), NEW_PRIMARY, props, 'NewPrimary'),
    ];
  }
}

function changed(path: string): string {
  return `KMS key ${field(path)} was changed: ${field('detail.eventName')} ${WHO_AND_WHEN}`;
}
