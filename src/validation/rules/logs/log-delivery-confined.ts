import { doubt } from './private/access';
import { sourcesOf } from './private/sources';
import { allowsAnybody, denies } from './private/statements';
import { textKey } from '../../../template';
import { all, any, not, Ternary } from '../../../template/ternary';
import { LogDeliveries, type LogDelivery, LogPermission, strangersRequest } from '../../posture';
import { askPolicies } from '../private/bucket-policies';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { logDeliveryConfinedExamples } from './log-delivery-confined.examples';

export const logDeliveryConfined: Rule = {
  metadata: {
    name: 'LogDeliveryConfined',
    topic: Topic.LOGS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Services write logs in behalf of the app\'s own accounts only',
    why: 'A service principal acts for every customer of the service: without a condition on the source anybody can point their logs at the '
      + 'bucket, fill it at your expense, and put forged records among yours.',
    fix: 'Add aws:SourceAccount and aws:SourceArn (or aws:SourceOrgID) to the statement that lets the service write: LogBucket\'s '
      + 'acceptLogsFrom() does so. For load balancers, naming the account in the Resource (AWSLogs/<account>/*) is enough.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
    ],
    examples: logDeliveryConfinedExamples,
  },

  * check(posture) {
    for (const [target, deliveries] of LogDeliveries.of(posture).byTarget) {
      const [policy] = target.policies;
      const [resource, property] = policy ? [policy.resource, 'Properties.PolicyDocument'] : [target.resource, 'Properties'];
      for (const ofService of byService(deliveries).values()) {
        const answer = any(alike(ofService));
        if (answer === Ternary.NO) { continue; }
        const { service, logs } = ofService[0].producer;
        const { logicalId } = target.resource;
        yield answer === Ternary.YES
          ? violation(resource, property,
            `The policy of ${logicalId} lets ${service} write in behalf of any account, not only ${logs} of ${sourcesOf(ofService)}.`)
          : cannotTell(resource, property,
            `It cannot be told whether the policy of ${logicalId} lets ${service} write in behalf of other accounts: ${doubt(target)}.`);
      }
    }
  },
};

function byService(deliveries: readonly LogDelivery[]): ReadonlyMap<string, readonly LogDelivery[]> {
  const groups = new Map<string, LogDelivery[]>();
  for (const delivery of deliveries) {
    const { foreignKey, permission, service } = delivery.producer;
    if (foreignKey === undefined || permission === LogPermission.ACL) { continue; }
    const group = groups.get(service);
    if (group) { group.push(delivery); } else { groups.set(service, [delivery]); }
  }
  return groups;
}

/** The answers for each place at which a service writes: it takes one of those who share it to tell. */
function* alike(deliveries: readonly LogDelivery[]): Generator<Ternary> {
  const asked = new Set<string>();
  for (const delivery of deliveries) {
    const place = `${delivery.key}|${textKey(delivery.prefix)}`;
    if (asked.has(place)) { continue; }
    asked.add(place);
    yield letsStrangersIn(delivery);
  }
}

/**
 * Whether somebody in another account is let in. Where a policy names an account that is not known, it is asked again for
 * somebody without any: what is unknown can turn out to be any account, but not none.
 */
function letsStrangersIn(delivery: LogDelivery): Ternary {
  const answer = ask(delivery, false);
  return answer === Ternary.UNKNOWN ? ask(delivery, true) : answer;
}

function ask(delivery: LogDelivery, nobody: boolean): Ternary {
  const request = strangersRequest(delivery, nobody);
  const { target } = delivery;
  // Of several policies one is kept: it is bad enough if one of them lets strangers in, wherever it is made.
  return any(askPolicies(
    target,
    (policy) => all([allowsAnybody(policy, request), not(denies(policy, request))]),
    target.policies.map(({ resource }) => resource),
  ));
}
