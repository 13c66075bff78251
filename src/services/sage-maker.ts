import { EACH } from './log-resource';
import { NamedEncryption } from './named-encryption';
import { RESOURCE, type WriterResource, type WriterService } from './writer-service';

/** Where AWS documents that without a key it is the one that S3 manages, and where it documents nothing. */
type WithoutKey = NamedEncryption.SSE_KMS | NamedEncryption.UNDOCUMENTED;

function output(
  name: string, what: string, bucket: readonly string[], kmsKey: readonly string[], otherwise: WithoutKey, more?: Partial<WriterResource>,
): WriterResource {
  const property = kmsKey.filter((step) => step !== RESOURCE && step !== EACH).join('.');
  return {
    type: `AWS::SageMaker::${name}`,
    what,
    bucket,
    encryption: { kmsKey, otherwise },
    fix: { kmsKey: `set ${property} to the ARN of the key of the bucket` },
    ...more,
  };
}

/** The jobs that monitor a model have the same output configuration. */
function monitoringJob(name: string, property: string): WriterResource {
  return output(
    `${name}JobDefinition`, 'the monitoring results', ['S3Output', 'S3Uri'], [RESOURCE, property, 'KmsKeyId'], NamedEncryption.UNDOCUMENTED,
    { within: [property, 'MonitoringOutputs', EACH], role: [[RESOURCE, 'RoleArn']] },
  );
}

const SCHEDULE = ['MonitoringScheduleConfig', 'MonitoringJobDefinition'];

function sharing(name: string, settings: string, role: readonly (readonly string[])[]): WriterResource {
  return output(name, 'the shared notebook outputs', ['S3OutputPath'], ['S3KmsKeyId'], NamedEncryption.UNDOCUMENTED, {
    within: [settings, 'SharingSettings'],
    only: { property: ['NotebookOutputOption'], value: 'Allowed', otherwise: 'Disabled' },
    role,
  });
}

export const SAGE_MAKER: WriterService = {
  title: 'Amazon SageMaker AI',
  documentedAt: { url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-endpointconfig-datacaptureconfig.html', read: '2026-11-29' },
  calledBy: 'the execution role of the job, model, notebook or domain',
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  grant: 'Call `bucket.grantReadWrite()` for the execution role.',
  limits: [
    'Without a key, data capture, batch transform, and edge deployments specify SSE-KMS with the AWS managed key `aws/s3`, regardless of the default encryption of the bucket. AWS does not document the encryption that the other outputs specify without a key: specify the key of the bucket.',
    'Training and transform jobs are API calls, which are not part of a template: set `OutputDataConfig.KmsKeyId` and `TransformOutput.KmsKeyId` to the ARN of the key of the bucket.',
    '`KmsKeyId` of a notebook instance, and `VolumeKmsKeyId`, apply to volumes, not to objects. The code of a notebook specifies the encryption of the objects that it writes, with its execution role.',
  ],
  resources: [
    output('EndpointConfig', 'the captured data', ['DestinationS3Uri'], ['KmsKeyId'], NamedEncryption.SSE_KMS, {
      within: ['DataCaptureConfig'],
      enabled: { property: ['EnableCapture'], otherwise: true },
      fix: { kmsKey: 'set KmsKeyId of DataCaptureConfig to the ARN of the key of the bucket' },
    }),
    ...['S3OutputPath', 'S3FailurePath'].map((path) => output(
      'EndpointConfig', 'the asynchronous inference results', [path], ['KmsKeyId'], NamedEncryption.UNDOCUMENTED,
      { within: ['AsyncInferenceConfig', 'OutputConfig'], fix: { kmsKey: 'set KmsKeyId of the OutputConfig to the ARN of the key of the bucket' } },
    )),
    output('DeviceFleet', 'the data of edge devices', ['S3OutputLocation'], ['KmsKeyId'], NamedEncryption.SSE_KMS, {
      within: ['OutputConfig'], role: [[RESOURCE, 'RoleArn']],
    }),
    output('ModelPackage', 'the validation results', ['TransformOutput', 'S3OutputPath'], ['TransformOutput', 'KmsKeyId'], NamedEncryption.SSE_KMS, {
      within: ['ValidationSpecification', 'ValidationProfiles', EACH, 'TransformJobDefinition'],
      role: [[RESOURCE, 'ValidationSpecification', 'ValidationRole']],
    }),
    output('FeatureGroup', 'the offline store', ['S3Uri'], ['KmsKeyId'], NamedEncryption.UNDOCUMENTED, {
      within: ['OfflineStoreConfig', 'S3StorageConfig'],
      fix: { kmsKey: 'set KmsKeyId of S3StorageConfig to the ARN of the key of the bucket' },
      role: [[RESOURCE, 'RoleArn']],
    }),
    output('InferenceExperiment', 'the captured data', ['Destination'], ['KmsKey'], NamedEncryption.UNDOCUMENTED, {
      within: ['DataStorageConfig'], role: [[RESOURCE, 'RoleArn']],
    }),
    output('ProcessingJob', 'the processing results', ['S3Output', 'S3Uri'], [RESOURCE, 'ProcessingOutputConfig', 'KmsKeyId'], NamedEncryption.UNDOCUMENTED, {
      within: ['ProcessingOutputConfig', 'Outputs', EACH], role: [[RESOURCE, 'RoleArn']],
    }),
    output(
      'MonitoringSchedule', 'the monitoring results', ['S3Output', 'S3Uri'], [RESOURCE, ...SCHEDULE, 'MonitoringOutputConfig', 'KmsKeyId'],
      NamedEncryption.UNDOCUMENTED,
      { within: [...SCHEDULE, 'MonitoringOutputConfig', 'MonitoringOutputs', EACH], role: [[RESOURCE, ...SCHEDULE, 'RoleArn']] },
    ),
    monitoringJob('DataQuality', 'DataQualityJobOutputConfig'),
    monitoringJob('ModelQuality', 'ModelQualityJobOutputConfig'),
    monitoringJob('ModelBias', 'ModelBiasJobOutputConfig'),
    monitoringJob('ModelExplainability', 'ModelExplainabilityJobOutputConfig'),
    sharing('Domain', 'DefaultUserSettings', [[RESOURCE, 'DefaultUserSettings', 'ExecutionRole']]),
    sharing('UserProfile', 'UserSettings', [[RESOURCE, 'UserSettings', 'ExecutionRole']]),
  ],
};
