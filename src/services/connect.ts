import { NamedEncryption } from './named-encryption';
import type { WriterService } from './writer-service';

export const CONNECT: WriterService = {
  title: 'Amazon Connect',
  documentedAt: {
    url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-connect-instancestorageconfig-encryptionconfig.html',
    read: '2026-11-29',
  },
  calledBy: 'the service-linked role of the instance (`AWSServiceRoleForAmazonConnect_<id>`)',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Amazon Connect writes with a service-linked role, whose policies you cannot change. Allow `kms:GenerateDataKey` and `kms:Decrypt` for the role in the policy of the key of the bucket '
    + '(`bucket.encryptionKey!.addToResourcePolicy()`).',
  limits: [
    'AWS does not document the encryption that Amazon Connect specifies without `EncryptionConfig`: set it to the ARN of the key of the bucket, not to its ID.',
    'Amazon Connect supports only symmetric AWS KMS keys (`SYMMETRIC_DEFAULT`).',
    '`KinesisVideoStreamConfig` also has an `EncryptionConfig`, which encrypts a stream, not objects.',
  ],
  resources: [{
    type: 'AWS::Connect::InstanceStorageConfig',
    what: 'the recordings, transcripts and reports',
    within: ['S3Config'],
    bucket: ['BucketName'],
    encryption: { kmsKey: ['EncryptionConfig', 'KeyId'], otherwise: NamedEncryption.UNDOCUMENTED },
    fix: { kmsKey: 'set EncryptionConfig of S3Config to the type KMS and the ARN of the key of the bucket' },
  }],
};
