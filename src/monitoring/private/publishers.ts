import { Annotations, aws_iam as iam, aws_sns as sns, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allowPublisher } from './allow-publisher';
import { once } from './once';
import { limitChildPolicy, mainResource, refusal, TOPIC_POLICY_LIMIT } from '../../cdk';
import { namesAwsManagedKey } from '../../encryption/internal';
import { addToKeyPolicy } from '../../policy';

/**
 * Lets EventBridge publish to a topic.
 *
 * AWS documents no condition for EventBridge in the policy of a topic.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function allowEventBridge(scope: Construct, topic: sns.ITopic): void {
  allowToPublish(scope, topic, 'events.amazonaws.com', 'AllowEventBridge');
}

/**
 * Lets the alarms of this account and Region publish to a topic.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function allowCloudWatchAlarms(scope: Construct, topic: sns.ITopic): void {
  const { partition, region, account } = Stack.of(scope);
  allowToPublish(scope, topic, 'cloudwatch.amazonaws.com', 'AllowCloudWatchAlarms', {
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: { 'aws:SourceArn': `arn:${partition}:cloudwatch:${region}:${account}:alarm:*` },
  });
}

function allowToPublish(scope: Construct, topic: sns.ITopic, service: string, sid: string, conditions?: iam.Conditions): void {
  once(topic, service, () => {
    assertCanBeUsed(scope, topic);
    limitChildPolicy(topic, TOPIC_POLICY_LIMIT);
    topic.addToResourcePolicy(new iam.PolicyStatement({
      sid, principals: [new iam.ServicePrincipal(service)], actions: ['sns:Publish'], resources: [topic.topicArn], conditions,
    }));
    if (topic.masterKey) { addToKeyPolicy(scope, topic.masterKey, allowPublisher(scope, sid, service)); }
  });
}

function assertCanBeUsed(scope: Construct, topic: sns.ITopic): void {
  const resource = mainResource(topic);
  if (!(resource instanceof sns.CfnTopic) || Token.isUnresolved(resource.kmsMasterKeyId)) { return; }
  if (resource.kmsMasterKeyId === undefined) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:topicNotEncrypted',
      `The topic ${topic.node.path} is not encrypted. Fix: set masterKey of the topic, or use an AlertTopic.`);
    return;
  }
  if (namesAwsManagedKey(resource.kmsMasterKeyId)) {
    throw refusal(scope, `topic ${topic.node.path} is encrypted with ${resource.kmsMasterKeyId}, whose policy doesn't allow AWS services to publish`,
      'set masterKey of the topic to a customer managed key, or use an AlertTopic');
  }
}
