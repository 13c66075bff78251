import { aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * Lets a service publish to topics that are encrypted with the key, in this account and Region.
 *
 * It is confined by the topics, not by the source: from EventBridge to an encrypted topic, AWS supports neither
 * `aws:SourceArn` nor `aws:SourceAccount` in a key policy. The topic is not named, because it needs the key.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function allowPublisher(scope: Construct, sid: string, service: string): iam.PolicyStatement {
  const { partition, region, account } = Stack.of(scope);
  return new iam.PolicyStatement({
    sid,
    principals: [new iam.ServicePrincipal(service)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': `arn:${partition}:sns:${region}:${account}:*` } },
  });
}
