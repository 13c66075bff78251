import { keyLetsServiceUse, keyVerdict } from './key-access';
import { type ObjectAccess, objectAccess, READING, WRITING } from './object-access';
import { serviceAccess } from './service-access';
import type { Subject } from './subject';
import { Ternary } from '../../../../template';
import { type Bucket, type Key, type Posture, ObservedReplication } from '../../../posture';
import { encryptionChoices } from '../encryption-choices';
import { keyUses } from '../key-uses';
import { isForeign } from '../strangers';

/** Somebody who may use objects of a bucket, and not surely the key that they are encrypted with. */
export interface Keyless {
  readonly who: string;
  readonly subject: Subject | undefined;
  readonly access: Omit<ObjectAccess, 'subject' | 'objects' | 'confirms'>;
  readonly key: Key;
  /** The actions that are surely not allowed, and those of which it cannot be determined. */
  readonly missing: readonly string[];
  readonly doubtful: readonly string[];
  /** Whether the key's policy is what stands in the way. */
  readonly byKeyPolicy: boolean;
  /** Whether the bucket surely encrypts with the key. */
  readonly used: boolean;
}

const KNOWN = new WeakMap<Posture, readonly Keyless[]>();

/** Everybody who may use objects of buckets that encrypt with keys of the app, and not surely these keys. */
export function keyless(posture: Posture): readonly Keyless[] {
  let found = KNOWN.get(posture);
  if (!found) {
    found = [...find(posture)];
    KNOWN.set(posture, found);
  }
  return found;
}

function* find(posture: Posture): Iterable<Keyless> {
  const buckets = new Set([...keyUses(posture).values()].flat()
    .flatMap(({ bucket, forReplicas }) => (bucket === undefined || forReplicas ? [] : [bucket])));
  if (buckets.size === 0) { return; }
  const exempt = exemptions(posture);
  for (const access of merged(objectAccess(posture, buckets))) {
    const { subject, bucket } = access;
    if (subject.resource && exempt(subject.resource, bucket)) { continue; }
    for (const choice of keyChoices(bucket)) {
      if (!ofSubject(access, choice)) { continue; }
      // Mostly the key may be used, and nobody needs to know whether something else denies the access.
      const one = ofSubject(confirmed(access), choice);
      if (one) { yield one; }
    }
  }
  for (const bucket of buckets) {
    for (const access of serviceAccess(posture, bucket)) {
      for (const { key, used } of keyChoices(bucket)) {
        const missing = actionsFor(access).filter((action) => keyLetsServiceUse(access.principal, key, action, bucket) === Ternary.NO);
        if (missing.length > 0) { yield { who: `service ${access.service}`, subject: undefined, access, key, missing, doubtful: [], byKeyPolicy: true, used }; }
      }
    }
  }
}

interface KeyChoice {
  readonly key: Key;
  readonly used: boolean;
}

/** The keys of the app with which a bucket encrypts, or may. */
function keyChoices(bucket: Bucket): readonly KeyChoice[] {
  const keys = new Map<Key, KeyChoice>();
  for (const { key: { key }, kms, certain } of encryptionChoices(bucket)) {
    if (key && kms !== Ternary.NO) { keys.set(key, { key, used: kms === Ternary.YES && certain }); }
  }
  return [...keys.values()];
}

function ofSubject(access: ObjectAccess, { key, used }: KeyChoice): Keyless | undefined {
  const { subject, bucket } = access;
  const verdicts = actionsFor(access).map((action) => ({ action, ...keyVerdict(access, key, action) }));
  const [missing, doubtful] = [Ternary.NO, Ternary.UNKNOWN].map((answer) => verdicts.filter((verdict) => verdict.answer === answer));
  if (missing.length + doubtful.length === 0) { return undefined; }
  const byKeyPolicy = missing.some((verdict) => verdict.byKeyPolicy);
  // Another rule judges whether key policies agree with bucket policies about other accounts.
  if (byKeyPolicy && isForeign(subject.principal.account ?? '', bucket.resource) !== Ternary.NO) { return undefined; }
  const actions = (some: typeof verdicts) => some.map(({ action }) => action);
  return { who: subject.who, subject, access, key, missing: actions(missing), doubtful: actions(doubtful), byKeyPolicy, used };
}

/**
 * What S3 asks of AWS KMS. Who uploads in parts needs to decrypt as well, because S3 reads the parts to put them together.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
 */
function actionsFor({ reads, writes }: Pick<ObjectAccess, 'reads' | 'writes'>): readonly string[] {
  return [...writes ? ['kms:GenerateDataKey'] : [], ...reads || writes ? ['kms:Decrypt'] : []];
}

function confirmed(access: ObjectAccess): ObjectAccess {
  const may = (action: string) => access.confirms(action);
  return { ...access, reads: access.reads && READING.some(may), writes: access.writes && WRITING.some(may) };
}

/** What one statement allows a subject to do with a bucket, and what another allows, is one access. */
function merged(all: Iterable<ObjectAccess>): Iterable<ObjectAccess> {
  const bySubject = new Map<Subject, Map<Bucket, ObjectAccess>>();
  for (const access of all) {
    const ofSubjectAlone = bySubject.get(access.subject) ?? new Map<Bucket, ObjectAccess>();
    bySubject.set(access.subject, ofSubjectAlone);
    const before = ofSubjectAlone.get(access.bucket);
    ofSubjectAlone.set(access.bucket, !before ? access : {
      ...before,
      reads: before.reads || access.reads,
      writes: before.writes || access.writes,
      objects: [...before.objects, ...access.objects],
      confirms: (action) => before.confirms(action) || access.confirms(action),
    });
  }
  return [...bySubject.values()].flatMap((ofSubjectAlone) => [...ofSubjectAlone.values()]);
}

/** Roles whose use of a bucket other rules judge: those that replicate it, and that of AWS Config. */
function exemptions(posture: Posture): (role: unknown, bucket: Bucket) => boolean {
  const replicating = new Map<unknown, Set<Bucket>>();
  for (const { role, source, rules } of ObservedReplication.allOf(posture)) {
    if (!role) { continue; }
    const buckets = replicating.get(role.resource) ?? new Set<Bucket>();
    replicating.set(role.resource, buckets);
    for (const bucket of [source, ...rules.flatMap(({ destination }) => destination ?? [])]) { buckets.add(bucket); }
  }
  const recording = new Set<unknown>(posture.ofType('AWS::Config::ConfigurationRecorder')
    .flatMap((recorder) => posture.roleAt(recorder.read('RoleARN'), recorder)?.resource ?? []));
  return (role, bucket) => recording.has(role) || (replicating.get(role)?.has(bucket) ?? false);
}
