import { grantedInVain } from './private/granted-in-vain';
import { EACH_ENTRY, KEY_USERS, type KeyUser } from './private/key-users';
import { at, type PropertyPath, type Resource, Ternary, type Value } from '../../../template';
import { entriesOf, type Key, type Posture, regionOf, urlSuffixOf } from '../../posture';
import { keyless } from '../private/access/keyless';
import { keyUses } from '../private/key-uses';
import { isForeign } from '../private/strangers';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { usableFor } from './private/usable';

const KEY_POLICY = 'Properties.KeyPolicy';

// docs/decisions/0061
export const keyUsableByItsUsers: Rule = {
  metadata: {
    name: 'KeyUsableByItsUsers',
    topic: Topic.KEYS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The key policy allows what the resources and roles that specify the key need',
    why: 'If a table, queue or log group specifies a key whose policy doesn\'t allow its service, it isn\'t created, or can\'t be read or '
      + 'written. An EncryptionKey can be used only through S3, and a key policy without the service principal of CloudWatch Logs '
      + 'isn\'t sufficient for log groups.',
    fix: 'Use a separate kms.Key for the resource, or add a statement to the key policy: for the account root with kms:ViaService of the '
      + 'service, or for the service principal. Services that create grants also need kms:CreateGrant, which you can restrict with '
      + 'kms:GrantIsForAWSResource.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service',
      ...new Set(KEY_USERS.map(({ documentedAt }) => documentedAt)),
    ],
  },

  * check(posture) {
    if (posture.keys.length === 0) { return; }
    yield* resources(posture);
    yield* identities(posture);
  },
};

/** Resources that one key policy stands in the way of in the same manner. */
interface Refused {
  readonly key: Key;
  readonly user: KeyUser;
  readonly answer: Ternary;
  readonly actions: readonly string[];
  readonly resources: Resource[];
}

/** What a key's policy does not allow is said once for all resources of a type. */
function* resources(posture: Posture): Iterable<Finding> {
  const causes = new Map<string, Refused>();
  for (const user of KEY_USERS) {
    for (const resource of posture.ofType(user.type)) {
      for (const key of new Set(user.keys.flatMap((path) => keysAt(posture, resource, path)))) {
        const answers = user.actions.map((action) => [action, usableFor(key, user, resource, action)] as const);
        const answer = [Ternary.NO, Ternary.UNKNOWN].find((one) => answers.some(([, given]) => given === one));
        if (!answer) { continue; }
        const actions = answers.filter(([, given]) => given === answer).map(([action]) => action);
        const cause = [key.resource.template, key.resource.logicalId, user.title, answer, actions.join(), throughWhat(user, resource)].join('|');
        const before = causes.get(cause);
        if (before) { before.resources.push(resource); } else { causes.set(cause, { key, user, answer, actions, resources: [resource] }); }
      }
    }
  }
  for (const cause of causes.values()) { yield finding(cause); }
}

function keysAt(posture: Posture, resource: Resource, path: PropertyPath): readonly Key[] {
  const end = path.indexOf(EACH_ENTRY);
  const values: readonly (Value | undefined)[] = end < 0
    ? [resource.read(...path)]
    : entriesOf(resource.read(...path.slice(0, end))).map((entry) => at(entry, ...path.slice(end + 1)));
  return values.flatMap((value) => (value === undefined ? [] : posture.keyReferences(value, resource).flatMap(({ key }) => key ?? [])));
}

function finding({ key, user, answer, actions, resources: all }: Refused): Finding {
  const what = `${user.title} ${listed(all.map(({ logicalId }) => logicalId))}`;
  const need = `${listed(actions)} ${throughWhat(user, all[0])}`;
  if (answer === Ternary.NO) {
    return violation(key.resource, KEY_POLICY, `The key policy does not allow ${need}, which ${what} ${all.length > 1 ? 'need' : 'needs'}.`);
  }
  const reason = key.unseenPolicy ?? key.policy.problems[0] ?? 'it depends on values that are known at deployment only';
  return cannotTell(key.resource, KEY_POLICY, `It cannot be determined whether the key policy allows ${need}, which ${what} ${all.length > 1 ? 'need' : 'needs'}: ${reason}.`);
}

function throughWhat({ via, alsoVia, isOpen = false, servicePrincipal = '' }: KeyUser, resource: Resource): string {
  if (isOpen) { return 'to any principal of the account'; }
  const [region, suffix] = [regionOf(resource), urlSuffixOf(resource)].map((one, i) => (typeof one === 'string' ? one : ['<region>', 'amazonaws.com'][i]));
  return via === undefined
    ? `to the service principal ${servicePrincipal.replace('<region>', region).replace('<suffix>', suffix)}`
    : `through ${[via, ...alsoVia === undefined ? [] : [alsoVia]].map((service) => `${service}.${region}.amazonaws.com`).join(' and ')}`;
}

/** Roles and users that are allowed to use a key by their own policies only. */
function* identities(posture: Posture): Iterable<Finding> {
  const judged = new Set(keyless(posture).filter(({ byKeyPolicy }) => byKeyPolicy).map(({ subject, key }) => `${subject?.who}|${key.resource.template}/${key.resource.logicalId}`));
  for (const { identity, who, key, resource, property, actions, inPart } of grantedInVain(posture)) {
    if (judged.has(`${who}|${key.resource.template}/${key.resource.logicalId}`)) { continue; }
    const account = identity.resource.environment.account;
    // Another rule judges whether key policies agree with bucket policies about other accounts.
    if (account !== undefined && isForeign(account, key.resource) !== Ternary.NO && keyUses(posture).has(key)) { continue; }
    yield violation(resource, property,
      `The statement allows ${who} ${listed(actions)} with key ${key.resource.logicalId}, and the policy of the key does not allow it in any circumstances.`,
      inPart ? Severity.WARNING : undefined);
  }
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}
