import { isMap, Ternary } from '../../../template';
import { type AlikeBucket, type AlikeKeyReference, Bucket, entriesOf, KeyReferenceKind, statementsOf } from '../../posture';
import { eachKind, type KeyNames } from '../private/each-kind';
import { type EncryptionChoice, encryptionChoices, firstFinding } from '../private/encryption-choices';
import { foreignAccess } from '../private/foreign-access';
import { reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** Services that deliver logs to buckets with KMS keys, and need the key's ARN for it. */
const LOG_SERVICES = new Set(['delivery.logs.amazonaws.com', 'cloudtrail.amazonaws.com', 'config.amazonaws.com', 's3.amazonaws.com',
  'storage-lens.s3.amazonaws.com', 'guardduty.amazonaws.com', 'logging.s3.amazonaws.com']);

export const kmsKeyArn: Rule = {
  metadata: {
    name: 'KmsKeyArn',
    topic: Topic.KEYS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Default encryption specifies its key by the full key ARN',
    why: 'AWS KMS resolves an alias, or a key ID without an account, in the account of the requester. Objects are then encrypted with a '
      + 'key of another account, or the upload fails. Services that deliver logs reject such a bucket.',
    fix: 'Specify the key ARN, as DefaultEncryption and s3.Bucket do. In a template, use Fn::GetAtt [Key, Arn] in place of Ref or an '
      + 'alias.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html',
    ],
  },

  check: (posture) => eachKind(posture, firstWrong),
};

function firstWrong(bucket: AlikeBucket, names: KeyNames): readonly Finding<unknown>[] {
  return firstFinding(encryptionChoices(bucket), (choice) => judged(bucket, choice, names));
}

function judged(bucket: AlikeBucket, { algorithm, key, kms }: EncryptionChoice<AlikeKeyReference>, names: KeyNames): Finding<unknown> | undefined {
  if (kms === Ternary.NO) { return undefined; }
  const { resource } = bucket;
  const property = Bucket.rulePath('ServerSideEncryptionByDefault', 'KMSMasterKeyID');
  const doubt = (reason: string) => cannotTell(resource, property, `It cannot be determined whether the bucket specifies its key by the key's ARN: ${reason}.`);
  // Only with its prefix it is an alias.
  if (key.value === 'aws/s3') { return violation(resource, property, 'The bucket specifies the key aws/s3, which AWS KMS cannot find.', Severity.ERROR); }
  switch (key.kind) {
    case KeyReferenceKind.UNKNOWN: return doubt(reasonOf(key.value) || 'it is known at deployment only');
    case KeyReferenceKind.ID:
    case KeyReferenceKind.ALIAS_ARN:
    case KeyReferenceKind.ALIAS_NAME: break;
    default: return undefined;
  }
  if (!isCertain(key)) { return doubt(reasonOf(key.value)); }
  if (kms === Ternary.UNKNOWN) { return doubt(reasonOf(algorithm)); }
  const other = userWhoNeedsArn(bucket);
  const named = `The bucket specifies its key by ${key.kind}, ${names.named(key)}`;
  return other === undefined
    ? violation(resource, property, `${named}, instead of the key's ARN.`)
    : violation(resource, property, `${named}, and its policy allows ${other} to use the bucket, which requires the key's ARN.`, Severity.ERROR);
}

/** What a resource of another type returns, such as a custom resource, may as well be an ARN. */
function isCertain({ kind, key, value }: AlikeKeyReference): boolean {
  return kind !== KeyReferenceKind.ID || key !== undefined || typeof value === 'string';
}

/** Another account, or a service that delivers logs, to which the bucket's policy gives access. */
function userWhoNeedsArn(bucket: AlikeBucket): string | undefined {
  const foreign = foreignAccess(bucket).find(({ answer }) => answer === Ternary.YES);
  if (foreign) { return foreign.who; }
  for (const { resource } of bucket.policies) {
    for (const { Effect, Principal } of statementsOf(resource.read('PolicyDocument') ?? null)) {
      if (Effect !== 'Allow') { continue; }
      const services = entriesOf(Principal).flatMap((principal) => (isMap(principal) ? entriesOf(principal.Service) : []));
      const service = services.find((name) => typeof name === 'string' && LOG_SERVICES.has(name));
      if (service !== undefined) { return String(service); }
    }
  }
  return undefined;
}
