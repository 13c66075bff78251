import { textKey, textOf, type Value } from '../../../template';

/** Whether a managed policy of AWS allows cryptographic operations with the keys of an account. */
export enum KeyRights {
  ALL = 'all',
  NONE = 'none',
  /** It is not a policy of AWS, or not one of those below. */
  UNKNOWN = 'unknown',
}

/** Managed policies of AWS that allow everything with keys. */
const WITH_KEYS = new Set(['AdministratorAccess', 'PowerUserAccess']);

/**
 * Managed policies of AWS that allow neither `kms:Decrypt` nor `kms:GenerateDataKey`, as they were in March 2026: those that roles
 * of apps mostly have.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const WITHOUT_KEYS = new Set([
  'AWSAppSyncPushToCloudWatchLogs',
  'AWSBatchServiceRole',
  'AWSCodeDeployRole',
  'AWSCodeDeployRoleForLambda',
  'AWSConfigRulesExecutionRole',
  'AWSElasticBeanstalkMulticontainerDocker',
  'AWSElasticBeanstalkWebTier',
  'AWSElasticBeanstalkWorkerTier',
  'AWSGlueServiceRole',
  'AWSLambdaBasicDurableExecutionRolePolicy',
  'AWSLambdaBasicExecutionRole',
  'AWSLambdaDynamoDBExecutionRole',
  'AWSLambdaExecute',
  'AWSLambdaKinesisExecutionRole',
  'AWSLambdaMSKExecutionRole',
  'AWSLambdaRole',
  'AWSLambdaSQSQueueExecutionRole',
  'AWSLambdaVPCAccessExecutionRole',
  'AWSLambda_FullAccess',
  'AWSTransferLoggingAccess',
  'AWSXRayDaemonWriteAccess',
  'AWSXrayWriteOnlyAccess',
  'AWS_ConfigRole',
  'AmazonAPIGatewayPushToCloudWatchLogs',
  'AmazonAthenaFullAccess',
  'AmazonBedrockFullAccess',
  'AmazonDMSCloudWatchLogsRole',
  'AmazonDMSVPCManagementRole',
  'AmazonDynamoDBFullAccess',
  'AmazonDynamoDBReadOnlyAccess',
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonEC2ContainerServiceRole',
  'AmazonEC2ContainerServiceforEC2Role',
  'AmazonEC2RoleforSSM',
  'AmazonECSTaskExecutionRolePolicy',
  'AmazonEKSClusterPolicy',
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonElasticMapReduceRole',
  'AmazonElasticMapReduceforEC2Role',
  'AmazonRDSDirectoryServiceAccess',
  'AmazonRDSEnhancedMonitoringRole',
  'AmazonS3FullAccess',
  'AmazonS3ReadOnlyAccess',
  'AmazonSNSFullAccess',
  'AmazonSQSFullAccess',
  'AmazonSSMManagedInstanceCore',
  'AmazonSSMReadOnlyAccess',
  'AmazonSageMakerFullAccess',
  'CloudWatchAgentAdminPolicy',
  'CloudWatchAgentServerPolicy',
  'CloudWatchFullAccess',
  'CloudWatchLambdaInsightsExecutionRolePolicy',
  'CloudWatchLogsFullAccess',
  'ReadOnlyAccess',
  'SecurityAudit',
  'ViewOnlyAccess',
]);

const OF_AWS = /:iam::aws:policy\/(?:[^/]+\/)*([^/]+)$/;

/** Managed policies of AWS that are about objects of every bucket and about no key, with the actions for objects that they allow. */
const OF_OBJECTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['AmazonS3FullAccess', ['s3:*']],
  ['AmazonS3ReadOnlyAccess', ['s3:Get*', 's3:List*']],
]);

/** The actions for objects of every bucket that a managed policy of AWS allows which an ARN names, if it is about nothing else. */
export function objectActionsOf(managedPolicyArn: Value): readonly string[] {
  return OF_OBJECTS.get(nameIn(managedPolicyArn) ?? '') ?? [];
}

/** What a managed policy that an ARN names allows with keys. */
export function keyRightsOf(managedPolicyArn: Value): KeyRights {
  const name = nameIn(managedPolicyArn);
  if (name === undefined) { return KeyRights.UNKNOWN; }
  return WITH_KEYS.has(name) ? KeyRights.ALL : WITHOUT_KEYS.has(name) ? KeyRights.NONE : KeyRights.UNKNOWN;
}

/** The name of a managed policy of AWS. */
function nameIn(managedPolicyArn: Value): string | undefined {
  const text = textOf(managedPolicyArn);
  return text === undefined ? undefined : OF_AWS.exec(textKey(text))?.[1];
}
