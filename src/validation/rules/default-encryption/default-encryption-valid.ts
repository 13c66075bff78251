import { SseAlgorithm } from '../../../encryption';
import { at, isAbsent, isMap, isUnknown, OneOf, optionsOf, type Value } from '../../../template';
import { type AlikeBucket, type AlikeKeyReference, Bucket, KeyReferenceKind } from '../../posture';
import { eachKind, type KeyNames } from '../private/each-kind';
import { encryptionChoices } from '../private/encryption-choices';
import { reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const ALGORITHMS: readonly Value[] = Object.values(SseAlgorithm);
const LIST = 'Properties.BucketEncryption.ServerSideEncryptionConfiguration';

export const defaultEncryptionValid: Rule = {
  metadata: {
    name: 'DefaultEncryptionValid',
    topic: Topic.DEFAULT_ENCRYPTION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Default encryption is one rule with a valid algorithm, and with a key only for KMS',
    why: 'S3 accepts exactly one rule, with the algorithm AES256, aws:kms or aws:kms:dsse, and no KMS key with AES256. It rejects any '
      + 'other configuration, so the deployment fails and rolls back.',
    fix: 'Declare one rule: use EncryptedBucket with DefaultEncryption, or apply mixins.BucketDefaultEncryption, which allow valid '
      + 'combinations only. In a template, correct ServerSideEncryptionConfiguration, and remove KMSMasterKeyID where SSEAlgorithm '
      + 'is AES256.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html'],
  },

  check: (posture) => eachKind(posture, judged),
};

function* judged(bucket: AlikeBucket, names: KeyNames): Iterable<Finding<unknown>> {
  // Mostly there is one rule, which can be seen without a look at all of it.
  const isOne = isMap(bucket.encryptionRule) && bucket.resource.read('BucketEncryption', 'ServerSideEncryptionConfiguration', 1) === undefined;
  const encryption = isOne ? undefined : bucket.resource.read('BucketEncryption');
  const wrongCount = encryption === undefined ? undefined : countFinding(bucket, encryption);
  if (wrongCount) { yield wrongCount; } else { yield* contents(bucket, names); }
}

function countFinding({ resource }: AlikeBucket, encryption: Value): Finding<unknown> | undefined {
  let doubt: string | undefined;
  for (const option of optionsOf(encryption)) {
    if (isAbsent(option)) { continue; }
    const lists = at(option, 'ServerSideEncryptionConfiguration');
    for (const list of lists === undefined ? [undefined] : optionsOf(lists)) {
      if (isUnknown(list)) {
        doubt ??= list.reason;
      } else if (!Array.isArray(list)) {
        return violation(resource, LIST, 'The default encryption has no list of rules.');
      } else {
        const [least, most] = [list.filter(surely).length, list.length];
        if (least > 1 || most === 0) { return violation(resource, LIST, `The default encryption has ${least} rules instead of one.`); }
        if (least === 0 && most === 1 && !isUnknown(list[0])) {
          return violation(resource, LIST, 'The default encryption has no rule in one branch of a condition.');
        }
        if (least !== most) { doubt ??= list.map(reasonOf).find((reason) => reason !== '') ?? 'the rules depend on conditions'; }
      }
    }
  }
  return doubt === undefined
    ? undefined
    : cannotTell(resource, LIST, `It cannot be determined whether the default encryption has exactly one rule: ${doubt}.`);
}

/** Whether a member of a list is surely there. */
function surely(member: Value): boolean {
  return !isUnknown(member) && !(member instanceof OneOf && member.options.some((option) => isAbsent(option) || isUnknown(option)));
}

function* contents(bucket: AlikeBucket, names: KeyNames): Iterable<Finding<unknown>> {
  const { resource } = bucket;
  const algorithmAt = Bucket.rulePath('ServerSideEncryptionByDefault', 'SSEAlgorithm');
  const said = new Set<string>();
  for (const { algorithm, key, certain } of encryptionChoices(bucket)) {
    const finding = algorithmFinding(bucket, algorithm, algorithmAt)
      ?? (algorithm === SseAlgorithm.SSE_S3 && key.kind !== KeyReferenceKind.NONE
        ? keyFinding(bucket, key, certain, names)
        : undefined);
    if (finding && !said.has(finding.message)) {
      said.add(finding.message);
      yield finding;
    }
  }
  if (said.size === 0 && lacksAlgorithm(bucket)) {
    yield violation(resource, algorithmAt, 'The default encryption specifies no algorithm.');
  }
}

function algorithmFinding({ resource }: AlikeBucket, algorithm: Value | undefined, property: string): Finding<unknown> | undefined {
  if (algorithm === undefined || ALGORITHMS.includes(algorithm)) { return undefined; }
  const reason = reasonOf(algorithm);
  return reason === ''
    ? violation(resource, property, `The default encryption specifies the algorithm ${JSON.stringify(algorithm)}, which S3 does not support.`)
    : cannotTell(resource, property, `It cannot be determined whether the default encryption specifies an algorithm that S3 supports: ${reason}.`);
}

function keyFinding({ resource }: AlikeBucket, key: AlikeKeyReference, certain: boolean, names: KeyNames): Finding<unknown> {
  const property = Bucket.rulePath('ServerSideEncryptionByDefault', 'KMSMasterKeyID');
  const doubt = certain ? reasonOf(isUnknown(key.value) ? key.value : undefined) : 'both depend on the deployment';
  return doubt === ''
    ? violation(resource, property, `The default encryption is AES256, but specifies the KMS key ${names.written(key)}, which S3 rejects.`)
    : cannotTell(resource, property, `It cannot be determined whether the default encryption is AES256 and specifies a KMS key: ${doubt}.`);
}

function lacksAlgorithm(bucket: AlikeBucket): boolean {
  const byDefault = at(bucket.encryptionRule, 'ServerSideEncryptionByDefault');
  return byDefault !== undefined
    && optionsOf(byDefault).some((option) => isMap(option) && (option.SSEAlgorithm === undefined || optionsOf(option.SSEAlgorithm).some(isAbsent)));
}
