import { App, aws_s3 as s3, Duration, Lazy, Size, Stack, Token } from 'aws-cdk-lib';
import { structsOfMakers } from './structs';
import { KEY_ARN, type Taker, TAKERS } from './takers';
import * as library from '../../src';
import { CrossAccountGrantee, DefaultEncryption, EncryptedBucket, EncryptionContext, LogBucket, LogSource, ReplicationDestination } from '../../src';

/** Values that a property takes, and values that AWS, or a policy, would take for something else or for nothing. */
interface Values { readonly right: readonly unknown[]; readonly wrong: readonly unknown[]; readonly isList?: boolean }

const long = (length: number) => 'a'.repeat(length);
const values = (right: unknown[], wrong: unknown[]): Values => ({ right, wrong });
const list = ({ right, wrong }: Values): Values => ({ right, wrong, isList: true });
const days = (right: number[], wrong: number[]) => values(right.map((one) => Duration.days(one)), wrong.map((one) => Duration.days(one)));

const ACCOUNT = values(['444455556666'], ['', '12345', '4444-5555-6666', '*', '4444555566667']);
const REGION = values(['us-east-1', 'us-gov-west-1', 'ap-southeast-7'], ['', 'Frankfurt', '*', 'eu-west-1a ', 'eu_west_1']);
const BUCKET_NAME = values(['a-bucket', 'a.bucket.of.logs'], ['', 'ab', 'A-Bucket', 'a_bucket', 'arn:aws:s3:::a-bucket', 'a-bucket/', 'a-*', long(64)]);
const BUCKET_ARN = values(['arn:aws:s3:::a-bucket', 'arn:aws-cn:s3:::a-bucket'], ['', 'a-bucket', 'arn:aws:s3:::a-bucket/*', 'arn:aws:s3:::*']);
/** The name of a bucket that may be there since before the rules for names were made. */
const NAME_OF_BUCKET = values(['a-bucket', 'A_Bucket'], ['', 'ab', 'arn:aws:s3:::a-bucket', 'a-bucket/', 'a-*', long(256)]);
const KEY_OF_KMS = values(
  [KEY_ARN, KEY_ARN.replace('aws', 'aws-us-gov')],
  ['', '1234abcd-12ab-34cd-56ef-1234567890ab', 'alias/a', 'arn:aws:kms:eu-west-1:111122223333:alias/a', 'arn:aws:s3:::a-bucket', 'arn:aws:kms:eu-west-1:111122223333:key/*'],
);
const ORGANIZATION = values(['o-exampleorgid'], ['', 'exampleorgid', 'o-*', '444455556666', 'r-abcd']);
/** What is put into the Resource of a statement. */
const PREFIX = values(['logs', 'logs/a'], ['logs*', 'logs?', '${aws:PrincipalTag/x}', '/logs']);
const PRIORITY = values([0, 1, 2_147_483_647], [-1, 1.5, 2_147_483_648, Infinity]);
const PERCENT = values([0.5, 80, 100], [0, -1, 101, Infinity]);
const PREFIX_OF_KEYS = values(['', 'a/', 'a*', long(1024)], [long(1025)]);
const JOB_DESCRIPTION = values(['a', long(256)], ['', long(257)]);

