import type { PropertyPath } from '../../../../template';

/** Stands in a path for each entry of a list. */
export const EACH_ENTRY = '[]';

/** A type of resource that a KMS key encrypts: who asks AWS KMS for what. */
export interface KeyUser {
  readonly type: string;
  /** Where it names the key. */
  readonly keys: readonly PropertyPath[];
  /** What messages call it. */
  readonly title: string;
  /** The page of AWS's documentation. */
  readonly documentedAt: string;
  /**
   * The service that uses the key in the name of its caller, as `kms:ViaService` begins; nothing if it uses the key in its
   * own name.
   */
  readonly via?: string;
  /** Whether AWS documents neither `kms:ViaService` nor the encryption context of the requests, so that they may have any. */
  readonly isOpen?: boolean;
  /** Another service that calls with it, as AWS documents: a policy that names services has to name both. */
  readonly alsoVia?: string;
  /** The service principal that uses the key in its own name; `<region>` and `<suffix>` stand for the Region and for its URL suffix. */
  readonly servicePrincipal?: string;
  /** A name of it of which AWS does not say whether it suffices. */
  readonly undocumentedPrincipal?: string;
  /** What a principal of the account, or the service principal, has to be allowed. */
  readonly actions: readonly string[];
  /** Those of the actions that suffice if a service is allowed them that sends messages. */
  readonly byProducers?: readonly string[];
  /** The names of the encryption context. */
  readonly encryptionContext?: readonly string[];
}

const KMS_KEY_ID: readonly PropertyPath[] = [['KmsKeyId']];
const RDS_KEYS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html';

const SECRET: Pick<KeyUser, 'via' | 'actions' | 'encryptionContext' | 'documentedAt'> = {
  documentedAt: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html',
  via: 'secretsmanager',
  actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  encryptionContext: ['SecretARN', 'SecretVersionId'],
};

/**
 * What services do that keep the key by a grant, which whoever creates the resource has to be allowed to create.
 *
 * @param via By the list of services that support `kms:ViaService` in the AWS KMS Developer Guide; that of Firehose as in AWS's
 * managed policies for AWS WAF logs
 */
function byGrant(type: string, title: string, via: string, keys: readonly PropertyPath[], documentedAt: string): KeyUser {
  return { type, title, via, keys, documentedAt, actions: ['kms:CreateGrant'] };
}

