import { aws_iam as iam, Stack, type Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { withReferences } from './fewest-characters';
import { memo } from '../../template';
import { mainResource } from '../l2-internals';

/** What the app attaches to a role, in whichever stack. */
export interface PoliciesOfRole {
  /** The documents of its inline policies. */
  readonly inline: readonly unknown[];
  /** The managed policies that the app makes for it. */
  readonly managed: readonly iam.CfnManagedPolicy[];
  /** How many managed policies it has, with those that the app does not make. */
  readonly managedCount: number;
}

/**
 * What the app attaches to a role, when the app is validated: nothing changes until that is done.
 *
 * All roles share one walk through the app for each validation of a stage, because each may have its policies anywhere.
 */
export class PoliciesOfRoles {
  /** What is found for the roles of a stage; forgotten when its validation begins. */
  static readonly of = memo((stage: Stage): PoliciesOfRoles => {
    const found = new PoliciesOfRoles(stage.node.root);
    // A stage is validated before what is in it.
    stage.node.addValidation({
      validate: () => {
        found.attached = undefined;
        return [];
      },
    });
    return found;
  });

  private attached: readonly Attached[] | undefined;

  private constructor(private readonly root: IConstruct) {}

  policiesOf(role: iam.IRole): PoliciesOfRole {
    const isOurs = matcher(role);
    const inline: unknown[] = [];
    const managed = new Set<IConstruct | string>();
    for (const { policy, roles } of this.attached ??= attachedIn(this.root)) {
      if (!roles.some(isOurs)) { continue; }
      if (iam.CfnManagedPolicy.isCfnManagedPolicy(policy)) {
        managed.add(policy);
      } else if (iam.CfnRole.isCfnRole(policy)) {
        inline.push(...inlineDocuments(policy));
        for (const { target, name } of named(policy, policy.managedPolicyArns)) { managed.add(target ?? name!); }
      } else {
        inline.push(policy.policyDocument);
      }
    }
    return {
      inline,
      managed: [...managed].filter((one): one is iam.CfnManagedPolicy => typeof one !== 'string' && iam.CfnManagedPolicy.isCfnManagedPolicy(one)),
      managedCount: managed.size,
    };
  }
}

/** A policy with the roles that it is attached to; of a role those that stand in it. */
interface Attached {
  readonly policy: iam.CfnPolicy | iam.CfnRolePolicy | iam.CfnManagedPolicy | iam.CfnRole;
  readonly roles: readonly Named[];
}

function attachedIn(root: IConstruct): Attached[] {
  return root.node.findAll().flatMap((policy): Attached[] => {
    if (iam.CfnPolicy.isCfnPolicy(policy) || iam.CfnManagedPolicy.isCfnManagedPolicy(policy)) {
      return [{ policy, roles: named(policy, policy.roles) }];
    }
    if (iam.CfnRolePolicy.isCfnRolePolicy(policy)) { return [{ policy, roles: named(policy, [policy.roleName]) }]; }
    if (!iam.CfnRole.isCfnRole(policy)) { return []; }
    return [{ policy, roles: [{ target: policy, name: policy.roleName, account: Stack.of(policy).account }] }];
  });
}

/** Something that a property names: a resource of the app, or what has a name in an account. */
interface Named {
  readonly target?: IConstruct;
  readonly name?: string;
  readonly account: string;
}

/** Whether something is the role: its resource, or what has its literal name in its account. It can be imported several times. */
function matcher(role: iam.IRole): (one: Named) => boolean {
  const main = mainResource(role);
  const resource = main && iam.CfnRole.isCfnRole(main) ? main : undefined;
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
