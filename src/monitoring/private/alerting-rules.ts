import { aws_events as events, type aws_sns as sns, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allowEventBridge } from './publishers';
import { splitToFit } from './split';
import type { EventAlertOptions } from '../alerts/alert-options';

/** EventBridge takes patterns of up to 2,048 characters. */
const LONGEST_PATTERN = 2048;

/** A kind of event of which somebody is told. */
export interface Alert {
  readonly description: string;
  /** The events of the resources that are named. */
  readonly pattern: (names: string[]) => events.EventPattern;
  /** How long a name can be that is known at deployment only. */
  readonly longestName: number;
  /** What a reader is told: what, which, who, when. */
  readonly message: string;
}

/** One rule, or as many as it takes for all names to find room in the patterns. */
export function alertingRules(
  scope: Construct, names: readonly string[], alert: Alert, options: EventAlertOptions, id: string = 'Rule',
): events.Rule[] {
  const room = LONGEST_PATTERN - lengthOf(scope, alert.pattern([]));
  return splitToFit(room, names, alert.longestName)
    .map((some, i) => alertingRule(scope, i === 0 ? id : `${id}${i + 1}`, { ...alert, eventPattern: alert.pattern(some) }, options));
}

/** As EventBridge counts it. */
function lengthOf(scope: Construct, pattern: events.EventPattern): number {
  const { detailType, ...rest } = Stack.of(scope).resolve(pattern) as events.EventPattern;
  return JSON.stringify({ 'detail-type': detailType, ...rest }).length;
}

interface AlertRule {
  readonly description: string;
  readonly eventPattern: events.EventPattern;
  readonly message: string;
}

/** A rule that tells a topic in words, and everybody else with the event itself. */
export function alertingRule(
  scope: Construct, id: string, { description, eventPattern, message }: AlertRule, { topic, targets = [] }: EventAlertOptions,
): events.Rule {
  const all = [...topic ? [readable(scope, topic, message)] : [], ...targets];
  return new events.Rule(scope, id, { description, eventPattern, targets: all });
}

/** The topic as a target. Its policy is changed once, not for each of the rules, as the target of CDK would do. */
function readable(scope: Construct, topic: sns.ITopic, message: string): events.IRuleTarget {
  allowEventBridge(scope, topic);
  return { bind: () => ({ arn: topic.topicArn, targetResource: topic, input: events.RuleTargetInput.fromText(message) }) };
}

/** A field of the event in a message. */
export function field(path: string): string {
  return events.EventField.fromPath(`$.${path}`);
}
