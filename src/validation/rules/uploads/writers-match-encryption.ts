import { Principal } from '../../../policy-evaluation';
import { type EncryptionFix, NamedEncryption } from '../../../services';
import { isAbsent, isUnknown, type Resource, Ternary, Text, type Value } from '../../../template';
import { ObservedDeliveries, type ObservedDelivery, observedWrites, type ObservedEncryption, type ObservedWrite, type Posture } from '../../posture';
import { defaultsOf } from '../default-encryptions';
import { whyUntold } from '../private/bucket-denials';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { receptionOf } from './private/written-encryption';

export const writersMatchEncryption: Rule = {
  metadata: {
    name: 'WritersMatchEncryption',
    topic: Topic.UPLOADS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'AWS services specify an encryption and a key that the bucket accepts',
    why: 'AWS services such as CodeBuild, Athena, DMS and SageMaker specify encryption in their requests, which takes precedence over the '
      + 'default encryption of the bucket. If the bucket policy denies it, the first build, query or delivery fails. Otherwise, '
      + 'objects are stored without the key of the bucket.',
    fix: 'Pass the ARN of the bucket\'s key to the service, or configure it to specify no encryption, so that S3 applies default '
      + 'encryption. The message names the property.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
    ],
  },

  * check(posture) {
    const groups = new Map<string, Judged & { readonly what: Set<string> }>();
    for (const write of writersOf(posture)) {
      const judged = judge(posture, write);
      if (!judged) { continue; }
      const { source, target } = write;
      const key = JSON.stringify([
        source.template, source.logicalId, target.resource.template, target.resource.logicalId, judged.property, judged.problem, judged.fix,
      ]);
      const group = groups.get(key);
      if (group) { group.what.add(write.what); } else { groups.set(key, { ...judged, what: new Set([write.what]) }); }
    }
    for (const group of groups.values()) { yield findingOf(group); }
  },
};

/** A write, with what messages say of it. */
type Writer = Pick<ObservedWrite, 'source' | 'target' | 'folder' | 'on' | 'encryptions' | 'settingOf' | 'setting' | 'caller'> & {
  /** What is written, for messages. */
  readonly what: string;
  /** Who writes what, for messages; several things where they have one cause. */
  readonly says: (what: string) => string;
  readonly fix: EncryptionFix;
  /** Whether another rule reports that the policy denies it. */
  readonly deniedElsewhere: boolean;
};

enum Problem {
  DENIED = 'denied',
  DIFFERENT = 'different',
  DENIAL_UNKNOWN = 'denial unknown',
  DIFFERENCE_UNKNOWN = 'difference unknown',
}

interface Judged {
  readonly writer: Writer;
  readonly resource: Resource;
  readonly property: string;
  readonly problem: Problem;
  /** What is named, for messages. */
  readonly named: string;
  readonly statement?: string;
  readonly reason?: string;
  readonly fix: string;
}

const UNDOCUMENTED = 'AWS does not document which encryption the service specifies without a key';

/** Of several encryptions that it may name, the worst counts. */
const WORST_FIRST = Object.values(Problem);

function judge(posture: Posture, writer: Writer): Judged | undefined {
  const found = writer.encryptions.flatMap((encryption) => judgeOne(posture, writer, encryption) ?? []);
  return WORST_FIRST.flatMap((problem) => found.filter((one) => one.problem === problem))[0];
}

function judgeOne(posture: Posture, writer: Writer, encryption: ObservedEncryption): Judged | undefined {
  const { denied, differs, statement } = receptionOf(posture, writer, encryption);
  const { settingOf: resource, setting: property, target } = writer;
  const judged = { writer, resource, property, named: namedIn(encryption), fix: fixOf(writer), statement };
  if (denied === Ternary.YES) { return writer.deniedElsewhere ? undefined : { ...judged, problem: Problem.DENIED }; }
  if (differs === Ternary.YES) { return { ...judged, problem: Problem.DIFFERENT }; }
  const undocumented = encryption.unknown ?? (encryption.named === NamedEncryption.UNDOCUMENTED ? UNDOCUMENTED : undefined);
  if (denied === Ternary.UNKNOWN && target.policies.length > 0 && !writer.deniedElsewhere) {
    return { ...judged, problem: Problem.DENIAL_UNKNOWN, reason: undocumented ?? whyUntold(target, { untold: 'it' }) };
  }
  if (differs === Ternary.UNKNOWN) {
    return { ...judged, problem: Problem.DIFFERENCE_UNKNOWN, reason: undocumented ?? 'its key or the key of the bucket is known at deployment only' };
  }
  return undefined;
}

