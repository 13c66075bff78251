import { Ternary } from '../../../template';
import { type Key, type KeyReference, ObservedReplication, type ReplicationRule } from '../../posture';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { keyPolicyAllows } from './private/answers';
import { sourceBucketKey, useReplicaKey } from './private/requests';

const PROPERTY = 'Properties.KeyPolicy';

export const replicaKeyPolicy: Rule = {
  metadata: {
    name: 'ReplicaKeyPolicy',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The policy of the replica KMS key allows the replication role to use the key',
    why: 'The policies of the role aren\'t sufficient if the key policy doesn\'t allow the role, especially across accounts: the '
      + 'replication of every KMS object fails.',
    fix: 'Allow the role kms:Encrypt, kms:GenerateDataKey and, with S3 Bucket Keys, kms:Decrypt in the key policy. Within one account, '
      + 'you can allow the account root instead, so that IAM policies decide.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replication-kms-cross-acct-scenario',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#bk-replication',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-troubleshoot.html',
    ],
  },

  * check(posture) {
    const said = new Set<string>();
    for (const { rules } of ObservedReplication.allOf(posture)) {
      for (const rule of rules) {
        if (!rule.replicatesKmsObjects) { continue; }
        for (const reference of rule.replicaKeys) {
          if (!reference.key) { continue; }
          for (const finding of judged(rule, reference, reference.key)) {
            // Two rules with one key need the same.
            const id = `${finding.resource.template}/${finding.resource.logicalId}: ${finding.message}`;
            if (!said.has(id)) { yield finding; }
            said.add(id);
          }
        }
      }
    }
  },
};

function* judged(rule: ReplicationRule, reference: KeyReference, key: Key): Iterable<Finding> {
  const allowed = (action: string): Ternary => {
    const { requests, combine } = useReplicaKey(rule, action, reference);
    return combine(requests.map((request) => keyPolicyAllows(key, request)));
  };
  const encrypt = allowed('kms:Encrypt');
  const whom = `the role that replicates bucket ${rule.source.resource.logicalId} to bucket ${rule.destinationName}`;
  if (encrypt === Ternary.NO) {
    yield violation(key.resource, PROPERTY, `The key policy does not allow kms:Encrypt to ${whom}.`);
    return;
  }
  if (encrypt === Ternary.UNKNOWN) {
    yield cannotTell(key.resource, PROPERTY, `It cannot be determined whether the key policy allows kms:Encrypt to ${whom}: ${key.doubt}.`);
    return;
  }
  // AWS demands these in some places, and does without them in the policies that it gives in others.
  if (rule.acrossAccounts === Ternary.YES && allowed('kms:GenerateDataKey') === Ternary.NO) {
    yield violation(key.resource, PROPERTY, `The key policy does not allow kms:GenerateDataKey to ${whom} from another account.`, Severity.WARNING);
  }
  if (sourceBucketKey(rule.replication) === Ternary.YES && allowed('kms:Decrypt') === Ternary.NO) {
    yield violation(key.resource, PROPERTY, `The key policy does not allow kms:Decrypt, which S3 Bucket Keys need, to ${whom}.`, Severity.WARNING);
  }
}
