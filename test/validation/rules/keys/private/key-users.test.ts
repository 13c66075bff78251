import { EACH_ENTRY, KEY_USERS } from '../../../../../src/validation/rules/keys/private/key-users';

const GRANT = ['kms:CreateGrant'];
const DATA_KEY = ['kms:GenerateDataKey', 'kms:Decrypt'];
const SECRET = ['SecretARN', 'SecretVersionId'];

// The type, the property that names the key, the service in kms:ViaService or the service principal, what it has to be allowed, and the names of its
// encryption context.
test.each<[type: string, property: string, service: string | undefined, actions: string[], context?: string[]]>([
  ['AWS::DynamoDB::Table', 'SSESpecification.KMSMasterKeyId', 'dynamodb', ['kms:CreateGrant', 'kms:Decrypt'], ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId']],
  ['AWS::DynamoDB::GlobalTable', `Replicas.${EACH_ENTRY}.SSESpecification.KMSMasterKeyId`, 'dynamodb', ['kms:CreateGrant', 'kms:Decrypt'],
    ['aws:dynamodb:tableName', 'aws:dynamodb:subscriberId']],
  ['AWS::SQS::Queue', 'KmsMasterKeyId', 'sqs', DATA_KEY, ['aws:sqs:arn']],
  ['AWS::SNS::Topic', 'KmsMasterKeyId', 'sns', DATA_KEY, ['aws:sns:topicArn']],
  ['AWS::Logs::LogGroup', 'KmsKeyId', 'logs.<region>.<suffix>', ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'], ['aws:logs:arn']],
  ['AWS::Events::EventBus', 'KmsKeyIdentifier', 'events.amazonaws.com', DATA_KEY, ['aws:events:event-bus:arn']],
  ['AWS::Lambda::Function', 'KmsKeyArn', 'lambda', ['kms:CreateGrant', 'kms:Encrypt'], ['aws:lambda:FunctionArn']],
  ['AWS::Kinesis::Stream', 'StreamEncryption.KeyId', 'kinesis', DATA_KEY, ['aws:kinesis:arn']],
  ['AWS::SecretsManager::Secret', 'KmsKeyId', 'secretsmanager', DATA_KEY, SECRET],
  ['AWS::RDS::DBInstance', 'MasterUserSecret.KmsKeyId', 'secretsmanager', DATA_KEY, SECRET],
  ['AWS::RDS::DBCluster', 'MasterUserSecret.KmsKeyId', 'secretsmanager', DATA_KEY, SECRET],
  ['AWS::RDS::DBInstance', 'KmsKeyId', 'rds', GRANT],
  ['AWS::RDS::DBCluster', 'KmsKeyId', 'rds', GRANT],
  ['AWS::DocDB::DBCluster', 'KmsKeyId', 'rds', GRANT],
  ['AWS::Neptune::DBCluster', 'KmsKeyId', 'rds', GRANT],
  ['AWS::Redshift::Cluster', 'KmsKeyId', 'redshift', GRANT],
  ['AWS::EFS::FileSystem', 'KmsKeyId', 'elasticfilesystem', GRANT],
  ['AWS::S3Files::FileSystem', 'KmsKeyId', undefined, ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKeyWithoutPlaintext']],
  ['AWS::FSx::FileSystem', 'KmsKeyId', 'fsx', GRANT],
  ['AWS::EC2::Volume', 'KmsKeyId', 'ec2', GRANT],
  ['AWS::ECR::Repository', 'EncryptionConfiguration.KmsKey', 'ecr', GRANT],
  ['AWS::Backup::BackupVault', 'EncryptionKeyArn', 'backup', GRANT],
  ['AWS::OpenSearchService::Domain', 'EncryptionAtRestOptions.KmsKeyId', 'es', GRANT],
  ['AWS::Elasticsearch::Domain', 'EncryptionAtRestOptions.KmsKeyId', 'es', GRANT],
  ['AWS::ElastiCache::ReplicationGroup', 'KmsKeyId', 'elasticache', GRANT],
  ['AWS::MSK::Cluster', 'EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId', 'kafka', GRANT],
  ['AWS::DMS::ReplicationInstance', 'KmsKeyId', 'dms', GRANT],
  ['AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamEncryptionConfigurationInput.KeyARN', 'firehose', GRANT],
])('%s, whose key is %s', (type, property, service, actions, context = []) => {
  const found = KEY_USERS.filter((user) => user.type === type && user.keys.some((path) => path.join('.') === property));
  expect(found.map(({ via, servicePrincipal, encryptionContext = [], actions: asked, keys }) => ({
    service: via ?? servicePrincipal, asked, encryptionContext, keys: keys.map((path) => path.join('.')),
  }))).toEqual([{ service, asked: actions, encryptionContext: context, keys: [property] }]);
});

test('there are no others, and AWS documents each', () => {
  expect(KEY_USERS).toHaveLength(28);
  for (const { documentedAt, title } of KEY_USERS) {
    expect(documentedAt).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
    expect(title).toMatch(/^[a-z ]+$/);
  }
});

test('services send messages to queues, topics and streams, and receive those of topics', () => {
  const [queue, topic, stream] = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::Kinesis::Stream'].map((type) => KEY_USERS.find((user) => user.type === type)?.byProducers);
  expect([queue, topic, stream]).toEqual([['kms:GenerateDataKey'], DATA_KEY, ['kms:GenerateDataKey']]);
  expect(KEY_USERS.filter(({ byProducers }) => byProducers !== undefined)).toHaveLength(3);
});
