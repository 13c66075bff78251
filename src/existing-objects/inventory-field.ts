/**
 * A field of S3 Inventory that can be asked for, in the order in which S3 writes them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_InventoryConfiguration.html
 */
export enum InventoryField {
  /** Size of the object in bytes. */
  SIZE = 'Size',
  /** When the object was created, or changed last. */
  LAST_MODIFIED_DATE = 'LastModifiedDate',
  /** The entity tag. */
  ETAG = 'ETag',
  /** The storage class. */
  STORAGE_CLASS = 'StorageClass',
  /** Whether the object was uploaded in parts. */
  IS_MULTIPART_UPLOADED = 'IsMultipartUploaded',
  /** How far replication of the object is. */
  REPLICATION_STATUS = 'ReplicationStatus',
  /** SSE-S3, SSE-KMS, DSSE-KMS, SSE-C or NOT-SSE. */
  ENCRYPTION_STATUS = 'EncryptionStatus',
  /** Until when Object Lock retains the object. */
  OBJECT_LOCK_RETAIN_UNTIL_DATE = 'ObjectLockRetainUntilDate',
  /** The mode in which Object Lock retains the object. */
  OBJECT_LOCK_MODE = 'ObjectLockMode',
  /** Whether the object is under a legal hold. */
  OBJECT_LOCK_LEGAL_HOLD_STATUS = 'ObjectLockLegalHoldStatus',
  /** The access tier of an object in S3 Intelligent-Tiering. */
  INTELLIGENT_TIERING_ACCESS_TIER = 'IntelligentTieringAccessTier',
  /** Whether an S3 Bucket Key encrypts the object. */
  BUCKET_KEY_STATUS = 'BucketKeyStatus',
  /** The algorithm of the object's checksum. */
  CHECKSUM_ALGORITHM = 'ChecksumAlgorithm',
  /** The access control list of the object, as JSON in base64. */
  OBJECT_ACCESS_CONTROL_LIST = 'ObjectAccessControlList',
  /** Canonical user id of the object's owner. */
  OBJECT_OWNER = 'ObjectOwner',
  /** When a lifecycle rule will expire the object. */
  LIFECYCLE_EXPIRATION_DATE = 'LifecycleExpirationDate',
}
