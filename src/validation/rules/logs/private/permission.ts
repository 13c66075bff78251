import { type Access, access, doubt } from './access';
import { letsLogDeliveryIn } from './acl';
import { configRoleMay } from './config-role';
import { LogPermission } from '../../../../services';
import { all, not, Ternary } from '../../../../template';
import { deliveryRequests, deliveryRequestsBy, type ObservedDelivery, type Posture, statementsOf } from '../../../posture';
import { Severity } from '../../severity';

/** What stands in the way of a delivery. */
export interface Obstacle {
  readonly answer: Ternary.NO | Ternary.UNKNOWN;
  /** Why it cannot be determined, as a clause. */
  readonly reason?: string;
  /** Whether the policy explicitly denies it, and does not only fail to allow it. */
  readonly denied?: boolean;
  /** A request that it does not grant, where others of the delivery may be granted. */
  readonly refused?: Access['refused'];
  readonly severity?: Severity;
}

/** What is wrong with the policy of the bucket to which logs go; nothing if it lets the producer write. */
export function obstacle(posture: Posture, delivery: ObservedDelivery): Obstacle | undefined {
  const { service, target } = delivery;
  const [byService, granted] = ask(delivery);
  if (granted === Ternary.YES) { return undefined; }
  const answers: Ternary[] = [granted];
  if (service.permission === LogPermission.BUCKET_POLICY_OR_ACL) { answers.push(all([letsLogDeliveryIn(target), not(byService.denied)])); }
  if (service.permission === LogPermission.BUCKET_POLICY_OR_ROLE) {
    answers.push(configRoleMay(posture, delivery, 's3', (role) => deliveryRequestsBy(delivery, role)));
  }
  if (answers.includes(Ternary.YES)) { return undefined; }
  if (service.permission === LogPermission.BUCKET_POLICY_BY_AWS && byService.denied !== Ternary.YES && isOwn(delivery)) {
    return addedByAws(delivery, granted);
  }
  return answers.includes(Ternary.UNKNOWN)
    ? { answer: Ternary.UNKNOWN, reason: answers[0] === Ternary.UNKNOWN ? doubt(target) : otherWay(delivery, byService) }
    : { answer: Ternary.NO, denied: byService.denied === Ternary.YES, refused: byService.refused };
}

/** What the policy says to the service itself, and whether it lets any of those in who may write in its place. */
function ask(delivery: ObservedDelivery): [byService: Access, granted: Ternary] {
  let first: Access | undefined;
  let granted: Ternary = Ternary.NO;
  for (const requests of deliveryRequests(delivery)) {
    const answer = access(delivery, requests);
    first ??= answer;
    if (answer.granted === Ternary.YES) { return [first, Ternary.YES]; }
    if (answer.granted === Ternary.UNKNOWN) { granted = Ternary.UNKNOWN; }
  }
  return [first!, granted];
}

/**
 * AWS adds what is missing when the logs are turned on. It cannot if the policy says something of all but some, and what it
 * has added is gone when the policy of the template is deployed again.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
 */
function addedByAws({ target }: ObservedDelivery, granted: Ternary): Obstacle | undefined {
  if (target.policies.length === 0 && target.unseenPolicies === undefined) { return undefined; }
  if (granted === Ternary.UNKNOWN) { return { answer: Ternary.UNKNOWN, reason: doubt(target), severity: Severity.WARNING }; }
  const negated = target.policies.some(({ resource }) => statementsOf(resource.read('PolicyDocument') ?? null)
    .some((statement) => statement.NotAction !== undefined || statement.NotPrincipal !== undefined));
  return { answer: Ternary.NO, severity: negated ? undefined : Severity.WARNING };
}

/** Whether the bucket is not surely another account's. */
function isOwn({ source, target }: ObservedDelivery): boolean {
  const [here, there] = [source.environment.account, target.resource.environment.account];
  return here === undefined || there === undefined || here === there;
}

/** What is not known of the way in that is not the service's right by policy. */
function otherWay({ service }: ObservedDelivery, { denied }: Access): string {
  if (service.permission !== LogPermission.BUCKET_POLICY_OR_ACL) {
    return `the policy does not allow ${service.principal} to write, and it is not known whether the role of the configuration recorder may`;
  }
  return denied === Ternary.UNKNOWN
    ? 'its policy does not allow the service to write, its ACL may allow it, and it is not known whether the policy denies it'
    : 'its policy does not allow the service to write, and it is not known whether its ACL does';
}
