import { branches, isOn, type Read } from './property-branches';
import { LOG_SERVICES, type LogResource, type LogService, type PropertySteps } from '../../../services';
import { at, isAbsent, isUnknown, optionsOf, type PropertyPath, type Resource, Ternary, type Value } from '../../../template';

/** Where resources are looked up by their type. */
export interface ResourcesByType {
  ofType(type: string): readonly Resource[];
}

/** A resource names a bucket that gets logs. */
export interface NamedBucket {
  readonly source: Resource;
  readonly service: LogService;
  /** The path of the property that names the bucket. */
  readonly property: string;
  /** The bucket's name, ARN or domain name; an ARN may go on with a folder. Nothing for the source itself. */
  readonly bucket: Value | undefined;
  readonly prefix: Value | undefined;
  /** Whether logs are delivered at all. */
  readonly on: Ternary;
  /** Whether conditions or parameters decide that the bucket is named. */
  readonly isChoice: boolean;
  /** The key of an object, where it is not the service's usual one. */
  readonly objectKey: string | undefined;
  /** The KMS key that the service itself is given. */
  readonly kmsKey: Value | undefined;
  readonly sourceName: Value | undefined;
}

/** Every property of an app that names a bucket for logs or reports. */
export function* bucketsNamed(app: ResourcesByType): Generator<NamedBucket> {
  for (const service of LOG_SERVICES) {
    for (const named of service.resources) {
      for (const source of app.ofType(named.type)) { yield* namedBy(source, service, named); }
    }
  }
}

function* namedBy(source: Resource, service: LogService, named: LogResource): Generator<NamedBucket> {
  const chosen = isChosen(source, named);
  if (chosen === Ternary.NO) { return; }
  const { variant } = named;
  for (const { path, value, isChoice } of branches(source, named.within)) {
    const bucket = located(value, named.bucket);
    if (bucket === undefined || (isAbsent(bucket.value) && !named.toItself)) { continue; }
    const read = (steps: PropertySteps | undefined) => steps && located(value, steps)?.value;
    const enabled = named.enabled === undefined ? Ternary.YES : isOn(read(named.enabled.property) ?? named.enabled.otherwise);
    if (enabled === Ternary.NO) { continue; }
    const varied = read(variant?.property);
    yield {
      source,
      service,
      property: ['Properties', ...path, ...(isAbsent(bucket.value) ? [] : bucket.path)].join('.'),
      bucket: bucket.value,
      prefix: read(named.prefix),
      isChoice,
      on: chosen === Ternary.UNKNOWN ? chosen : enabled,
      objectKey: varied !== undefined && (variant?.isTrue !== true || isOn(varied) === Ternary.YES) ? variant?.objectKey : undefined,
      kmsKey: read(named.kmsKey),
      sourceName: named.sourceName && source.read(...named.sourceName),
    };
  }
}

/** Whether the resource is of the kind that delivers. */
function isChosen(source: Resource, { only }: LogResource): Ternary {
  if (only === undefined) { return Ternary.YES; }
  const options = optionsOf(source.read(...only.property) ?? only.otherwise ?? '');
  if (options.includes(only.value)) { return Ternary.YES; }
  return options.some(isUnknown) ? Ternary.UNKNOWN : Ternary.NO;
}

interface Located {
  readonly path: PropertyPath;
  readonly value: Value | undefined;
}

/** Where steps lead, and what is there; nothing where a list lacks the attribute. */
function located(read: Read, steps: PropertySteps): Located | undefined {
  const [first, ...others] = steps;
  if (first === undefined || typeof first === 'string') {
    const path = steps as readonly string[];
    return { path, value: read(...path) };
  }
  const list = read();
  const entries = Array.isArray(list) ? list.flatMap((entry, i) => optionsOf(entry).map((option) => [i, option] as const)) : [];
  const entry = entries.filter(([, option]) => at(option, 'Key') === first.attribute).pop();
  if (entry === undefined) { return undefined; }
  const [i, option] = entry;
  const path = others as readonly string[];
  return { path: [i, ...path], value: at(option, ...path) };
}
