import type { Bucket } from './bucket';
import type { LogProducer } from './log-producer';
import type { Posture } from './posture';
import { Hole, isAbsent, OneOf, type Resource, Text, textOf, type Value } from '../../template';
import { logDestinations } from './private/log-destinations';
import { logSources } from './private/log-sources';
import type { Ternary } from '../../template/ternary';

export * from './log-producer';
export * from './log-producers';
export * from './log-requests';

/** A resource delivers logs or reports to a bucket of the app. */
export interface LogDelivery {
  /** The resource whose logs they are, or which says where they go. */
  readonly source: Resource;
  /** The path of its property that names the bucket. */
  readonly property: string;
  readonly producer: LogProducer;
  readonly target: Bucket;
  /** What keys of objects begin with, a slash included where the producer adds one; empty if nothing. */
  readonly prefix: string | Text;
  /** The key of an object as a pattern, see `LogProducer`. */
  readonly key: string;
  /** Whether logs are delivered at all. */
  readonly on: Ternary;
  /** The KMS key that the producer itself is given. */
  readonly kmsKey: Value | undefined;
}

const KNOWN = new WeakMap<Posture, LogDeliveries>();

/** The log deliveries of an app, read in one pass when they are first asked for. */
export class LogDeliveries {
  static of(posture: Posture): LogDeliveries {
    let deliveries = KNOWN.get(posture);
    if (!deliveries) {
      deliveries = new LogDeliveries(posture);
      KNOWN.set(posture, deliveries);
    }
    return deliveries;
  }

  /** Those whose bucket is in the app, by bucket. */
  readonly byTarget: ReadonlyMap<Bucket, readonly LogDelivery[]>;

  private constructor(posture: Posture) {
    const byTarget = new Map<Bucket, LogDelivery[]>();
    for (const from of logSources(posture)) {
      for (const { target, folder } of logDestinations(posture, from)) {
        for (const prefix of prefixesOf(from.prefix ?? folder, from.source, folder !== undefined || from.producer.prefixAsIs !== true)) {
          const delivery: LogDelivery = {
            source: from.source,
            property: from.property,
            producer: from.producer,
            target,
            prefix,
            key: from.key ?? keyBehind(prefix, from.producer),
            on: from.on,
            kmsKey: from.kmsKey,
          };
          const others = byTarget.get(target);
          if (others) { others.push(delivery); } else { byTarget.set(target, [delivery]); }
        }
      }
    }
    this.byTarget = byTarget;
  }

  /** What is delivered to a bucket. */
  to(bucket: Bucket): readonly LogDelivery[] {
    return this.byTarget.get(bucket) ?? [];
  }
}

/** Deliveries of CloudWatch Logs put their prefix in the place of the usual folders. */
function keyBehind(prefix: string | Text, producer: LogProducer): string {
  return prefix === '' || producer.key.startsWith('<prefix>') ? producer.key : '<prefix><any>';
}

function prefixesOf(value: Value | undefined, source: Resource, slash: boolean): (string | Text)[] {
  const texts = textsOf(value, source);
  return slash ? texts.map((text) => (text === '' || endsWithSlash(text) ? text : Text.of(text, '/'))) : texts;
}

function textsOf(value: Value | undefined, source: Resource): (string | Text)[] {
  if (isAbsent(value)) { return ['']; }
  const text = textOf(value);
  if (text !== undefined) { return [text]; }
  return value instanceof OneOf
    ? value.options.flatMap((option) => textsOf(option, source))
    : [Text.of(new Hole(`prefix of the logs of ${source.template}/${source.logicalId}`))];
}

function endsWithSlash(text: string | Text): boolean {
  const last = typeof text === 'string' ? text : text.parts[text.parts.length - 1];
  return typeof last === 'string' && last.endsWith('/');
}
