import { NamedEncryption } from '../../../../../src/services';

interface Json { readonly [property: string]: unknown }

/** The bucket as properties name it. */
export interface BucketNames {
  readonly name: unknown;
  readonly arn: unknown;
  /** The name, the ARN or an `s3://` URI with a prefix behind it. */
  readonly at: (form: 'name' | 'uri', prefix: string) => unknown;
}

/** A resource as CloudFormation's reference describes it, which writes to the bucket with a key, if it is given one. */
export interface Writer {
  readonly title: string;
  /** The property that names the key. */
  readonly property: string;
  /** What AWS documents of it without a key. */
  readonly withoutKey: NamedEncryption;
  readonly resource: (bucket: BucketNames, key?: unknown) => Json;
  /** What stands beside it. */
  readonly more?: (key?: unknown) => Json;
}

const { NONE, SSE_S3, SSE_KMS, UNDOCUMENTED } = NamedEncryption;
const ROLE = 'arn:aws:iam::111122223333:role/service';

const project = (Properties: Json, key: unknown) => ({
  Type: 'AWS::CodeBuild::Project', Properties: { ServiceRole: ROLE, ...Properties, ...key !== undefined && { EncryptionKey: key } },
});
const stream = (Properties: Json) => ({ Type: 'AWS::KinesisFirehose::DeliveryStream', Properties });
const s3 = (bucket: BucketNames, key: unknown, more: Json = {}) => ({
  BucketARN: bucket.arn, RoleARN: ROLE, ...key !== undefined && { EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: key } } }, ...more,
});
const firehose = (destination: string, property = 'S3Configuration'): Writer => ({
  title: `Firehose, ${destination} ${property}`,
  property: `Properties.${destination}.${property}.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN`,
  withoutKey: NONE,
  resource: (bucket, key) => stream({ [destination]: { [property]: s3(bucket, key) } }),
});
const keyed = (property: string, key: unknown) => (key === undefined ? {} : { [property]: key });
const monitoring = (name: string): Writer => ({
  title: `SageMaker, ${name}`,
  property: `Properties.${name}JobOutputConfig.KmsKeyId`,
  withoutKey: UNDOCUMENTED,
  resource: (bucket, key) => ({
    Type: `AWS::SageMaker::${name}JobDefinition`,
    Properties: {
      RoleArn: ROLE,
      [`${name}JobOutputConfig`]: { ...keyed('KmsKeyId', key), MonitoringOutputs: [{ S3Output: { LocalPath: '/opt/ml', S3Uri: bucket.at('uri', 'results') } }] },
    },
  }),
});
const sharing = (type: string, settings: string): Writer => ({
  title: `SageMaker, ${type}`,
  property: `Properties.${settings}.SharingSettings.S3KmsKeyId`,
  withoutKey: UNDOCUMENTED,
  resource: (bucket, key) => ({
    Type: `AWS::SageMaker::${type}`,
    Properties: {
      [settings]: { ExecutionRole: ROLE, SharingSettings: { NotebookOutputOption: 'Allowed', S3OutputPath: bucket.at('uri', 'shared'), ...keyed('S3KmsKeyId', key) } },
    },
  }),
});
const brew = (what: string, outputs: (bucket: BucketNames) => Json): Writer => ({
  title: `DataBrew, ${what}`,
  property: 'Properties.EncryptionKeyArn',
  withoutKey: UNDOCUMENTED,
  resource: (bucket, key) => ({
    Type: 'AWS::DataBrew::Job',
    Properties: { RoleArn: ROLE, ...outputs(bucket), ...key !== undefined && { EncryptionMode: 'SSE-KMS', EncryptionKeyArn: key } },
  }),
});
const audioLogs = (bucket: BucketNames, key: unknown) => ({
  AudioLogSettings: [{ Enabled: true, Destination: { S3Bucket: { S3BucketArn: bucket.arn, LogPrefix: 'audio', ...keyed('KmsKeyArn', key) } } }],
});
const glueJob = (argument: string): Writer => ({
  title: `Glue, ${argument}`,
  property: 'Properties.EncryptionConfiguration.S3Encryptions.0.KmsKeyArn',
  withoutKey: NONE,
  resource: (bucket, key) => ({
    Type: 'AWS::Glue::Job',
    Properties: { Role: ROLE, DefaultArguments: { [argument]: bucket.at('uri', 'temporary') }, ...key !== undefined && { SecurityConfiguration: { Ref: 'Security' } } },
  }),
  more: (key) => (key === undefined ? {} : {
    Security: {
      Type: 'AWS::Glue::SecurityConfiguration',
      Properties: { Name: 'security', EncryptionConfiguration: { S3Encryptions: [{ S3EncryptionMode: 'SSE-KMS', KmsKeyArn: key }] } },
    },
  }),
});
const asynchronous = (path: string): Writer => ({
  title: `SageMaker, ${path}`,
  property: 'Properties.AsyncInferenceConfig.OutputConfig.KmsKeyId',
  withoutKey: UNDOCUMENTED,
  resource: (bucket, key) => ({
    Type: 'AWS::SageMaker::EndpointConfig',
    Properties: { AsyncInferenceConfig: { OutputConfig: { [path]: bucket.at('uri', 'async'), ...keyed('KmsKeyId', key) } } },
  }),
});
const SCHEDULE = 'MonitoringScheduleConfig.MonitoringJobDefinition';

