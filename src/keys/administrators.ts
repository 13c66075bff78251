import { type aws_iam as iam, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../cdk';
import { isAccountId } from '../encryption/internal';

/**
 * The ARNs by which the condition key `aws:PrincipalArn` tells administrators: those of their roles and users, or
 * patterns of such within one account.
 *
 * @throws for principals that this key does not tell
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function administratorArns(scope: IConstruct, prop: string, administrators: iam.IPrincipal[]): string[] {
  return administrators.flatMap((principal) => {
    assertNoGroup(scope, prop, principal);
    const { principalJson, conditions } = principal.policyFragment;
    const kinds = Object.keys(principalJson);
    if (kinds.length !== 1 || kinds[0] !== 'AWS') {
      throw administratorRefusal(scope, prop, JSON.stringify(principalJson), 'only roles and users can be identified by their ARN', 'name a role or a user');
    }
    if (Object.keys(conditions).length > 0) {
      throw administratorRefusal(scope, prop, JSON.stringify(principalJson), `its conditions (${Object.keys(conditions).join(', ')}) cannot be kept`,
        'name the role or the user without conditions');
    }
    for (const arn of principalJson.AWS) { assertTellable(scope, prop, arn); }
    return principalJson.AWS;
  });
}

function assertTellable(scope: IConstruct, prop: string, arn: string): void {
  // As the template will say it: partition and account may be tokens.
  const text = JSON.stringify(Stack.of(scope).resolve(arn));
  if (/^"\**"$/.test(text)) {
    throw administratorRefusal(scope, prop, text, 'it would make every principal an administrator', 'name the roles and users');
  }
  if (/:root"[\]}]*$/.test(text)) {
    throw administratorRefusal(scope, prop, text, 'in a condition, it matches only the root user, not all principals of the account',
      'name the roles and users, or a pattern, such as an iam.ArnPrincipal for arn:aws:iam::ACCOUNT:role/security/*');
  }
  if (/:sts:.*:assumed-role\//.test(text)) {
    throw administratorRefusal(scope, prop, text, 'sessions are identified by the ARN of their role', 'name the role: arn:aws:iam::ACCOUNT:role/NAME');
  }
  const written = flat(Stack.of(scope).resolve(arn));
  assertOfOneAccount(scope, prop, written, text);
  assertRoleOrUser(scope, prop, written, text);
}

/** Requests are sent by the users of a group, whose ARNs are their own. The ARN of a group that the app makes is a token. */
function assertNoGroup(scope: IConstruct, prop: string, principal: iam.IPrincipal): void {
  const { groupArn } = principal as Partial<iam.IGroup>;
  if (groupArn === undefined) { return; }
  throw administratorRefusal(scope, prop, JSON.stringify(Stack.of(scope).resolve(groupArn)), 'groups don\'t send requests', 'name the users of the group, or a role that they can assume');
}

/** Throws for what is written out and can be the ARN of no role or user: nobody would be an administrator. */
function assertRoleOrUser(scope: IConstruct, prop: string, arn: string, shown: string): void {
  if (arn.includes('${')) {
    throw administratorRefusal(scope, prop, shown, 'a policy variable has a different value in each request', 'pass the literal ARN of the role or user');
  }
  const [, , , , , resource] = arn.split(':');
  const isHidden = resource === undefined ? arn.includes(HIDDEN) : resource.startsWith(HIDDEN);
  if (isHidden || ROLE_OR_USER.test(arn)) { return; }
  throw administratorRefusal(scope, prop, shown, 'it isn\'t the ARN of a role or user', 'pass an ARN of the form arn:aws:iam::ACCOUNT:role/NAME');
}

/** Throws for patterns that match principals of any account, or every role or user of one. */
function assertOfOneAccount(scope: IConstruct, prop: string, arn: string, shown: string): void {
  if (!/[*?]/.test(arn)) { return; }
  const fix = 'use a literal account ID and a literal part of the path or name, for example in an iam.ArnPrincipal for arn:aws:iam::111122223333:role/security/*';
  const [, , service, , account, ...resource] = arn.split(':');
  // Where tokens hide how the ARN is divided, its end is all that can be looked at.
  const isDivided = resource.length > 0 || !arn.includes(HIDDEN);
  if (isDivided && (service !== 'iam' || resource.length === 0 || !(account.includes(HIDDEN) || isAccountId(account)))) {
    throw administratorRefusal(scope, prop, shown, 'the pattern matches principals of any account', fix);
  }
  const [type, ...name] = (isDivided ? resource.join(':') : arn.slice(arn.lastIndexOf(HIDDEN) + 1)).split('/');
  if (/[*?]/.test(type) || /^[*?/]*$/.test(name.join('/'))) {
    throw administratorRefusal(scope, prop, shown, 'the pattern matches every role or user of the account', fix);
  }
}

/** Stands for what is known at deployment only. */
const HIDDEN = '\0';

const ROLE_OR_USER = /^[^:]+:[^:]+:(?:iam::[^:]+:(?:role|user)|sts::[^:]+:federated-user)\/[^:]+$/;

/** A value of a template as text. */
function flat(value: unknown): string {
  if (typeof value === 'string') { return value; }
  const [delimiter, parts] = (value as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'] ?? [];
  return Array.isArray(parts) ? parts.map(flat).join(delimiter) : HIDDEN;
}

function administratorRefusal(scope: IConstruct, prop: string, value: string, why: string, fix: string): Error {
  return refusal(scope, `${prop} cannot include ${value}: ${why}`, fix);
}
