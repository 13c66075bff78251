import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** Who replicates from another account. */
interface Source {
  readonly sourceAccount: string;
  readonly sourceRole?: string;
  readonly sourceRolePattern?: string;
}

const WILDCARD = /[*?]/;
/** IAM takes `${` for the beginning of a policy variable. */
const NAME = /^(?!\/)[^:$]+$/;
const ARN = /^arn:[^:*?]+:iam::([^:]*):role\/([^:$]+)$/;

/**
 * The role of another account, or the pattern of its roles, by name or ARN.
 *
 * Text around tokens is looked at too: a wildcard there makes a pattern of what is promised to be one role.
 *
 * @throws if it is not one of the two, or does not belong to the account
 */
export function sourceRoleOf(scope: IConstruct, { sourceAccount, sourceRole, sourceRolePattern }: Source): string {
  if (!Token.isUnresolved(sourceAccount) && !/^\d{12}$/.test(sourceAccount)) {
    throw new Error(`${scope.node.path}: sourceAccount cannot be ${JSON.stringify(sourceAccount)}. Fix: give the 12 digits of an account.`);
  }
  if (sourceRole !== undefined && sourceRolePattern !== undefined) {
    throw new Error(`${scope.node.path}: sourceRole (${sourceRole}) and sourceRolePattern (${sourceRolePattern}) are both given. Fix: leave one of them out.`);
  }
  if (sourceRole !== undefined) { return oneRole(scope, sourceAccount, sourceRole); }
  if (sourceRolePattern !== undefined) { return pattern(scope, sourceAccount, sourceRolePattern); }
  throw new Error(`${scope.node.path}: neither sourceRole nor sourceRolePattern is given. Fix: give the name or the ARN of the role that replicates as sourceRole.`);
}

function oneRole(scope: IConstruct, account: string, role: string): string {
  const refusal = refuses(scope, 'sourceRole', role);
  if (WILDCARD.test(role)) {
    throw refusal('it is a pattern, and sourceRole is one role', 'give the name of the role, or give the pattern as sourceRolePattern');
  }
  assertOfAccount(scope, account, role, refusal);
  return role;
}

function pattern(scope: IConstruct, account: string, role: string): string {
  const refusal = refuses(scope, 'sourceRolePattern', role);
  assertOfAccount(scope, account, role, refusal);
  if (!WILDCARD.test(role)) { throw refusal('it has no wildcard', 'give the role as sourceRole'); }
  const name = role.startsWith('arn:') ? role.replace(/^.*?:role\//, '') : role;
  if (/^[*?/]+$/.test(name)) {
    throw refusal('it matches every role of the account, or roles that have nothing but the length of their names in common',
      'write out what the names of the roles that replicate begin with, such as replicates-*, or give one role as sourceRole');
  }
  return role;
}

type Refusal = (why: string, fix: string) => Error;

function assertOfAccount(scope: IConstruct, account: string, role: string, refusal: Refusal): void {
  if (Token.isUnresolved(role)) { return; }
  if (role.startsWith('arn:') ? ARN.exec(role)?.[1] === account : NAME.test(role)) { return; }
  throw refusal(`it is not a role of account ${account}`,
    `give its name, or an ARN of the form arn:${Stack.of(scope).partition}:iam::${account}:role/NAME`);
}

function refuses(scope: IConstruct, prop: string, value: string): Refusal {
  return (why, fix) => new Error(`${scope.node.path}: ${prop} cannot be ${JSON.stringify(value)}: ${why}. Fix: ${fix}.`);
}
