/**
 * An optional field of S3 Inventory reports. The order of the fields is the order in which S3 writes them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryConfiguration.html
 */
export enum InventoryField {
  /** The size of the object in bytes. */
  SIZE = 'Size',
  /** The date on which the object was created or last modified. */
  LAST_MODIFIED_DATE = 'LastModifiedDate',
  /** The entity tag. */
  ETAG = 'ETag',
  /** The storage class. */
  STORAGE_CLASS = 'StorageClass',
  /** Whether the object was uploaded in parts. */
  IS_MULTIPART_UPLOADED = 'IsMultipartUploaded',
  /** The replication status of the object. */
  REPLICATION_STATUS = 'ReplicationStatus',
  /** The encryption status: SSE-S3, SSE-KMS, DSSE-KMS, SSE-C, or NOT-SSE. */
  ENCRYPTION_STATUS = 'EncryptionStatus',
  /** The date until which Object Lock retains the object. */
  OBJECT_LOCK_RETAIN_UNTIL_DATE = 'ObjectLockRetainUntilDate',
  /** The Object Lock retention mode of the object. */
  OBJECT_LOCK_MODE = 'ObjectLockMode',
  /** Whether the object is under a legal hold. */
  OBJECT_LOCK_LEGAL_HOLD_STATUS = 'ObjectLockLegalHoldStatus',
  /** The access tier of an object in S3 Intelligent-Tiering. */
  INTELLIGENT_TIERING_ACCESS_TIER = 'IntelligentTieringAccessTier',
  /** Whether the object uses an S3 Bucket Key. */
  BUCKET_KEY_STATUS = 'BucketKeyStatus',
  /** The checksum algorithm of the object. */
  CHECKSUM_ALGORITHM = 'ChecksumAlgorithm',
  /** The access control list (ACL) of the object, as base64-encoded JSON. */
  OBJECT_ACCESS_CONTROL_LIST = 'ObjectAccessControlList',
  /** The canonical user ID of the object owner. */
  OBJECT_OWNER = 'ObjectOwner',
  /** The date on which a lifecycle rule expires the object. */
  LIFECYCLE_EXPIRATION_DATE = 'LifecycleExpirationDate',
}
