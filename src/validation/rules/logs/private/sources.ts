import type { LogService } from '../../../../services';
import { Ternary } from '../../../../template';
import { type Bucket, ObservedDeliveries, type ObservedDelivery, type Posture } from '../../../posture';

/** What producers deliver to one bucket. */
export interface Received {
  readonly target: Bucket;
  readonly deliveries: readonly ObservedDelivery[];
  /** Whether any of it is surely turned on. */
  readonly on: boolean;
}

/** The buckets of the app that get something from one of the producers. */
export function* received(posture: Posture, isMeant: (producer: LogService) => boolean): Generator<Received> {
  for (const [target, all] of ObservedDeliveries.of(posture).byTarget) {
    const deliveries = all.filter(({ service }) => isMeant(service));
    if (deliveries.length > 0) { yield { target, deliveries, on: isOn(deliveries) }; }
  }
}

export function isOn(deliveries: readonly ObservedDelivery[]): boolean {
  return deliveries.some(({ on }) => on === Ternary.YES);
}

/** For messages: whose logs they are. */
export function sourcesOf(deliveries: readonly ObservedDelivery[]): string {
  const names = [...new Set(deliveries.map(({ source }) => source.logicalId))];
  if (names.length <= 3) { return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`; }
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`;
}

/** What is delivered, and whose it is, for messages. */
export function logsOf(deliveries: readonly ObservedDelivery[]): string {
  const services = new Map<LogService, ObservedDelivery[]>();
  for (const delivery of deliveries) { services.set(delivery.service, [...services.get(delivery.service) ?? [], delivery]); }
  return [...services].map(([{ title }, own]) => `${title} of ${sourcesOf(own)}`).join(' and ');
}
