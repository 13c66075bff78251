import { aws_glue as glue, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Column } from './inventory-columns';

/** A table over the reports of an inventory. */
export interface InventoryTable {
  readonly databaseName: string;
  readonly tableName: string;
  readonly columns: readonly Column[];
  readonly format: s3.InventoryFormat;
  /** Where S3 writes which files belong to a report: `s3://bucket/prefix/source/id/hive/`. */
  readonly location: string;
}

const SERIALIZATION: { readonly [format in s3.InventoryFormat]: string } = {
  [s3.InventoryFormat.CSV]: 'org.apache.hadoop.hive.serde2.OpenCSVSerde',
  [s3.InventoryFormat.ORC]: 'org.apache.hadoop.hive.ql.io.orc.OrcSerde',
  [s3.InventoryFormat.PARQUET]: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe',
};
const INPUT = 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat';
const OUTPUT = 'org.apache.hadoop.hive.ql.io.IgnoreKeyTextOutputFormat';

/** Athena works out by itself which reports there can be, so that nobody has to add partitions. */
const PROJECTION: { readonly [property: string]: string } = {
  'projection.enabled': 'true',
  'projection.dt.type': 'date',
  'projection.dt.format': 'yyyy-MM-dd-HH-mm',
  'projection.dt.range': '2022-01-01-00-00,NOW',
  'projection.dt.interval': '1',
  'projection.dt.interval.unit': 'HOURS',
};

/** The table, in the AWS Glue Data Catalog. */
export function glueTable(scope: Construct, table: InventoryTable): glue.CfnTable {
  return new glue.CfnTable(scope, 'Table', {
    catalogId: Stack.of(scope).account,
    databaseName: table.databaseName,
    tableInput: {
      name: table.tableName,
      tableType: 'EXTERNAL_TABLE',
      parameters: { EXTERNAL: 'TRUE', ...PROJECTION },
      partitionKeys: [{ name: 'dt', type: 'string' }],
      storageDescriptor: {
        columns: table.columns.map((column) => ({ ...column })),
        inputFormat: INPUT,
        outputFormat: OUTPUT,
        location: table.location,
        serdeInfo: { serializationLibrary: SERIALIZATION[table.format] },
      },
    },
  });
}

/** The statement that makes the same table elsewhere, for example in another account. */
export function createTable({ tableName, columns, format, location }: InventoryTable): string {
  const properties = Object.entries(PROJECTION).map(([property, value]) => `  "${property}" = "${value}"`);
  return [
    `CREATE EXTERNAL TABLE \`${tableName}\` (`,
    columns.map(({ name, type }) => `  \`${name}\` ${type}`).join(',\n'),
    ')',
    'PARTITIONED BY (`dt` string)',
    `ROW FORMAT SERDE '${SERIALIZATION[format]}'`,
    `STORED AS INPUTFORMAT '${INPUT}'`,
    `OUTPUTFORMAT '${OUTPUT}'`,
    `LOCATION '${location}'`,
    'TBLPROPERTIES (',
    properties.join(',\n'),
    ')',
  ].join('\n');
}