const VALUES: { readonly [option: string]: Values } = {
  'AccessLogsOptions.prefix': PREFIX,
  'AlertTopicProps.displayName': values(['Encryption', long(100)], ['', long(101)]),
  'BatchOperationsReportsOptions.prefix': PREFIX,
  'BucketChangeAlertsProps.bucketNames': list(NAME_OF_BUCKET),
  'BucketLogsOptions.account': ACCOUNT,
  'BucketLogsOptions.prefix': PREFIX,
  'BucketReplicationProps.roleName': values(['a-role'], ['', 'a role', 'a/role', long(65)]),
  'BucketReplicationRule.id': values(['a rule', long(255)], ['', long(256)]),
  'BucketReplicationRule.prefix': PREFIX_OF_KEYS,
  'BucketReplicationRule.priority': PRIORITY,
  'CloudTrailLogsOptions.account': ACCOUNT,
  'CloudTrailLogsOptions.organizationId': ORGANIZATION,
  'CloudTrailLogsOptions.prefix': PREFIX,
  'CloudTrailLogsOptions.region': REGION,
  'CloudTrailLogsOptions.trailNames': list(values(['audit'], ['', '*', 'audit-?', '${aws:username}'])),
  'CloudWatchLogsExportOptions.account': ACCOUNT,
  'CloudWatchLogsExportOptions.logGroupNames': list(values(['/aws/lambda/a'], ['', '*', '/aws/?'])),
  'CloudWatchLogsExportOptions.prefix': PREFIX,
  'CloudWatchLogsExportOptions.region': REGION,
  'CrossAccountAccessProps.acceptedKeyArns': list(KEY_OF_KMS),
  'CrossAccountAccessProps.bucketArn': BUCKET_ARN,
  'CrossAccountAccessProps.keyArn': KEY_OF_KMS,
  'CrossAccountAccessProps.region': REGION,
  'DashboardBucket.bucketName': NAME_OF_BUCKET,
  'DashboardBucket.keyArn': KEY_OF_KMS,
  'EncryptedBucketOriginProps.distributionId': values(['E1ABCDEFGHIJKL'], ['', '*', 'arn:aws:cloudfront::111122223333:distribution/E1']),
  'EncryptedBucketProps.bucketName': BUCKET_NAME,
  'EncryptedBucketProps.bucketNamePrefix': values(['a-prefix'], ['', 'A-Prefix', 'a_prefix', long(64)]),
  'EncryptionDashboardProps.dashboardName': values(['a-dashboard'], ['', 'a dashboard', 'a/b', long(256)]),
  'EncryptionInventoryProps.databaseName': values(['a_database'], ['', 'A Database', long(256)]),
  'EncryptionInventoryProps.inventoryId': values(['an-inventory.1'], ['', 'an inventory', 'a/b', long(65)]),
  'EncryptionInventoryProps.objectsPrefix': PREFIX_OF_KEYS,
  'EncryptionInventoryProps.reportsPrefix': values(['inventory', 'a/b'], ['a*', 'a/', '/a', '${x}']),
  'EncryptionInventoryProps.workGroup': values(['primary', 'a.b_c-d'], ['', 'a group', long(129)]),
  'EncryptionKeyAttributes.keyArn': KEY_OF_KMS,
  'EncryptionKeyAttributes.region': values(['eu-west-1'], [...REGION.wrong, 'us-east-1']),
  'EncryptionKeyProps.alias': values(['alias/a', 'a/b_c-d'], ['', 'alias/', 'alias/aws/mine', 'aws/mine', 'a key', 'a*', `alias/${long(251)}`]),
  'EncryptionKeyProps.description': values(['', 'a', long(8192)], [long(8193)]),
  'EncryptionKeyProps.pendingWindow': days([7, 30], [0, 6, 31, 7.5]),
  'EncryptionKeyProps.rotationPeriod': days([90, 2560], [0, 89, 2561, 90.5]),
  'EncryptionMonitorProps.keyUsePercent': PERCENT,
  'EncryptionMonitorProps.kmsQuotaPercent': PERCENT,
  'ExpectedEncryption.bucketName': NAME_OF_BUCKET,
  'GuardDutyFindingsOptions.account': ACCOUNT,
  'GuardDutyFindingsOptions.detectorId': values(['12abc34d567e8fa901bc2d34e56789f0'], ['', '*', 'a?']),
  'GuardDutyFindingsOptions.prefix': PREFIX,
  'GuardDutyFindingsOptions.region': REGION,
  'InventoryReportOptions.manifestEtag': values(['d41d8cd98f00b204e9800998ecf8427e'], ['', '"d41d8cd98f00b204e9800998ecf8427e"', 'a tag']),
  'KeyChangeAlertsProps.keyArns': list(KEY_OF_KMS),
  'KeyLifecycleAlertsProps.keyArns': list(KEY_OF_KMS),
  'KeyUseAlarmsProps.keyArns': list(KEY_OF_KMS),
  'KeyUseAlarmsProps.percent': PERCENT,
  'KmsQuotaAlarmProps.percent': PERCENT,
  'LogBucketProps.bucketName': BUCKET_NAME,
  'LogBucketProps.noncurrentRetention': days([1, 3650], [0, 1.5]),
  'LogBucketProps.retention': days([1, 3650], [0, 1.5]),
  'LogSourceOptions.account': ACCOUNT,
  'LogSourceOptions.prefix': PREFIX,
  'LogSourceOptions.region': REGION,
  'MatchingObjectsOptions.largerThan': values([Size.bytes(0), Size.kibibytes(128), Size.tebibytes(50)], [Size.bytes(0.5)]),
  'MatchingObjectsOptions.smallerThan': values([Size.bytes(1), Size.kibibytes(128)], [Size.bytes(0), Size.bytes(1.5)]),
  'ObjectReencryptionProps.description': JOB_DESCRIPTION,
  'ObjectReencryptionProps.priority': PRIORITY,
  'ObjectReencryptionProps.reportsPrefix': PREFIX,
  'ReplicateExistingOptions.description': JOB_DESCRIPTION,
  'ReplicateExistingOptions.priority': PRIORITY,
  'ReplicateExistingOptions.reportPrefix': PREFIX,
  'ReplicateExistingOptions.roleName': values(['a-role'], ['', 'a role', long(65)]),
  'ReplicationAccessProps.sourceAccount': ACCOUNT,
  'ReplicationDestinationAttributes.acceptedKmsKeyArns': list(KEY_OF_KMS),
  'ReplicationDestinationAttributes.account': ACCOUNT,
  'ReplicationDestinationAttributes.bucketArn': BUCKET_ARN,
  'ReplicationDestinationAttributes.kmsKeyArn': KEY_OF_KMS,
  'ReplicationDestinationAttributes.region': REGION,
  'ReplicationHealthProps.alarmNamePrefix': values(['a', 'a: '], [long(256)]),
  'ReplicationHealthProps.latency': values([Duration.minutes(15), Duration.seconds(1)], [Duration.minutes(0)]),
  'ReplicationHealthProps.pendingOperations': values([0, 1, 1000], [-1, 1.5, Infinity]),
  'ReplicationRoute.destinationBucketName': NAME_OF_BUCKET,
  'ReplicationRoute.destinationRegion': REGION,
  'ReplicationRoute.ruleId': values(['a rule', long(255)], ['', long(256)]),
  'StorageLensOptions.account': ACCOUNT,
  'StorageLensOptions.dashboardId': values(['all'], ['', '*']),
  'StorageLensOptions.organizationId': ORGANIZATION,
  'StorageLensOptions.prefix': PREFIX,
  'StorageLensOptions.region': REGION,
  'TwoWayReplicationProps.prefix': PREFIX_OF_KEYS,
  'VendedLogsOptions.account': ACCOUNT,
  'VendedLogsOptions.prefix': PREFIX,
  'VendedLogsOptions.region': REGION,
  'VendedLogsOptions.serviceFolder': values(['network-firewall'], ['', '*', '/a', 'a/']),
  'VpcFlowLogsOptions.account': ACCOUNT,
  'VpcFlowLogsOptions.prefix': PREFIX,
  'VpcFlowLogsOptions.region': REGION,
};

