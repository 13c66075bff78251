import { isRawMap, own, RawMap } from '../raw';
import { managedPolicyArn, RolePolicies } from './policies';

/** What a role is made of besides its policies. */
export interface RoleParts {
  /** The function or the state machine. */
  readonly owner: RawMap;
  readonly properties: RawMap;
  /** Who assumes it, where the owner does not say. */
  readonly service: string;
  /** Managed policies that SAM adds. */
  readonly managed: readonly string[];
  /** Inline policies that SAM adds. */
  readonly inline: readonly unknown[];
}

/** On which condition of the template it hangs that a role is made, and whether that has to hold. */
export interface RoleCondition {
  readonly name: string;
  readonly holds: boolean;
}

/** The role that SAM makes for a function or a state machine. */
export function roleResource({ owner, properties, service, managed, inline }: RoleParts, policies: RolePolicies, Condition: unknown): RawMap {
  const boundary = own(properties, 'PermissionsBoundary');
  const path = own(properties, 'RolePath');
  const arns = [...managed.map(managedPolicyArn), ...policies.managed];
  return {
    Type: 'AWS::IAM::Role',
    ...Condition === undefined ? {} : { Condition },
    // The path of its construct.
    ...own(owner, 'Metadata') === undefined ? {} : { Metadata: own(owner, 'Metadata') },
    Properties: {
      AssumeRolePolicyDocument: own(properties, 'AssumeRolePolicyDocument') ?? {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: [service] } }],
      },
      ManagedPolicyArns: unique(arns),
      ...inline.length + policies.inline.length > 0 ? { Policies: [...policies.inline, ...inline] } : {},
      ...path === undefined ? {} : { Path: path },
      ...boundary === undefined ? {} : { PermissionsBoundary: boundary },
    },
  };
}

/** What is written alike once. */
export function unique(all: readonly unknown[]): readonly unknown[] {
  const before = new Set<string>();
  return all.filter((one) => {
    const text = textOf(one);
    const isNew = text === undefined || !before.has(text);
    if (text !== undefined) { before.add(text); }
    return isNew;
  });
}

/** Nothing for what is nested too deep. */
function textOf(one: unknown): string | undefined {
  try {
    return JSON.stringify(one);
  } catch {
    return undefined;
  }
}

/** What stands for the role: the one that is given, the one that SAM makes, or either, which hangs on a condition. */
export function roleOf(given: unknown, made: string): { readonly role: unknown; readonly isMade: boolean; readonly condition?: RoleCondition } {
  const arn = { 'Fn::GetAtt': [made, 'Arn'] };
  if (given === undefined || given === null) { return { role: arn, isMade: true }; }
  const choice = isRawMap(given) ? own(given, 'Fn::If') : undefined;
  const [name, ...branches]: unknown[] = Array.isArray(choice) && choice.length === 3 ? choice : [];
  if (typeof name !== 'string' || !branches.some(isNoValue)) { return { role: given, isMade: false }; }
  const role = { 'Fn::If': [name, ...branches.map((branch) => (isNoValue(branch) ? arn : branch))] };
  return { role, isMade: true, ...branches.every(isNoValue) ? {} : { condition: { name, holds: isNoValue(branches[0]) } } };
}

function isNoValue(raw: unknown): boolean {
  return isRawMap(raw) && own(raw, 'Ref') === 'AWS::NoValue';
}
