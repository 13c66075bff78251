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
   * The KMS key that encrypts the topic. The construct adds statements to its key policy that allow EventBridge and CloudWatch to use it
   * for topics of this account and Region.
   *
   * @default - a new key with automatic rotation
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The display name of the topic, which subscribers see as the sender.
   *
   * @default - no display name
   */
  readonly displayName?: string;
}

// docs/decisions/0029
/**
 * An Amazon SNS topic for alerts, encrypted with a KMS key whose policy allows EventBridge and CloudWatch to use it.
 *
 * The policy of the AWS managed key for Amazon SNS doesn't allow these services. The topic policy denies requests that don't use TLS.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 * @example
 * const alerts = new AlertTopic(this, 'Alerts', { displayName: 'S3 encryption' });
 * alerts.topic.addSubscription(new subscriptions.EmailSubscription('security@example.com'));
 */
export class AlertTopic extends Construct {
  /** The topic. */
  public readonly topic: sns.Topic;

  /** The KMS key that encrypts the topic. */
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
