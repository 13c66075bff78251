import { aws_s3 as s3 } from 'aws-cdk-lib';
import type { Listing } from './inventory-columns';
import { SseAlgorithm } from '../../encryption';

/** A question about what an inventory lists. */
export interface SavedQuery {
  readonly id: string;
  readonly title: string;
  readonly sql: string;
}

/** The names that S3 Inventory has for what default encryption calls otherwise. */
const STATUS: { readonly [algorithm in SseAlgorithm]: string } = {
  [SseAlgorithm.SSE_S3]: 'SSE-S3',
  [SseAlgorithm.SSE_KMS]: 'SSE-KMS',
  [SseAlgorithm.DSSE_KMS]: 'DSSE-KMS',
};

/** Within how many days there certainly is a report. */
const DAYS: { readonly [frequency in s3.InventoryFrequency]: number } = {
  [s3.InventoryFrequency.DAILY]: 4,
  [s3.InventoryFrequency.WEEKLY]: 15,
};

/** What is asked of, and how it is listed. */
export interface Asked extends Listing {
  readonly tableName: string;
  readonly frequency: s3.InventoryFrequency;
  /** The default encryption of the bucket, where it is known. */
  readonly algorithm?: SseAlgorithm;
}

/** What an inventory is asked, of its latest report. */
export function savedQueries(asked: Asked): SavedQuery[] {
  const { algorithm } = asked;
  return [
    {
      id: 'ByEncryption',
      title: 'Objects and bytes by encryption',
      sql: [
        'SELECT encryption_status, bucket_key_status, count(*) AS objects, sum(try_cast(size AS bigint)) AS bytes',
        ...ofLatestReport(asked),
        'GROUP BY encryption_status, bucket_key_status',
        'ORDER BY objects DESC',
      ].join('\n'),
    },
    ...(algorithm === undefined ? [] : [{
      id: 'NotAsDefault',
      title: `Objects that are not ${STATUS[algorithm]}, the default encryption`,
      sql: [objectsOf(asked), ...ofLatestReport(asked), `  AND coalesce(encryption_status, '') <> '${STATUS[algorithm]}'`].join('\n'),
    }]),
    {
      id: 'WithoutBucketKey',
      title: 'SSE-KMS objects without an S3 Bucket Key',
      sql: [
        objectsOf(asked),
        ...ofLatestReport(asked),
        "  AND encryption_status = 'SSE-KMS'",
        "  AND coalesce(bucket_key_status, '') <> 'ENABLED'",
      ].join('\n'),
    },
  ];
}

function objectsOf({ versions }: Asked): string {
  const version = versions === s3.InventoryObjectVersion.ALL ? 'version_id, is_latest, ' : '';
  return `SELECT key, ${version}encryption_status, bucket_key_status, size, storage_class, last_modified_date`;
}

/** The lower bound is what Athena can tell beforehand, so that it looks into few reports. */
function ofLatestReport({ tableName, frequency, versions }: Asked): string[] {
  const recent = `dt >= date_format(current_timestamp - INTERVAL '${DAYS[frequency]}' DAY, '%Y-%m-%d-%H-%i')`;
  return [
    `FROM "${tableName}"`,
    `WHERE ${recent}`,
    `  AND dt = (SELECT max(dt) FROM "${tableName}" WHERE ${recent})`,
    ...(versions === s3.InventoryObjectVersion.ALL ? ['  AND NOT coalesce(is_delete_marker, false)'] : []),
  ];
}
