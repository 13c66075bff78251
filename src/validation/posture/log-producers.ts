import { ForeignKey, LogEncryption, LogPermission, type LogProducer, ObjectLockRefused } from './log-producer';

/** The ARN of a bucket. */
const BUCKET = 'arn:<partition>:s3:::<name>';

const DOCS = 'https://docs.aws.amazon.com/';

/**
 * The accounts that write for load balancers where the policy does not name the service. Regions that are newer have none.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html#legacy-bucket-policy
 */
const LOAD_BALANCER_ACCOUNTS: ReadonlyMap<string, string> = new Map([
  ['us-east-1', '127311923021'],
  ['us-east-2', '033677994240'],
  ['us-west-1', '027434742980'],
  ['us-west-2', '797873946194'],
  ['af-south-1', '098369216593'],
  ['ap-east-1', '754344448648'],
  ['ap-southeast-3', '589379963580'],
  ['ap-south-1', '718504428378'],
  ['ap-northeast-3', '383597477331'],
  ['ap-northeast-2', '600734575887'],
  ['ap-southeast-1', '114774131450'],
  ['ap-southeast-2', '783225319266'],
  ['ap-northeast-1', '582318560864'],
  ['ca-central-1', '985666609251'],
  ['eu-central-1', '054676820928'],
  ['eu-west-1', '156460612806'],
  ['eu-west-2', '652711504416'],
  ['eu-south-1', '635631232127'],
  ['eu-west-3', '009996457667'],
  ['eu-north-1', '897822967062'],
  ['me-south-1', '076674570225'],
  ['sa-east-1', '507241528517'],
  ['us-gov-east-1', '190560391635'],
  ['us-gov-west-1', '048591011584'],
  ['cn-north-1', '638102146993'],
  ['cn-northwest-1', '037604701340'],
]);

const LOAD_BALANCER = {
  service: 'logdelivery.elasticloadbalancing.amazonaws.com',
  // On Outposts.
  otherServices: [{ service: 'logdelivery.elb.amazonaws.com', ownerFullControl: true }],
  accounts: LOAD_BALANCER_ACCOUNTS,
  encryption: LogEncryption.SSE_S3,
  permission: LogPermission.POLICY,
  key: '<prefix>AWSLogs/<account>/elasticloadbalancing/<region>/2026/01/01/<any>',
  sourceArn: '<source>',
  arnOfSource: 'arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/<name>',
  readsAcl: false,
  namesNoEncryption: false,
  foreignKey: ForeignKey.OWN_FOLDER,
  keyActions: [],
} as const;

/** Services that deliver through CloudWatch Logs. */
const VENDED = {
  service: 'delivery.logs.amazonaws.com',
  encryption: LogEncryption.CUSTOMER_KEY,
  permission: LogPermission.POLICY_BY_AWS,
  sourceArn: 'arn:<partition>:logs:<region>:<account>:<any>',
  ownerFullControl: true,
  readsAcl: true,
  namesNoEncryption: false,
  keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
} as const;

export const S3_ACCESS_LOGS: LogProducer = {
  logs: 'S3 server access logs',
  service: 'logging.s3.amazonaws.com',
  encryption: LogEncryption.SSE_S3,
  permission: LogPermission.POLICY_OR_ACL,
  key: '<prefix>2026-01-01-00-00-00-0123456789ABCDEF',
  prefixAsIs: true,
  sourceArn: '<source>',
  arnOfSource: BUCKET,
  readsAcl: false,
  namesNoEncryption: true,
  foreignKey: ForeignKey.ANY,
  keyActions: [],
  page: `${DOCS}AmazonS3/latest/userguide/enable-server-access-logging.html`,
};

export const APPLICATION_LOAD_BALANCER: LogProducer = {
  ...LOAD_BALANCER,
  logs: 'load balancer logs',
  page: `${DOCS}elasticloadbalancing/latest/application/enable-access-logging.html`,
};

export const CLASSIC_LOAD_BALANCER: LogProducer = {
  ...LOAD_BALANCER,
  logs: 'load balancer logs',
  page: `${DOCS}elasticloadbalancing/latest/classic/enable-access-logs.html`,
};

export const NETWORK_LOAD_BALANCER: LogProducer = {
  ...VENDED,
  logs: 'load balancer logs',
  permission: LogPermission.POLICY,
  key: LOAD_BALANCER.key,
  foreignKey: ForeignKey.OWN_FOLDER,
  page: `${DOCS}elasticloadbalancing/latest/network/enable-access-logs.html`,
};

export const VPC_FLOW_LOGS: LogProducer = {
  ...VENDED,
  logs: 'VPC flow logs',
  key: '<prefix>AWSLogs/<account>/vpcflowlogs/<region>/2026/01/01/<any>',
  foreignKey: ForeignKey.OWN_FOLDER,
  page: `${DOCS}vpc/latest/userguide/flow-logs-s3-permissions.html`,
};

export const WAF_LOGS: LogProducer = {
  ...VENDED,
  logs: 'AWS WAF logs',
  key: '<prefix>AWSLogs/<account>/WAFLogs/<region>/<any>',
  foreignKey: ForeignKey.ANY,
  page: `${DOCS}waf/latest/developerguide/logging-s3.html`,
};

