import { TABLE_BUCKETS, TABLE_CONTEXT_KEY } from '../../../encryption/internal';
import { Text } from '../../../template';
import type { Posture } from '../../posture';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { refusedServices, type ServiceUse } from './private/service-keys';

export const tableMaintenanceKeyPolicy: Rule = {
  metadata: {
    name: 'TableMaintenanceKeyPolicy',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The key policy of a table bucket allows S3 Tables maintenance to use the key',
    why: 'S3 Tables checks this permission when a table is created, and rejects the table without it. If the permission is removed later, compaction '
      + 'and the expiration of snapshots stop.',
    fix: 'Use EncryptedTableBucket, which adds the statement to the key policy. In a template, allow kms:GenerateDataKey and kms:Decrypt to the service '
      + 'maintenance.s3tables.amazonaws.com, with the condition StringLike kms:EncryptionContext:aws:s3:arn: the ARN of the table bucket followed by /*.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html',
    ],
  },

  check: (posture) => refusedServices(usesOf(posture)),
};

function* usesOf({ kindBuckets }: Posture): Iterable<ServiceUse> {
  for (const { arn, encryption, kind, resource, title } of kindBuckets) {
    if (kind !== TABLE_BUCKETS) { continue; }
    const requests = { StringLike: { [TABLE_CONTEXT_KEY]: Text.of(arn, '/*') } };
    for (const user of kind.keyUsers.filter(({ always }) => always)) {
      yield { encryption, user, requests, what: `${title} ${resource.logicalId}`, otherwise: 'tables cannot be created in it' };
    }
  }
}
