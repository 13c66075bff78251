import { aclNamesLogDelivery, declaresOwnership, hasAcls, mayLackAcls, OFF, OWNERSHIP_PROPERTY } from './private/acl';
import { type Obstacle, obstacle } from './private/permission';
import { whyRefused } from './private/refusals';
import { isOn, logsOf } from './private/sources';
import { LogPermission, type LogService } from '../../../services';
import { Ternary } from '../../../template';
import { type Bucket, ObservedDeliveries, type ObservedDelivery } from '../../posture';
import { reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

// docs/decisions/0074
export const logDeliveryAllowed: Rule = {
  metadata: {
    name: 'LogDeliveryAllowed',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Log buckets allow the services that deliver the logs to write',
    why: 'If the bucket policy doesn\'t allow a service to write, enabling its logs fails with the deployment, or the logs are dropped '
      + 'without an error.',
    fix: 'Use a LogBucket and its acceptLogsFrom(), or allow the service principal s3:PutObject (and s3:GetBucketAcl where AWS documents '
      + 'it) for the prefix in the bucket policy, with aws:SourceArn and aws:SourceAccount. Exempt AWS services from denies with '
      + 'aws:PrincipalIsAWSService. CloudFront standard logs (legacy) need ACLs: set ObjectOwnership to BucketOwnerPreferred.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
    ],
  },

  * check(posture) {
    for (const [target, deliveries] of ObservedDeliveries.of(posture).byTarget) {
      const groups = new Map<string, { readonly problem: Obstacle; readonly deliveries: ObservedDelivery[] }>();
      for (const delivery of deliveries) {
        if (delivery.service.permission === LogPermission.ACL) { continue; }
        const problem = obstacle(posture, delivery);
        if (!problem) { continue; }
        const key = [delivery.service.title, delivery.service.principal, problem.answer, problem.severity, problem.denied, problem.reason].join('|');
        const group = groups.get(key);
        if (group) { group.deliveries.push(delivery); } else { groups.set(key, { problem, deliveries: [delivery] }); }
      }
      for (const group of groups.values()) { yield aboutPolicy(target, group.deliveries, group.problem); }
      yield* aboutAcl(target, deliveries.filter(({ service }) => service.permission === LogPermission.ACL));
    }
  },
};

function aboutPolicy(target: Bucket, deliveries: readonly ObservedDelivery[], problem: Obstacle): Finding {
  const { answer, reason: doubtful, denied, severity } = problem;
  const [delivery] = deliveries;
  const { service } = delivery;
  const [policy] = target.policies;
  const what = logsOf(deliveries);
  const [resource, property] = policy ? [policy.resource, 'Properties.PolicyDocument'] : [target.resource, 'Properties'];
  if (answer === Ternary.UNKNOWN || !isOn(deliveries)) {
    const reason = answer === Ternary.UNKNOWN ? doubtful : 'it is not known whether they are enabled';
    return cannotTell(resource, property, `It cannot be determined whether ${service.principal} may write ${what} to ${target.resource.logicalId}: ${reason}.`, severity);
  }
  if (!policy) {
    const missing = `The bucket has no policy that allows ${service.principal} to write ${what}`;
    return isAclOff(target, service)
      ? violation(resource, OWNERSHIP_PROPERTY, `${missing}, and its ACL, which would allow it, is disabled (${OFF}).`, severity)
      : violation(resource, property, `${missing}.`, severity);
  }
  const { logicalId } = target.resource;
  const acl = isAclOff(target, service) ? `, and the ACL of ${logicalId}, which would allow it, is disabled (${OFF})` : '';
  const why = whyRefused(delivery, problem.refused).map((sentence) => ` ${sentence}`).join('');
  if (denied) { return violation(resource, property, `The policy of ${logicalId} denies ${service.principal} permission to write ${what}.${why}`, severity); }
  return violation(resource, property, severity === Severity.WARNING
    ? `The policy of ${logicalId} does not allow ${service.principal} to write ${what}: statements that AWS adds are lost when the policy is deployed again.`
    : `The policy of ${logicalId} does not allow ${service.principal} to write ${what}${acl}.${why}`, severity);
}

/** Whether the ACL of a bucket would let the service write, and ACLs are turned off. */
function isAclOff(target: Bucket, { permission }: LogService): boolean {
  return permission === LogPermission.BUCKET_POLICY_OR_ACL && aclNamesLogDelivery(target) === Ternary.YES && hasAcls(target) === Ternary.NO;
}

/** CloudFront adds itself to the bucket's ACL, which takes a bucket that has one. */
function* aboutAcl(target: Bucket, deliveries: readonly ObservedDelivery[]): Generator<Finding> {
  if (deliveries.length === 0) { return; }
  const what = logsOf(deliveries);
  const answer = mayLackAcls(target);
  if (answer === Ternary.YES) {
    yield violation(target.resource, OWNERSHIP_PROPERTY, `The bucket has no ACLs (${OFF}), without which ${what} cannot be delivered.`);
  } else if (answer === Ternary.UNKNOWN || !declaresOwnership(target)) {
    const reason = answer === Ternary.UNKNOWN
      ? reasonOf(target.resource.read('OwnershipControls'))
      : 'it does not declare its ObjectOwnership, and new buckets have none';
    yield cannotTell(target.resource, OWNERSHIP_PROPERTY, `It cannot be determined whether the bucket has ACLs, without which ${what} cannot be delivered: ${reason}.`);
  }
}
