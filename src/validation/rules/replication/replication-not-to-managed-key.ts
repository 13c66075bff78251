import { Ternary } from '../../../template';
import { KeyReferenceKind, ObservedReplication } from '../../posture';
import { reasonOf } from '../private/judge';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const replicationNotToManagedKey: Rule = {
  metadata: {
    name: 'ReplicationNotToManagedKey',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Replicas are encrypted with a customer managed key',
    why: 'Other accounts can\'t use the AWS managed key aws/s3, and you can\'t change its policy. Across accounts, S3 can\'t write the '
      + 'replicas, and their owner couldn\'t read them. Within an account, you can never share the replicas with another account.',
    fix: 'Create a KMS key in the account and Region of the destination, such as an EncryptionKey, allow the replication role to use it, '
      + 'and specify its ARN as ReplicaKmsKeyID (kmsKey of s3.Bucket).',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replication-kms-cross-acct-scenario',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-troubleshoot.html',
    ],
  },

  * check(posture) {
    for (const { rules } of ObservedReplication.allOf(posture)) {
      for (const rule of rules) {
        const { acrossAccounts, destinationName, source: { resource } } = rule;
        const property = rule.path('Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID');
        for (const key of rule.replicaKeys) {
          if (key.kind === KeyReferenceKind.AWS_MANAGED) {
            const across = acrossAccounts === Ternary.YES;
            yield violation(resource, property, across
              ? `Replicas in bucket ${destinationName} of another account would be encrypted with the AWS managed key aws/s3.`
              : `Replicas in bucket ${destinationName} would be encrypted with the AWS managed key aws/s3, which cannot be shared.`,
            across ? Severity.ERROR : Severity.WARNING);
          } else if (key.kind === KeyReferenceKind.UNKNOWN && acrossAccounts === Ternary.YES) {
            yield cannotTell(resource, property,
              `It cannot be determined whether replicas in bucket ${destinationName} of another account get a customer managed key: `
              + `${reasonOf(key.value) || 'the key is not specified as text'}.`);
          }
        }
      }
    }
  },
};
