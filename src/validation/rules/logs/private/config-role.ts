import { type AccessRequest, decide, Principal } from '../../../../policy-evaluation';
import { compatible, type Resource, Text, textOf } from '../../../../template';
import { all, Ternary } from '../../../../ternary';
import type { LogDelivery, LogRequests, Posture } from '../../../posture';
import { accountOf } from '../../private/place';

const SERVICE_LINKED = 'AWSServiceRoleForConfig';

/**
 * Whether the role that AWS Config is given may do what the service principal may not. AWS Config tries the role first; the
 * service-linked role may not write to buckets.
 *
 * @param requestsBy Makes the requests of a principal.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export function configRoleMay(
  posture: Posture, { source, target }: LogDelivery, kind: 's3' | 'kms', requestsBy: (role: Principal) => LogRequests,
): Ternary {
  const recorder = recorderOf(posture, source);
  const arn = recorder?.read('RoleARN');
  if (!recorder || arn === undefined || isServiceLinked(arn)) { return recorder && arn !== undefined ? Ternary.NO : Ternary.UNKNOWN; }
  const role = posture.roleAt(arn, recorder);
  if (!role) { return Ternary.UNKNOWN; }
  const account = accountOf(target.resource);
  const policy = (request: AccessRequest) => (kind === 's3' ? target.policies[0]?.policy : keyPolicyOf(posture, request));
  const { requests } = requestsBy(Principal.role(role.arn, accountOf(role.resource)));
  return all(requests.map((request) => decide(request, {
    identity: role.policies, resource: policy(request), resourceAccount: account, kind,
  })));
}

function keyPolicyOf({ keys }: Posture, { resource }: AccessRequest) {
  return keys.find(({ arn }) => arn === resource)?.policy;
}

/** The recorder that the delivery channel belongs to: there is one in each Region of an account. */
function recorderOf(posture: Posture, channel: Resource): Resource | undefined {
  const recorders = posture.ofType('AWS::Config::ConfigurationRecorder');
  return recorders.find(({ template }) => template === channel.template)
    ?? recorders.find(({ environment }) => compatible(environment, channel.environment));
}

function isServiceLinked(arn: Parameters<typeof textOf>[0]): boolean {
  const text = textOf(arn);
  const parts = text instanceof Text ? text.parts : [text];
  return parts.some((part) => typeof part === 'string' && part.includes(SERVICE_LINKED));
}
