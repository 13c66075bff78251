import { actionsNamed, KEY_USING_ACTIONS, knownCaller, Principal } from '../../../../policy-evaluation';
import { type Resource, Ternary, Text, textKey, type Value, type ValueMap } from '../../../../template';
import { comparisonsOf, entriesOf, type Identity, type Key, KeyReferenceKind, type PolicySource, type Posture, ObservedReplication, statementsOf, User } from '../../../posture';
import { keyGrants } from '../../private/key-grants';
import { anyRoleOf } from '../../private/key-policies';

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
      const refused = actions.filter((action) => isRefused(key, principal, action, statement));
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

/** Whether a key policy grants none of the requests that the statement is about, in whichever circumstances. */
function isRefused(key: Key, principal: Principal, action: string, grant: ValueMap): boolean {
  const through = comparisonsOf(grant).filter(({ conditionKey: name, operator }) => name === VIA_SERVICE && /^string(?:equals|like)/.test(operator))
    .flatMap(({ values }) => values).filter((value) => typeof value === 'string' || value instanceof Text);
  const requests = {
    actions: actionsOf(action), ...(through.length === 0 ? {} : { condition: { StringLike: { [VIA_SERVICE]: through } } }),
  };
  const known = OF_ANY_ROLE.get(key) ?? new Map<string, Ternary>();
  OF_ANY_ROLE.set(key, known);
  const account = principal.account ?? '';
  const question = [textKey(account), action, ...through.map(textKey)].join('|');
  const ofAnyRole = known.get(question) ?? keyGrants(key, { ...requests, callers: [knownCaller(anyRoleOf(account))] });
  known.set(question, ofAnyRole);
  return ofAnyRole !== Ternary.YES && keyGrants(key, { ...requests, callers: [knownCaller(principal)] }) === Ternary.NO;
}

/** The actions that a pattern stands for. */
function actionsOf(pattern: string): readonly string[] {
  const known = actionsNamed(pattern, KEY_USING_ACTIONS).map(({ name }) => name);
  return known.length === 0 ? [pattern.replace('*', '')] : known;
}
