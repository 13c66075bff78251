import { AccessRequest, ContextKeys, Principal } from '../../src/policy-evaluation';
import { Context } from '../../src/policy-evaluation/context';
import { Ternary } from '../../src/template/ternary';
import { Hole, Text, Value, ValueMap } from '../../src/template/value';

export const { YES, NO, UNKNOWN } = Ternary;

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '444455556666';
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/app/Reader`;
export const ROLE = Principal.role(ROLE_ARN);
export const USER = Principal.user(`arn:aws:iam::${ACCOUNT}:user/staff/ana`);
export const ROOT = Principal.account(ACCOUNT, 'aws');
export const FOREIGN_ROLE = Principal.role(`arn:aws:iam::${OTHER_ACCOUNT}:role/Guest`);
export const LOGGING = Principal.service('logging.s3.amazonaws.com');
export const ANONYMOUS = Principal.anonymous();

/** Text with holes: text`arn:${'partition'}:s3:::bucket`. */
export function text(literals: TemplateStringsArray, ...holes: string[]): string | Text {
  return Text.of(...literals.flatMap((literal, i) => (i < holes.length ? [literal, new Hole(holes[i])] : [literal])));
}

export function contextOf(keys: ContextKeys): Context {
  return Context.of(keys);
}

/** A GET of an object over TLS by a role, unless told otherwise. */
export function request(changes: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: ROLE,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::bucket/folder/key',
    context: { 'aws:SecureTransport': 'true' },
    ...changes,
  };
}

/** A policy of one statement: everybody may do everything, unless told otherwise. */
export function policyOf(statement: { readonly [element: string]: Value | undefined }, version: Value = '2012-10-17'): ValueMap {
  const whole: { [element: string]: Value | undefined } = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...statement };
  return { Version: version, Statement: [present(whole)] };
}

function present(map: { readonly [element: string]: Value | undefined }): ValueMap {
  return Object.fromEntries(Object.entries(map).filter((entry): entry is [string, Value] => entry[1] !== undefined));
}
