import { type Allowed, allow, Whose } from '../finding';
import { REASONS } from './reasons';

export const CLOUDFORMATION_VALIDATE: readonly Allowed[] = [
  ...allow(Whose.CDK, 'aws-cdk-lib writes `Fn::Join` for text with references.', ['I1022']),
  ...allow(Whose.CDK, 'aws-cdk-lib writes `DependsOn` for each dependency between constructs, also where a reference says the same.', ['W3005']),
  ...allow(Whose.VALIDATOR, 'It says of each property that cannot change whether its resource is replaced. Whether an update replaces something is judged by cloudformation-diff.', ['I9001']),
  ...allow(Whose.USER, 'Tags are the user\'s: `Tags.of(scope)` adds them.', ['I9040']),
  ...allow(Whose.SPECIMEN, REASONS.QUEUE, ['I3013', 'CT.SQS.PR.1', 'CT.SQS.PR.2'], /AWS::SQS::Queue /),
  ...allow(Whose.USER, 'The specimen imports a resource by its ARN.', ['W9002', 'W9013'], /AWS::(Logs::Delivery\w+|CloudWatch::Alarm) /),

  ...allow(Whose.USER, 'The choice of the user (`grantsForAwsResourcesOnly`): without it, the key policy allows nobody to create such grants; with it, nothing can.', ['CT.KMS.PR.3'], /^(?!.* EncryptionKey that denies grants)/),
  ...allow(Whose.USER, REASONS.ACCESS_LOGS, ['CT.S3.PR.2']),
  ...allow(Whose.USER, 'How long objects are kept is the choice of the user (`lifecycleRules`).', ['CT.S3.PR.3', 'CT.S3.PR.6']),
  ...allow(Whose.USER, 'Whom S3 notifies of events is the choice of the user.', ['CT.S3.PR.4']),
  ...allow(Whose.USER, 'Object Lock is the choice of the user, because nobody can delete what it retains.', ['CT.S3.PR.9']),
  ...allow(Whose.USER, REASONS.SSE_S3, ['CT.S3.PR.10'],
    /\/(Logs|Audit|Reports|ReportsOfSecond|Lists|Locked|Temporary|Exports|\w+Reports)[0-9A-F]{8}$|SSE-S3: |CloudFront that writes: Stack\/Site|other choices|that S3 finds: |nothing was declared before: Stack\/Data|Defaults of an app/),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_BUCKET, ['CT.S3.PR.10'], / EncryptionInventory into a bucket of logs: Stack\/Data$/),
  ...allow(Whose.USER, REASONS.VERSIONING, ['CT.S3.PR.11'], /mixins|BucketLegacyPolicyMigration: |into a bucket of logs: Stack\/Data$|that S3 finds: |Defaults of an app/),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_BUCKET, ['CT.S3.PR.1'], /mixins|BucketLegacyPolicyMigration: |into a bucket of logs: Stack\/Data$/),
  ...allow(Whose.SPECIMEN, REASONS.LEGACY, ['CT.S3.PR.8'], / BucketLegacyPolicyMigration: /),
  ...allow(Whose.SPECIMEN, REASONS.FOREIGN_KEY, ['CT.KMS.PR.1'], /: Stack\/(Queue|Topic)Key[0-9A-F]{8}| AccessLogDelivery: Stack\/Key/),
  ...allow(Whose.LIBRARY, REASONS.LAMBDA, ['CT.LAMBDA.PR.3']),
  ...allow(Whose.LIBRARY, REASONS.LOG_GROUP, ['CT.CLOUDWATCH.PR.3'], /Configuration[0-9A-F]+Log|Stack\/Events|HookLogGroup/),
  ...allow(Whose.LIBRARY, 'Log groups of custom resources, and those of trails whose events are in the bucket, too, are kept for less than a year; `retention` of an `ObjectTrail` changes it.',
    ['CT.CLOUDWATCH.PR.2'], /Configuration[0-9A-F]+Log|TrailLogGroup/),
  ...allow(Whose.USER, REASONS.ALARM_ACTIONS, ['CT.CLOUDWATCH.PR.1'], /\/Health| ObjectTrail: Stack\/Uploads/),
  ...allow(Whose.USER, 'The trail has the encryption of the log bucket that the specimen chooses, SSE-S3.', ['CT.CLOUDTRAIL.PR.1'], / ObjectTrail: /),
  ...allow(Whose.SPECIMEN, REASONS.TRAIL, ['CT.CLOUDTRAIL.PR.2', 'CT.CLOUDTRAIL.PR.3'], / LogSource with every option/),
  ...allow(Whose.SPECIMEN, REASONS.DISTRIBUTION, ['1', '3', '4', '5', '6', '7', '9'].map((number) => `CT.CLOUDFRONT.PR.${number}`)),
  ...allow(Whose.SPECIMEN, 'The workgroup is the specimen\'s.', ['CT.ATHENA.PR.1', 'CT.ATHENA.PR.2']),
];
