import { Ternary } from '../../../../template/ternary';
import type { Bucket, LogDelivery, LogProducer, Posture } from '../../../posture';
import { LogDeliveries } from '../../../posture';

/** What producers deliver to one bucket. */
export interface Received {
  readonly target: Bucket;
  readonly deliveries: readonly LogDelivery[];
  /** Whether any of it is surely turned on. */
  readonly on: boolean;
}

/** The buckets of the app that get something from one of the producers. */
export function* received(posture: Posture, isMeant: (producer: LogProducer) => boolean): Generator<Received> {
  for (const [target, all] of LogDeliveries.of(posture).byTarget) {
    const deliveries = all.filter(({ producer }) => isMeant(producer));
    if (deliveries.length > 0) { yield { target, deliveries, on: isOn(deliveries) }; }
  }
}

export function isOn(deliveries: readonly LogDelivery[]): boolean {
  return deliveries.some(({ on }) => on === Ternary.YES);
}

/** For messages: whose logs they are. */
export function sourcesOf(deliveries: readonly LogDelivery[]): string {
  const names = [...new Set(deliveries.map(({ source }) => source.logicalId))];
  if (names.length <= 3) { return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`; }
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
}
