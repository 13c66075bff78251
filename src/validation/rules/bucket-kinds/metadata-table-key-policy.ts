import { TABLE_BUCKETS, TABLE_CONTEXT_KEY } from '../../../encryption/internal';
import { isUnknown, type Resource, Text, type ValueMap } from '../../../template';
import { accountOf, partitionOfResource, type Posture, regionOf } from '../../posture';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { refusedServices, type ServiceUse } from './private/service-keys';

/** The table bucket that AWS manages for the metadata tables of an account in a Region. */
const MANAGED_TABLE_BUCKET = 'aws-s3';

/** Where the older configuration of S3 Metadata names a table bucket. */
const DESTINATION = ['MetadataTableConfiguration', 'S3TablesDestination', 'TableBucketArn'] as const;

const OTHERWISE = 'S3 Metadata cannot create the table';

export const metadataTableKeyPolicy: Rule = {
  metadata: {
    name: 'MetadataTableKeyPolicy',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The key policy of a metadata table allows S3 Metadata and S3 Tables maintenance to use the key',
    why: 'S3 Metadata writes the tables, and S3 Tables maintains them, with their own service principals. Without these permissions, the metadata '
      + 'configuration fails and the tables stay empty.',
    fix: 'Allow kms:GenerateDataKey and kms:Decrypt to the services metadata.s3.amazonaws.com and maintenance.s3tables.amazonaws.com in the key policy. '
      + 'If you restrict the encryption context, kms:EncryptionContext:aws:s3:arn has to match tables of the table bucket aws-s3: '
      + 'arn:aws:s3tables:REGION:ACCOUNT:bucket/aws-s3/*.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metadata-tables-permissions.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html',
    ],
  },

  check: (posture) => refusedServices(usesOf(posture)),
};

function* usesOf(posture: Posture): Iterable<ServiceUse> {
  for (const { doubt, encryption, resource, title } of posture.metadataTables) {
    const requests = tablesIn(managedTableBucket(resource));
    for (const user of TABLE_BUCKETS.keyUsers) {
      yield { doubt, encryption, user, requests, what: `the ${title} of bucket ${resource.logicalId}`, otherwise: OTHERWISE };
    }
  }
  for (const { resource } of posture.buckets) {
    if (resource.written(DESTINATION[0]) === undefined) { continue; }
    const value = resource.read(...DESTINATION);
    if (value === undefined || isUnknown(value)) { continue; }
    const destination = posture.app.resourceAt(value, { from: resource, type: TABLE_BUCKETS.bucketType });
    const tables = posture.kindBuckets.find((bucket) => bucket.resource === destination);
    if (!tables) { continue; }
    // Maintenance needs the key of every table bucket: another rule judges it.
    for (const user of TABLE_BUCKETS.keyUsers.filter(({ always }) => !always)) {
      const what = `the metadata table of bucket ${resource.logicalId} in table bucket ${tables.resource.logicalId}`;
      yield { encryption: tables.encryption, user, requests: tablesIn(tables.arn), what, otherwise: OTHERWISE };
    }
  }
}

function tablesIn(tableBucketArn: string | Text): ValueMap {
  return { StringLike: { [TABLE_CONTEXT_KEY]: Text.of(tableBucketArn, '/*') } };
}

function managedTableBucket(bucket: Resource): string | Text {
  return Text.of('arn:', partitionOfResource(bucket), ':s3tables:', regionOf(bucket), ':', accountOf(bucket), `:bucket/${MANAGED_TABLE_BUCKET}`);
}