export const WRITERS: readonly Writer[] = [
  {
    title: 'CodeBuild, artifacts',
    property: 'Properties.EncryptionKey',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => project({ Artifacts: { Type: 'S3', Location: bucket.name, Name: 'app' } }, key),
  },
  {
    title: 'CodeBuild, secondary artifacts',
    property: 'Properties.EncryptionKey',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => project({
      Artifacts: { Type: 'NO_ARTIFACTS' }, SecondaryArtifacts: [{ Type: 'S3', Location: 'elsewhere' }, { Type: 'S3', Location: bucket.name }],
    }, key),
  },
  {
    title: 'CodeBuild, logs',
    property: 'Properties.EncryptionKey',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => project({ LogsConfig: { S3Logs: { Status: 'ENABLED', Location: bucket.at('name', 'logs') } } }, key),
  },
  {
    title: 'CodeBuild, cache',
    property: 'Properties.EncryptionKey',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => project({ Cache: { Type: 'S3', Location: bucket.at('name', 'cache') } }, key),
  },
  {
    title: 'CodeBuild, reports',
    property: 'Properties.ExportConfig.S3Destination.EncryptionKey',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => ({
      Type: 'AWS::CodeBuild::ReportGroup',
      Properties: { Type: 'TEST', ExportConfig: { ExportConfigType: 'S3', S3Destination: { Bucket: bucket.name, ...keyed('EncryptionKey', key) } } },
    }),
  },
  {
    title: 'CodePipeline',
    property: 'Properties.ArtifactStore.EncryptionKey.Id',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => ({
      Type: 'AWS::CodePipeline::Pipeline',
      Properties: { RoleArn: ROLE, ArtifactStore: { Type: 'S3', Location: bucket.name, ...key !== undefined && { EncryptionKey: { Type: 'KMS', Id: key } } } },
    }),
  },
  {
    title: 'CodePipeline, across Regions',
    property: 'Properties.ArtifactStores.0.ArtifactStore.EncryptionKey.Id',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => ({
      Type: 'AWS::CodePipeline::Pipeline',
      Properties: {
        RoleArn: ROLE,
        ArtifactStores: [{ Region: 'eu-west-1', ArtifactStore: { Type: 'S3', Location: bucket.name, ...key !== undefined && { EncryptionKey: { Type: 'KMS', Id: key } } } }],
      },
    }),
  },
  {
    title: 'Athena',
    property: 'Properties.WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey',
    withoutKey: NONE,
    resource: (bucket, key) => ({
      Type: 'AWS::Athena::WorkGroup',
      Properties: {
        Name: 'analysts',
        WorkGroupConfiguration: {
          ResultConfiguration: {
            OutputLocation: bucket.at('uri', 'results'),
            ...key !== undefined && { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: key } },
          },
        },
      },
    }),
  },
  {
    title: 'Firehose, extended S3',
    property: 'Properties.ExtendedS3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN',
    withoutKey: NONE,
    resource: (bucket, key) => stream({ ExtendedS3DestinationConfiguration: s3(bucket, key) }),
  },
  firehose('ExtendedS3DestinationConfiguration', 'S3BackupConfiguration'),
  {
    title: 'Firehose, S3',
    property: 'Properties.S3DestinationConfiguration.EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN',
    withoutKey: NONE,
    resource: (bucket, key) => stream({ S3DestinationConfiguration: s3(bucket, key) }),
  },
  ...[
    'AmazonopensearchserviceDestinationConfiguration', 'AmazonOpenSearchServerlessDestinationConfiguration', 'ElasticsearchDestinationConfiguration',
    'HttpEndpointDestinationConfiguration', 'IcebergDestinationConfiguration', 'RedshiftDestinationConfiguration',
    'SnowflakeDestinationConfiguration', 'SplunkDestinationConfiguration',
  ].map((destination) => firehose(destination)),
  firehose('RedshiftDestinationConfiguration', 'S3BackupConfiguration'),
  {
    title: 'DMS',
    property: 'Properties.S3Settings.ServerSideEncryptionKmsKeyId',
    withoutKey: SSE_S3,
    resource: (bucket, key) => ({
      Type: 'AWS::DMS::Endpoint',
      Properties: {
        EndpointType: 'target',
        EngineName: 's3',
        S3Settings: {
          BucketName: bucket.name, ServiceAccessRoleArn: ROLE, ...key !== undefined && { EncryptionMode: 'SSE_KMS', ServerSideEncryptionKmsKeyId: key },
        },
      },
    }),
  },
  glueJob('--TempDir'),
  glueJob('--spark-event-logs-path'),
  {
    title: 'EMR',
    property: 'Properties.LogEncryptionKmsKeyId',
    withoutKey: SSE_S3,
    resource: (bucket, key) => ({
      Type: 'AWS::EMR::Cluster', Properties: { Name: 'cluster', LogUri: bucket.at('uri', 'logs/'), ...keyed('LogEncryptionKmsKeyId', key) },
    }),
  },
  {
    title: 'EMR Serverless',
    property: 'Properties.MonitoringConfiguration.S3MonitoringConfiguration.EncryptionKeyArn',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::EMRServerless::Application',
      Properties: { MonitoringConfiguration: { S3MonitoringConfiguration: { LogUri: bucket.at('uri', 'logs'), ...keyed('EncryptionKeyArn', key) } } },
    }),
  },
  {
    title: 'EMR Studio',
    property: 'Properties.EncryptionKeyArn',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::EMR::Studio', Properties: { ServiceRole: ROLE, DefaultS3Location: bucket.at('uri', 'studio'), ...keyed('EncryptionKeyArn', key) },
    }),
  },
  {
    title: 'BucketDeployment',
    property: 'Properties.SystemMetadata.sse-kms-key-id',
    withoutKey: NONE,
    resource: (bucket, key) => ({
      Type: 'Custom::CDKBucketDeployment',
      Properties: {
        ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:deploy',
        DestinationBucketName: bucket.name,
        ...key !== undefined && { SystemMetadata: { 'sse': 'aws:kms', 'sse-kms-key-id': key } },
      },
    }),
  },
  {
    title: 'SSM resource data sync',
    property: 'Properties.KMSKeyArn',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::SSM::ResourceDataSync',
      Properties: { SyncName: 'inventory', BucketName: bucket.name, BucketRegion: 'eu-west-1', SyncFormat: 'JsonSerDe', ...keyed('KMSKeyArn', key) },
    }),
  },
  {
    title: 'SSM resource data sync, S3Destination',
    property: 'Properties.S3Destination.KMSKeyArn',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::SSM::ResourceDataSync',
      Properties: {
        SyncName: 'inventory', S3Destination: { BucketName: bucket.name, BucketRegion: 'eu-west-1', SyncFormat: 'JsonSerDe', ...keyed('KMSKeyArn', key) },
      },
    }),
  },
  brew('the results of a recipe job', (bucket) => ({ Outputs: [{ Location: { Bucket: bucket.name, Key: 'results' } }] })),
  brew('the results of a profile job', (bucket) => ({ OutputLocation: { Bucket: bucket.name } })),
  brew('tables', (bucket) => ({ DataCatalogOutputs: [{ DatabaseName: 'd', TableName: 't', S3Options: { Location: { Bucket: bucket.name } } }] })),
  {
    title: 'Connect',
    property: 'Properties.S3Config.EncryptionConfig.KeyId',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::Connect::InstanceStorageConfig',
      Properties: {
        ResourceType: 'CALL_RECORDINGS',
        StorageType: 'S3',
        S3Config: { BucketName: bucket.name, BucketPrefix: 'calls', ...key !== undefined && { EncryptionConfig: { EncryptionType: 'KMS', KeyId: key } } },
      },
    }),
  },
  ...['IdMappingWorkflow', 'MatchingWorkflow'].map((name): Writer => ({
    title: `Entity Resolution, ${name}`,
    property: 'Properties.OutputSourceConfig.0.KMSArn',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: `AWS::EntityResolution::${name}`,
      Properties: { RoleArn: ROLE, OutputSourceConfig: [{ OutputS3Path: bucket.at('uri', 'output'), ...keyed('KMSArn', key) }] },
    }),
  })),
  {
    title: 'Lex, bot alias',
    property: 'Properties.ConversationLogSettings.AudioLogSettings.0.Destination.S3Bucket.KmsKeyArn',
    withoutKey: NONE,
    resource: (bucket, key) => ({ Type: 'AWS::Lex::BotAlias', Properties: { BotId: 'bot', ConversationLogSettings: audioLogs(bucket, key) } }),
  },
  {
    title: 'Lex, test alias',
    property: 'Properties.TestBotAliasSettings.ConversationLogSettings.AudioLogSettings.0.Destination.S3Bucket.KmsKeyArn',
    withoutKey: NONE,
    resource: (bucket, key) => ({
      Type: 'AWS::Lex::Bot', Properties: { RoleArn: ROLE, TestBotAliasSettings: { ConversationLogSettings: audioLogs(bucket, key) } },
    }),
  },
  {
    title: 'AppFlow',
    property: 'Properties.KMSArn',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::AppFlow::Flow',
      Properties: {
        FlowName: 'flow', DestinationFlowConfigList: [{ ConnectorType: 'S3', DestinationConnectorProperties: { S3: { BucketName: bucket.name } } }], ...keyed('KMSArn', key),
      },
    }),
  },
  {
    title: 'Synthetics',
    property: 'Properties.ArtifactConfig.S3Encryption.KmsKeyArn',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => ({
      Type: 'AWS::Synthetics::Canary',
      Properties: {
        ExecutionRoleArn: ROLE,
        ArtifactS3Location: bucket.at('uri', 'canary'),
        ...key !== undefined && { ArtifactConfig: { S3Encryption: { EncryptionMode: 'SSE_KMS', KmsKeyArn: key } } },
      },
    }),
  },
  {
    title: 'Timestream, rejected records',
    property: 'Properties.MagneticStoreWriteProperties.MagneticStoreRejectedDataLocation.S3Configuration.KmsKeyId',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::Timestream::Table',
      Properties: {
        MagneticStoreWriteProperties: {
          EnableMagneticStoreWrites: true,
          MagneticStoreRejectedDataLocation: { S3Configuration: { BucketName: bucket.name, ...key !== undefined && { EncryptionOption: 'SSE_KMS', KmsKeyId: key } } },
        },
      },
    }),
  },
  {
    title: 'SageMaker, data capture',
    property: 'Properties.DataCaptureConfig.KmsKeyId',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => ({
      Type: 'AWS::SageMaker::EndpointConfig',
      Properties: { DataCaptureConfig: { EnableCapture: true, DestinationS3Uri: bucket.at('uri', 'capture'), ...keyed('KmsKeyId', key) } },
    }),
  },
  asynchronous('S3OutputPath'),
  asynchronous('S3FailurePath'),
  {
    title: 'SageMaker, edge devices',
    property: 'Properties.OutputConfig.KmsKeyId',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => ({
      Type: 'AWS::SageMaker::DeviceFleet', Properties: { RoleArn: ROLE, OutputConfig: { S3OutputLocation: bucket.at('uri', 'edge'), ...keyed('KmsKeyId', key) } },
    }),
  },
  {
    title: 'SageMaker, validation',
    property: 'Properties.ValidationSpecification.ValidationProfiles.0.TransformJobDefinition.TransformOutput.KmsKeyId',
    withoutKey: SSE_KMS,
    resource: (bucket, key) => ({
      Type: 'AWS::SageMaker::ModelPackage',
      Properties: {
        ValidationSpecification: {
          ValidationRole: ROLE,
          ValidationProfiles: [{ TransformJobDefinition: { TransformOutput: { S3OutputPath: bucket.at('uri', 'validation'), ...keyed('KmsKeyId', key) } } }],
        },
      },
    }),
  },
  {
    title: 'SageMaker, offline store',
    property: 'Properties.OfflineStoreConfig.S3StorageConfig.KmsKeyId',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::SageMaker::FeatureGroup',
      Properties: { RoleArn: ROLE, OfflineStoreConfig: { S3StorageConfig: { S3Uri: bucket.at('uri', 'features'), ...keyed('KmsKeyId', key) } } },
    }),
  },
  {
    title: 'SageMaker, inference experiment',
    property: 'Properties.DataStorageConfig.KmsKey',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::SageMaker::InferenceExperiment', Properties: { RoleArn: ROLE, DataStorageConfig: { Destination: bucket.at('uri', 'experiment'), ...keyed('KmsKey', key) } },
    }),
  },
  {
    title: 'SageMaker, processing',
    property: 'Properties.ProcessingOutputConfig.KmsKeyId',
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::SageMaker::ProcessingJob',
      Properties: {
        RoleArn: ROLE,
        ProcessingOutputConfig: { ...keyed('KmsKeyId', key), Outputs: [{ OutputName: 'a', S3Output: { S3Uri: bucket.at('uri', 'results'), S3UploadMode: 'EndOfJob' } }] },
      },
    }),
  },
  {
    title: 'SageMaker, monitoring schedule',
    property: `Properties.${SCHEDULE}.MonitoringOutputConfig.KmsKeyId`,
    withoutKey: UNDOCUMENTED,
    resource: (bucket, key) => ({
      Type: 'AWS::SageMaker::MonitoringSchedule',
      Properties: {
        MonitoringScheduleConfig: {
          MonitoringJobDefinition: {
            RoleArn: ROLE, MonitoringOutputConfig: { ...keyed('KmsKeyId', key), MonitoringOutputs: [{ S3Output: { S3Uri: bucket.at('uri', 'results') } }] },
          },
        },
      },
    }),
  },
  monitoring('DataQuality'),
  monitoring('ModelQuality'),
  monitoring('ModelBias'),
  monitoring('ModelExplainability'),
  sharing('Domain', 'DefaultUserSettings'),
  sharing('UserProfile', 'UserSettings'),
];

/** Those that are given no key. */
export const KEYLESS: readonly Pick<Writer, 'title' | 'resource' | 'withoutKey'>[] = [
  {
    title: 'SES',
    withoutKey: NONE,
    resource: (bucket) => ({
      Type: 'AWS::SES::ReceiptRule', Properties: { RuleSetName: 'rules', Rule: { Actions: [{ S3Action: { BucketName: bucket.name, KmsKeyArn: 'arn:aws:kms:eu-west-1:111122223333:alias/aws/ses' } }] } },
    }),
  },
  {
    title: 'Timestream, error reports',
    withoutKey: SSE_S3,
    resource: (bucket) => ({
      Type: 'AWS::Timestream::ScheduledQuery',
      Properties: { ScheduledQueryExecutionRoleArn: ROLE, ErrorReportConfiguration: { S3Configuration: { BucketName: bucket.name } } },
    }),
  },
];
