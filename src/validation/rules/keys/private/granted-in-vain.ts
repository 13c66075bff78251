import { type ContextKeys, Principal } from '../../../../policy-evaluation';
import { type Resource, Ternary, Text, textKey, type Value, type ValueMap } from '../../../../template';
import { comparisonsOf, entriesOf, type Identity, type Key, KeyReferenceKind, type PolicySource, type Posture, ObservedReplication, statementsOf, User } from '../../../posture';
import { agrees, anyRequest, anyRoleOf, keyPolicyOf } from '../../private/key-policies';
import { circumstancesOf } from '../../private/statement-circumstances';

/** A policy of a role or user allows something with a key to which the key's policy does not agree in any circumstances. */
export interface GrantedInVain {
  readonly identity: Identity;
  readonly who: string;
  readonly key: Key;
  readonly resource: Resource;
  readonly property: string;
  readonly actions: readonly string[];
  /** Whether it is allowed anything else with the key by the same statement. */
  readonly inPart: boolean;
}

/** What uses a key; written out, for a statement that allows everything need not mean each of them. */
const USING = /^kms:(?:Decrypt|Encrypt|GenerateDataKey\w*|ReEncrypt\w*|CreateGrant)\*?$/i;
const VIA_SERVICE = 'kms:viaservice';

export function* grantedInVain(posture: Posture): Iterable<GrantedInVain> {
  if (posture.keys.length === 0) { return; }
  const replicating = new Set(ObservedReplication.allOf(posture).flatMap(({ role }) => role?.resource ?? []));
  for (const identity of posture.identities) {
    // Other rules judge them.
    if (replicating.has(identity.resource)) { continue; }
    for (const source of identity.sources) { yield* inVain(posture, identity, source); }
  }
}

function* inVain(posture: Posture, identity: Identity, { resource, path }: PolicySource): Iterable<GrantedInVain> {
  if (!resource.source(String(path[0]))?.toLowerCase().includes('"kms:')) { return; }
  const isList = Array.isArray(resource.read(...path, 'Statement'));
  const isUser = identity instanceof User;
  const principal = isUser ? Principal.user(identity.arn) : Principal.role(identity.arn);
  for (const [i, statement] of statementsOf(resource.read(...path) ?? null).entries()) {
    const actions = entriesOf(statement.Action).filter((action): action is string => typeof action === 'string' && USING.test(action));
    if (statement.Effect !== 'Allow' || actions.length === 0) { continue; }
    for (const key of keysIn(posture, resource, statement)) {
      const refused = actions.filter((action) => isRefused(key, principal, concrete(action), statement));
      const isLeft = refused.length < actions.length;
      const lacking = isLeft ? refused.filter((action) => /^kms:CreateGrant$/i.test(action)) : refused;
      if (lacking.length === 0) { continue; }
      const property = ['Properties', ...path, 'Statement', ...(isList ? [i] : [])].join('.');
      const who = `${isUser ? 'user' : 'role'} ${identity.resource.logicalId}`;
      yield { identity, who, key, resource, property, actions: lacking, inPart: isLeft };
    }
  }
}

/** The keys of the app that a statement names by their ARNs. */
function keysIn(posture: Posture, from: Resource, statement: ValueMap): ReadonlySet<Key> {
  return new Set(entriesOf(statement.Resource).filter((value) => value !== '*')
    .flatMap((value: Value) => posture.keyReferences(value, from))
    .flatMap(({ kind, key }) => (kind === KeyReferenceKind.ARN && key ? [key] : [])));
}

/** What key policies say of roles that they do not name, which is mostly all that they say: by account, action and service. */
const OF_ANY_ROLE = new WeakMap<Key, Map<string, Ternary>>();

/** Whether a key policy agrees in no circumstances that its own statements demand, through a service that the grant is for. */
function isRefused(key: Key, principal: Principal, action: string, grant: ValueMap): boolean {
  const through = comparisonsOf(grant).filter(({ conditionKey: name, operator }) => name === VIA_SERVICE && /^string(?:equals|like)/.test(operator))
    .flatMap(({ values }) => values).filter((value) => typeof value === 'string' || value instanceof Text);
  const services = through.some((value) => /[*?]/.test(textKey(value))) ? [] : through;
  const known = OF_ANY_ROLE.get(key) ?? new Map<string, Ternary>();
  OF_ANY_ROLE.set(key, known);
  const account = principal.account ?? '';
  const question = [textKey(account), action, ...services.map(textKey)].join('|');
  const ofAnyRole = known.get(question) ?? agreement(key, anyRoleOf(account), action, services);
  known.set(question, ofAnyRole);
  return ofAnyRole !== Ternary.YES && agreement(key, principal, action, services) === Ternary.NO;
}

function agreement(key: Key, principal: Principal, action: string, services: readonly (string | Text)[]): Ternary {
  const policy = keyPolicyOf(key);
  const demands: ContextKeys[] = statementsOf(key.policyDocument ?? null).filter(({ Effect }) => Effect === 'Allow').map(circumstancesOf);
  const contexts = [{}, ...demands].flatMap((demanded): ContextKeys[] =>
    (services.length === 0 ? [demanded] : services.map((via) => ({ ...demanded, [VIA_SERVICE]: via }))));
  return anyRequest(contexts.map((context) => ({ principal, action, resource: key.arn, context })), (one) => agrees(policy, one));
}

/** A single action of those that a pattern stands for. */
function concrete(action: string): string {
  return action.replace(/^kms:ReEncrypt\*$/i, 'kms:ReEncryptFrom').replace('*', '');
}
