/**
 * The rules that this library has. Each is described in docs/rules.
 */
export enum RuleName {
  /** Default encryption is declared in the template. */
  DEFAULT_ENCRYPTION_DECLARED = 'DefaultEncryptionDeclared',

  /** Default encryption is one rule with an algorithm that S3 knows, and a key only where KMS is used. */
  DEFAULT_ENCRYPTION_VALID = 'DefaultEncryptionValid',

  /** Buckets encrypt with KMS keys by default. */
  KMS_DEFAULT_ENCRYPTION = 'KmsDefaultEncryption',

  /** Buckets encrypt in two layers (DSSE-KMS) by default. */
  DUAL_LAYER_DEFAULT_ENCRYPTION = 'DualLayerDefaultEncryption',

  /** SSE-KMS buckets use an S3 Bucket Key. */
  BUCKET_KEY_ENABLED = 'BucketKeyEnabled',

  /** S3 Bucket Keys are enabled only with SSE-KMS. */
  BUCKET_KEY_NOT_APPLICABLE = 'BucketKeyNotApplicable',

  /** Uploads with customer-provided keys (SSE-C) are blocked. */
  SSE_C_BLOCKED = 'SseCBlocked',

  /** Buckets that encrypt with KMS use a customer managed key. */
  CUSTOMER_MANAGED_KEY = 'CustomerManagedKey',

  /** Default encryption names its key by the full ARN of the key. */
  KMS_KEY_ARN = 'KmsKeyArn',

  /** Keys of buckets are symmetric encryption keys. */
  KMS_KEY_SYMMETRIC = 'KmsKeySymmetric',

  /** A bucket's key is in the bucket's Region. */
  KMS_KEY_SAME_REGION = 'KmsKeySameRegion',

  /** Keys of buckets are enabled. */
  KMS_KEY_ENABLED = 'KmsKeyEnabled',

  /** Keys of buckets rotate every year or more often. */
  KMS_KEY_ROTATION = 'KmsKeyRotation',

  /** A key stays as long as the buckets that it encrypts. */
  KMS_KEY_RETAINED = 'KmsKeyRetained',

  /** Key policies do not grant public access to the key. */
  KMS_KEY_POLICY_NOT_PUBLIC = 'KmsKeyPolicyNotPublic',

  /** Conditions on the encryption context allow the form that the bucket's requests have. */
  ENCRYPTION_CONTEXT_MATCHES_BUCKET_KEY = 'EncryptionContextMatchesBucketKey',

  /** The policy of a key allows what the resources and roles that name the key need. */
  KEY_USABLE_BY_ITS_USERS = 'KeyUsableByItsUsers',

  /** Every request over plain HTTP is denied, whoever sends it. */
  SECURE_TRANSPORT_REQUIRED = 'SecureTransportRequired',

  /** Every request over a TLS version older than 1.2 is denied. */
  MINIMUM_TLS_VERSION = 'MinimumTlsVersion',

  /** Every request signed with Signature Version 2 is denied. */
  SIGNATURE_VERSION_4_REQUIRED = 'SignatureVersion4Required',

  /** A bucket has one bucket policy. */
  ONE_POLICY_PER_BUCKET = 'OnePolicyPerBucket',

  /** No Deny about networks, TLS versions or organizations stops an AWS service that is meant to use the bucket. */
  SERVICES_NOT_BLOCKED = 'ServicesNotBlocked',

  /** The policy of a bucket that is configured as a website does not deny every request to the website endpoint. */
  WEBSITE_ENDPOINT_NOT_DENIED = 'WebsiteEndpointNotDenied',

  /** Uploads without encryption headers are not denied. */
  NO_LEGACY_UPLOAD_DENY = 'NoLegacyUploadDeny',

  /** The bucket policy allows uploads that specify the bucket's default encryption. */
  UPLOAD_POLICY_MATCHES_DEFAULT = 'UploadPolicyMatchesDefault',

  /** Uploads that specify other encryption than the bucket's default are denied. */
  UPLOAD_ENCRYPTION_ENFORCED = 'UploadEncryptionEnforced',

  /** AWS services specify an encryption and a key that the bucket accepts. */
  WRITERS_MATCH_ENCRYPTION = 'WritersMatchEncryption',

  /** Buckets for S3 server access logs use SSE-S3. */
  LOG_DESTINATION_SSE_S3 = 'LogDestinationSseS3',

  /** Server access logs stay in the Region and the account of their bucket. */
  LOG_DESTINATION_SAME_REGION_AND_ACCOUNT = 'LogDestinationSameRegionAndAccount',

  /** Buckets for S3 server access logs have no Object Lock. */
  LOG_DESTINATION_NO_OBJECT_LOCK = 'LogDestinationNoObjectLock',

