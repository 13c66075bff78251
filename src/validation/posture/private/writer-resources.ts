import { bucketLocations } from './bucket-locations';
import { type Branch, branches, isOn, type Read } from './property-branches';
import { Principal } from '../../../policy-evaluation';
import { NamedEncryption, RESOURCE, type Steps, type WriterResource, type WriterService } from '../../../services';
import { isAbsent, isUnknown, OneOf, optionsOf, type PropertyPath, type Resource, Ternary, Text, textOf, type Value } from '../../../template';
import { accountOf, partitionOfResource } from '../environment';
import type { ObservedEncryption, ObservedWrite } from '../observed-write';
import type { Posture } from '../posture';

/** What a service writes to buckets of the app, as one resource says. */
export function* writesOf(posture: Posture, source: Resource, service: WriterService, resource: WriterResource): Generator<ObservedWrite> {
  for (const branch of branches(source, resource.within)) {
    const bucket = branch.value(...resource.bucket);
    const on = isWritten(source, branch, resource);
    if (isAbsent(bucket) || on === Ternary.NO) { continue; }
    const locations = bucketLocations(posture, bucket, source);
    if (locations.length === 0) { continue; }
    const configured = configuration(posture, source, branch, resource);
    const encryptions = encryptionsOf(configured, resource);
    const { settingOf, setting } = settingOn(source, branch, configured, resource);
    const caller = callerOf(posture, source, branch, service, resource);
    for (const location of locations) { yield { source, service, resource, ...location, on, encryptions, settingOf, setting, caller }; }
  }
}

/** The path of a property from the resource. */
function pathIn({ path }: Branch, steps: Steps): PropertyPath {
  return steps[0] === RESOURCE ? steps.slice(1) : [...path, ...steps];
}

function readIn(source: Resource, { value }: Branch, steps: Steps): Value | undefined {
  return steps[0] === RESOURCE ? source.read(...steps.slice(1)) : value(...steps);
}

function isWritten(source: Resource, branch: Branch, { only, enabled }: WriterResource): Ternary {
  const kind = only === undefined ? Ternary.YES : isKind(readIn(source, branch, only.property) ?? only.otherwise ?? '', only.value);
  const on = enabled === undefined ? Ternary.YES : isOn(readIn(source, branch, enabled.property as readonly string[]) ?? enabled.otherwise);
  return kind === Ternary.NO || on === Ternary.NO ? Ternary.NO : kind === Ternary.YES ? on : kind;
}

/** Every branch of a choice counts. */
function isKind(value: Value, wanted: string): Ternary {
  const options = optionsOf(value);
  if (options.some((option) => String(option).toLowerCase() === wanted.toLowerCase())) { return Ternary.YES; }
  return options.some((option) => isUnknown(option) || option instanceof Text) ? Ternary.UNKNOWN : Ternary.NO;
}

/** Where the properties stand that say how to encrypt. */
interface Configuration {
  /** Nothing where the resource names none. */
  readonly read?: Read;
  readonly resource?: Resource;
  /** Why it cannot be read, as a clause. */
  readonly unknown?: string;
}

function configuration(posture: Posture, source: Resource, branch: Branch, { encryption: { of } }: WriterResource): Configuration {
  if (of === undefined) { return { read: (...path) => readIn(source, branch, path) }; }
  const name = readIn(source, branch, of.property);
  if (isAbsent(name)) { return {}; }
  const resource = posture.app.resourceAt(name, { from: source, type: of.type });
  return resource ? { resource, read: (...path) => resource.read(...path) } : { unknown: `the ${of.type} that it names is not in the app` };
}

function encryptionsOf({ read, unknown }: Configuration, { encryption: { mode, kmsKey, otherwise } }: WriterResource): ObservedEncryption[] {
  if (unknown !== undefined) { return [{ named: NamedEncryption.UNDOCUMENTED, kmsKey: undefined, unknown }]; }
  if (read === undefined) { return [{ named: otherwise, kmsKey: undefined }]; }
  const chosen = mode && read(...mode.property);
  const key = kmsKey && read(...kmsKey);
  const modes: readonly (Value | undefined)[] = chosen === undefined ? [undefined] : optionsOf(chosen);
  return modes.flatMap((option, i) => {
    // Mostly one condition chooses both.
    const own = chosen instanceof OneOf && key instanceof OneOf && key.options.length === modes.length ? key.options[i] : key;
    return encryptionOf(option, own, mode?.values ?? {}, otherwise);
  });
}

function encryptionOf(
  chosen: Value | undefined, key: Value | undefined, values: { readonly [value: string]: NamedEncryption }, otherwise: NamedEncryption,
): ObservedEncryption[] {
  if (isUnknown(chosen) || chosen instanceof Text) {
    return [{ named: NamedEncryption.UNDOCUMENTED, kmsKey: undefined, unknown: isUnknown(chosen) ? chosen.reason : 'it is known at deployment only' }];
  }
  const wanted = String(chosen).toLowerCase();
  const [, named] = (isAbsent(chosen) ? undefined : Object.entries(values).find(([value]) => value.toLowerCase() === wanted)) ?? [];
  if (named !== undefined && !isKms(named)) { return [{ named, kmsKey: undefined }]; }
  const keys = key === undefined ? [undefined] : optionsOf(key);
  return keys.map((option): ObservedEncryption => (isAbsent(option) || option === ''
    ? { named: named ?? otherwise, kmsKey: undefined }
    // A key alone says enough.
    : { named: named ?? NamedEncryption.SSE_KMS, kmsKey: option }));
}

function isKms(named: NamedEncryption): boolean {
  return named === NamedEncryption.SSE_KMS || named === NamedEncryption.DSSE_KMS;
}

/** The property that names the encryption, the key before the mode; where neither is there, the one that names the bucket. */
function settingOn(
  source: Resource, branch: Branch, { read, resource }: Configuration, { bucket, encryption: { kmsKey, mode } }: WriterResource,
): Pick<ObservedWrite, 'settingOf' | 'setting'> {
  const steps = [kmsKey, mode?.property].find((one) => one !== undefined && read?.(...one) !== undefined);
  const path = steps === undefined ? pathIn(branch, bucket) : resource ? steps : pathIn(branch, steps);
  return { settingOf: (steps !== undefined && resource) || source, setting: ['Properties', ...path].join('.') };
}

/** The role where one is named, or else the service, or somebody of the account. */
function callerOf(posture: Posture, source: Resource, branch: Branch, { principal }: WriterService, { role }: WriterResource): Principal {
  const account = accountOf(source);
  const somebody = Principal.someone(account, partitionOfResource(source));
  const named = role && roleNamed(posture, source, branch, role);
  if (isAbsent(named)) { return principal === undefined ? somebody : Principal.service(principal); }
  const own = posture.roleAt(named, source);
  if (own) { return Principal.role(own.arn, accountOf(own.resource)); }
  const arn = textOf(named);
  return arn !== undefined && (typeof arn === 'string' ? arn : String(arn.parts[0])).startsWith('arn:') ? Principal.role(arn) : somebody;
}

function roleNamed(posture: Posture, source: Resource, branch: Branch, [first, ...others]: readonly (readonly string[])[]): Value | undefined {
  let value = readIn(source, branch, first);
  for (const steps of others) {
    const next = isAbsent(value) ? undefined : posture.app.resourceAt(value, { from: source });
    value = next?.read(...steps);
  }
  return value;
}
