import { aws_s3 as s3 } from 'aws-cdk-lib';
import { InventoryField } from '../inventory-field';

/** A column of an Athena table. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** What decides which columns there are. */
export interface Listing {
  readonly format: s3.InventoryFormat;
  readonly versions: s3.InventoryObjectVersion;
  readonly fields: readonly InventoryField[];
}

/** Which objects an inventory lists, and where its reports go. */
export interface ListedObjects extends Omit<Listing, 'fields'> {
  readonly resource: s3.CfnBucket;
  /** The folder of the reports, without a slash at its end. */
  readonly prefix: string;
  readonly inventoryId: string;
}

/** Fields that S3 lists for every inventory. */
const ALWAYS: Column[] = [{ name: 'bucket', type: 'string' }, { name: 'key', type: 'string' }];

/** Fields that S3 adds by itself where all versions are listed. */
const OF_VERSIONS: Column[] = [
  { name: 'version_id', type: 'string' }, { name: 'is_latest', type: 'boolean' }, { name: 'is_delete_marker', type: 'boolean' },
];

/** Types in ORC and Parquet, where they are not text. In CSV only truth values are no text. */
const TYPES: { readonly [field: string]: string } = {
  [InventoryField.SIZE]: 'bigint',
  [InventoryField.LAST_MODIFIED_DATE]: 'timestamp',
  [InventoryField.IS_MULTIPART_UPLOADED]: 'boolean',
  [InventoryField.OBJECT_LOCK_RETAIN_UNTIL_DATE]: 'bigint',
  [InventoryField.LIFECYCLE_EXPIRATION_DATE]: 'timestamp',
};

/**
 * The columns of an inventory's files, in order.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-inventory-athena-query.html
 */
export function inventoryColumns({ format, versions, fields }: Listing): Column[] {
  return [
    ...ALWAYS,
    ...(versions === s3.InventoryObjectVersion.ALL ? OF_VERSIONS : []),
    ...fields.map((field) => ({ name: columnName(field), type: columnType(field, format) })),
  ];
}

/** Fields in the order in which S3 writes them, each once: the table's columns depend on it. */
export function inOrder(fields: readonly InventoryField[]): InventoryField[] {
  return Object.values(InventoryField).filter((field) => fields.includes(field));
}

/** `ETag` becomes `e_tag`. */
function columnName(field: InventoryField): string {
  return field.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase();
}

function columnType(field: InventoryField, format: s3.InventoryFormat): string {
  const type = TYPES[field] ?? 'string';
  return format === s3.InventoryFormat.CSV && type !== 'boolean' ? 'string' : type;
}
