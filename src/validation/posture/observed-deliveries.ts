import type { Bucket } from './bucket';
import type { ObservedDelivery } from './observed-delivery';
import type { Posture } from './posture';
import type { LogService } from '../../services';
import { any, Hole, isAbsent, memo, OneOf, type Resource, Ternary, Text, textOf, type Value } from '../../template';
import { isOpen, type LogDestination, logDestinations } from './private/log-destinations';
import { bucketsNamed, type NamedBucket } from './private/log-resources';

/** The deliveries of logs and reports in an app, read in one pass when they are first asked for. */
export class ObservedDeliveries {
  static readonly of = memo((posture: Posture) => new ObservedDeliveries(posture));

  /** Those whose bucket is in the app, by bucket. */
  readonly byTarget: ReadonlyMap<Bucket, readonly ObservedDelivery[]>;
  /** What names a bucket that is not in the app, or of which it is not known whether it is. */
  readonly elsewhere: readonly NamedBucket[];
  /** Those of which it is not known which bucket is meant. */
  private readonly open: readonly NamedBucket[];

  private constructor(posture: Posture) {
    const byTarget = new Map<Bucket, ObservedDelivery[]>();
    const open: NamedBucket[] = [];
    const elsewhere: NamedBucket[] = [];
    for (const named of bucketsNamed(posture)) {
      const destinations = logDestinations(posture, named);
      if (destinations.length === 0) { elsewhere.push(named); }
      for (const destination of destinations) {
        const { target } = destination;
        for (const delivery of deliveriesTo(named, destination)) {
          const others = byTarget.get(target);
          if (others) { others.push(delivery); } else { byTarget.set(target, [delivery]); }
        }
      }
      if (isOpen(posture, named)) { open.push(named); }
    }
    this.byTarget = byTarget;
    this.open = open;
    this.elsewhere = elsewhere;
  }

  /** What is delivered to a bucket. */
  to(bucket: Bucket): readonly ObservedDelivery[] {
    return this.byTarget.get(bucket) ?? [];
  }

  /**
   * Whether something is surely delivered to a bucket. A destination that is not known can be each bucket of the same template,
   * as with policies of buckets that are not known.
   *
   * @param isMeant Whether deliveries of a service count.
   */
  surelyTo(bucket: Bucket, isMeant: (service: LogService) => boolean = () => true): Ternary {
    const { resource } = bucket;
    const mayBe = this.open.some(({ source, service }) => source.template === resource.template && isMeant(service));
    return any([
      mayBe ? Ternary.UNKNOWN : Ternary.NO,
      ...this.to(bucket).filter(({ service }) => isMeant(service))
        .map(({ source, isChoice, on }) => (isChoice || !source.isMadeWith(resource) ? Ternary.UNKNOWN : on)),
    ]);
  }
}

/** One for each prefix that it can be. */
function deliveriesTo(named: NamedBucket, { target, folder, isChoice }: LogDestination): ObservedDelivery[] {
  const { kmsKey, objectKey, on, property, service, source, sourceName } = named;
  const slash = folder !== undefined || service.prefixAsIs !== true;
  return prefixesOf(named.prefix ?? folder, source, slash).map((prefix) => ({
    source,
    property,
    service,
    target,
    prefix,
    on,
    isChoice,
    kmsKey,
    objectKey: objectKey ?? objectKeyBehind(prefix, service.objectKey),
    sourceName: sourceName === undefined ? undefined : textOf(sourceName) ?? Text.of(new Hole(`the source of ${source.template}/${source.logicalId}`, `{the source of ${source.logicalId}}`)),
  }));
}

/** Deliveries of CloudWatch Logs put their prefix in the place of the usual folders. */
function objectKeyBehind(prefix: string | Text, objectKey: string): string {
  return prefix === '' || objectKey.startsWith('<prefix>') ? objectKey : '<prefix><any>';
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
    : [Text.of(new Hole(`prefix of the logs of ${source.template}/${source.logicalId}`, `{prefix of the logs of ${source.logicalId}}`))];
}

function endsWithSlash(text: string | Text): boolean {
  const last = typeof text === 'string' ? text : text.parts[text.parts.length - 1];
  return typeof last === 'string' && last.endsWith('/');
}
