import { Token } from 'aws-cdk-lib';
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
    throw new Error(`${scope.node.path}: sourceAccount cannot be ${JSON.stringify(sourceAccount)}. Fix: pass the 12 digits of an account ID.`);
  }
  if (sourceRole !== undefined && sourceRolePattern !== undefined) {
    throw new Error(`${scope.node.path}: sourceRole (${sourceRole}) and sourceRolePattern (${sourceRolePattern}) are both set. Fix: remove one of them.`);
  }
  if (sourceRole !== undefined) { return oneRole(scope, sourceAccount, sourceRole); }
  if (sourceRolePattern !== undefined) { return pattern(scope, sourceAccount, sourceRolePattern); }
  throw new Error(`${scope.node.path}: neither sourceRole nor sourceRolePattern is set. Fix: set sourceRole to the name or the ARN of the replication role.`);
}

function oneRole(scope: IConstruct, account: string, role: string): string {
  const refusal = refuses(scope, 'sourceRole', role);
  if (WILDCARD.test(role)) {
    throw refusal('it is a pattern, but sourceRole is one role', 'pass the name of the role, or pass the pattern as sourceRolePattern');
  }
  assertOfAccount(account, role, refusal);
  return role;
}

function pattern(scope: IConstruct, account: string, role: string): string {
  const refusal = refuses(scope, 'sourceRolePattern', role);
  assertOfAccount(account, role, refusal);
  if (!WILDCARD.test(role)) { throw refusal('it has no wildcard', 'pass the role as sourceRole'); }
  const name = role.startsWith('arn:') ? role.replace(/^.*?:role\//, '') : role;
  if (/^[*?/]+$/.test(name)) {
    throw refusal('it matches every role of the account, or every role with a name of a certain length',
      'pass a pattern with the beginning of the role names, such as replicates-*, or pass one role as sourceRole');
  }
  return role;
}

type Refusal = (why: string, fix: string) => Error;

function assertOfAccount(account: string, role: string, refusal: Refusal): void {
  if (Token.isUnresolved(role)) { return; }
  if (role.startsWith('arn:') ? ARN.exec(role)?.[1] === account : NAME.test(role)) { return; }
  throw refusal(`it is not a role of ${Token.isUnresolved(account) ? 'the account' : `account ${account}`}`,
    `pass its name, or an ARN of the form arn:aws:iam::${Token.isUnresolved(account) ? 'ACCOUNT' : account}:role/NAME`);
}

function refuses(scope: IConstruct, prop: string, value: string): Refusal {
  return (why, fix) => new Error(`${scope.node.path}: ${prop} cannot be ${JSON.stringify(value)}: ${why}. Fix: ${fix}.`);
}
