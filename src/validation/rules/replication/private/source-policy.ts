import { bucketPolicyDenies, deniedInWords, doubtAboutPolicyOf } from './answers';
import { sourceRequest } from './requests';
import { Ternary } from '../../../../template';
import type { ObservedReplication } from '../../../posture';
import { cannotTell, type Finding, violation } from '../../rule';

/** What the source's own policy denies the role, whatever the role's policies allow. */
export function* sourcePolicyFindings(replication: ObservedReplication): Iterable<Finding> {
  const { source, rules } = replication;
  const [policy] = source.policies;
  const [resource, property] = policy ? [policy.resource, 'Properties.PolicyDocument'] : [source.resource, 'Properties'];
  const requests = [
    ...['s3:GetReplicationConfiguration', 's3:ListBucket'].map((action) => sourceRequest(replication, action, source.arn)),
    ...rules.flatMap((rule) => ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl']
      .map((action) => sourceRequest(replication, action, rule.objectArn(source.arn)))),
  ];
  const answers = requests.map((request) => bucketPolicyDenies(source, request));
  const [denied, unknown] = [Ternary.YES, Ternary.UNKNOWN].map((answer) => requests[answers.indexOf(answer)]);
  if (denied) {
    yield violation(resource, property,
      `The policy of bucket ${source.resource.logicalId} denies ${deniedInWords(source, denied)} to the role that replicates the bucket.`);
  } else if (unknown) {
    yield cannotTell(resource, property,
      `It cannot be determined whether the policy of bucket ${source.resource.logicalId} denies ${unknown.action} to the role that replicates the bucket: `
      + `${doubtAboutPolicyOf(source)}.`);
  }
}
