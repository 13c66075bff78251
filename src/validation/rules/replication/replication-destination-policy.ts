import { all, Ternary } from '../../../template';
import { type Bucket, ObservedReplication, type ReplicationRule } from '../../posture';
import { whereabouts } from '../private/whereabouts';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { bucketPolicyAllows, bucketPolicyDenies, deniedInWords, doubtAboutPolicyOf } from './private/answers';
import { othersOf, placesAllowed } from './private/places-allowed';
import { destinationRequest } from './private/requests';

export const replicationDestinationPolicy: Rule = {
  metadata: {
    name: 'ReplicationDestinationPolicy',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The destination bucket policy allows the replication role to write replicas',
    why: 'A bucket of another account accepts replicas only if its bucket policy allows them, and a deny in the policy of any bucket '
      + 'blocks them. The replication of every object fails, which goes unnoticed without an alarm.',
    fix: 'Allow the role s3:ReplicateObject on the objects of the destination, s3:ReplicateDelete if the rule replicates delete markers, '
      + 'and s3:ObjectOwnerOverrideToBucketOwner if the rule changes the owner. For an s3.Bucket, call addReplicationPolicy(), or '
      + 'create a ReplicationAccess (for delete markers, with deleteMarkers set to true). If the policy denies these actions, exempt '
      + 'the role.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html#setting-repl-config-crossacct',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-troubleshoot.html',
    ],
  },

  * check(posture) {
    for (const { rules } of ObservedReplication.allOf(posture)) {
      for (const rule of rules) {
        if (rule.destination) {
          yield* judged(rule, rule.destination);
        } else if (rule.acrossAccounts === Ternary.YES) {
          yield cannotTell(rule.source.resource, rule.destinationPath,
            `It cannot be determined whether bucket ${rule.destinationName} in another account accepts replicas: ${whereabouts(rule.destinationValue)}.`, Severity.WARNING);
        }
      }
    }
  },
};

function* judged(rule: ReplicationRule, destination: Bucket): Iterable<Finding> {
  const { acrossAccounts, replicatesDeletes, accessControlTranslation } = rule;
  const across = acrossAccounts !== Ternary.NO;
  const actions = [
    's3:ReplicateObject',
    ...replicatesDeletes ? ['s3:ReplicateDelete'] : [],
    ...accessControlTranslation === undefined ? [] : ['s3:ObjectOwnerOverrideToBucketOwner'],
  ];
  const denied = new Map<Ternary, string[]>();
  const allowed = new Map<Ternary, string[]>();
  for (const action of actions) {
    const request = destinationRequest(rule, action);
    const answer = bucketPolicyDenies(destination, request);
    note(denied, answer, answer === Ternary.YES ? deniedInWords(destination, request) : action);
    note(allowed, across ? bucketPolicyAllows(destination, request) : Ternary.YES, action);
  }
  const [policy] = destination.policies;
  const [on, property] = policy ? [policy.resource, 'Properties.PolicyDocument'] : [destination.resource, 'Properties'];
  const whom = `to the role that replicates bucket ${rule.source.resource.logicalId}`;
  const bucket = `bucket ${destination.resource.logicalId}`;
  const places = (lacking: readonly string[]) => placesAllowed(
    destination.policies.map(({ resource }) => resource.read('PolicyDocument') ?? null),
    { rule, bucketArn: rule.destinationArn },
    (key) => all(lacking.map((action) => bucketPolicyAllows(destination, destinationRequest(rule.forObject(key), action)))),
  );
  const deniedForSure = denied.get(Ternary.YES);
  const notAllowed = allowed.get(Ternary.NO);
  const doubtful = denied.get(Ternary.UNKNOWN) ?? allowed.get(Ternary.UNKNOWN);
  if (deniedForSure) {
    yield violation(on, property, `The policy of ${bucket} denies ${deniedForSure.join(', ')} ${whom}.`);
  } else if (notAllowed && acrossAccounts === Ternary.YES && places(notAllowed).length > 0) {
    yield violation(on, property,
      `The policy of ${bucket} allows ${notAllowed.join(', ')} ${whom} in another account only for ${places(notAllowed).join(' and ')}. `
      + `The replication of ${othersOf([rule])} fails.`, Severity.WARNING);
  } else if (notAllowed && acrossAccounts === Ternary.YES) {
    yield violation(on, property, policy
      ? `The policy of ${bucket} does not allow ${notAllowed.join(', ')} ${whom} in another account.`
      : `The bucket has no policy that allows ${notAllowed.join(', ')} ${whom} in another account.`);
  } else if (notAllowed) {
    yield cannotTell(on, property, `It cannot be determined whether ${bucket} must allow ${notAllowed.join(', ')} ${whom}: it may be in another account.`);
  } else if (doubtful) {
    yield cannotTell(on, property,
      `It cannot be determined whether the policy of ${bucket} ${denied.has(Ternary.UNKNOWN) ? 'denies' : 'allows'} ${doubtful.join(', ')} ${whom}: `
      + `${doubtAboutPolicyOf(destination)}.`);
  }
}

function note(answers: Map<Ternary, string[]>, answer: Ternary, action: string): void {
  answers.set(answer, [...answers.get(answer) ?? [], action]);
}
