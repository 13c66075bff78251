import { aws_iam as iam, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { withReferences } from './fewest-characters';

/** What the app attaches to a role, in whichever stack. */
export interface PoliciesOfRole {
  /** The documents of its inline policies. */
  readonly inline: readonly unknown[];
  /** The managed policies that the app makes for it. */
  readonly managed: readonly iam.CfnManagedPolicy[];
  /** How many managed policies it has, with those that the app does not make. */
  readonly managedCount: number;
}

/** Looked for whenever it is asked, because the app may change until it is synthesized. */
export function policiesOf(role: iam.IRole): PoliciesOfRole {
  const isOurs = matcher(role);
  const inline: unknown[] = [];
  const managed = new Set<IConstruct | string>();
  for (const construct of role.node.root.node.findAll()) {
    if (iam.CfnPolicy.isCfnPolicy(construct)) {
      if (named(construct, construct.roles).some(isOurs)) { inline.push(construct.policyDocument); }
    } else if (iam.CfnRolePolicy.isCfnRolePolicy(construct)) {
      if (named(construct, [construct.roleName]).some(isOurs)) { inline.push(construct.policyDocument); }
    } else if (iam.CfnManagedPolicy.isCfnManagedPolicy(construct)) {
      if (named(construct, construct.roles).some(isOurs)) { managed.add(construct); }
    } else if (iam.CfnRole.isCfnRole(construct) && isOurs({ target: construct, name: construct.roleName, account: Stack.of(construct).account })) {
      inline.push(...inlineDocuments(construct));
      for (const { target, name } of named(construct, construct.managedPolicyArns)) { managed.add(target ?? name!); }
    }
  }
  return { inline, managed: [...managed].filter((one): one is iam.CfnManagedPolicy => typeof one !== 'string' && iam.CfnManagedPolicy.isCfnManagedPolicy(one)), managedCount: managed.size };
}

/** Something that a property names: a resource of the app, or what has a name in an account. */
interface Named {
  readonly target?: IConstruct;
  readonly name?: string;
  readonly account: string;
}

/** Whether something is the role: its resource, or what has its literal name in its account. It can be imported several times. */
function matcher(role: iam.IRole): (one: Named) => boolean {
  const { defaultChild } = role.node;
  const resource = defaultChild && iam.CfnRole.isCfnRole(defaultChild) ? defaultChild : undefined;
  const name = resource ? resource.roleName : role.roleName;
  const { account: ours } = resource ? Stack.of(resource) : role.env;
  return (one) => (resource !== undefined && one.target === resource) || (
    name !== undefined && !Token.isUnresolved(name) && one.name === name
    && (one.account === ours || (Token.isUnresolved(one.account) && Token.isUnresolved(ours)))
  );
}

/** What the texts of a list name. */
function named(scope: IConstruct, list: unknown): Named[] {
  const { account } = Stack.of(scope);
  const { resolved, references } = withReferences(scope, list);
  return [resolved ?? []].flat().map((one) => ({
    account, target: references.get(JSON.stringify(one))?.target, name: typeof one === 'string' ? one : JSON.stringify(one),
  }));
}

function inlineDocuments(role: iam.CfnRole): unknown[] {
  const { resolved } = withReferences(role, role.policies);
  return Array.isArray(resolved) ? resolved.map((policy: { readonly policyDocument?: unknown }) => policy.policyDocument) : [];
}
