import { Ternary } from '../../../template';
import { Bucket, KeyReferenceKind } from '../../posture';
import { encryptionChoices } from '../private/encryption-choices';
import { type ForeignAccess, foreignAccess } from '../private/foreign-access';
import { reasonOf } from '../private/judge';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const crossAccountAccessNeedsCustomerKey: Rule = {
  metadata: {
    name: 'CrossAccountAccessNeedsCustomerKey',
    topic: Topic.ACCESS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'A bucket that other accounts use has a customer managed key, or SSE-S3',
    why: 'You can\'t share the AWS managed key aws/s3, because you can\'t change its policy. The bucket policy allows the other account, '
      + 'but AWS KMS denies access to every object.',
    fix: 'Use DefaultEncryption.sseKms() with a customer managed key whose policy allows the other account (kms:Decrypt to read, '
      + 'kms:GenerateDataKey to write), or remove the other account from the bucket policy.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#aws-managed-customer-managed-keys',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
    ],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      const access = foreignAccess(bucket);
      if (access.length === 0) { continue; }
      const managed = encryptionChoices(bucket).find(({ key, kms }) => kms !== Ternary.NO
        && (key.kind === KeyReferenceKind.NONE || key.kind === KeyReferenceKind.AWS_MANAGED));
      if (!managed) { continue; }
      const one = access.find(({ answer }) => answer === Ternary.YES) ?? access[0];
      const property = Bucket.rulePath('ServerSideEncryptionByDefault', 'KMSMasterKeyID');
      if (one.answer === Ternary.YES && managed.kms === Ternary.YES && managed.certain) {
        yield violation(bucket.resource, property, `The bucket policy allows ${one.who} to ${verb(one)} objects, but the AWS managed key aws/s3 cannot be used from other accounts.`);
      } else {
        const reason = one.answer === Ternary.UNKNOWN
          ? `it is not known whether ${one.who} is in another account and is allowed`
          : reasonOf(managed.algorithm) || 'algorithm and key depend on the deployment';
        yield cannotTell(bucket.resource, property,
          `It cannot be determined whether another account can ${verb(one)} objects that are encrypted with the AWS managed key aws/s3: ${reason}.`);
      }
    }
  },
};

function verb({ action }: ForeignAccess): string {
  return action === 's3:GetObject' ? 'read' : 'write';
}
