import { Hole, Text, Unknown } from '../../../../src/template';
import { KeyRights, keyRightsOf } from '../../../../src/validation/rules/private/managed-policies';

// Read one by one in the reference of AWS managed policies, as they were in March 2026.
const WITHOUT_KEYS = `
  AWSAppSyncPushToCloudWatchLogs AWSBatchServiceRole AWSCodeDeployRole AWSCodeDeployRoleForLambda
  AWSConfigRulesExecutionRole AWSElasticBeanstalkMulticontainerDocker AWSElasticBeanstalkWebTier
  AWSElasticBeanstalkWorkerTier AWSGlueServiceRole AWSLambdaBasicDurableExecutionRolePolicy AWSLambdaBasicExecutionRole
  AWSLambdaDynamoDBExecutionRole AWSLambdaExecute AWSLambdaKinesisExecutionRole AWSLambdaMSKExecutionRole AWSLambdaRole
  AWSLambdaSQSQueueExecutionRole AWSLambdaVPCAccessExecutionRole AWSLambda_FullAccess AWSTransferLoggingAccess
  AWSXRayDaemonWriteAccess AWSXrayWriteOnlyAccess AWS_ConfigRole AmazonAPIGatewayPushToCloudWatchLogs
  AmazonAthenaFullAccess AmazonBedrockFullAccess AmazonDMSCloudWatchLogsRole AmazonDMSVPCManagementRole
  AmazonDynamoDBFullAccess AmazonDynamoDBReadOnlyAccess AmazonEC2ContainerRegistryPowerUser
  AmazonEC2ContainerRegistryPullOnly AmazonEC2ContainerRegistryReadOnly AmazonEC2ContainerServiceRole
  AmazonEC2ContainerServiceforEC2Role AmazonEC2RoleforSSM AmazonECSTaskExecutionRolePolicy AmazonEKSClusterPolicy
  AmazonEKSWorkerNodePolicy AmazonEKS_CNI_Policy AmazonElasticMapReduceRole AmazonElasticMapReduceforEC2Role
  AmazonRDSDirectoryServiceAccess AmazonRDSEnhancedMonitoringRole AmazonS3FullAccess AmazonS3ReadOnlyAccess
  AmazonSNSFullAccess AmazonSQSFullAccess AmazonSSMManagedInstanceCore AmazonSSMReadOnlyAccess AmazonSageMakerFullAccess
  CloudWatchAgentAdminPolicy CloudWatchAgentServerPolicy CloudWatchFullAccess CloudWatchLambdaInsightsExecutionRolePolicy
  CloudWatchLogsFullAccess ReadOnlyAccess SecurityAudit ViewOnlyAccess
`.trim().split(/\s+/);

test.each(WITHOUT_KEYS)('%s gives no rights on keys, in whatever folder it is', (name) => {
  expect(keyRightsOf(`arn:aws:iam::aws:policy/${name}`)).toBe(KeyRights.NONE);
  expect(keyRightsOf(`arn:aws-cn:iam::aws:policy/service-role/${name}`)).toBe(KeyRights.NONE);
});

test.each(['AdministratorAccess', 'PowerUserAccess'])('%s gives all', (name) => {
  expect(keyRightsOf(`arn:aws:iam::aws:policy/${name}`)).toBe(KeyRights.ALL);
  expect(keyRightsOf(Text.of('arn:', new Hole('AWS::Partition'), `:iam::aws:policy/${name}`))).toBe(KeyRights.ALL);
});

test.each<[string, Parameters<typeof keyRightsOf>[0]]>([
  ['another policy of AWS', 'arn:aws:iam::aws:policy/AWSKeyManagementServicePowerUser'],
  ['a policy of an account', 'arn:aws:iam::111122223333:policy/AdministratorAccess'],
  ['a name alone', 'AdministratorAccess'],
  ['a name that goes on', 'arn:aws:iam::aws:policy/AdministratorAccess-Amplify'],
  ['a folder of that name', 'arn:aws:iam::aws:policy/AdministratorAccess/x'],
  ['what has more before it', 'arn:aws:iam::aws:policies/AdministratorAccess'],
  ['what is not known', new Unknown('imported')],
  ['what is partly known', Text.of('arn:aws:iam::aws:policy/Admin', new Hole('P'))],
])('of %s it is not known', (_, arn) => {
  expect(keyRightsOf(arn)).toBe(KeyRights.UNKNOWN);
});
