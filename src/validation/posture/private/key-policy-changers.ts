import { isMade } from './made';
import { statementsOf } from './mentioned-condition-keys';
import { Policy, Principal } from '../../../policy-evaluation';
import { isMap, memo, OneOf, type Resource, Ternary, Text, textKey, textOf, type Value, type ValueMap } from '../../../template';
import type { Identity } from '../identity';
import type { Posture } from '../posture';

const CUSTOM = /^(?:Custom::|AWS::CloudFormation::CustomResource$)/;
const FUNCTION = 'AWS::Lambda::Function';

/** Managed policies of AWS that allow to change the policies of keys. */
const WITH_KEY_POLICIES = /:policy\/(?:AdministratorAccess|PowerUserAccess)$/;

/** The custom resources of an app, each with the texts in what it, or the function behind it, is given. */
const customResources = memo((posture: Posture): readonly { readonly resource: Resource; readonly given: string }[] => (
  [...posture.app.resources()].filter((resource) => CUSTOM.test(resource.type) && isMade(resource)).map((resource) => {
    const given = [resource, functionOf(posture, resource)].flatMap((one) => (one ? [...texts(one.read())] : []));
    return { resource, given: given.join('\n') };
  })
));

// docs/decisions/0070
/**
 * What may change the policy of a key at deployment, for messages: a custom resource that is given the key. Nothing if its
 * function, and no other function of the template that it could call, may change it.
 */
export function changerOfKeyPolicy(posture: Posture, key: Resource): string | undefined {
  const name = textKey(key.identity.physicalName);
  const changer = customResources(posture).find(({ resource, given }) => given.includes(name) && mayChange(posture, resource, key));
  return changer && `${changer.resource.logicalId} may change the key policy at deployment`;
}

function mayChange(posture: Posture, custom: Resource, key: Resource): boolean {
  const own = functionOf(posture, custom);
  if (!own) { return true; }
  // A framework of providers calls another function.
  const functions = posture.ofType(FUNCTION).filter((one) => one === own || one.template === own.template);
  return functions.some((one) => {
    const role = posture.roleAt(one.read('Role'), one);
    return role ? mayPutPolicy(role, key) : one === own;
  });
}

function mayPutPolicy(role: Identity, key: Resource): boolean {
  const statements = role.sources.flatMap(({ resource, path }) => statementsOf(resource.read(...path) ?? null));
  return role.policiesInApp.some(isUnreadable) || role.managedPolicies.some(mayAllowPolicies)
    || statements.some((statement) => allowsPut(statement, role, key));
}

/** Whatever its conditions are. */
function allowsPut({ Condition: _, ...statement }: ValueMap, role: Identity, key: Resource): boolean {
  const request = { principal: Principal.role(role.arn), action: 'kms:PutKeyPolicy', resource: key.identity.arn!, context: {} };
  return Policy.of({ Version: '2012-10-17', Statement: [statement] }).allows(request) !== Ternary.NO;
}

function isUnreadable({ statements }: Policy): boolean {
  return statements.some(({ effect }) => effect === undefined);
}

function mayAllowPolicies(managedPolicy: Value): boolean {
  const text = textOf(managedPolicy);
  return text === undefined || !textKey(text).includes(':iam::aws:policy/') || WITH_KEY_POLICIES.test(textKey(text));
}

function functionOf({ app }: Posture, custom: Resource): Resource | undefined {
  return app.resourceAt(custom.read('ServiceToken'), { from: custom, type: FUNCTION });
}

/** All texts in a value. */
function* texts(value: Value | undefined): Iterable<string> {
  if (typeof value === 'string' || value instanceof Text) {
    yield textKey(value);
  } else if (value instanceof OneOf) {
    for (const option of value.options) { yield* texts(option); }
  } else if (Array.isArray(value)) {
    for (const item of value) { yield* texts(item); }
  } else if (isMap(value)) {
    for (const member of Object.values(value)) { yield* texts(member); }
  }
}
