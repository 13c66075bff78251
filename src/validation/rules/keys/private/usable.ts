import type { KeyUser } from './key-users';
import { type ContextKeys, knownCaller, Principal } from '../../../../policy-evaluation';
import { all, any, isMap, memo, type Resource, Ternary, Text, Unknown } from '../../../../template';
import { accountOf, comparisonsOf, entriesOf, type Key, regionOf, statementsOf, urlSuffixOf } from '../../../posture';
import { keyGrants, type KeyRequests, plainlyGrants, searchOf } from '../../private/key-grants';
import { anyRoleOf } from '../../private/key-policies';

const VIA_SERVICE = 'kms:viaservice';
const FOR_AWS_RESOURCE = 'kms:grantisforawsresource';
const CONTEXT = 'kms:encryptioncontext:';

/** Services that key policies name for what has nothing to do with messages. */
const NO_PRODUCERS = /^(?:cloudfront|delivery\.logs|logs\.[a-z0-9-]+|logging\.s3)\.amazonaws\.com$/;

/** Whether the policy of a key lets a resource be encrypted with it: lets the service use it, or anybody through the service. */
export function usableFor(key: Key, user: KeyUser, resource: Resource, action: string): Ternary {
  const { alsoVia, ...alone } = user;
  const users = alsoVia === undefined ? [alone] : [alone, { ...alone, via: alsoVia }];
  return all(users.map((one) => usableThrough(key, one, resource, action)));
}

function usableThrough(key: Key, user: KeyUser, resource: Resource, action: string): Ternary {
  const requests = { ...requestsOf(key, user, resource, action), actions: [action] };
  const { servicePrincipal, undocumentedPrincipal, byProducers = [] } = user;
  const mayService = (name: string | Text, more: Partial<KeyRequests> = {}) => (
    keyGrants(key, { ...requests, ...more, callers: [knownCaller(Principal.service(name))] })
  );
  if (servicePrincipal !== undefined) {
    const documented = any(namesOf(servicePrincipal, resource).map((name) => mayService(name)));
    if (documented !== Ternary.NO || undocumentedPrincipal === undefined) { return documented; }
    return all([mayService(undocumentedPrincipal), Ternary.UNKNOWN]);
  }
  const account = accountOf(resource);
  if (plainlyGrants(key, { principal: anyRoleOf(account), action, resource: key.arn, context: requests.context })) { return Ternary.YES; }
  const producers = byProducers.includes(action) ? servicesIn(key).filter((name) => !NO_PRODUCERS.test(name)) : [];
  return any((function* () {
    yield keyGrants(key, { ...requests, callers: searchOf(key).identitiesOf(account) });
    for (const service of producers) { yield mayService(service, { context: without(requests.context, VIA_SERVICE) }); }
  })());
}

/** What AWS documents of the requests, as far as it is known; what it does not document of them can be anything. */
function requestsOf(
  key: Key, { via, encryptionContext = [], isOpen = false }: KeyUser, resource: Resource, action: string,
): { readonly context: ContextKeys } {
  const { arn } = resource.identity;
  const documented = encryptionContext.map((name) => `${CONTEXT}${name.toLowerCase()}`);
  const others = isOpen ? [] : mentionedBy(key).filter((name) => name.startsWith(CONTEXT) && !documented.includes(name));
  const arns = arn === undefined ? [] : documented.filter((name) => /arn$/.test(name));
  return {
    context: {
      'aws:SecureTransport': 'true',
      ...isOpen ? {} : { [VIA_SERVICE]: via === undefined ? null : Text.of(via, '.', regionOf(resource), '.amazonaws.com') },
      [FOR_AWS_RESOURCE]: action === 'kms:CreateGrant' ? 'true' : null,
      ...Object.fromEntries(others.map((name) => [name, null])),
      ...Object.fromEntries(arns.map((name) => [name, arn ?? ''])),
    },
  };
}

const mentionedBy = memo((key: Key): readonly string[] => (
  statementsOf(key.policyDocument ?? null).flatMap(comparisonsOf).map(({ conditionKey }) => conditionKey)
));

/** The names that a service principal can have in the Region of a resource: where the partition is not known, policies assume one. */
function namesOf(pattern: string, resource: Resource): readonly (string | Text)[] {
  const suffix = urlSuffixOf(resource);
  const suffixes = !pattern.includes('<suffix>') || typeof suffix === 'string' ? [suffix] : [suffix, 'amazonaws.com'];
  return suffixes.map((one) => Text.of(...pattern.split(/(<\w+>)/)
    .map((piece) => (piece === '<region>' ? regionOf(resource) : piece === '<suffix>' ? one : piece))));
}

/** The services to which a key policy allows something. */
function servicesIn(key: Key): readonly string[] {
  const services = statementsOf(key.policyDocument ?? null).filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Principal: principal }) => entriesOf(principal).filter(isMap).flatMap(({ Service }) => entriesOf(Service)));
  return [...new Set(services.filter((name) => typeof name === 'string'))];
}

/** It cannot be determined whether a key is there. */
function without(context: ContextKeys, name: string): ContextKeys {
  return { ...context, [name]: new Unknown('AWS does not document it') };
}
