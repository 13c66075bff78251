import { actionsRefused, keyLetsIn, type LogKey, logKeys } from './keys';
import { nearlyAllowedByKey } from './refusals';
import { isOn, logsOf } from './sources';
import type { LogService } from '../../../../services';
import { Ternary } from '../../../../template';
import { ObservedDeliveries, type ObservedDelivery, type Posture } from '../../../posture';
import { cannotTell, type Finding, violation } from '../../rule';

interface Refusal {
  readonly logKey: LogKey;
  readonly answer: Ternary;
  /** The actions that are surely not allowed. */
  readonly refused: string;
  readonly deliveries: ObservedDelivery[];
}

/** Keys of the app with which logs are encrypted although their policies do not let the producer in. */
export function* refusingKeys(posture: Posture, isMeant: (producer: LogService) => boolean): Generator<Finding> {
  for (const all of ObservedDeliveries.of(posture).byTarget.values()) {
    const refusals = new Map<string, Refusal>();
    for (const delivery of all.filter(({ service }) => isMeant(service))) {
      for (const logKey of logKeys(posture, delivery)) {
        const answer = keyLetsIn(posture, delivery, logKey);
        if (answer === Ternary.YES) { continue; }
        const refused = actionsRefused(delivery, logKey);
        const { logicalId, template } = logKey.key.resource;
        const name = [template, logicalId, delivery.service.title, answer, refused, logKey.used].join('|');
        const refusal = refusals.get(name);
        if (refusal) { refusal.deliveries.push(delivery); } else { refusals.set(name, { logKey, answer, refused, deliveries: [delivery] }); }
      }
    }
    for (const refusal of refusals.values()) { yield finding(refusal); }
  }
}

function finding({ logKey, answer, refused, deliveries }: Refusal): Finding {
  const [delivery] = deliveries;
  const { principal } = delivery.service;
  const { policy, resource, unseenPolicy } = logKey.key;
  const what = `${logsOf(deliveries)} in ${delivery.target.resource.logicalId}`;
  if (answer === Ternary.NO && isOn(deliveries) && logKey.used) {
    const nearly = nearlyAllowedByKey(delivery, logKey.key, logKey.bucketKey).map((sentence) => ` ${sentence}`).join('');
    return violation(resource, 'Properties.KeyPolicy',
      `The key policy does not allow ${principal} to encrypt ${what}: it needs ${refused}.${nearly}`);
  }
  const reason = answer === Ternary.NO
    ? 'it is not known whether the key is used for them'
    : unseenPolicy ?? policy.problems[0] ?? 'what the policy compares with is known at deployment only, or AWS does not document it';
  return cannotTell(resource, 'Properties.KeyPolicy', `It cannot be determined whether the key policy allows ${principal} to encrypt ${what}: ${reason}.`);
}
