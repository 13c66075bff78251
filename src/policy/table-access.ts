import type { Right } from './object-access';

const tables = (bucketArn: string) => `${bucketArn}/table/*`;

/**
 * What it takes to find tables in a table bucket, and to read them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html
 */
export function tableReadRights(bucketArn: string): Right[] {
  return [
    { sid: 'ReadTables', actions: ['s3tables:GetTable', 's3tables:GetTableData', 's3tables:GetTableMetadataLocation'], resources: [tables(bucketArn)] },
    { sid: 'FindTables', actions: ['s3tables:GetNamespace', 's3tables:GetTableBucket', 's3tables:ListNamespaces', 's3tables:ListTables'], resources: [bucketArn] },
  ];
}

/** What it takes to write tables besides: a commit writes files, and moves the table to its new metadata. */
export function tableWriteRights(bucketArn: string): Right[] {
  return [{ sid: 'WriteTables', actions: ['s3tables:PutTableData', 's3tables:UpdateTableMetadataLocation'], resources: [tables(bucketArn)] }];
}

/**
 * What it takes to create namespaces and tables besides, but not to delete them.
 *
 * By the Service Authorization Reference a table is created in the bucket; examples of the user guide name what is in it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-setting-up.html
 */
export function tableCreateRights(bucketArn: string): Right[] {
  return [
    { sid: 'CreateNamespaces', actions: ['s3tables:CreateNamespace'], resources: [bucketArn] },
    { sid: 'CreateTables', actions: ['s3tables:CreateTable'], resources: [bucketArn, `${bucketArn}/*`] },
  ];
}
