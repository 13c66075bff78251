import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

const SHARED = {
  type: 'AWS::CodeBuild::Project',
  role: [[RESOURCE, 'ServiceRole']],
} as const satisfies Partial<WriterResource>;

const SET_KEY = 'set EncryptionKey of the project to the ARN of the key of the bucket (encryptionKey: bucket.encryptionKey in codebuild.Project)';

/** AWS documents one key for everything that a project writes: without one it is the AWS managed key, under which CDK writes `alias/aws/s3`. */
function encryption(...disabled: readonly string[]): WriterResource['encryption'] {
  const mode = { property: disabled, values: { true: NamedEncryption.NONE } };
  return { ...disabled.length > 0 && { mode }, kmsKey: [RESOURCE, 'EncryptionKey'], otherwise: NamedEncryption.SSE_KMS };
}

function artifacts(what: string, ...within: readonly string[]): WriterResource {
  return {
    ...SHARED,
    what,
    within,
    bucket: ['Location'],
    only: { property: ['Type'], value: 'S3' },
    encryption: encryption('EncryptionDisabled'),
    fix: { kmsKey: SET_KEY, none: 'set EncryptionDisabled of the artifacts to true (encryption of codebuild.Artifacts.s3() to false): S3 applies the default encryption' },
  };
}

export const CODE_BUILD: WriterService = {
  title: 'AWS CodeBuild',
  documentedAt: { url: 'https://docs.aws.amazon.com/codebuild/latest/userguide/security-encryption.html', read: '2026-11-29' },
  calledBy: 'the service role of the project',
  keyActions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  grant: 'Call `bucket.grantReadWrite(project)`.',
  limits: [
    'Without an encryption key, a project specifies the AWS managed key `aws/s3`, regardless of the default encryption of the bucket. CDK sets `alias/aws/s3` in every project without a key.',
    'Artifacts of a project in a pipeline are stored in the artifact store of the pipeline, with the key of the pipeline.',
  ],
  resources: [
    artifacts('the build artifacts', 'Artifacts'),
    artifacts('the secondary artifacts', 'SecondaryArtifacts', EACH),
    {
      ...SHARED,
      what: 'the build logs',
      within: ['LogsConfig', 'S3Logs'],
      bucket: ['Location'],
      only: { property: ['Status'], value: 'ENABLED' },
      encryption: encryption('EncryptionDisabled'),
      fix: { kmsKey: SET_KEY, none: 'set EncryptionDisabled of the logs to true (encrypted of the S3 logging options to false): S3 applies the default encryption' },
    },
    {
      ...SHARED,
      what: 'the build cache',
      within: ['Cache'],
      bucket: ['Location'],
      only: { property: ['Type'], value: 'S3' },
      encryption: encryption(),
      fix: { kmsKey: SET_KEY },
    },
    {
      type: 'AWS::CodeBuild::ReportGroup',
      what: 'the exported test reports',
      within: ['ExportConfig', 'S3Destination'],
      bucket: ['Bucket'],
      only: { property: [RESOURCE, 'ExportConfig', 'ExportConfigType'], value: 'S3' },
      encryption: {
        mode: { property: ['EncryptionDisabled'], values: { true: NamedEncryption.NONE } },
        kmsKey: ['EncryptionKey'],
        otherwise: NamedEncryption.SSE_KMS,
      },
      fix: {
        kmsKey: 'set EncryptionKey of the S3 destination to the ARN of the key of the bucket',
        none: 'set EncryptionDisabled of the S3 destination to true: S3 applies the default encryption',
      },
    },
  ],
};
