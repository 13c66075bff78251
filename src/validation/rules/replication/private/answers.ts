import { denialInWords, deniesSomeObject, forEveryObject, type Searched } from './objects';
import { asSeenBy } from './requests';
import { type AccessRequest, Policy, PolicySearch, Principal } from '../../../../policy-evaluation';
import { all, any, consensus, known, memo, sameText, Ternary, type Text } from '../../../../template';
import { type Bucket, comparisonsOf, fieldOfArn, type Key, type ObservedReplication, type Role, statementsOf } from '../../../posture';
import { askPolicies, isSurelyThere } from '../../private/bucket-policies';

/** Whether a policy of the role denies what it shall do, or denies it of some object. */
export function roleDenies(role: Role, request: AccessRequest): Ternary {
  const answer = role.denies(request);
  return answer === Ternary.UNKNOWN ? any(searchedPoliciesOf(role).map((policy) => deniesSomeObject(policy, request))) : answer;
}

/** The policies of the role that are in the app. */
const searchedPoliciesOf = memo(({ sources }: Role): readonly Searched[] => sources.map(({ resource, path }) => {
  const document = resource.read(...path) ?? null;
  const conditionKeys = new Map(statementsOf(document).flatMap(comparisonsOf).map(({ conditionKey }) => [conditionKey, []]));
  return { policy: Policy.of(document), search: new PolicySearch(document), conditionKeys };
}));

/** Why it cannot be determined what a role may do. */
export function doubtAbout(role: Role): string {
  return role.policies.flatMap((policy) => policy.problems)[0] ?? 'it depends on what is known at deployment only';
}

/** Whether the policy of a bucket denies the request, or denies it of some object. */
export function bucketPolicyDenies(bucket: Bucket, request: AccessRequest): Ternary {
  return consensus(askPolicies(bucket, (policy) => deniesSomeObject(policy, asSeenBy(policy, request))));
}

/** What the policy of a bucket denies, in words. */
export function deniedInWords(bucket: Bucket, request: AccessRequest): string {
  const [policy] = bucket.policies;
  return denialInWords(policy, asSeenBy(policy, request));
}

/** Whether the policy of a bucket allows the request, of every object. */
export function bucketPolicyAllows(bucket: Bucket, request: AccessRequest): Ternary {
  return consensus(askPolicies(bucket, (policy) => forEveryObject(asSeenBy(policy, request), (one) => policy.policy.allows(one))));
}

/** Whether it allows it in the role's own name, so that the role's policies need not. */
export function bucketPolicyAllowsByItself(bucket: Bucket, request: AccessRequest): Ternary {
  return consensus(askPolicies(bucket, (policy) => policy.policy.allowsByItself(asSeenBy(policy, request))));
}

/** Why it cannot be determined what the policy of a bucket does. */
export function doubtAboutPolicyOf(bucket: Bucket): string {
  if (bucket.unseenPolicies !== undefined) { return bucket.unseenPolicies; }
  const conditional = bucket.policies.find((policy) => !isSurelyThere(policy, bucket));
  if (conditional) { return `the policy ${conditional.resource.logicalId} is created under the condition ${conditional.resource.condition}`; }
  return bucket.policies.flatMap((policy) => policy.policy.problems)[0] ?? 'it depends on what is known at deployment only';
}

/** Whether the policy of a key lets the role use it: in its own name, or by leaving it to the role's policies. */
export function keyPolicyAllows(key: Key, request: AccessRequest): Ternary {
  // The policy that KMS writes where there is none leaves all to the policies of the account.
  if (key.policyDocument === undefined) { return any([inOneAccount(key, request), key.policyInForce.grants(request)]); }
  return forEveryObject(request, (one) => key.policyInForce.grants(one));
}

/** Whether it does so in the role's own name, so that the role's policies need not. */
export function keyPolicyAllowsByItself(key: Key, request: AccessRequest): Ternary {
  return all([inOneAccount(key, request), key.policyInForce.allowsByItself(request)]);
}

/** Whether a key and who wants to use it belong to one account. */
function inOneAccount(key: Key, { principal }: AccessRequest): Ternary {
  const owner: string | Text | undefined = fieldOfArn(key.arn, 4);
  const same = owner === undefined || principal.account === undefined ? undefined : sameText(owner, principal.account);
  return same === undefined ? Ternary.UNKNOWN : known(same);
}

/** Whether S3 may assume the role. AWS documents no `aws:SourceArn` for replication: we take it for the source's. */
export function trustsS3({ source, account }: ObservedReplication, role: Role): Ternary {
  const request: AccessRequest = {
    principal: Principal.service('s3.amazonaws.com'),
    action: 'sts:AssumeRole',
    resource: role.arn,
    context: { 'aws:SourceAccount': account, 'aws:SourceArn': source.arn },
  };
  return trustOf(role).grants(request);
}

/** Why it cannot be determined whom the role trusts. */
export function doubtAboutTrust(role: Role): string {
  return trustOf(role).problems[0] ?? 'it depends on what is known at deployment only';
}

const trustOf = memo(({ resource }: Role): Policy => Policy.of(resource.read('AssumeRolePolicyDocument') ?? null));
