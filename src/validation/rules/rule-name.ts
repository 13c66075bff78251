/**
 * The rules of this library. Each rule is documented in docs/rules.
 */
export enum RuleName {
  /** Default encryption is declared in the template. */
  DEFAULT_ENCRYPTION_DECLARED = 'DefaultEncryptionDeclared',

  /** Default encryption is one rule with a valid algorithm, and with a key only for KMS. */
  DEFAULT_ENCRYPTION_VALID = 'DefaultEncryptionValid',

  /** Buckets use a KMS key for default encryption. */
  KMS_DEFAULT_ENCRYPTION = 'KmsDefaultEncryption',

  /** Buckets use dual-layer encryption (DSSE-KMS) by default. */
  DUAL_LAYER_DEFAULT_ENCRYPTION = 'DualLayerDefaultEncryption',

  /** SSE-KMS buckets use an S3 Bucket Key. */
  BUCKET_KEY_ENABLED = 'BucketKeyEnabled',

  /** S3 Bucket Keys are enabled for SSE-KMS only. */
  BUCKET_KEY_NOT_APPLICABLE = 'BucketKeyNotApplicable',

  /** Uploads with customer-provided keys (SSE-C) are blocked. */
  SSE_C_BLOCKED = 'SseCBlocked',

  /** Buckets with KMS encryption use a customer managed key. */
  CUSTOMER_MANAGED_KEY = 'CustomerManagedKey',

  /** Default encryption specifies its key by the full key ARN. */
  KMS_KEY_ARN = 'KmsKeyArn',

  /** Keys of buckets are symmetric encryption keys. */
  KMS_KEY_SYMMETRIC = 'KmsKeySymmetric',

  /** The key of a bucket is in the Region of the bucket. */
  KMS_KEY_SAME_REGION = 'KmsKeySameRegion',

  /** Keys of buckets are enabled. */
  KMS_KEY_ENABLED = 'KmsKeyEnabled',

  /** Keys of buckets rotate at least once a year. */
  KMS_KEY_ROTATION = 'KmsKeyRotation',

  /** A key is retained as long as the buckets that use it. */
  KMS_KEY_RETAINED = 'KmsKeyRetained',

  /** Key policies do not grant public access to the key. */
  KMS_KEY_POLICY_NOT_PUBLIC = 'KmsKeyPolicyNotPublic',

  /** Conditions on the encryption context match the requests of the bucket. */
  ENCRYPTION_CONTEXT_MATCHES_BUCKET_KEY = 'EncryptionContextMatchesBucketKey',

  /** The key policy allows what the resources and roles that specify the key need. */
  KEY_USABLE_BY_ITS_USERS = 'KeyUsableByItsUsers',

  /** Every request over plain HTTP is denied. */
  SECURE_TRANSPORT_REQUIRED = 'SecureTransportRequired',

  /** Every request over a TLS version earlier than 1.2 is denied. */
  MINIMUM_TLS_VERSION = 'MinimumTlsVersion',

  /** Every request signed with Signature Version 2 is denied. */
  SIGNATURE_VERSION_4_REQUIRED = 'SignatureVersion4Required',

  /** A bucket has one bucket policy. */
  ONE_POLICY_PER_BUCKET = 'OnePolicyPerBucket',

  /** No deny on networks, TLS versions or organizations blocks an AWS service that uses the bucket. */
  SERVICES_NOT_BLOCKED = 'ServicesNotBlocked',

  /** The policy of a bucket that is configured as a website does not deny every request to the website endpoint. */
  WEBSITE_ENDPOINT_NOT_DENIED = 'WebsiteEndpointNotDenied',

  /** Buckets behind a Multi-Region Access Point accept TLS 1.2 and Signature Version 4A. */
  MULTI_REGION_ACCESS_POINT_NOT_DENIED = 'MultiRegionAccessPointNotDenied',

  /** Uploads without encryption headers are not denied. */
  NO_LEGACY_UPLOAD_DENY = 'NoLegacyUploadDeny',

  /** The bucket policy allows uploads that specify the bucket's default encryption. */
  UPLOAD_POLICY_MATCHES_DEFAULT = 'UploadPolicyMatchesDefault',

