import { RawMap } from '../raw';

const KEY = { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${KeyId}' };
const BUCKET = { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${BucketName}' };
const OBJECTS = { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${BucketName}/*' };

/** A policy template: statements, and the parameter that their resources are made of. */
export interface PolicyTemplate {
  readonly parameter: string;
  readonly statements: readonly { readonly actions: readonly string[]; readonly resources: readonly { readonly 'Fn::Sub': string }[] }[];
}

const ofKey = (...actions: string[]): PolicyTemplate => ({ parameter: 'KeyId', statements: [{ actions, resources: [KEY] }] });
const ofBucket = (...actions: string[]): PolicyTemplate => ({ parameter: 'BucketName', statements: [{ actions, resources: [BUCKET, OBJECTS] }] });

/**
 * The policy templates of AWS SAM that allow actions of Amazon S3 or AWS KMS, as they were documented in November 2026.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html
 */
export const POLICY_TEMPLATES: ReadonlyMap<string, PolicyTemplate> = new Map([
  ['KMSDecryptPolicy', ofKey('kms:Decrypt')],
  ['KMSEncryptPolicy', ofKey('kms:Encrypt')],
  ['KMSEncryptPolicy_v2', ofKey(
    'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:GenerateDataKeyPair', 'kms:GenerateDataKeyPairWithoutPlaintext',
  )],
  ['S3ReadPolicy', ofBucket('s3:GetObject', 's3:ListBucket', 's3:GetBucketLocation', 's3:GetObjectVersion', 's3:GetLifecycleConfiguration')],
  ['S3WritePolicy', ofBucket('s3:PutObject', 's3:PutObjectAcl', 's3:PutLifecycleConfiguration')],
  ['S3CrudPolicy', ofBucket(
    's3:GetObject', 's3:ListBucket', 's3:GetBucketLocation', 's3:GetObjectVersion', 's3:PutObject', 's3:PutObjectAcl', 's3:GetLifecycleConfiguration',
    's3:PutLifecycleConfiguration', 's3:DeleteObject',
  )],
  ['S3FullAccessPolicy', {
    parameter: 'BucketName',
    statements: [
      {
        actions: [
          's3:GetObject', 's3:GetObjectAcl', 's3:GetObjectVersion', 's3:PutObject', 's3:PutObjectAcl', 's3:DeleteObject', 's3:DeleteObjectTagging',
          's3:DeleteObjectVersionTagging', 's3:GetObjectTagging', 's3:GetObjectVersionTagging', 's3:PutObjectTagging', 's3:PutObjectVersionTagging',
        ],
        resources: [OBJECTS],
      },
      { actions: ['s3:ListBucket', 's3:GetBucketLocation', 's3:GetLifecycleConfiguration', 's3:PutLifecycleConfiguration'], resources: [BUCKET] },
    ],
  }],
]);

/** The others that are documented on the same page. They allow no action of these services. */
export const OTHER_POLICY_TEMPLATES: ReadonlySet<string> = new Set([
  'AMIDescribePolicy', 'AWSSecretsManagerGetSecretValuePolicy', 'AWSSecretsManagerRotationPolicy', 'AcmGetCertificatePolicy',
  'AthenaQueryPolicy', 'CloudFormationDescribeStacksPolicy', 'CloudWatchDashboardPolicy', 'CloudWatchDescribeAlarmHistoryPolicy',
  'CloudWatchPutMetricPolicy', 'CodeCommitCrudPolicy', 'CodeCommitReadPolicy', 'CodePipelineLambdaExecutionPolicy',
  'CodePipelineReadOnlyPolicy', 'ComprehendBasicAccessPolicy', 'CostExplorerReadOnlyPolicy', 'DynamoDBBackupFullAccessPolicy',
  'DynamoDBCrudPolicy', 'DynamoDBReadPolicy', 'DynamoDBReconfigurePolicy', 'DynamoDBRestoreFromBackupPolicy', 'DynamoDBStreamReadPolicy',
  'DynamoDBWritePolicy', 'EC2CopyImagePolicy', 'EC2DescribePolicy', 'EFSWriteAccessPolicy', 'EKSDescribePolicy', 'EcsRunTaskPolicy',
  'ElasticMapReduceAddJobFlowStepsPolicy', 'ElasticMapReduceCancelStepsPolicy', 'ElasticMapReduceModifyInstanceFleetPolicy',
  'ElasticMapReduceModifyInstanceGroupsPolicy', 'ElasticMapReduceSetTerminationProtectionPolicy',
  'ElasticMapReduceTerminateJobFlowsPolicy', 'ElasticsearchHttpPostPolicy', 'EventBridgePutEventsPolicy', 'FilterLogEventsPolicy',
  'FirehoseCrudPolicy', 'FirehoseWritePolicy', 'KinesisCrudPolicy', 'KinesisStreamReadPolicy', 'LambdaInvokePolicy',
  'MobileAnalyticsWriteOnlyAccessPolicy', 'OrganizationsListAccountsPolicy', 'PinpointEndpointAccessPolicy', 'PollyFullAccessPolicy',
  'RekognitionDetectOnlyPolicy', 'RekognitionFacesManagementPolicy', 'RekognitionFacesPolicy', 'RekognitionLabelsPolicy',
  'RekognitionNoDataAccessPolicy', 'RekognitionReadPolicy', 'RekognitionWriteOnlyAccessPolicy', 'Route53ChangeResourceRecordSetsPolicy',
  'SESBulkTemplatedCrudPolicy', 'SESBulkTemplatedCrudPolicy_v2', 'SESCrudPolicy', 'SESEmailTemplateCrudPolicy', 'SESSendBouncePolicy',
  'SNSCrudPolicy', 'SNSPublishMessagePolicy', 'SQSPollerPolicy', 'SQSSendMessagePolicy', 'SSMParameterReadPolicy',
  'SSMParameterWithSlashPrefixReadPolicy', 'SageMakerCreateEndpointConfigPolicy', 'SageMakerCreateEndpointPolicy',
  'ServerlessRepoReadWriteAccessPolicy', 'StepFunctionsCallbackPolicy', 'StepFunctionsExecutionPolicy', 'StepFunctionsExecutionPolicy_v2',
  'TextractDetectAnalyzePolicy', 'TextractGetResultPolicy', 'TextractPolicy', 'VPCAccessPolicy',
]);

/** The document that a policy template stands for, with what it is given. */
export function documentOf({ parameter, statements }: PolicyTemplate, value: unknown): RawMap {
  return {
    Statement: statements.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources.map((resource) => ({ 'Fn::Sub': [resource['Fn::Sub'], { [parameter]: value }] })),
    })),
  };
}
