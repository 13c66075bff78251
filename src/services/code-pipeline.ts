import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

function artifactStore(...within: readonly string[]): WriterResource {
  return {
    type: 'AWS::CodePipeline::Pipeline',
    what: 'the pipeline artifacts',
    within,
    bucket: ['Location'],
    encryption: { kmsKey: ['EncryptionKey', 'Id'], otherwise: NamedEncryption.SSE_KMS },
    fix: {
      kmsKey: 'set EncryptionKey of the artifact store to the ARN of the key of the bucket (codepipeline.Pipeline does so if artifactBucket has an encryptionKey)',
    },
    role: [[RESOURCE, 'RoleArn']],
  };
}

export const CODE_PIPELINE: WriterService = {
  title: 'AWS CodePipeline',
  documentedAt: { url: 'https://docs.aws.amazon.com/codepipeline/latest/userguide/S3-artifact-encryption.html', read: '2026-11-29' },
  calledBy: 'the role of the pipeline, and the roles of its actions',
  keyActions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  grant: '`codepipeline.Pipeline` grants its roles permissions for `artifactBucket` and its key.',
  limits: [
    'Without an encryption key, a pipeline specifies the AWS managed key `aws/s3`, which roles in other accounts cannot use.',
    'A pipeline cannot use SSE-S3 or DSSE-KMS: it always specifies SSE-KMS.',
    'Aliases are recognized only in the account of the key: specify the key by its ARN.',
  ],
  resources: [artifactStore('ArtifactStore'), artifactStore('ArtifactStores', EACH, 'ArtifactStore')],
};
