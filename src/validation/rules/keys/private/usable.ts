import type { KeyUser } from './key-users';
import { type AccessRequest, type ContextKeys, Principal } from '../../../../policy-evaluation';
import { all, any, isMap, type Resource, Ternary, Text, textKey, textOf, Unknown, type Value, type ValueMap } from '../../../../template';
import { accountOf, comparisonsOf, entriesOf, type Key, regionOf, statementsOf, urlSuffixOf } from '../../../posture';
import { agrees, anyRequest, anyRoleOf, keyPolicyOf } from '../../private/key-policies';
import { circumstancesOf } from '../../private/statement-circumstances';

const VIA_SERVICE = 'kms:viaservice';
const FOR_AWS_RESOURCE = 'kms:grantisforawsresource';
const CONTEXT = 'kms:encryptioncontext:';

/** Condition keys whose values follow from the request, whatever a statement would like them to be. */
const GIVEN = new Set([VIA_SERVICE, FOR_AWS_RESOURCE, 'kms:calleraccount', 'kms:encryptioncontextkeys']);

/** Services that key policies name for what has nothing to do with messages. */
const NO_PRODUCERS = /^(?:cloudfront|delivery\.logs|logs\.[a-z0-9-]+|logging\.s3)\.amazonaws\.com$/;

/** Whether the policy of a key lets a resource be encrypted with it: lets the service use it, or anybody through the service. */
export function usableFor(key: Key, user: KeyUser, resource: Resource, action: string): Ternary {
  const { alsoVia, ...alone } = user;
  const users = alsoVia === undefined ? [alone] : [alone, { ...alone, via: alsoVia }];
  return all(users.map((one) => usableThrough(key, one, resource, action)));
}

function usableThrough(key: Key, user: KeyUser, resource: Resource, action: string): Ternary {
  const statements = statementsOf(key.policyDocument ?? null);
  const own = contextOf(user, resource, action);
  const may = (principal: Principal, context: ContextKeys) => allowed(key, { principal, action, resource: key.arn, context }, statements, user);
  const { servicePrincipal, undocumentedPrincipal, byProducers = [] } = user;
  if (servicePrincipal !== undefined) {
    const documented = any(namesOf(servicePrincipal, resource).map((name) => may(Principal.service(name), own)));
    if (documented !== Ternary.NO || undocumentedPrincipal === undefined) { return documented; }
    return all([may(Principal.service(undocumentedPrincipal), own), Ternary.UNKNOWN]);
  }
  const producers = byProducers.includes(action) ? servicesIn(statements).filter((name) => !NO_PRODUCERS.test(name)) : [];
  return any((function* () {
    for (const principal of [anyRoleOf(accountOf(resource)), ...namedIn(statements)]) { yield may(principal, own); }
    for (const service of producers) { yield may(Principal.service(service), without(own, VIA_SERVICE)); }
  })());
}

/** What AWS documents of the request, as far as it is known. */
function contextOf({ via, encryptionContext = [] }: KeyUser, resource: Resource, action: string): ContextKeys {
  const { arn } = resource.identity;
  const arns = arn === undefined ? [] : encryptionContext.filter((name) => /arn$/i.test(name));
  return {
    'aws:SecureTransport': 'true',
    ...via === undefined ? {} : { [VIA_SERVICE]: Text.of(via, '.', regionOf(resource), '.amazonaws.com') },
    ...action === 'kms:CreateGrant' ? { [FOR_AWS_RESOURCE]: 'true' } : {},
    ...Object.fromEntries(arns.map((name) => [`${CONTEXT}${name.toLowerCase()}`, arn ?? ''])),
  };
}

/** Whether a key policy agrees in any of the circumstances that its statements demand, but for what the request itself tells. */
function allowed(key: Key, request: AccessRequest, statements: readonly ValueMap[], { encryptionContext = [] }: KeyUser): Ternary {
  const policy = keyPolicyOf(key);
  const documented = new Set(encryptionContext.map((name) => `${CONTEXT}${name.toLowerCase()}`));
  const isFree = (name: string) => !GIVEN.has(name) && (!name.startsWith(CONTEXT) || documented.has(name));
  const demands = statements.filter(({ Effect, Condition }) => Effect === 'Allow' && Condition !== undefined).map(circumstancesOf);
  const contexts = [{}, ...demands].map((demanded) => ({
    ...Object.fromEntries(Object.entries(demanded).filter(([name]) => isFree(name))),
    ...request.context,
  }));
  return anyRequest(contexts.map((context) => ({ ...request, context })), (one) => agrees(policy, one));
}

/** The names that a service principal can have in the Region of a resource: where the partition is not known, policies assume one. */
function namesOf(pattern: string, resource: Resource): readonly (string | Text)[] {
  const suffix = urlSuffixOf(resource);
  const suffixes = !pattern.includes('<suffix>') || typeof suffix === 'string' ? [suffix] : [suffix, 'amazonaws.com'];
  return suffixes.map((one) => Text.of(...pattern.split(/(<\w+>)/)
    .map((piece) => (piece === '<region>' ? regionOf(resource) : piece === '<suffix>' ? one : piece))));
}

/** The roles and users that a key policy names. */
function namedIn(statements: readonly ValueMap[]): readonly Principal[] {
  const arns = new Map<string, string | Text>();
  for (const statement of statements) {
    const principals: readonly Value[] = entriesOf(statement.Principal).flatMap((entry) => (isMap(entry) ? entriesOf(entry.AWS) : []));
    const conditions = comparisonsOf(statement).filter(({ conditionKey: key }) => key === 'aws:principalarn').flatMap(({ values }) => values);
    for (const text of [...principals, ...conditions].flatMap((value) => textOf(value) ?? [])) {
      if (/:(?:role|user)\//.test(textKey(text))) { arns.set(textKey(text), text); }
    }
  }
  return [...arns.values()].map((arn) => (textKey(arn).includes(':user/') ? Principal.user(arn) : Principal.role(arn)));
}

function servicesIn(statements: readonly ValueMap[]): readonly string[] {
  const services = statements.filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal: principal }) => entriesOf(principal).filter(isMap).flatMap(({ Service }) => entriesOf(Service)));
  return [...new Set(services.filter((name) => typeof name === 'string'))];
}

/** It cannot be told whether a key is there. */
function without(context: ContextKeys, name: string): ContextKeys {
  return { ...context, [name]: new Unknown('AWS does not document it') };
}