/** Options without a format, or that other tests try with everything that makes their format. */
const NOT_HERE: { readonly [option: string]: string } = {
  'CloudFrontLegacyLogsOptions.prefix': 'names no statement',
  'CrossAccountAccessProps.objectKeyPattern': 'any pattern',
  'DashboardBucket.title': 'text for people',
  'InventoryReportOptions.manifestObjectKey': 'test/existing-objects',
  'MatchingObjectsOptions.prefix': 'any text',
  'MatchingObjectsOptions.suffix': 'any text',
  'ReplicationAccessProps.sourceRole': 'test/replication/replication-access.test.ts',
  'ReplicationAccessProps.sourceRolePattern': 'test/replication/replication-access.test.ts',
  'SnapshotExportOptions.objectKeyPattern': 'any pattern',
};

const SOURCES: { readonly [struct: string]: [keyof typeof LogSource & string, Taker['required']?] } = {
  BatchOperationsReportsOptions: ['batchOperationsReports', TAKERS.BatchOperationsReportsOptions.required],
  BucketLogsOptions: ['s3AccessLogs'],
  CloudTrailLogsOptions: ['cloudTrail'],
  CloudWatchLogsExportOptions: ['cloudWatchLogsExport'],
  GuardDutyFindingsOptions: ['guardDuty'],
  LogSourceOptions: ['config'],
  StorageLensOptions: ['storageLens'],
  VendedLogsOptions: ['vended'],
  VpcFlowLogsOptions: ['vpcFlowLogs'],
};

/** Tried with a replication, which knows more. */
const DESTINATION: Taker = {
  required: TAKERS.ReplicationDestinationAttributes.required,
  take: (stack, attributes) => new library.BucketReplication(stack, 'It', {
    source: new EncryptedBucket(stack, 'Source', { defaultEncryption: (attributes as object & { kmsKeyArn?: string }).kmsKeyArn === undefined ? DefaultEncryption.sseS3() : undefined }),
    rules: [{ destination: ReplicationDestination.fromAttributes(attributes as library.ReplicationDestinationAttributes) }],
  }),
};

/** Sources are tried with the bucket that is to accept them, which knows more. */
function takerOf(struct: string): Taker {
  const [factory, required] = SOURCES[struct] ?? [];
  if (struct === 'ReplicationDestinationAttributes') { return DESTINATION; }
  if (factory === undefined) { return TAKERS[struct]; }
  const accept = (bucket: EncryptedBucket | LogBucket, options: any) => bucket
    .acceptLogsFrom((LogSource[factory] as (given: unknown) => LogSource).call(LogSource, options));
  return {
    required,
    take: (stack, options) => accept(struct === 'GuardDutyFindingsOptions' ? new EncryptedBucket(stack, 'It') : new LogBucket(stack, 'It'), options),
  };
}

