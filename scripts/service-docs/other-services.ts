/** Services of which no template shows what they write, or that only read: what a user has to know, as sentences of Markdown. */
export interface OtherService {
  readonly title: string;
  readonly set: string;
  readonly grant: string;
  readonly limits: readonly string[];
  readonly url: string;
}

export const OTHER_SERVICES: readonly OtherService[] = [
  {
    title: 'Amazon Bedrock model invocation logs',
    set: 'Nothing: the logging configuration names a bucket and no encryption, and it is an API call, which no template shows.',
    grant: 'Allow `bedrock.amazonaws.com` `s3:PutObject` in the bucket policy and `kms:GenerateDataKey` in the policy of the key of the bucket, with '
      + '`aws:SourceAccount` and `aws:SourceArn` (`arn:aws:bedrock:<region>:<account>:*`).',
    limits: ['The bucket must be in the account and the Region of the configuration, and have no ACLs.'],
    url: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html',
  },
  {
    title: 'Amazon Macie',
    set: 'Nothing: to find sensitive data Macie only reads.',
    grant: 'Allow the service-linked role `AWSServiceRoleForAmazonMacie` `kms:Decrypt` in the policy of the key of the bucket '
      + '(`bucket.encryptionKey!.addToResourcePolicy()`). Objects under SSE-S3 and under the AWS managed key need nothing.',
    limits: [
      'Macie cannot read SSE-C and client-side encryption: it reports only metadata of such objects.',
      'If the key is in another account, the account of the bucket has to create a grant on the key for the role.',
    ],
    url: 'https://docs.aws.amazon.com/macie/latest/user/discovery-supported-encryption-types.html',
  },
  {
    title: 'Amazon QuickSight',
    set: 'Nothing: QuickSight reads files in S3, and results of Athena as [Amazon Athena](#amazon-athena) writes them.',
    grant: 'Call `bucket.grantRead()` for the role that QuickSight uses (by default `aws-quicksight-service-role-v0`).',
    limits: ['For Athena data sources the role also needs `bucket.grantReadWrite()` on the bucket of the query results.'],
    url: 'https://docs.aws.amazon.com/quicksight/latest/user/security-create-iam-role-athena-s3.html',
  },
  {
    title: 'Amazon RDS and Aurora snapshot exports',
    set: 'Name a key in the export task, which is an API call: exports are always SSE-KMS with that key. Name the key of the bucket by its ARN, or accept the '
      + 'other key with `UploadEncryption.bucketDefault({ acceptedKeys })`.',
    grant: 'Call `bucket.grantSnapshotExport()` with the export role, and with whoever starts the task as `starter`: it allows the role to write, and the starter `kms:CreateGrant` through Amazon RDS and `kms:DescribeKey`.',
    limits: ['A bucket with another encryption than SSE-KMS with a customer managed key cannot take exports.'],
    url: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ExportSnapshot.html',
  },
  {
    title: 'Amazon Redshift UNLOAD',
    set: 'Add `KMS_KEY_ID \'<key>\' ENCRYPTED` to `UNLOAD`. Without it `UNLOAD` names SSE-S3, which an `EncryptedBucket` with an AWS KMS key denies.',
    grant: 'Call `bucket.grantReadWrite()` for the role in `IAM_ROLE`.',
    limits: ['`UNLOAD` does not support SSE-C.', 'Audit logs are another matter: see [Amazon Redshift audit logs](#amazon-redshift-audit-logs).'],
    url: 'https://docs.aws.amazon.com/redshift/latest/dg/t_unloading_encrypted_files.html',
  },
  {
    title: 'AWS Backup',
    set: 'Nothing to back up a bucket. When you restore, choose the encryption of the source, or SSE-KMS with the ARN of the key of the destination bucket. '
      + 'SSE-S3 is denied by an `EncryptedBucket` with an AWS KMS key.',
    grant: 'Give the role the managed policies `AWSBackupServiceRolePolicyForS3Backup` and `AWSBackupServiceRolePolicyForS3Restore`, and call '
      + '`bucket.grantReadWrite()` for it. AWS Backup encrypts backups with the key of the vault, and not with that of the bucket.',
    limits: ['AWS Backup does not back up SSE-C objects.'],
    url: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restoring-s3.html',
  },
  {
    title: 'AWS DataSync',
    set: 'Nothing: an S3 location (`AWS::DataSync::LocationS3`) names a bucket, and no property names an encryption or a key. AWS describes how the default '
      + 'encryption of the destination bucket changes the encryption of what is copied.',
    grant: 'Call `bucket.grantReadWrite()` for the role of the location (`BucketAccessRoleArn`), and `bucket.grantRead()` for that of a source.',
    limits: ['Name the key of the bucket by its full ARN where DataSync copies between accounts.'],
    url: 'https://aws.amazon.com/blogs/storage/transfer-customer-managed-sse-kms-encrypted-objects-across-aws-accounts-and-regions-using-aws-datasync',
  },
  {
    title: 'AWS Lake Formation',
    set: 'Nothing: Lake Formation passes credentials for a registered location on to the services that read and write.',
    grant: 'Register the location with a role of your own and call `bucket.grantReadWrite()` for it. If you use the service-linked role '
      + '`AWSServiceRoleForLakeFormationDataAccess`, name it in the key policy.',
    limits: ['A location under the AWS managed key `aws/s3` cannot be registered with the service-linked role.'],
    url: 'https://docs.aws.amazon.com/lake-formation/latest/dg/register-encrypted.html',
  },
  {
    title: 'AWS Transfer Family',
    set: 'Nothing: files that users upload get the default encryption of the bucket.',
    grant: 'Call `bucket.grantReadWrite()` for the role of the users. A session policy must allow the same.',
    limits: [],
    url: 'https://docs.aws.amazon.com/transfer/latest/userguide/encryption-at-rest.html',
  },
  {
    title: 'Databricks',
    set: 'If you set encryption details of the external location, name SSE-KMS with the ARN of the key of the bucket. SSE-S3 is denied by an '
      + '`EncryptedBucket` with an AWS KMS key.',
    grant: 'Call `bucket.grantReadWrite()` for the IAM role of the storage credential, or of the instance profile. The role is one of your account, which '
      + 'Databricks assumes, so neither the bucket policy nor the key policy names the account of Databricks.',
    limits: ['If the role is in another account than the bucket, use cross-account grants: the key must be a customer managed key.'],
    url: 'https://docs.databricks.com/aws/connect/unity-catalog/cloud-storage/s3/s3-external-location-manual',
  },
  {
    title: 'Snowflake',
    set: 'For stages to which you unload: `ENCRYPTION = (TYPE = \'AWS_SSE_KMS\' KMS_KEY_ID = \'<key ARN>\')`. `AWS_SSE_S3` is denied by an `EncryptedBucket` with a key. '
      + 'Snowflake documents that `KMS_KEY_ID` is optional, and not which encryption a stage names without `ENCRYPTION`: set both.',
    grant: 'Call `bucket.grantReadWrite()` for the IAM role of the storage integration (`STORAGE_AWS_ROLE_ARN`). The role is one of your account, which Snowflake '
      + 'assumes, so neither the bucket policy nor the key policy names the account of Snowflake.',
    limits: ['Client-side encryption (`AWS_CSE`) takes a master key that Snowflake stores. Snowflake does not support a master key in AWS KMS.'],
    url: 'https://docs.snowflake.com/user-guide/data-load-s3-encrypt',
  },
];
