import { asSeenBy } from './requests';
import { type AccessRequest, Policy, Principal } from '../../../../policy-evaluation';
import { all, any, consensus, known, memo, sameText, Ternary, type Text } from '../../../../template';
import { type Bucket, fieldOfArn, type Key, type ObservedReplication, type Role } from '../../../posture';
import { askPolicies, isSurelyThere } from '../../private/bucket-policies';

/** Why it cannot be told what a role may do. */
export function doubtAbout(role: Role): string {
  return role.policies.flatMap((policy) => policy.problems)[0] ?? 'it depends on what is known at deployment only';
}

export function bucketPolicyDenies(bucket: Bucket, request: AccessRequest): Ternary {
  return consensus(askPolicies(bucket, (policy) => policy.policy.denies(asSeenBy(policy, request))));
}

export function bucketPolicyAllows(bucket: Bucket, request: AccessRequest): Ternary {
  return consensus(askPolicies(bucket, (policy) => policy.policy.allows(asSeenBy(policy, request))));
}

/** Whether it allows it in the role's own name, so that the role's policies need not. */
export function bucketPolicyAllowsByItself(bucket: Bucket, request: AccessRequest): Ternary {
  return consensus(askPolicies(bucket, (policy) => policy.policy.allowsByItself(asSeenBy(policy, request))));
}

/** Why it cannot be told what the policy of a bucket does. */
export function doubtAboutPolicyOf(bucket: Bucket): string {
  if (bucket.unseenPolicies !== undefined) { return bucket.unseenPolicies; }
  const conditional = bucket.policies.find((policy) => !isSurelyThere(policy, bucket));
  if (conditional) { return `the policy ${conditional.resource.logicalId} is made under the condition ${conditional.resource.condition}`; }
  return bucket.policies.flatMap((policy) => policy.policy.problems)[0] ?? 'it depends on what is known at deployment only';
}

/** Whether the policy of a key lets the role use it: in its own name, or by leaving it to the role's policies. */
export function keyPolicyAllows(key: Key, request: AccessRequest): Ternary {
  // The policy that KMS writes where there is none leaves all to the policies of the account.
  if (key.policyDocument === undefined) { return any([inOneAccount(key, request), key.policyInForce.grants(request)]); }
  return key.policyInForce.grants(request);
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

/** Why it cannot be told whom the role trusts. */
export function doubtAboutTrust(role: Role): string {
  return trustOf(role).problems[0] ?? 'it depends on what is known at deployment only';
}

const trustOf = memo(({ resource }: Role): Policy => Policy.of(resource.read('AssumeRolePolicyDocument') ?? null));