/** Options that have to be written out: what is decided by them cannot wait. */
const LITERAL = ['CrossAccountGrantee.organizationalUnit', 'CrossAccountGrantee.role', 'CrossAccountGrantee.rolesMatching', 'EncryptedBucketOriginProps.distributionId'];

/** What else an option needs, to be tried alone. */
const TOGETHER: { readonly [option: string]: object } = {
  'CrossAccountAccessProps.acceptedKeyArns': { keyArn: KEY_ARN, region: 'eu-west-1' },
  'CrossAccountAccessProps.keyArn': { region: 'eu-west-1' },
  'EncryptedBucketProps.bucketNamePrefix': { bucketNamespace: s3.BucketNamespace.ACCOUNT_REGIONAL },
  'ReplicationDestinationAttributes.acceptedKmsKeyArns': { kmsKeyArn: KEY_ARN, region: 'eu-west-1' },
  'ReplicationDestinationAttributes.kmsKeyArn': { region: 'eu-west-1' },
};

function refusal({ required, take }: Taker, props: object): string {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  try {
    take(stack, { ...required?.(stack), ...props });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('every option that has a format is tried', () => {
  const isOfInterest = (type: string) => /^(string|number|Duration|Size|string\[\])$/.test(type);
  const options = Object.entries(structsOfMakers()).flatMap(([struct, props]) => props.filter(({ type }) => isOfInterest(type)).map(({ name }) => `${struct}.${name}`));
  const inherited = ['AlarmOptions', 'EventAlertOptions'];
  expect(options.filter((option) => !(option in VALUES) && !(option in NOT_HERE) && !inherited.includes(option.split('.')[0])).sort()).toEqual([]);
});

describe.each(Object.entries(VALUES))('%s', (option, { right, wrong, isList }) => {
  const [struct, prop] = option.split('.');
  const given = (value: unknown) => ({ ...TOGETHER[option], [prop]: isList ? [value] : value });

  test('takes what is right', () => {
    expect(right.map((value) => [value, refusal(takerOf(struct), given(value))]).filter(([, message]) => message !== '')).toEqual([]);
  });

  test('refuses what is wrong, and names it', () => {
    const messages = wrong.map((value) => [value, refusal(takerOf(struct), given(value))]);
    expect(messages.filter(([, message]) => !/^(Stack|[A-Z]\w+\.\w+|CrossAccountAccess).*: .+\. Fix: .+\.$/s.test(String(message)))).toEqual([]);
  });

  test(`takes what is known at deployment only: ${!LITERAL.includes(option)}`, () => {
    if (LITERAL.includes(option)) { return; }
    const token = typeof right[0] === 'string' ? Lazy.string({ produce: () => right[0] as string }) : typeof right[0] === 'number' ? Token.asNumber({ Ref: 'A' }) : undefined;
    expect(token === undefined ? '' : refusal(takerOf(struct), given(token))).toBe('');
  });
});

describe.each<[string, Values, (stack: Stack, value: any) => unknown]>([
  ['CrossAccountGrantee.account', ACCOUNT, (_, value) => CrossAccountGrantee.account(value)],
  ['CrossAccountGrantee.organization', ORGANIZATION, (_, value) => CrossAccountGrantee.organization(value)],
  ['CrossAccountGrantee.organizationalUnit', values(['o-exampleorgid/r-ab12/ou-ab12-11111111'], ['', 'ou-ab12-11111111', '*']),
    (_, value) => CrossAccountGrantee.organizationalUnit(value)],
  ['CrossAccountGrantee.role', values(['arn:aws:iam::444455556666:role/app'], ['', 'app', 'arn:aws:iam::444455556666:role/*', 'arn:aws:iam::444455556666:user/a']),
    (_, value) => CrossAccountGrantee.role(value)],
  ['CrossAccountGrantee.rolesMatching', values(['arn:aws:iam::444455556666:role/app-*'], ['', 'app-*', 'arn:aws:iam::*:role/app']),
    (_, value) => CrossAccountGrantee.rolesMatching(value)],
  ['EncryptionContext.ofBucket', BUCKET_ARN, (_, value) => EncryptionContext.ofBucket(value)],
  ['KmsMetrics.requestsWithKey', KEY_OF_KMS, (_, value) => library.KmsMetrics.requestsWithKey(value, library.KmsOperation.DECRYPT)],
])('%s', (option, { right, wrong }, act) => {
  const message = (value: unknown) => refusal({ take: (stack) => act(stack, value) }, {});

  test('takes what is right', () => {
    expect(right.map((value) => message(value))).toEqual(right.map(() => ''));
    expect(message(Lazy.string({ produce: () => right[0] as string })) === '').toBe(!LITERAL.includes(option));
  });

  test('refuses what is wrong', () => {
    expect(wrong.filter((value) => !/Fix: .+\.$/s.test(message(value)))).toEqual([]);
  });
});