export const RESOLVER_QUERY_LOGS: LogProducer = {
  ...VENDED,
  logs: 'Route 53 Resolver query logs',
  key: '<prefix>AWSLogs/<account>/vpcdnsquerylogs/<any>',
  foreignKey: ForeignKey.ANY,
  page: `${DOCS}Route53/latest/DeveloperGuide/resolver-query-logs-choosing-target-resource.html`,
};

export const VENDED_LOGS: LogProducer = {
  ...VENDED,
  logs: 'logs delivered by CloudWatch Logs',
  key: 'AWSLogs/<account>/<any>',
  sourceArn: 'arn:<partition>:logs:<region>:<account>:delivery-source:<any>',
  readsAcl: false,
  foreignKey: ForeignKey.ANY,
  page: `${DOCS}AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html`,
};

export const CLOUDTRAIL: LogProducer = {
  logs: 'CloudTrail logs',
  service: 'cloudtrail.amazonaws.com',
  encryption: LogEncryption.OWN,
  permission: LogPermission.POLICY,
  key: '<prefix>AWSLogs/<account>/CloudTrail/<region>/2026/01/01/<any>',
  sourceArn: '<source>',
  arnOfSource: 'arn:<partition>:cloudtrail:<region>:<account>:trail/<name>',
  ownerFullControl: true,
  readsAcl: true,
  namesNoEncryption: false,
  foreignKey: ForeignKey.ANY,
  keyActions: ['kms:GenerateDataKey', 'kms:DescribeKey', 'kms:Decrypt'],
  encryptionContext: { 'aws:cloudtrail:arn': '<source>' },
  mayIgnoreDefault: true,
  page: `${DOCS}awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html`,
};

export const CONFIG: LogProducer = {
  logs: 'AWS Config history and snapshots',
  service: 'config.amazonaws.com',
  encryption: LogEncryption.OWN,
  permission: LogPermission.POLICY_OR_ROLE,
  key: '<prefix>AWSLogs/<account>/Config/<region>/2026/1/1/<any>',
  sourceArn: 'arn:<partition>:config:<region>:<account>:<any>',
  ownerFullControl: true,
  readsAcl: true,
  namesNoEncryption: false,
  foreignKey: ForeignKey.ANY,
  keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  objectLockRefused: ObjectLockRefused.BY_DEFAULT,
  page: `${DOCS}config/latest/developerguide/s3-bucket-policy.html`,
};

export const CLOUDFRONT: LogProducer = {
  logs: 'CloudFront standard logs (legacy)',
  service: 'delivery.logs.amazonaws.com',
  encryption: LogEncryption.CUSTOMER_KEY,
  permission: LogPermission.ACL,
  key: '<prefix><name>.2026-01-01-00.<any>',
  sourceArn: '<source>',
  arnOfSource: 'arn:<partition>:cloudfront::<account>:distribution/<name>',
  readsAcl: false,
  namesNoEncryption: false,
  keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  page: `${DOCS}AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html`,
};

export const S3_INVENTORY: LogProducer = {
  logs: 'S3 Inventory reports',
  service: 's3.amazonaws.com',
  encryption: LogEncryption.CUSTOMER_KEY,
  permission: LogPermission.POLICY,
  key: '<prefix><name>/<any>',
  sourceArn: '<source>',
  arnOfSource: BUCKET,
  ownerFullControl: true,
  readsAcl: false,
  namesNoEncryption: true,
  foreignKey: ForeignKey.ANY,
  keyActions: ['kms:GenerateDataKey'],
  isReport: true,
  page: `${DOCS}AmazonS3/latest/userguide/configure-inventory.html`,
};

export const REDSHIFT: LogProducer = {
  logs: 'Amazon Redshift audit logs',
  service: 'redshift.amazonaws.com',
  otherServices: [{ service: 'redshift.<region>.amazonaws.com' }],
  encryption: LogEncryption.SSE_S3,
  permission: LogPermission.POLICY,
  key: '<prefix>AWSLogs/<account>/redshift/<region>/2026/01/01/<account>_redshift_<region>_<name>_userlog_2026-01-01T00:00.gz',
  sourceArn: '<any>',
  readsAcl: true,
  namesNoEncryption: false,
  keyActions: [],
  objectLockRefused: ObjectLockRefused.ALWAYS,
  page: `${DOCS}redshift/latest/mgmt/db-auditing.html`,
};

/** Producers that write to buckets with SSE-S3 and to no others. */
export const SSE_S3_ONLY_PRODUCERS: readonly LogProducer[] = [
  S3_ACCESS_LOGS, APPLICATION_LOAD_BALANCER, CLASSIC_LOAD_BALANCER, NETWORK_LOAD_BALANCER, VPC_FLOW_LOGS, WAF_LOGS, RESOLVER_QUERY_LOGS,
  VENDED_LOGS, CLOUDTRAIL, CONFIG, CLOUDFRONT, S3_INVENTORY, REDSHIFT,
].filter(({ encryption }) => encryption === LogEncryption.SSE_S3);