function namedIn({ kmsKey, named }: ObservedEncryption): string {
  switch (named) {
    case NamedEncryption.NONE: return 'no encryption';
    case NamedEncryption.SSE_S3: return 'SSE-S3 (AES256)';
    case NamedEncryption.UNDOCUMENTED: return 'an encryption that is not known';
    default: return `${named} with ${isAbsent(kmsKey) ? 'the AWS managed key aws/s3, because no key is configured' : `the key ${keyName(kmsKey)}`}`;
  }
}

function keyName(key: Value): string {
  return typeof key === 'string' || key instanceof Text ? key.toString() : isUnknown(key) ? 'that is known at deployment' : 'that it is given';
}

/** What to set, by what the bucket encrypts with by default. */
function fixOf({ fix, target }: Writer): string {
  const [byDefault] = defaultsOf(target).known;
  const ways = byDefault?.algorithm === NamedEncryption.SSE_S3
    ? [fix.sseS3, fix.none]
    : byDefault?.algorithm === NamedEncryption.SSE_KMS && byDefault.key !== undefined ? [fix.kmsKey, fix.none] : [fix.none];
  return ways.find((way) => way !== undefined)
    ?? 'this service cannot be configured to use the default encryption of the bucket: use another bucket, or allow its encryption in the bucket policy';
}

function findingOf(group: Judged & { readonly what: ReadonlySet<string> }): Finding {
  const { fix, named, problem, property, reason, resource, statement, what, writer } = group;
  const start = `${writer.says(list([...what]))} to bucket ${writer.target.resource.logicalId}`;
  const isDenial = problem === Problem.DENIED || problem === Problem.DENIAL_UNKNOWN;
  const severity = isDenial ? undefined : Severity.WARNING;
  if (writer.on === Ternary.YES && reason === undefined) {
    const fault = isDenial
      ? `: the bucket policy denies it${statement === undefined ? '' : ` (${statement})`}`
      : ', which is not the default encryption of the bucket';
    return violation(resource, property, `${start} and specifies ${named}${fault}. Fix: ${fix}.`, severity);
  }
  const question = isDenial ? 'the bucket policy denies the encryption that it specifies' : 'it specifies the default encryption of the bucket';
  const why = reason ?? 'it is not known whether it writes there';
  return cannotTell(resource, property, `${start}, and it is undetermined whether ${question}: ${why}. Fix: ${fix}.`, severity);
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** Services that write for their users, and those that deliver logs or reports as their own configuration says. */
function writersOf(posture: Posture): Writer[] {
  return [
    ...observedWrites(posture).map((write): Writer => ({
      ...write,
      what: write.resource.what,
      says: (what) => `${write.service.title} writes ${what} of ${write.source.logicalId}`,
      fix: write.resource.fix,
      deniedElsewhere: false,
    })),
    ...[...ObservedDeliveries.of(posture).byTarget.values()].flat().flatMap((delivery) => configuredDelivery(delivery) ?? []),
  ];
}

/** `LogDeliveryAllowed` reports that the policy denies a key, but knows nothing of what is named without one. */
function configuredDelivery({ kmsKey, on, property, service, source, target }: ObservedDelivery): Writer | undefined {
  const named = kmsKey === undefined ? service.withoutKey : NamedEncryption.SSE_KMS;
  if (service.configuresKey !== true || named === undefined) { return undefined; }
  const { kmsKey: steps = [], within = [] } = service.resources.find(({ type }) => type === source.type) ?? {};
  const setting = [...within, ...steps].join('.');
  return {
    source,
    target,
    folder: '',
    on,
    encryptions: [{ named, kmsKey }],
    settingOf: source,
    setting: kmsKey === undefined ? property : `Properties.${setting}`,
    caller: Principal.service(service.principal),
    what: service.title,
    says: (what) => `The service that delivers ${what} of ${source.logicalId} writes them`,
    fix: { kmsKey: `set ${setting} to the ARN of the key of the bucket`, sseS3: `omit ${setting}` },
    deniedElsewhere: kmsKey !== undefined,
  };
}
