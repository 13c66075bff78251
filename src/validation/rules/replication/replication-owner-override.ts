import { ABSENT, OneOf, optionsOf } from '../../../template';
import { ObservedReplication } from '../../posture';
import { reasonOf } from '../private/judge';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const replicationOwnerOverride: Rule = {
  metadata: {
    name: 'ReplicationOwnerOverride',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Replication rules that change the owner of replicas specify the destination account',
    why: 'If a replication rule changes the owner of the replicas, it must specify the account of the destination. Otherwise S3 rejects '
      + 'the configuration, and the deployment fails.',
    fix: 'Set Destination.Account to the account of the destination, or remove AccessControlTranslation: a destination with bucket owner '
      + 'enforced (ObjectOwnership.BUCKET_OWNER_ENFORCED) owns its replicas anyway.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html'],
  },

  * check(posture) {
    for (const { rules } of ObservedReplication.allOf(posture)) {
      for (const rule of rules) {
        const { accessControlTranslation: translation, account, source: { resource } } = rule;
        if (translation === undefined || optionsOf(account ?? ABSENT).every((option) => option !== ABSENT && option !== '')) { continue; }
        const property = rule.path('Destination', 'Account');
        yield translation instanceof OneOf || account instanceof OneOf
          ? cannotTell(resource, property,
            'It cannot be determined whether the rule specifies the account that will own the replicas: '
            + `${reasonOf(translation) || reasonOf(account) || 'it depends on conditions'}.`)
          : violation(resource, property,
            `The rule changes the owner of the replicas in bucket ${rule.destinationName}, but does not specify the account of the new owner.`);
      }
    }
  },
};
