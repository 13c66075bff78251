import { NamedEncryption } from './named-encryption';
import type { WriterResource, WriterService } from './writer-service';

function destination(what: string, ...within: readonly string[]): WriterResource {
  return {
    type: 'AWS::KinesisFirehose::DeliveryStream',
    what,
    within,
    bucket: ['BucketARN'],
    encryption: {
      mode: { property: ['EncryptionConfiguration', 'NoEncryptionConfig'], values: { NoEncryption: NamedEncryption.NONE } },
      kmsKey: ['EncryptionConfiguration', 'KMSEncryptionConfig', 'AWSKMSKeyARN'],
      otherwise: NamedEncryption.NONE,
    },
    fix: {
      kmsKey: 'set KMSEncryptionConfig of the destination to the ARN of the key of the bucket (encryptionKey in firehose.S3Bucket), or leave EncryptionConfiguration out',
      none: 'leave out EncryptionConfiguration of the destination (encryptionKey in firehose.S3Bucket): S3 applies the default encryption',
    },
    role: [['RoleARN']],
  };
}

/** Destinations that put what they cannot deliver, or all that they deliver, into a bucket. */
const WITH_BACKUP = [
  'AmazonopensearchserviceDestinationConfiguration', 'AmazonOpenSearchServerlessDestinationConfiguration', 'ElasticsearchDestinationConfiguration',
  'HttpEndpointDestinationConfiguration', 'IcebergDestinationConfiguration', 'RedshiftDestinationConfiguration', 'SnowflakeDestinationConfiguration',
  'SplunkDestinationConfiguration',
];

export const FIREHOSE: WriterService = {
  title: 'Amazon Data Firehose',
  documentedAt: { url: 'https://docs.aws.amazon.com/firehose/latest/dev/create-configure-advanced.html', read: '2026-11-29' },
  calledBy: 'the role of the destination',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: '`firehose.S3Bucket` grants its role permissions for the bucket and its key.',
  limits: [
    'Firehose cannot specify SSE-S3 or DSSE-KMS. It specifies a key, or no encryption: S3 then applies the default encryption.',
    'The key must be in the Region of the bucket, and must be specified by its ARN.',
    'The encryption of the stream (`DeliveryStreamEncryptionConfigurationInput`) does not apply to the objects.',
  ],
  resources: [
    destination('the delivered records', 'ExtendedS3DestinationConfiguration'),
    destination('the backup records', 'ExtendedS3DestinationConfiguration', 'S3BackupConfiguration'),
    destination('the delivered records', 'S3DestinationConfiguration'),
    ...WITH_BACKUP.map((property) => destination('the backup records', property, 'S3Configuration')),
    destination('the backup records', 'RedshiftDestinationConfiguration', 'S3BackupConfiguration'),
  ],
};