  /** Buckets deliver their server access logs to another bucket. */
  LOG_DESTINATION_NOT_SELF = 'LogDestinationNotSelf',

  /** Buckets for logs allow the services that deliver the logs to write. */
  LOG_DELIVERY_ALLOWED = 'LogDeliveryAllowed',

  /** Services write logs on behalf of the app's own accounts only. */
  LOG_DELIVERY_CONFINED = 'LogDeliveryConfined',

  /** Buckets for logs of application and classic load balancers use SSE-S3. */
  LOAD_BALANCER_LOGS_SSE_S3 = 'LoadBalancerLogsSseS3',

  /** Buckets for audit logs of Amazon Redshift use SSE-S3. */
  REDSHIFT_LOGS_SSE_S3 = 'RedshiftLogsSseS3',

  /** Server access logs of buckets are turned on. */
  ACCESS_LOGGING_ENABLED = 'AccessLoggingEnabled',

  /** Buckets for S3 Inventory use SSE-S3 or a customer managed key whose policy allows S3 to use it. */
  INVENTORY_DESTINATION_ENCRYPTION = 'InventoryDestinationEncryption',

  /** Key policies allow the services that deliver logs to use the key. */
  LOG_DELIVERY_KEY_POLICY = 'LogDeliveryKeyPolicy',

  /** Buckets for logs that may be encrypted with AWS KMS use a customer managed key. */
  LOG_DESTINATION_CUSTOMER_KEY = 'LogDestinationCustomerKey',

  /** Buckets for Amazon Redshift and AWS Config have no Object Lock. */
  SERVICE_LOGS_NO_OBJECT_LOCK = 'ServiceLogsNoObjectLock',

  /** Server access logs of the buckets of CloudTrail are turned on. */
  CLOUD_TRAIL_BUCKET_ACCESS_LOGGING = 'CloudTrailBucketAccessLogging',

  /** Replication includes the objects that are encrypted with KMS keys. */
  REPLICATION_KMS_AWARE = 'ReplicationKmsAware',

  /** The replica KMS key is specified by its ARN, and S3 can encrypt with it. */
  REPLICA_KMS_KEY = 'ReplicaKmsKey',

  /** The replica KMS key is in the Region of the destination. */
  REPLICA_KMS_KEY_REGION = 'ReplicaKmsKeyRegion',

  /** The replication role has the permissions that S3 needs. */
  REPLICATION_ROLE_PERMISSIONS = 'ReplicationRolePermissions',

  /** The policy of the replica KMS key allows the replication role to use the key. */
  REPLICA_KEY_POLICY = 'ReplicaKeyPolicy',

  /** Both ends of a replication have versioning enabled. */
  REPLICATION_VERSIONING = 'ReplicationVersioning',

  /** The destination bucket policy allows the replication role to write replicas. */
  REPLICATION_DESTINATION_POLICY = 'ReplicationDestinationPolicy',

  /** Replicas are encrypted with a customer managed key. */
  REPLICATION_NOT_TO_MANAGED_KEY = 'ReplicationNotToManagedKey',

  /** Replicas are encrypted as the destination encrypts by default. */
  REPLICA_ENCRYPTION_AS_EXPECTED = 'ReplicaEncryptionAsExpected',

  /** Destinations of buckets with Object Lock have Object Lock. */
  REPLICATION_OBJECT_LOCK = 'ReplicationObjectLock',

  /** Destinations of buckets that accept SSE-C accept SSE-C. */
  REPLICATION_OF_SSE_C = 'ReplicationOfSseC',

  /** Replication rules that change the owner of replicas specify the destination account. */
  REPLICATION_OWNER_OVERRIDE = 'ReplicationOwnerOverride',

  /** A bucket that other accounts use encrypts with a customer managed key, or with SSE-S3. */
  CROSS_ACCOUNT_ACCESS_NEEDS_CUSTOMER_KEY = 'CrossAccountAccessNeedsCustomerKey',

  /** Other accounts with access to a bucket have access to its key. */
  CROSS_ACCOUNT_KEY_POLICY = 'CrossAccountKeyPolicy',

  /** CloudFront can decrypt what it reads from buckets that encrypt with KMS. */
  CLOUD_FRONT_READS_KMS_BUCKET = 'CloudFrontReadsKmsBucket',

  /** Buckets that host a website do not encrypt with KMS. */
  WEBSITE_NOT_KMS = 'WebsiteNotKms',

  /** Principals that can use the objects of a bucket can use its key. */
  ACCESS_WITHOUT_KEY = 'AccessWithoutKey',

  /** The templates show all resources that are created from them. */
  ALL_RESOURCES_VISIBLE = 'AllResourcesVisible',
}