/** The types of resources whose use of keys AWS documents, but for what is encrypted with the key of a bucket. */
export const KEY_USERS: readonly KeyUser[] = [
  {
    type: 'AWS::DynamoDB::Table',
    keys: [['SSESpecification', 'KMSMasterKeyId']],
    title: 'table',
    documentedAt: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html',
    via: 'dynamodb',
    actions: ['kms:CreateGrant', 'kms:Decrypt'],
    encryptionContext: ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId'],
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    keys: [['Replicas', EACH_ENTRY, 'SSESpecification', 'KMSMasterKeyId']],
    title: 'table',
    documentedAt: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html',
    via: 'dynamodb',
    actions: ['kms:CreateGrant', 'kms:Decrypt'],
    encryptionContext: ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId'],
  },
  {
    type: 'AWS::SQS::Queue',
    keys: [['KmsMasterKeyId']],
    title: 'queue',
    documentedAt: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
    via: 'sqs',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    byProducers: ['kms:GenerateDataKey'],
    encryptionContext: ['aws:sqs:arn'],
  },
  {
    type: 'AWS::SNS::Topic',
    keys: [['KmsMasterKeyId']],
    title: 'topic',
    documentedAt: 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html',
    via: 'sns',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    byProducers: ['kms:GenerateDataKey', 'kms:Decrypt'],
    encryptionContext: ['aws:sns:topicArn'],
  },
  {
    type: 'AWS::Logs::LogGroup',
    keys: KMS_KEY_ID,
    title: 'log group',
    documentedAt: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
    servicePrincipal: 'logs.<region>.<suffix>',
    undocumentedPrincipal: 'logs.amazonaws.com',
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'],
    encryptionContext: ['aws:logs:arn'],
  },
  {
    type: 'AWS::Events::EventBus',
    keys: [['KmsKeyIdentifier']],
    title: 'event bus',
    documentedAt: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html',
    servicePrincipal: 'events.amazonaws.com',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    encryptionContext: ['aws:events:event-bus:arn'],
  },
  {
    type: 'AWS::Lambda::Function',
    keys: [['KmsKeyArn']],
    title: 'function',
    documentedAt: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars-encryption.html',
    via: 'lambda',
    actions: ['kms:CreateGrant', 'kms:Encrypt'],
    encryptionContext: ['aws:lambda:FunctionArn'],
  },
  {
    type: 'AWS::Kinesis::Stream',
    keys: [['StreamEncryption', 'KeyId']],
    title: 'stream',
    documentedAt: 'https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html',
    via: 'kinesis',
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    byProducers: ['kms:GenerateDataKey'],
    encryptionContext: ['aws:kinesis:arn'],
  },
  { ...SECRET, type: 'AWS::SecretsManager::Secret', keys: KMS_KEY_ID, title: 'secret' },
  { ...SECRET, type: 'AWS::RDS::DBInstance', keys: [['MasterUserSecret', 'KmsKeyId']], title: 'secret of database' },
  { ...SECRET, type: 'AWS::RDS::DBCluster', keys: [['MasterUserSecret', 'KmsKeyId']], title: 'secret of database cluster' },
  byGrant('AWS::RDS::DBInstance', 'database', 'rds', KMS_KEY_ID, RDS_KEYS),
  byGrant('AWS::RDS::DBCluster', 'database cluster', 'rds', KMS_KEY_ID, RDS_KEYS),
  byGrant('AWS::DocDB::DBCluster', 'database cluster', 'rds', KMS_KEY_ID, 'https://docs.aws.amazon.com/documentdb/latest/developerguide/encryption-at-rest.html'),
  byGrant('AWS::Neptune::DBCluster', 'database cluster', 'rds', KMS_KEY_ID, 'https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html'),
  byGrant('AWS::Redshift::Cluster', 'cluster', 'redshift', KMS_KEY_ID, 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html'),
  byGrant('AWS::EFS::FileSystem', 'file system', 'elasticfilesystem', KMS_KEY_ID, 'https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html'),
  {
    type: 'AWS::S3Files::FileSystem',
    keys: KMS_KEY_ID,
    title: 'file system',
    documentedAt: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-encryption.html',
    isOpen: true,
    actions: ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext'],
  },
  byGrant('AWS::FSx::FileSystem', 'file system', 'fsx', KMS_KEY_ID, 'https://docs.aws.amazon.com/fsx/latest/LustreGuide/encryption-at-rest.html'),
  byGrant('AWS::EC2::Volume', 'volume', 'ec2', KMS_KEY_ID, 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html'),
  byGrant('AWS::ECR::Repository', 'repository', 'ecr', [['EncryptionConfiguration', 'KmsKey']],
    'https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html'),
  byGrant('AWS::Backup::BackupVault', 'backup vault', 'backup', [['EncryptionKeyArn']],
    'https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html'),
  byGrant('AWS::OpenSearchService::Domain', 'domain', 'es', [['EncryptionAtRestOptions', 'KmsKeyId']],
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html'),
  byGrant('AWS::Elasticsearch::Domain', 'domain', 'es', [['EncryptionAtRestOptions', 'KmsKeyId']],
    'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html'),
  {
    ...byGrant('AWS::ElastiCache::ReplicationGroup', 'replication group', 'elasticache', KMS_KEY_ID,
      'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html'),
    alsoVia: 'dax',
  },
  byGrant('AWS::MSK::Cluster', 'cluster', 'kafka', [['EncryptionInfo', 'EncryptionAtRest', 'DataVolumeKMSKeyId']],
    'https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html'),
  byGrant('AWS::DMS::ReplicationInstance', 'replication instance', 'dms', KMS_KEY_ID,
    'https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html'),
  byGrant('AWS::KinesisFirehose::DeliveryStream', 'delivery stream', 'firehose', [['DeliveryStreamEncryptionConfigurationInput', 'KeyARN']],
    'https://docs.aws.amazon.com/firehose/latest/dev/encryption.html'),
];
