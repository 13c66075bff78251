import { type AccessRequest, decide, Policy, Principal } from '../../../../policy-evaluation';
import { all, compatible, type Resource, Ternary, Text, textOf, Unknown } from '../../../../template';
import { accountOf, type Bucket, type LogRequests, type ObservedDelivery, type Posture } from '../../../posture';

const SERVICE_LINKED = 'AWSServiceRoleForConfig';

/**
 * Whether the role that AWS Config is given may do what the service principal may not. AWS Config tries the role first; the
 * service-linked role may not write to buckets.
 *
 * @param requestsBy Makes the requests of a principal.
 * @see https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
 */
export function configRoleMay(
  posture: Posture, { source, target }: ObservedDelivery, kind: 's3' | 'kms', requestsBy: (role: Principal) => LogRequests,
): Ternary {
  const recorder = recorderOf(posture, source);
  const arn = recorder?.read('RoleARN');
  if (!recorder || arn === undefined || isServiceLinked(arn)) { return recorder && arn !== undefined ? Ternary.NO : Ternary.UNKNOWN; }
  const role = posture.roleAt(arn, recorder);
  if (!role) { return Ternary.UNKNOWN; }
  const account = accountOf(target.resource);
  const { requests } = requestsBy(Principal.role(role.arn, accountOf(role.resource)));
  const may = (request: AccessRequest, resource: Policy | undefined) =>
    decide(request, { identity: [role], resource, resourceAccount: account, kind });
  return all(requests.flatMap((request) => (kind === 's3'
    ? bucketPolicies(target).map((policy) => may(request, policy))
    : [may(request, keyPolicyOf(posture, request))])));
}

/** The policies of a bucket of which one is in force; nothing in their place where it surely has none. */
function bucketPolicies({ policies, unseenPolicies }: Bucket): readonly (Policy | undefined)[] {
  if (policies.length > 0) { return policies.map(({ policy }) => policy); }
  return [unseenPolicies === undefined ? undefined : Policy.of(new Unknown(unseenPolicies))];
}

function keyPolicyOf({ keys }: Posture, { resource }: AccessRequest) {
  return keys.find(({ arn }) => arn === resource)?.policyInForce;
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
