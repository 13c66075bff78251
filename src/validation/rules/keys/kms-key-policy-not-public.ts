import { KEY_USING_ACTIONS, Outcome, Wanted } from '../../../policy-evaluation';
import { isMap, isUnknown, Text, textKey, type Value } from '../../../template';
import { entriesOf, type Key } from '../../posture';
import { keysForS3 } from '../private/keys-for-s3';
import { isAccountNumber, strangersRequests } from '../private/strangers-requests';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const kmsKeyPolicyNotPublic: Rule = {
  metadata: {
    name: 'KmsKeyPolicyNotPublic',
    topic: Topic.KEYS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Key policies do not grant public access to the key',
    why: 'Anyone who obtains an object can decrypt it from any AWS account, and anyone can use the key at your cost. kms:ViaService alone '
      + 'doesn\'t restrict access, because any account can call AWS KMS through S3.',
    fix: 'Specify principals in place of *, or the account root so that IAM policies decide, or restrict the statement with '
      + 'kms:CallerAccount, aws:PrincipalOrgID, aws:SourceAccount or aws:SourceArn. EncryptionKey has such a policy.',
    controls: { securityHub: ['KMS.5'], awsConfig: ['kms-key-policy-no-public-access'] },
    links: [
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5',
    ],
  },

  * check(posture) {
    for (const key of keysForS3(posture)) {
      if (!mayBePublic(key)) { continue; }
      const { outcome, reason, words } = strangerMay(key);
      if (outcome === Outcome.FOUND) {
        yield violation(key.resource, 'Properties.KeyPolicy', `The key policy allows anyone in any account to use the key: it allows ${words}.`);
      } else if (outcome === Outcome.UNTOLD) {
        const [why = reason ?? `its policy may allow ${words}`] = key.policy.problems;
        yield cannotTell(key.resource, 'Properties.KeyPolicy', `It cannot be determined whether the key policy allows anyone in any account to use the key: ${why}.`);
      }
    }
  },
};

/** Most policies name their principals one by one, and need no second look. */
function mayBePublic({ resource }: Key): boolean {
  let i = 0;
  for (; resource.read('KeyPolicy', 'Statement', i, 'Effect') !== undefined; i++) {
    const principal = resource.read('KeyPolicy', 'Statement', i, 'Principal');
    const named = entriesOf(principal).flatMap((entry) => (isMap(entry) ? entriesOf(entry.AWS) : [entry]));
    if (principal === undefined || named.some(mayBeEverybody)) { return true; }
  }
  // A statement that is none, no list of statements, or no policy at all.
  return resource.read('KeyPolicy', 'Statement', i) !== undefined || (i === 0 && resource.read('KeyPolicy') !== undefined);
}

function mayBeEverybody(principal: Value): boolean {
  return principal === '*' || isUnknown(principal) || (principal instanceof Text && !textKey(principal).startsWith('arn:') && !isAccountNumber(principal));
}

/** A request of a stranger that the policy allows, or of which it cannot be determined. */
function strangerMay(key: Key): { readonly outcome: Outcome; readonly words?: string; readonly reason?: string } {
  let result: ReturnType<typeof strangerMay> = { outcome: Outcome.NONE };
  for (const space of strangersRequests(key)) {
    const whole = { ...space, callers: key.search.strangers, actions: KEY_USING_ACTIONS, resource: key.arn };
    const { outcome, reason, request } = key.search.find(Wanted.GRANTED, whole);
    if (outcome === Outcome.NONE) { continue; }
    result = { outcome, reason, ...(request === undefined ? {} : { words: key.search.inWords(request, whole) }) };
    if (outcome === Outcome.FOUND) { return result; }
  }
  return result;
}
