import { aws_iam as iam, aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import { LogSource, type LogSourceOptions } from '../../src';
import type { ContextKeys } from '../../src/policy-evaluation';
import { ACCOUNT, REGION } from '../support/concrete';

export const STRANGER = '444455556666';
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/Reports`;

/** The bucket that gets the logs: it has this name, so that AWS WAF can deliver to it, too. */
export const NAME = 'aws-waf-logs-all';
export const BUCKET = `arn:aws:s3:::${NAME}`;

/** What one source of logs is expected to do. */
export interface Expected {
  /** Its name in error messages. */
  readonly title: string;
  readonly source: (stack: Stack) => LogSource;
  /** A source of any account, with any prefix; none where a role or an ACL writes. */
  readonly from?: (options: LogSourceOptions) => LogSource;
  /** The principal; none where a role or an ACL writes. */
  readonly service?: string;
  /** The key of an object that it writes, and of one that it writes for another account. */
  readonly key: (account: string) => string;
  /** What its requests say of an account's source. */
  readonly context: (account: string) => ContextKeys;
  /** The actions, resources and conditions of its statements, by Sid. */
  readonly statements: { readonly [sid: string]: readonly [action: string | string[], resource: string, condition?: object] };
  /** What the key policy lets it do, without and with a Bucket Key, and under which condition; nothing if KMS is refused. */
  readonly withKey?: readonly [actions: string | string[], withBucketKey: string | string[], condition: object];
  /** Whether it is refused by SSE-S3. */
  readonly needsKey?: boolean;
}

const ACL = { 's3:x-amz-acl': 'bucket-owner-full-control' };
const source = (arn: string, account?: string): ContextKeys => ({ 'aws:SourceArn': arn, ...(account ? { 'aws:SourceAccount': account } : {}) });
const confined = (arn: string | undefined, account: boolean, acl = false) => ({
  ...(acl || account ? { StringEquals: { ...(acl ? ACL : {}), ...(account ? { 'aws:SourceAccount': ACCOUNT } : {}) } } : {}),
  ...(arn ? { ArnLike: { 'aws:SourceArn': arn } } : {}),
});

const VENDED_KEY = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/** A service that delivers through CloudWatch Logs. */
function vended(
  id: string, title: string, from: (options: LogSourceOptions) => LogSource, key: (account: string) => string, { region = REGION, deliveries = '*' } = {},
): Expected {
  const arn = (account: string) => `arn:aws:logs:${region}:${account}:${deliveries}`;
  return {
    title,
    source: () => from({}),
    from,
    service: 'delivery.logs.amazonaws.com',
    key,
    context: (account) => ({ ...source(arn(account).replace('*', 'one'), account), ...ACL }),
    statements: {
      [`Allow${id}`]: ['s3:PutObject', `${BUCKET}/AWSLogs/${ACCOUNT}/*`, confined(arn(ACCOUNT), true, true)],
      [`Allow${id}BucketCheck`]: [['s3:GetBucketAcl', 's3:ListBucket'], BUCKET, confined(arn(ACCOUNT), true)],
    },
    withKey: [VENDED_KEY, VENDED_KEY, confined(arn(ACCOUNT), true)],
  };
}

function loadBalancer(id: string, title: string, from: (options: LogSourceOptions) => LogSource): Expected {
  const arn = (account: string) => `arn:aws:elasticloadbalancing:${REGION}:${account}:loadbalancer/`;
  return {
    title,
    source: () => from({}),
    from,
    service: 'logdelivery.elasticloadbalancing.amazonaws.com',
    key: (account) => `AWSLogs/${account}/elasticloadbalancing/${REGION}/2026/01/01/log.gz`,
    context: (account) => source(`${arn(account)}app/web/50dc6c495c0c9188`),
    statements: { [`Allow${id}`]: ['s3:PutObject', `${BUCKET}/AWSLogs/${ACCOUNT}/*`, confined(`${arn(ACCOUNT)}*`, false)] },
  };
}

const LOGGED = 'arn:aws:s3:::logged';
const logged = (stack: Stack) => s3.Bucket.fromBucketName(stack, 'Logged', 'logged');

/** Every source, by its factory. */
export const EXPECTED: { readonly [factory: string]: Expected } = {
  s3AccessLogs: {
    title: 'S3 server access logs',
    source: (stack) => LogSource.s3AccessLogs({ buckets: [logged(stack)], prefix: 'logged-' }),
    from: ({ account, prefix }) => LogSource.s3AccessLogs({ account, prefix: `${prefix}/` }),
    service: 'logging.s3.amazonaws.com',
    key: () => 'logged-2026-01-01-00-00-00-0123456789ABCDEF',
    context: (account) => source(account === ACCOUNT ? LOGGED : 'arn:aws:s3:::somebody-elses', account),
    statements: { AllowS3AccessLogs: ['s3:PutObject', `${BUCKET}/logged-*`, confined(LOGGED, true)] },
  },
  applicationLoadBalancer: loadBalancer('ApplicationLoadBalancerLogs', 'Application Load Balancer logs', (options) => LogSource.applicationLoadBalancer(options)),
  classicLoadBalancer: loadBalancer('ClassicLoadBalancerLogs', 'Classic Load Balancer logs', (options) => LogSource.classicLoadBalancer(options)),
  networkLoadBalancer: vended('NetworkLoadBalancerLogs', 'Network Load Balancer logs', (options) => LogSource.networkLoadBalancer(options),
    (account) => `AWSLogs/${account}/elasticloadbalancing/${REGION}/2026/01/01/log.gz`),
  cloudTrail: {
    title: 'CloudTrail logs',
    source: () => LogSource.cloudTrail({ trailNames: ['audit'] }),
    from: (options) => LogSource.cloudTrail({ ...options, trailNames: ['audit'] }),
    service: 'cloudtrail.amazonaws.com',
    key: (account) => `AWSLogs/${account}/CloudTrail/${REGION}/2026/01/01/log.gz`,
    context: (account) => ({ ...source(`arn:aws:cloudtrail:${REGION}:${account}:trail/audit`), ...ACL }),
    statements: {
      AllowCloudTrailLogs: ['s3:PutObject', `${BUCKET}/AWSLogs/${ACCOUNT}/*`,
        confined(`arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`, false, true)],
      AllowCloudTrailLogsBucketCheck: ['s3:GetBucketAcl', BUCKET, confined(`arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`, false)],
    },
    withKey: [['kms:DescribeKey', 'kms:GenerateDataKey*'], ['kms:DescribeKey', 'kms:GenerateDataKey*', 'kms:Decrypt'],
      confined(`arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/*`, false)],
  },
  config: {
    title: 'AWS Config history and snapshots',
    source: () => LogSource.config(),
    from: (options) => LogSource.config(options),
    service: 'config.amazonaws.com',
    key: (account) => `AWSLogs/${account}/Config/${REGION}/2026/1/1/ConfigHistory/log.gz`,
    context: (account) => ({ ...source(`arn:aws:config:${REGION}:${account}:recorder`, account), ...ACL }),
    statements: {
      AllowConfig: ['s3:PutObject', `${BUCKET}/AWSLogs/${ACCOUNT}/Config/*`, confined(undefined, true, true)],
      AllowConfigBucketCheck: [['s3:GetBucketAcl', 's3:ListBucket'], BUCKET, confined(undefined, true)],
    },
    withKey: [['kms:Decrypt', 'kms:GenerateDataKey'], ['kms:Decrypt', 'kms:GenerateDataKey'], confined(undefined, true)],
  },
  vpcFlowLogs: vended('VpcFlowLogs', 'VPC flow logs', (options) => LogSource.vpcFlowLogs(options), (account) => `AWSLogs/${account}/vpcflowlogs/${REGION}/2026/01/01/log.gz`),
  cloudFront: vended('CloudFrontLogs', 'CloudFront standard logs (v2)', (options) => LogSource.cloudFront(options), (account) => `AWSLogs/${account}/CloudFront/log.gz`,
    { region: 'us-east-1', deliveries: 'delivery-source:*' }),
  cloudFrontLegacy: {
    title: 'CloudFront standard logs (legacy)',
    source: () => LogSource.cloudFrontLegacy(),
    key: () => 'E2EXAMPLE.2026-01-01-00.abcd1234.gz',
    context: () => ({}),
    statements: {},
  },
  waf: vended('WafLogs', 'AWS WAF logs', (options) => LogSource.waf(options), (account) => `AWSLogs/${account}/WAFLogs/${REGION}/web/2026/01/01/log.gz`),
  route53Resolver: vended('ResolverQueryLogs', 'Route 53 Resolver query logs', (options) => LogSource.route53Resolver(options),
    (account) => `AWSLogs/${account}/vpcdnsquerylogs/vpc-1/2026/01/01/log.gz`),
  s3Inventory: {
    title: 'S3 Inventory reports',
    source: (stack) => LogSource.s3Inventory({ buckets: [logged(stack)], prefix: 'inventory' }),
    from: ({ account, prefix }) => LogSource.s3Inventory({ account, prefix }),
    service: 's3.amazonaws.com',
    key: () => 'inventory/logged/all/2026-01-01T00-00Z/manifest.json',
    context: (account) => ({ ...source(account === ACCOUNT ? LOGGED : 'arn:aws:s3:::somebody-elses', account), ...ACL }),
    statements: { AllowS3Inventory: ['s3:PutObject', `${BUCKET}/inventory/*`, confined(LOGGED, true, true)] },
    withKey: ['kms:GenerateDataKey', ['kms:GenerateDataKey', 'kms:Decrypt'], confined('arn:aws:s3:::*', true)],
  },
  storageLens: {
    title: 'S3 Storage Lens exports',
    source: () => LogSource.storageLens({ dashboardId: 'all' }),
    from: (options) => LogSource.storageLens({ ...options, dashboardId: 'all' }),
    service: 'storage-lens.s3.amazonaws.com',
    key: (account) => `StorageLens/${account}/all/V_1/reports/dt=2026-01-01/export.csv`,
    context: (account) => ({ ...source(`arn:aws:s3:${REGION}:${account}:storage-lens/all`, account), ...ACL }),
    statements: {
      AllowStorageLens: ['s3:PutObject', `${BUCKET}/StorageLens/${ACCOUNT}/*`, confined(`arn:aws:s3:${REGION}:${ACCOUNT}:storage-lens/all`, true, true)],
    },
    withKey: ['kms:GenerateDataKey', ['kms:GenerateDataKey', 'kms:Decrypt'], confined(`arn:aws:s3:${REGION}:${ACCOUNT}:storage-lens/*`, true)],
  },
  redshift: {
    title: 'Amazon Redshift audit logs',
    source: () => LogSource.redshift(),
    from: (options) => LogSource.redshift(options),
    service: 'redshift.amazonaws.com',
    key: (account) => `AWSLogs/${account}/redshift/${REGION}/2026/01/01/${account}_redshift_log.gz`,
    // AWS documents no key that tells of the source: none may be relied on.
    context: () => ({}),
    statements: {
      AllowRedshiftAuditLogs: ['s3:PutObject', `${BUCKET}/AWSLogs/${ACCOUNT}/*`],
      AllowRedshiftAuditLogsBucketCheck: ['s3:GetBucketAcl', BUCKET],
      DenyNestedRedshiftAuditLogs: ['s3:PutObject', `${BUCKET}/*AWSLogs/*/AWSLogs/*/redshift/*`],
    },
  },
  cloudWatchLogsExport: {
    title: 'CloudWatch Logs exports',
    source: () => LogSource.cloudWatchLogsExport({ logGroupNames: ['/app'], prefix: 'app' }),
    from: (options) => LogSource.cloudWatchLogsExport({ ...options, logGroupNames: ['/app'] }),
    service: `logs.${REGION}.amazonaws.com`,
    key: () => 'app/0123/stream/000000.gz',
    context: (account) => ({ ...source(`arn:aws:logs:${REGION}:${account}:log-group:/app:*`, account), ...ACL }),
    statements: {
      AllowCloudWatchLogsExport: ['s3:PutObject', `${BUCKET}/app/*`, confined(`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/app:*`, true, true)],
      AllowCloudWatchLogsExportBucketCheck: ['s3:GetBucketAcl', BUCKET, confined(`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/app:*`, true)],
    },
    withKey: [['kms:Decrypt', 'kms:GenerateDataKey'], ['kms:Decrypt', 'kms:GenerateDataKey'], confined(`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:*`, true)],
  },
  guardDuty: {
    title: 'GuardDuty findings',
    source: () => LogSource.guardDuty({ detectorId: '12abc', prefix: 'findings' }),
    from: (options) => LogSource.guardDuty({ ...options, detectorId: '12abc' }),
    service: 'guardduty.amazonaws.com',
    key: (account) => `findings/AWSLogs/${account}/GuardDuty/${REGION}/2026/01/01/findings.gz`,
    context: (account) => source(`arn:aws:guardduty:${REGION}:${account}:detector/12abc`, account),
    statements: {
      AllowGuardDutyFindings: ['s3:PutObject', `${BUCKET}/findings/*`, confined(`arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/12abc`, true)],
      AllowGuardDutyFindingsBucketCheck: ['s3:GetBucketLocation', BUCKET, confined(`arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/12abc`, true)],
    },
    withKey: ['kms:GenerateDataKey', ['kms:GenerateDataKey', 'kms:Decrypt'], confined(`arn:aws:guardduty:${REGION}:${ACCOUNT}:detector/*`, true)],
    needsKey: true,
  },
  batchOperationsReports: {
    title: 'S3 Batch Operations completion reports',
    source: (stack) => LogSource.batchOperationsReports({ role: iam.Role.fromRoleArn(stack, 'Reports', ROLE_ARN), prefix: 'reports' }),
    key: () => 'reports/job-0123/results/report.csv',
    context: () => ({}),
    statements: {},
  },
  vended: vended('VendedLogs', 'vended logs', (options) => LogSource.vended(options),
    (account) => `AWSLogs/${account}/network-firewall/alert/${REGION}/firewall/2026/01/01/log.gz`),
};

