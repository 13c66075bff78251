import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal, valueRefusal } from '../../cdk';
import { isAccountId } from '../../encryption/internal';

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
  if (!Token.isUnresolved(sourceAccount) && !isAccountId(sourceAccount)) {
    throw valueRefusal(scope, 'sourceAccount', sourceAccount, 'pass the 12 digits of an account ID');
  }
  if (sourceRole !== undefined && sourceRolePattern !== undefined) {
    throw refusal(scope, `sourceRole (${sourceRole}) and sourceRolePattern (${sourceRolePattern}) are both set`, 'remove one of them');
  }
  if (sourceRole !== undefined) { return oneRole(scope, sourceAccount, sourceRole); }
  if (sourceRolePattern !== undefined) { return pattern(scope, sourceAccount, sourceRolePattern); }
  throw refusal(scope, 'neither sourceRole nor sourceRolePattern is set', 'set sourceRole to the name or the ARN of the replication role');
}

function oneRole(scope: IConstruct, account: string, role: string): string {
  const refuse = refuses(scope, 'sourceRole', role);
  if (WILDCARD.test(role)) {
    throw refuse('it is a pattern, but sourceRole must be one role', 'pass the name of the role, or pass the pattern as sourceRolePattern');
  }
  assertOfAccount(account, role, refuse);
  return role;
}

function pattern(scope: IConstruct, account: string, role: string): string {
  const refuse = refuses(scope, 'sourceRolePattern', role);
  assertOfAccount(account, role, refuse);
  if (!WILDCARD.test(role)) { throw refuse('it has no wildcard', 'pass the role as sourceRole'); }
  const name = role.startsWith('arn:') ? role.replace(/^.*?:role\//, '') : role;
  if (/^[*?/]+$/.test(name)) {
    throw refuse('it matches every role in the account, or every role with a name of a certain length',
      'pass a pattern with the beginning of the role names, such as replicates-*, or pass one role as sourceRole');
  }
  return role;
}

type Refuse = (why: string, fix: string) => Error;

function assertOfAccount(account: string, role: string, refuse: Refuse): void {
  if (Token.isUnresolved(role)) { return; }
  if (role.startsWith('arn:') ? ARN.exec(role)?.[1] === account : NAME.test(role)) { return; }
  throw refuse(`it is not a role in ${Token.isUnresolved(account) ? 'the account' : `account ${account}`}`,
    `pass its name, or an ARN of the form arn:aws:iam::${Token.isUnresolved(account) ? 'ACCOUNT' : account}:role/NAME`);
}

function refuses(scope: IConstruct, prop: string, value: string): Refuse {
  return (why, fix) => valueRefusal(scope, prop, value, fix, why);
}
