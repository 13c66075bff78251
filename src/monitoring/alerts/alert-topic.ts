import { aws_kms as kms, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { serviceKey } from '../../policy';
import { assertShape } from '../../shapes';
import { allowCloudWatchAlarms, allowEventBridge } from '../private/publishers';
import { ALERT_TOPIC_PROPS } from '../private/shapes';

/**
 * Properties of an `AlertTopic`.
 */
export interface AlertTopicProps {
  /**
   * The key of the topic. Its policy is told to let EventBridge and CloudWatch publish to topics of this account.
   *
   * @default - a key of its own, which rotates
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What receivers see as the sender.
   *
   * @default - none
   */
  readonly displayName?: string;
}

// docs/decisions/0029
/**
 * A topic for alerts: encrypted with a key that EventBridge and CloudWatch may use, which the AWS managed key of Amazon
 * SNS does not let them, and reachable over TLS only.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * @example
 * const alerts = new AlertTopic(this, 'Alerts', { displayName: 'S3 encryption' });
 * alerts.topic.addSubscription(new subscriptions.EmailSubscription('security@example.com'));
 */
export class AlertTopic extends Construct {
  /** The topic. */
  public readonly topic: sns.Topic;

  /** The key of the topic. */
  public readonly encryptionKey: kms.IKey;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: AlertTopicProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ALERT_TOPIC_PROPS);
    this.encryptionKey = props.encryptionKey ?? serviceKey(this, `Encrypts what ${this.node.path} publishes`);
    this.topic = new sns.Topic(this, 'Topic', { masterKey: this.encryptionKey, displayName: props.displayName, enforceSSL: true });
    allowEventBridge(this, this.topic);
    allowCloudWatchAlarms(this, this.topic);
  }
}
