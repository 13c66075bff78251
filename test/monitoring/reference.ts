/** API calls of AWS KMS and Amazon S3, and what the alerts make of them. */

/** Calls that change a key, or who may use it: each is told. */
export const KEY_CHANGES = [
  'CancelKeyDeletion', 'CreateAlias', 'CreateGrant', 'DeleteAlias', 'DeleteImportedKeyMaterial', 'DisableKey', 'DisableKeyRotation', 'EnableKey',
  'EnableKeyRotation', 'ImportKeyMaterial', 'PutKeyPolicy', 'ReplicateKey', 'RetireGrant', 'RevokeGrant', 'RotateKeyOnDemand', 'ScheduleKeyDeletion',
  'TagResource', 'UntagResource', 'UpdateAlias', 'UpdateKeyDescription', 'UpdatePrimaryRegion',
];

/** Actions of AWS KMS of which nobody is told, by the reason. */
export const OTHER_KEY_ACTIONS: { readonly [reason: string]: readonly string[] } = {
  'it uses the key': [
    'Decrypt', 'DeriveSharedSecret', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyPair', 'GenerateDataKeyPairWithoutPlaintext',
    'GenerateDataKeyWithoutPlaintext', 'GenerateMac', 'ReEncryptFrom', 'ReEncryptTo', 'Sign', 'Verify', 'VerifyMac',
  ],
  'it names no key that is there': [
    'ConnectCustomKeyStore', 'CreateCustomKeyStore', 'CreateKey', 'DeleteCustomKeyStore', 'DisconnectCustomKeyStore', 'GenerateRandom', 'UpdateCustomKeyStore',
  ],
  'AWS KMS does it at intervals, whether something has changed or not': ['SynchronizeMultiRegionKey'],
};

/** Calls that change the default encryption, policy, replication or server access logging of a bucket: each is told. */
export const BUCKET_CHANGES = [
  'PutBucketEncryption', 'DeleteBucketEncryption', 'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketReplication', 'DeleteBucketReplication',
  'PutBucketLogging',
];

/** Actions of S3 that those calls need. */
export const BUCKET_CHANGE_ACTIONS = ['DeleteBucketPolicy', 'PutBucketLogging', 'PutBucketPolicy', 'PutEncryptionConfiguration', 'PutReplicationConfiguration'];

/** Actions of S3 on buckets of which nobody is told, by what they change. */
export const OTHER_BUCKET_ACTIONS: { readonly [what: string]: readonly string[] } = {
  'whether there is a bucket': ['CreateBucket', 'DeleteBucket'],
  'who reads and writes, beside the policy': ['PutBucketAbac', 'PutBucketAcl', 'PutBucketOwnershipControls', 'PutBucketPublicAccessBlock', 'PutBucketRequestPayment'],
  'how it is reached': ['DeleteBucketWebsite', 'PutAccelerateConfiguration', 'PutBucketCORS', 'PutBucketWebsite'],
  'how long objects and versions are kept': ['PutBucketObjectLockConfiguration', 'PutBucketVersioning', 'PutIntelligentTieringConfiguration', 'PutLifecycleConfiguration'],
  'what is reported': [
    'CreateBucketMetadataTableConfiguration', 'DeleteBucketMetadataTableConfiguration', 'PutAnalyticsConfiguration', 'PutBucketNotification',
    'PutInventoryConfiguration', 'PutMetricsConfiguration', 'UpdateBucketMetadataAnnotationTableConfiguration',
    'UpdateBucketMetadataInventoryTableConfiguration', 'UpdateBucketMetadataJournalTableConfiguration',
  ],
  'tags': ['PutBucketTagging', 'TagResource', 'UntagResource'],
  'replication, while an experiment of AWS Fault Injection Service lasts: CloudTrail has no call of that name': ['PauseReplication'],
};
