import { isMade } from './made';
import { makerOfUnseen } from './unseen-policies';
import { type App, isUnknown, optionsOf, type Resource, type Value } from '../../../template';
import type { Attached, PolicySource } from '../identity';

const MANAGED_POLICY = 'AWS::IAM::ManagedPolicy';

/** A type of identity, and the policies that name the identities they belong to: types and properties. */
export interface IdentityType {
  readonly type: string;
  readonly policies: { readonly [type: string]: string };
}

export const ROLES: IdentityType = {
  type: 'AWS::IAM::Role',
  policies: { 'AWS::IAM::Policy': 'Roles', [MANAGED_POLICY]: 'Roles', 'AWS::IAM::RolePolicy': 'RoleName' },
};

export const USERS: IdentityType = {
  type: 'AWS::IAM::User',
  policies: { 'AWS::IAM::Policy': 'Users', [MANAGED_POLICY]: 'Users', 'AWS::IAM::UserPolicy': 'UserName' },
};

/** What is attached to each role, or to each user, of the app. */
export function attachedPolicies(app: App, { type, policies }: IdentityType): ReadonlyMap<Resource, Attached> {
  const attached = new Map<Resource, PolicySource[]>();
  const unattached = new Map<string, Resource>();
  const attach = (value: Value | undefined, from: Resource) => {
    for (const name of namesIn(value)) {
      const identity = app.resourceAt(name, { from, type });
      if (identity) {
        const sources = attached.get(identity);
        if (sources) { sources.push(sourceOf(from)); } else { attached.set(identity, [sourceOf(from)]); }
      } else if (isUnknown(name) && !unattached.has(from.template)) {
        unattached.set(from.template, from);
      }
    }
  };
  for (const [policyType, property] of Object.entries(policies)) {
    for (const resource of app.ofType(policyType).filter(isMade)) { attach(resource.read(property), resource); }
  }
  const what = type === ROLES.type ? 'role' : 'user';
  const unseen = ({ template }: Resource) => {
    const whose = unattached.get(template);
    if (whose) { return `it is not known to which ${what} the policy ${whose.logicalId} belongs`; }
    const home = app.template(template);
    const maker = home && makerOfUnseen(Object.keys(policies), home);
    return maker && `${maker} may make a policy for the ${what} at deployment`;
  };
  return new Map(app.ofType(type).filter(isMade).map((resource) => {
    // Managed policies of the app can be named by the role as well.
    const managed = managedPoliciesOf(app, resource);
    return [resource, {
      policies: [...(attached.get(resource) ?? []), ...managed.known],
      managedPolicies: managed.others,
      unseenPolicies: unseen(resource),
    }];
  }));
}

/** The names that a property holds, or may hold, one by one. */
export function namesIn(value: Value | undefined): readonly Value[] {
  const options = value === undefined ? [] : optionsOf(value);
  return options.flatMap((option) => (Array.isArray(option) ? option.flatMap(optionsOf) : [option]));
}

function sourceOf(resource: Resource): PolicySource {
  return { resource, path: ['PolicyDocument'] };
}

function managedPoliciesOf(app: App, identity: Resource): { known: PolicySource[]; others: Value[] } {
  const arns = identity.read('ManagedPolicyArns');
  const list = arns === undefined ? [] : Array.isArray(arns) ? arns : [arns];
  const known: PolicySource[] = [];
  const others: Value[] = [];
  for (const arn of list) {
    const policy = app.resourceAt(arn, { from: identity, type: MANAGED_POLICY });
    if (policy) { known.push(sourceOf(policy)); } else { others.push(arn); }
  }
  return { known, others };
}
