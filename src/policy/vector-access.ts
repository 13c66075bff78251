import type { Right } from './object-access';

const indexes = (bucketArn: string, indexName: string) => `${bucketArn}/index/${indexName}`;

/**
 * What it takes to query and read vectors. Queries that filter or return metadata need `s3vectors:GetVectors` too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-access-management.html
 */
export function vectorReadRights(bucketArn: string, indexName: string): Right[] {
  return [
    { sid: 'ReadVectors', actions: ['s3vectors:GetIndex', 's3vectors:GetVectors', 's3vectors:ListVectors', 's3vectors:QueryVectors'], resources: [indexes(bucketArn, indexName)] },
    { sid: 'FindIndexes', actions: ['s3vectors:GetVectorBucket', 's3vectors:ListIndexes'], resources: [bucketArn] },
  ];
}

/** What it takes to insert, replace and delete vectors. */
export function vectorWriteRights(bucketArn: string, indexName: string): Right[] {
  return [{ sid: 'WriteVectors', actions: ['s3vectors:DeleteVectors', 's3vectors:GetIndex', 's3vectors:PutVectors'], resources: [indexes(bucketArn, indexName)] }];
}

/** What it takes to create indexes, and to delete them with all their vectors. */
export function vectorIndexRights(bucketArn: string, indexName: string): Right[] {
  return [
    { sid: 'ManageIndexes', actions: ['s3vectors:CreateIndex', 's3vectors:DeleteIndex', 's3vectors:GetIndex'], resources: [indexes(bucketArn, indexName)] },
    { sid: 'FindIndexes', actions: ['s3vectors:GetVectorBucket', 's3vectors:ListIndexes'], resources: [bucketArn] },
  ];
}
