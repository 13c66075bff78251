import {
  type aws_cloudwatch as cloudwatch, type aws_events as events, type aws_iam as iam, type aws_kms as kms, type aws_logs as logs, type aws_s3 as s3,
  type aws_sns as sns, type Duration, type interfaces, RemovalPolicy, type Size,
} from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { choice, having, type Shape } from './shape';

export const ALARM: Shape<cloudwatch.IAlarm> = having('an alarm, for example a cloudwatch.Alarm', 'alarmArn');
export const ALARM_ACTION: Shape<cloudwatch.IAlarmAction> = having('an alarm action, for example a cloudwatch_actions.SnsAction', 'bind');
export const BUCKET: Shape<s3.IBucket> = having('a bucket, for example a LogBucket or s3.Bucket.fromBucketName()', 'bucketArn', 'node');
export const BUCKET_REF: Shape<interfaces.aws_s3.IBucketRef> = having('a bucket, for example an EncryptedBucket or s3.Bucket', 'bucketRef', 'node');
export const CONSTRUCT: Shape<IConstruct> = having('a construct', 'node');
export const DURATION: Shape<Duration> = having('a Duration, for example Duration.days(30)', 'toDays', 'toHumanString');
export const KEY: Shape<kms.IKey> = having('a KMS key, for example an EncryptionKey or kms.Key.fromKeyArn()', 'keyArn', 'node');
export const LOG_GROUP: Shape<logs.ILogGroup> = having('a log group, for example a logs.LogGroup', 'logGroupName', 'node');
export const PRINCIPAL: Shape<iam.IPrincipal> = having('a principal, for example an iam.Role or an iam.ArnPrincipal', 'policyFragment');
export const REMOVAL_POLICY: Shape<RemovalPolicy> = choice(RemovalPolicy, 'use a RemovalPolicy, for example RemovalPolicy.RETAIN');
export const ROLE: Shape<iam.IRole> = having('a role, for example an iam.Role or iam.Role.fromRoleArn()', 'roleArn', 'node');
export const RULE_TARGET: Shape<events.IRuleTarget> = having('a target of events, for example an events_targets.SqsQueue', 'bind');
export const SCOPE: Shape<Construct> = having('a construct, for example a Stack', 'node');
export const SIZE: Shape<Size> = having('a Size, for example Size.kibibytes(128)', 'toBytes');
export const TOPIC: Shape<sns.ITopic> = having('a topic, for example an sns.Topic or the topic of an AlertTopic', 'topicArn', 'node');
