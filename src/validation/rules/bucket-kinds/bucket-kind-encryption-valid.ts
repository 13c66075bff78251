import { SseAlgorithm } from '../../../encryption';
import { isMap, optionsOf, Ternary, type Value } from '../../../template';
import { type KeyReference, KeyReferenceKind } from '../../posture';
import { KEY_NAMES } from '../private/each-kind';
import { type EncryptionChoice, encryptionChoices } from '../private/encryption-choices';
import { reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { asFarAsKnown, bucketDeclarations, type Declaration, indexDeclarations, metadataDeclarations } from './private/declarations';
import { directoryRuleFindings } from './private/directory-rule';

// docs/decisions/0112
export const bucketKindEncryptionValid: Rule = {
  metadata: {
    name: 'BucketKindEncryptionValid',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Directory, table and vector buckets declare an encryption that their service supports',
    why: 'These services reject what general purpose buckets accept, so the deployment fails and rolls back: DSSE-KMS, SSE-KMS without a customer '
      + 'managed key, aliases, the AWS managed key aws/s3, and, except for directory buckets, key IDs in place of the key ARN. Directory buckets '
      + 'also reject BucketKeyEnabled: false.',
    fix: 'Use EncryptedDirectoryBucket, EncryptedTableBucket or EncryptedVectorBucket, whose choices cannot be combined wrongly. In a template, write the '
      + 'algorithm AES256 without a key, or aws:kms with the full ARN of a customer managed key: Fn::GetAtt [Key, Arn].',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_s3Buckets_EncryptionConfiguration.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_S3VectorBuckets_EncryptionConfiguration.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_MetadataTableEncryptionConfiguration.html',
    ],
  },

  * check(posture) {
    for (const declaration of [...bucketDeclarations(posture), ...indexDeclarations(posture), ...metadataDeclarations(posture)]) {
      yield* asFarAsKnown(declaration, judged(declaration));
    }
    yield* directoryRuleFindings(posture);
  },
};

function* judged(declaration: Declaration): Iterable<Finding> {
  const said = new Set<string>();
  for (const choice of encryptionChoices(declaration.encryption)) {
    const finding = algorithmFinding(declaration, choice) ?? keyFinding(declaration, choice);
    if (finding && !said.has(finding.message)) {
      said.add(finding.message);
      yield finding;
    }
  }
}

function algorithmFinding({ kind, title, encryption }: Declaration, { algorithm, key }: EncryptionChoice): Finding | undefined {
  const { algorithmProperty: property, resource, value } = encryption;
  if (algorithm === undefined) {
    // Where nothing is declared, another rule says so.
    return isDeclared(value) && key.kind !== KeyReferenceKind.NONE
      ? violation(resource, property, `The ${title} names the KMS key ${KEY_NAMES.named(key)} and no algorithm.`)
      : undefined;
  }
  if ((kind.algorithms as readonly Value[]).includes(algorithm)) { return undefined; }
  const reason = reasonOf(algorithm);
  if (reason !== '') {
    return cannotTell(resource, property, `It cannot be determined whether the ${title} names an algorithm that ${kind.title}s support: ${reason}.`, Severity.WARNING);
  }
  return violation(resource, property,
    `The ${title} names the algorithm ${JSON.stringify(algorithm)}. It can be ${kind.algorithms.join(' or ')}.`);
}

function keyFinding({ kind, title, encryption }: Declaration, { algorithm, key, kms, certain }: EncryptionChoice): Finding | undefined {
  const { keyProperty: property, resource } = encryption;
  if (algorithm === undefined || kms === Ternary.UNKNOWN) { return undefined; }
  const wrong = kms === Ternary.NO ? besideSseS3(key) : wrongKey(key, kind.keyForms);
  if (wrong === undefined) { return undefined; }
  const message = `The ${title} encrypts with ${algorithm === SseAlgorithm.SSE_S3 ? 'SSE-S3' : 'SSE-KMS'} and ${wrong}`;
  if (certain && isKnown(key)) { return violation(resource, property, message); }
  const doubt = certain ? reasonOf(key.value) || 'it is known at deployment only' : 'algorithm and key depend on the deployment';
  return cannotTell(resource, property, `It cannot be determined whether the ${title} names its KMS key in a form that is supported: ${doubt}.`, Severity.WARNING);
}

function besideSseS3(key: KeyReference): string | undefined {
  return key.kind === KeyReferenceKind.NONE ? undefined : `names the KMS key ${KEY_NAMES.named(key)}, which is rejected.`;
}

/** What is wrong with the key of SSE-KMS, or may be; nothing if it is surely named as it should be. */
function wrongKey(key: KeyReference, forms: readonly ('ARN' | 'ID')[]): string | undefined {
  // Only with its prefix it is an alias.
  if (key.value === 'aws/s3') { return 'names the key aws/s3. AWS managed keys are not supported.'; }
  switch (key.kind) {
    case KeyReferenceKind.ARN: return undefined;
    case KeyReferenceKind.NONE: return 'names no KMS key. It needs a customer managed key.';
    case KeyReferenceKind.AWS_MANAGED: return `names the key ${KEY_NAMES.written(key)}. AWS managed keys are not supported.`;
    case KeyReferenceKind.ID: return forms.includes('ID') ? undefined : `names its KMS key by ID (${KEY_NAMES.named(key)}). It needs the full ARN of the key.`;
    default: return `names its KMS key by an alias (${KEY_NAMES.written(key)}). It needs ${forms.includes('ID') ? 'the ARN or the ID' : 'the full ARN'} of the key.`;
  }
}

/** What a resource of another type returns, such as a custom resource, may as well be an ARN. */
function isKnown({ kind, key, value }: KeyReference): boolean {
  return kind !== KeyReferenceKind.UNKNOWN && (kind !== KeyReferenceKind.ID || key !== undefined || typeof value === 'string');
}

function isDeclared(value: Value | undefined): boolean {
  return value !== undefined && optionsOf(value).some(isMap);
}
