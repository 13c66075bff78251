import { type Allowed, allow, Whose } from '../finding';
import { REASONS } from './reasons';

const PACKS = ['HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'];

/** A rule as the packs of frameworks name it. */
const inPacks = (rule: string, packs = PACKS) => packs.map((pack) => `${pack}-${rule}`);

export const CDK_NAG: readonly Allowed[] = [
  ...allow(Whose.USER, REASONS.ACCESS_LOGS, ['AwsSolutions-S1', ...inPacks('S3BucketLoggingEnabled')]),
  ...allow(Whose.USER, REASONS.REPLICATION, inPacks('S3BucketReplicationEnabled')),
  ...allow(Whose.VALIDATOR, REASONS.DSSE, inPacks('S3DefaultEncryptionKMS'), /DSSE-KMS|ObjectReencryption by copy: Stack\/Data\/|\/TwiceEncrypted\//),
  ...allow(Whose.USER, REASONS.SSE_S3, inPacks('S3DefaultEncryptionKMS'),
    /\/(Logs|Audit|Reports|ReportsOfSecond|Lists|Locked|Temporary|Exports)\/Resource|SSE-S3: |CloudFront that writes: Stack\/Site\/|other choices|that S3 finds: |nothing was declared before: Stack\/Data\/|Defaults of an app/),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_BUCKET, inPacks('S3DefaultEncryptionKMS'), /EncryptionInventory into a bucket of logs: Stack\/Data$/),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_BUCKET, [...inPacks('S3BucketPublicReadProhibited'), ...inPacks('S3BucketPublicWriteProhibited')],
    /mixins|BucketLegacyPolicyMigration: |EncryptionInventory into a bucket of logs: Stack\/Data$/),
  ...allow(Whose.SPECIMEN, REASONS.LEGACY, ['AwsSolutions-S10', ...inPacks('S3BucketSSLRequestsOnly')],
    /BucketLegacyPolicyMigration: |EncryptionInventory into a bucket of logs: Stack\/Data$/),
  ...allow(Whose.USER, REASONS.VERSIONING, inPacks('S3BucketVersioningEnabled'),
    /mixins|BucketLegacyPolicyMigration: |EncryptionInventory into a bucket of logs: Stack\/Data$|that S3 finds: |Defaults of an app/),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_KEY, ['AwsSolutions-KMS5', ...inPacks('KMSBackingKeyRotationEnabled', ['NIST.800.53.R5', 'PCI.DSS.321'])],
    / (events to queues and topics: Stack\/(Queue|Topic)\/?Key\/|AccessLogDelivery: Stack\/Key\/|.*: Stack\/TopicKey\/)/),
  ...allow(Whose.CDK, 'Grants are policies within the role, as all grants of aws-cdk-lib are: they come and go with what they grant.', inPacks('IAMNoInlinePolicy')),
  ...allow(Whose.LIBRARY, 'Grants name one bucket and `*` for its objects, actions as aws-cdk-lib names them in grants (`s3:GetObject*`), or jobs of S3 Batch Operations, whose IDs nobody knows before.',
    ['AwsSolutions-IAM5']),
  ...allow(Whose.CDK, 'aws-cdk-lib gives its functions `AWSLambdaBasicExecutionRole`, which lets them write logs.', ['AwsSolutions-IAM4']),
  ...allow(Whose.LIBRARY, REASONS.LAMBDA, [
    ...inPacks('LambdaConcurrency', ['HIPAA.Security', 'NIST.800.53.R5']), ...inPacks('LambdaDLQ', ['HIPAA.Security', 'NIST.800.53.R5']), ...inPacks('LambdaInsideVPC'),
  ]),
  ...allow(Whose.LIBRARY, REASONS.LOG_GROUP, inPacks('CloudWatchLogGroupEncrypted'),
    /\/Configuration[0-9A-F]+\/Log\/|Stack\/Events\/|EncryptionHook.*: Stack\/Hook\/LogGroup\//),
  ...allow(Whose.USER, REASONS.ALARM_ACTIONS, inPacks('CloudWatchAlarmAction', ['HIPAA.Security', 'NIST.800.53.R5']), /\/Health|ObjectTrail: Stack\/Uploads\//),
  ...allow(Whose.USER, 'The trail has the encryption of the log bucket that the specimen chooses, SSE-S3. A trail whose bucket `ObjectTrail` creates has a KMS key.',
    inPacks('CloudTrailEncryptionEnabled'), / ObjectTrail: /),
  ...allow(Whose.SPECIMEN, REASONS.TRAIL, [...inPacks('CloudTrailCloudWatchLogsEnabled'), ...inPacks('CloudTrailLogFileValidationEnabled')], / LogSource with every option/),
  ...allow(Whose.SPECIMEN, REASONS.DISTRIBUTION, ['AwsSolutions-CFR1', 'AwsSolutions-CFR2', 'AwsSolutions-CFR3', 'AwsSolutions-CFR4']),
  ...allow(Whose.SPECIMEN, REASONS.QUEUE, ['AwsSolutions-SQS3', 'AwsSolutions-SQS4']),
];