  /** Uploads that specify other encryption than the default of the bucket are denied. */
  UPLOAD_ENCRYPTION_ENFORCED = 'UploadEncryptionEnforced',

  /** AWS services specify an encryption and a key that the bucket accepts. */
  WRITERS_MATCH_ENCRYPTION = 'WritersMatchEncryption',

  /** Buckets for S3 server access logs use SSE-S3. */
  LOG_DESTINATION_SSE_S3 = 'LogDestinationSseS3',

  /** Server access logs are delivered in the Region and account of their bucket. */
  LOG_DESTINATION_SAME_REGION_AND_ACCOUNT = 'LogDestinationSameRegionAndAccount',

  /** Buckets for S3 server access logs have no Object Lock. */
  LOG_DESTINATION_NO_OBJECT_LOCK = 'LogDestinationNoObjectLock',

  /** Buckets deliver their server access logs to another bucket. */
  LOG_DESTINATION_NOT_SELF = 'LogDestinationNotSelf',

  /** Log buckets allow the services that deliver the logs to write. */
  LOG_DELIVERY_ALLOWED = 'LogDeliveryAllowed',

  /** Services deliver logs only on behalf of the accounts of the app. */
  LOG_DELIVERY_CONFINED = 'LogDeliveryConfined',

  /** Buckets for logs of Application and Classic Load Balancers use SSE-S3. */
  LOAD_BALANCER_LOGS_SSE_S3 = 'LoadBalancerLogsSseS3',

  /** Buckets for audit logs of Amazon Redshift use SSE-S3. */
  REDSHIFT_LOGS_SSE_S3 = 'RedshiftLogsSseS3',

  /** Server access logs of buckets are enabled. */
  ACCESS_LOGGING_ENABLED = 'AccessLoggingEnabled',

  /** Buckets for S3 Inventory use SSE-S3, or a customer managed key that S3 can use. */
  INVENTORY_DESTINATION_ENCRYPTION = 'InventoryDestinationEncryption',

  /** Key policies allow the services that deliver logs to use the key. */
  LOG_DELIVERY_KEY_POLICY = 'LogDeliveryKeyPolicy',

  /** Log buckets that can use AWS KMS use a customer managed key. */
  LOG_DESTINATION_CUSTOMER_KEY = 'LogDestinationCustomerKey',

  /** Buckets for Amazon Redshift and AWS Config have no Object Lock. */
  SERVICE_LOGS_NO_OBJECT_LOCK = 'ServiceLogsNoObjectLock',

  /** Server access logs of CloudTrail buckets are enabled. */
  CLOUD_TRAIL_BUCKET_ACCESS_LOGGING = 'CloudTrailBucketAccessLogging',

  /** Replication includes objects that are encrypted with KMS keys. */
  REPLICATION_KMS_AWARE = 'ReplicationKmsAware',

  /** The replica KMS key is specified by its ARN, and S3 can use it to encrypt. */
  REPLICA_KMS_KEY = 'ReplicaKmsKey',

  /** The replica KMS key is in the Region of the destination. */
  REPLICA_KMS_KEY_REGION = 'ReplicaKmsKeyRegion',

  /** The replication role has the permissions that S3 needs. */
  REPLICATION_ROLE_PERMISSIONS = 'ReplicationRolePermissions',

  /** The policy of the replica KMS key allows the replication role to use the key. */
  REPLICA_KEY_POLICY = 'ReplicaKeyPolicy',

  /** Source and destination of a replication have versioning enabled. */
  REPLICATION_VERSIONING = 'ReplicationVersioning',

  /** The destination bucket policy allows the replication role to write replicas. */
  REPLICATION_DESTINATION_POLICY = 'ReplicationDestinationPolicy',

  /** Replicas are encrypted with a customer managed key. */
  REPLICATION_NOT_TO_MANAGED_KEY = 'ReplicationNotToManagedKey',

  /** Replicas have the default encryption of the destination. */
  REPLICA_ENCRYPTION_AS_EXPECTED = 'ReplicaEncryptionAsExpected',

