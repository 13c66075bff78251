import { doubt } from './private/access';
import { logsOf } from './private/sources';
import { allowsAnybody, denies } from './private/statements';
import { LogPermission } from '../../../services';
import { all, any, not, Ternary, textKey } from '../../../template';
import { ObservedDeliveries, type ObservedDelivery, strangersRequest } from '../../posture';
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
    title: 'Services write logs on behalf of the app\'s own accounts only',
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
    for (const [target, deliveries] of ObservedDeliveries.of(posture).byTarget) {
      const [policy] = target.policies;
      const [resource, property] = policy ? [policy.resource, 'Properties.PolicyDocument'] : [target.resource, 'Properties'];
      for (const ofService of byService(deliveries).values()) {
        const answer = any(alike(ofService));
        if (answer === Ternary.NO) { continue; }
        const { principal } = ofService[0].service;
        const { logicalId } = target.resource;
        yield answer === Ternary.YES
          ? violation(resource, property,
            `The policy of ${logicalId} lets ${principal} write on behalf of any account, not only ${logsOf(ofService)}.`)
          : cannotTell(resource, property,
            `It cannot be told whether the policy of ${logicalId} lets ${principal} write on behalf of other accounts: ${doubt(target)}.`);
      }
    }
  },
};

function byService(deliveries: readonly ObservedDelivery[]): ReadonlyMap<string, readonly ObservedDelivery[]> {
  const groups = new Map<string, ObservedDelivery[]>();
  for (const delivery of deliveries) {
    const { confinement, permission, principal } = delivery.service;
    if (confinement === undefined || permission === LogPermission.ACL) { continue; }
    const group = groups.get(principal);
    if (group) { group.push(delivery); } else { groups.set(principal, [delivery]); }
  }
  return groups;
}

/** The answers for each place at which a service writes: it takes one of those who share it to tell. */
function* alike(deliveries: readonly ObservedDelivery[]): Generator<Ternary> {
  const asked = new Set<string>();
  for (const delivery of deliveries) {
    const written = `${delivery.objectKey}|${textKey(delivery.prefix)}`;
    if (asked.has(written)) { continue; }
    asked.add(written);
    yield letsStrangersIn(delivery);
  }
}

/**
 * Whether somebody in another account is let in. Where a policy names an account that is not known, it is asked again for
 * somebody without any: what is unknown can turn out to be any account, but not none.
 */
function letsStrangersIn(delivery: ObservedDelivery): Ternary {
  const answer = ask(delivery, false);
  return answer === Ternary.UNKNOWN ? ask(delivery, true) : answer;
}

function ask(delivery: ObservedDelivery, nobody: boolean): Ternary {
  const request = strangersRequest(delivery, nobody);
  const { target } = delivery;
  // Of several policies one is kept: it is bad enough if one of them lets strangers in, wherever it is made.
  return any(askPolicies(
    target,
    (policy) => all([allowsAnybody(policy, request), not(denies(policy, request))]),
    target.policies.map(({ resource }) => resource),
  ));
}
