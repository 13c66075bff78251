import { Ternary } from '../../../template';
import { type AlikeBucket, type AlikeKeyReference, Bucket, KeyReferenceKind } from '../../posture';
import { eachKind, type KeyNames } from '../private/each-kind';
import { type EncryptionChoice, encryptionChoices } from '../private/encryption-choices';
import { reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const customerManagedKey: Rule = {
  metadata: {
    name: 'CustomerManagedKey',
    topic: Topic.KEYS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Buckets with KMS encryption use a customer managed key',
    why: 'Every principal of the account that IAM allows to read the objects can use the AWS managed key aws/s3. You can\'t change its '
      + 'policy, disable it, or share it with other accounts, and services that deliver logs can\'t use it.',
    fix: 'Specify a customer managed key: DefaultEncryption.sseKms() creates one or uses yours. For s3.Bucket, set encryptionKey. In a '
      + 'template, set KMSMasterKeyID to the ARN of an AWS::KMS::Key.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#aws-managed-customer-managed-keys',
      'https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#customer-mgn-key',
    ],
  },

  check: (posture) => eachKind(posture, findingsOf),
};

function* findingsOf(bucket: AlikeBucket, names: KeyNames): Iterable<Finding<unknown>> {
  const said = new Set<string>();
  for (const choice of encryptionChoices(bucket)) {
    const finding = judged(bucket, choice, names);
    if (!finding || said.has(finding.message)) { continue; }
    said.add(finding.message);
    yield finding;
  }
}

function judged(
  { resource }: AlikeBucket, { algorithm, key, kms, certain }: EncryptionChoice<AlikeKeyReference>, names: KeyNames,
): Finding<unknown> | undefined {
  if (kms === Ternary.NO) { return undefined; }
  const property = Bucket.rulePath('ServerSideEncryptionByDefault', 'KMSMasterKeyID');
  const managed = key.kind === KeyReferenceKind.NONE || key.kind === KeyReferenceKind.AWS_MANAGED;
  if (managed && kms === Ternary.YES && certain) {
    return violation(resource, property, key.kind === KeyReferenceKind.NONE
      ? 'The bucket encrypts with KMS and specifies no key, so S3 uses the AWS managed key aws/s3.'
      : `The bucket encrypts with the AWS managed key ${names.written(key)}.`);
  }
  if (!managed && key.kind !== KeyReferenceKind.UNKNOWN) { return undefined; }
  const reason = (kms === Ternary.UNKNOWN && reasonOf(algorithm)) || reasonOf(key.value) || 'algorithm and key depend on the deployment';
  return cannotTell(resource, property, `It cannot be determined whether the bucket encrypts with the AWS managed key aws/s3: ${reason}.`);
}
