import type { ContextKeys } from '../../../policy-evaluation';
import { isMap, isUnknown, Ternary, Text, textKey, type Value } from '../../../template';
import { comparisonsOf, entriesOf, type Key, statementsOf } from '../../posture';
import { keyUses } from '../private/key-uses';
import { STRANGER, viaS3 } from '../private/strangers';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { kmsKeyPolicyNotPublicExamples } from './kms-key-policy-not-public.examples';

const ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:Encrypt', 'kms:CreateGrant'];

/** Keys whose values callers choose freely when they call KMS themselves. */
const CHOSEN_BY_CALLER = /^(?:kms:encryptioncontext:|kms:encryptionalgorithm$|aws:principaltag\/)/;

export const kmsKeyPolicyNotPublic: Rule = {
  metadata: {
    name: 'KmsKeyPolicyNotPublic',
    topic: Topic.KEYS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Key policies do not let everybody use the key',
    why: 'Whoever gets hold of an object can decrypt it from any AWS account, and strangers can encrypt with the key at your cost: the key '
      + 'protects nothing any more. kms:ViaService alone does not help, because everybody can call KMS through S3.',
    fix: 'Name principals in place of *, the account root for all whom IAM allows, or confine the statement with kms:CallerAccount, '
      + 'aws:PrincipalOrgID, aws:SourceAccount or aws:SourceArn. EncryptionKey has such a policy.',
    controls: { securityHub: ['KMS.5'], awsConfig: ['kms-key-policy-no-public-access'] },
    links: [
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-5',
    ],
    examples: kmsKeyPolicyNotPublicExamples,
  },

  * check(posture) {
    for (const key of keyUses(posture).keys()) {
      if (!mayBePublic(key)) { continue; }
      let doubtful: string | undefined;
      let allowed: string | undefined;
      for (const action of ACTIONS) {
        const answer = strangerMay(key, action);
        if (answer === Ternary.YES) {
          allowed = action;
          break;
        }
        if (answer === Ternary.UNKNOWN) { doubtful ??= action; }
      }
      if (allowed !== undefined) {
        yield violation(key.resource, 'Properties.KeyPolicy', `The key policy lets anyone of any account call ${allowed}.`);
      } else if (doubtful !== undefined) {
        const [reason = `its policy may allow ${doubtful}`] = key.policy.problems;
        yield cannotTell(key.resource, 'Properties.KeyPolicy', `It cannot be told whether the key policy lets anyone of any account use the key: ${reason}.`);
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
  // No list of statements, or no policy at all.
  return i === 0 && resource.read('KeyPolicy') !== undefined;
}

function mayBeEverybody(principal: Value): boolean {
  return principal === '*' || isUnknown(principal) || (principal instanceof Text && !textKey(principal).startsWith('arn:'));
}

/** Whether the policy lets a role of an account that it does not name, which IAM allows everything, call KMS. */
function strangerMay(key: Key, action: string): Ternary {
  let result = Ternary.NO;
  for (const context of waysToCall(key)) {
    const request = { principal: STRANGER, action, resource: key.arn, context };
    const answer = key.policy.grants(request);
    if (answer === Ternary.YES) { return answer; }
    if (answer === Ternary.UNKNOWN) { result = answer; }
  }
  return result;
}

/** By itself, saying what the policy wants to hear, or through S3, which says what is so: that it is about another bucket. */
function waysToCall(key: Key): ContextKeys[] {
  const chosen: { [name: string]: string | Text } = {};
  for (const statement of statementsOf(key.policyDocument ?? null)) {
    for (const { conditionKey: name, values } of comparisonsOf(statement)) {
      const [text] = values.filter(isText);
      if (CHOSEN_BY_CALLER.test(name) && text !== undefined) { chosen[name] ??= text; }
    }
  }
  const tags = Object.fromEntries(Object.entries(chosen).filter(([name]) => name.startsWith('aws:principaltag/')));
  return [chosen, { ...tags, 'kms:ViaService': viaS3(key.resource), 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::' }];
}

function isText(value: Value): value is string | Text {
  return typeof value === 'string' || value instanceof Text;
}