  /** Destinations of buckets with Object Lock have Object Lock. */
  REPLICATION_OBJECT_LOCK = 'ReplicationObjectLock',

  /** Destinations of buckets that accept SSE-C accept SSE-C. */
  REPLICATION_OF_SSE_C = 'ReplicationOfSseC',

  /** Replication rules that change the owner of replicas specify the destination account. */
  REPLICATION_OWNER_OVERRIDE = 'ReplicationOwnerOverride',

  /** A bucket that other accounts use has a customer managed key, or SSE-S3. */
  CROSS_ACCOUNT_ACCESS_NEEDS_CUSTOMER_KEY = 'CrossAccountAccessNeedsCustomerKey',

  /** Other accounts with access to a bucket have access to its key. */
  CROSS_ACCOUNT_KEY_POLICY = 'CrossAccountKeyPolicy',

  /** CloudFront can decrypt what it reads from buckets with KMS encryption. */
  CLOUD_FRONT_READS_KMS_BUCKET = 'CloudFrontReadsKmsBucket',

  /** Buckets that host a website don't use KMS encryption. */
  WEBSITE_NOT_KMS = 'WebsiteNotKms',

  /** Principals that can use the objects of a bucket can use its key. */
  ACCESS_WITHOUT_KEY = 'AccessWithoutKey',

  /** Buckets of S3 Files file systems have versioning enabled and encrypt with SSE-S3 or SSE-KMS. */
  FILE_SYSTEM_SOURCE_BUCKET = 'FileSystemSourceBucket',

  /** Bucket policies do not deny the role of an S3 Files file system. */
  FILE_SYSTEM_NOT_DENIED = 'FileSystemNotDenied',

  /** Directory, table and vector buckets declare their default encryption. */
  BUCKET_KIND_ENCRYPTION_DECLARED = 'BucketKindEncryptionDeclared',

  /** Directory, table and vector buckets declare an encryption that their service supports. */
  BUCKET_KIND_ENCRYPTION_VALID = 'BucketKindEncryptionValid',

  /** Directory, table and vector buckets encrypt with a customer managed key. */
  BUCKET_KIND_KMS_ENCRYPTION = 'BucketKindKmsEncryption',

  /** Vector indexes do not encrypt with SSE-S3 in a vector bucket that encrypts with SSE-KMS. */
  VECTOR_INDEX_NOT_WEAKER = 'VectorIndexNotWeaker',

  /** The key policy of a table bucket allows S3 Tables maintenance to use the key. */
  TABLE_MAINTENANCE_KEY_POLICY = 'TableMaintenanceKeyPolicy',

  /** The key policy of a vector bucket or index allows S3 Vectors to index in the background. */
  VECTOR_INDEXING_KEY_POLICY = 'VectorIndexingKeyPolicy',

  /** The key policy of a metadata table allows S3 Metadata and S3 Tables maintenance to use the key. */
  METADATA_TABLE_KEY_POLICY = 'MetadataTableKeyPolicy',

  /** Policies of directory, table and vector buckets name the actions and resources of their service. */
  BUCKET_KIND_POLICY_EFFECTIVE = 'BucketKindPolicyEffective',

  /** Policies of directory, table and vector buckets do not grant public access. */
  BUCKET_KIND_POLICY_NOT_PUBLIC = 'BucketKindPolicyNotPublic',

  /** Policies of vector buckets deny plain HTTP. */
  VECTOR_BUCKET_SECURE_TRANSPORT = 'VectorBucketSecureTransport',

  /** Policies of directory, table and vector buckets do not deny the default encryption of their bucket. */
  BUCKET_KIND_DEFAULT_NOT_DENIED = 'BucketKindDefaultNotDenied',

  /** Policies of directory, table and vector buckets deny requests that specify another encryption than the default. */
  BUCKET_KIND_ENCRYPTION_ENFORCED = 'BucketKindEncryptionEnforced',

  /** The role that replicates tables can use the keys of both table buckets. */
  TABLE_REPLICATION_KEYS = 'TableReplicationKeys',

  /** The templates show all resources that are created from them. */
  ALL_RESOURCES_VISIBLE = 'AllResourcesVisible',
}
