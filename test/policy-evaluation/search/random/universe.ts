import { type ContextKeys, Principal } from '../../../../src/policy-evaluation';
import type { ContextValue } from '../../../../src/policy-evaluation/context';
import { PrincipalKind } from '../../../../src/policy-evaluation/principal';

/** A bucket, and the few accounts, names and values that random policies speak of. */
export const BUCKET = 'arn:aws:s3:::b';
export const ACCOUNTS = ['111122223333', '444455556666'] as const;

/** None that a policy names. */
const STRANGER = '777788889999';

export const SERVICES = ['logging.s3.amazonaws.com', 'cloudtrail.amazonaws.com'] as const;
export const ARNS = ACCOUNTS.flatMap((account) => [
  ...['role/r', 'role/p/R', 'user/u', 'user/p/u'].map((name) => `arn:aws:iam::${account}:${name}`), `arn:aws:sts::${account}:federated-user/f`,
]);
export const SESSION = `arn:aws:sts::${ACCOUNTS[0]}:assumed-role/r/s`;

/** A caller, with the keys that its requests carry in any case. */
export interface Caller {
  readonly principal: Principal;
  readonly context: ContextKeys;
}

export const CALLERS: readonly Caller[] = [
  ...[...ACCOUNTS, STRANGER].flatMap((account) => [
    caller(Principal.role(`arn:aws:iam::${account}:role/r`), 'AROA1:s'),
    caller(Principal.role(`arn:aws:iam::${account}:role/p/R`), 'AROA2:s'),
    caller(Principal.role(`arn:aws:iam::${account}:role/z`), 'AROA3:s'),
    caller(Principal.user(`arn:aws:iam::${account}:user/u`), 'AIDA1'),
    caller(Principal.user(`arn:aws:iam::${account}:user/p/u`), 'AIDA2'),
    caller(Principal.user(`arn:aws:iam::${account}:user/z`), 'AIDA3'),
    caller(Principal.account(account, 'aws')),
    caller(Principal.federatedUser(`arn:aws:sts::${account}:federated-user/f`)),
    caller(Principal.federatedUser(`arn:aws:sts::${account}:federated-user/z`)),
  ]),
  caller(Principal.role(SESSION), 'AROA1:s'),
  ...[...SERVICES, 'config.amazonaws.com'].map((name) => caller(Principal.service(name))),
  caller(Principal.anonymous()),
];

function caller(principal: Principal, userId?: string): Caller {
  return { principal, context: userId === undefined ? {} : { 'aws:userid': userId } };
}

export const ACTIONS = [
  { name: 's3:GetObject', onObjects: true },
  { name: 's3:PutObject', onObjects: true },
  { name: 's3:DeleteObject', onObjects: true },
  { name: 's3:ListBucket', onObjects: false },
  { name: 's3:GetBucketPolicy', onObjects: false },
  { name: 's3:AnyOtherAction', onObjects: true },
  { name: 's3:AnyOtherAction', onObjects: false },
] as const;

/** Keys of objects: all words of up to three letters, of which no policy names the last. */
export const OBJECT_KEYS: readonly string[] = wordsOf(['a', 'b', '/', 'z'], 1, 3);

export function wordsOf(letters: readonly string[], least: number, most: number): string[] {
  let words = [''];
  const result: string[] = least === 0 ? [''] : [];
  for (let length = 1; length <= most; length++) {
    words = words.flatMap((word) => letters.map((letter) => word + letter));
    if (length >= least) { result.push(...words); }
  }
  return result;
}

/** A condition key: what policies compare it with, and what requests have. */
export interface Key {
  readonly name: string;
  readonly operators: readonly string[];
  /** In policies. */
  readonly constants: readonly string[];
  /** In requests, with `null` where it can be absent; nothing for what follows from the caller. */
  readonly values: (kind: PrincipalKind, action: string) => readonly ContextValue[] | undefined;
  /** Whether it has several values. */
  readonly isSet?: boolean;
}

const TEXT = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'];
const ARN = ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'];
const NUMERIC = comparisons('Numeric');
const DATE = comparisons('Date');
const ADDRESS = ['IpAddress', 'NotIpAddress'];

const { SERVICE, ROLE, USER, ROOT, FEDERATED } = PrincipalKind;
const signed = (kind: PrincipalKind) => kind === ROLE || kind === USER || kind === ROOT || kind === FEDERATED;

export const KEYS: readonly Key[] = [
  {
    name: 'aws:SourceIp',
    operators: ADDRESS,
    constants: ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3', '2001:db8::/32', '0.0.0.0/0', '::/0'],
    values: (kind) => (kind === SERVICE ? [null] : [null, '10.0.0.1', '10.1.0.1', '10.1.2.3', '192.0.2.1', '2001:db8::1', '2002::1']),
  },
  {
    name: 'aws:SourceVpc',
    operators: TEXT,
    constants: ['vpc-1', 'vpc-2', 'vpc-*', 'VPC-1', '*'],
    values: (kind) => (kind === SERVICE ? [null] : [null, 'vpc-1', 'vpc-2', 'VPC-1', 'vpc-z', 'zzz']),
  },
  {
    name: 'aws:PrincipalOrgID',
    operators: TEXT,
    constants: ['o-1', 'o-2', 'o-?', '*'],
    values: (kind) => (signed(kind) ? [null, 'o-1', 'o-2', 'o-z', 'o-zz', 'O-1', 'O-2', 'zzz'] : [null]),
  },
  {
    name: 'aws:PrincipalTag/team',
    operators: TEXT,
    constants: ['a', 'b', 'a*', '?', ''],
    values: (kind) => (kind === ROLE || kind === USER || kind === FEDERATED ? [null, 'a', 'b', 'A', 'B', 'z', 'az', 'zz', 'Az'] : [null]),
  },
  { name: 'aws:PrincipalArn', operators: [...ARN, ...TEXT], constants: [...ARNS, 'arn:aws:iam::*:role/*', 'arn:aws:iam::111122223333:*', 'arn:aws:iam::*:*/r', 'arn:aws:sts::*:federated-user/*', '*/u'], values: () => undefined },
  { name: 'aws:PrincipalAccount', operators: TEXT, constants: [...ACCOUNTS, '1*', '*', '????????????', 'anonymous'], values: () => undefined },
  { name: 'aws:PrincipalType', operators: TEXT, constants: ['AssumedRole', 'User', 'Account', 'FederatedUser', '*User', 'A*', 'Anonymous', 'user'], values: () => undefined },
  { name: 'aws:PrincipalIsAWSService', operators: ['Bool', 'StringEquals'], constants: ['true', 'false'], values: () => undefined },
  { name: 'aws:PrincipalServiceName', operators: TEXT, constants: [...SERVICES, '*.amazonaws.com', 'logging.*'], values: () => undefined },
  { name: 'aws:username', operators: TEXT, constants: ['u', '*', 'U', '?'], values: () => undefined },
  { name: 'aws:userid', operators: TEXT, constants: ['AROA1:*', 'AIDA1', 'A???1*', ...ACCOUNTS, `${ACCOUNTS[0]}:f`, `${ACCOUNTS[1]}:*`, '*:f', '*3*'], values: () => undefined },
  {
    name: 'aws:CurrentTime',
    operators: DATE,
    constants: ['2020-01-01T00:00:00Z', '2035-01-01T00:00:00Z', '2040-01-01'],
    values: () => ['2030-01-01T00:00:00Z', '2035-01-01T00:00:00Z', '2037-01-01T00:00:00Z', '2040-01-01T00:00:00Z', '2041-01-01T00:00:00Z'],
  },
  {
    name: 's3:max-keys',
    operators: [...NUMERIC, 'StringEquals'],
    constants: ['5', '10', '10.0'],
    values: (_, action) => (onlyOf(action, ['s3:ListBucket']) ? [null, '1', '5', '7', '10', '20'] : [null]),
  },
  {
    name: 's3:x-amz-acl',
    operators: TEXT,
    constants: ['private', 'public-read', 'public-*', 'bucket-owner-*'],
    values: (_, action) => (onlyOf(action, ['s3:PutObject']) ? [null, 'private', 'public-read', 'public-z', 'Private', 'PUBLIC-READ', 'bucket-owner-z', 'zzz'] : [null]),
  },
  {
    name: 's3:prefix',
    operators: TEXT,
    constants: ['', 'a', 'a*', 'home/*', '*b'],
    values: (_, action) => (onlyOf(action, ['s3:ListBucket']) ? [null, '', 'a', 'A', 'az', 'azb', 'ab', 'home/z', 'b', 'z', 'home/zb'] : [null]),
  },
  {
    name: 's3:RequestObjectTagKeys',
    operators: TEXT,
    constants: ['a', 'b', 'a*', '?'],
    values: (_, action) => (onlyOf(action, ['s3:PutObject']) ? [null, ...setsOf(['a', 'b', 'A', 'az', 'zz', 'z'])] : [null]),
    isSet: true,
  },
  {
    name: 'aws:MultiFactorAuthPresent',
    operators: ['Bool', 'StringEquals', 'StringNotEquals'],
    constants: ['true', 'false'],
    values: (kind) => (signed(kind) ? [null, 'true', 'false'] : [null]),
  },
  {
    name: 'aws:SourceArn',
    operators: [...ARN, 'StringEquals', 'StringNotEquals'],
    constants: ['arn:aws:s3:::log', 'arn:aws:s3:::*', 'arn:aws:sns:*:111122223333:*'],
    values: (kind) => (kind === SERVICE ? [null, 'arn:aws:s3:::log', 'arn:aws:s3:::z', 'arn:aws:sns:eu-west-1:111122223333:z', 'arn:aws:z:z:z:z'] : [null]),
  },
];

/** Whether requests for an action have a key that only those for some actions have, or one of which nothing is known. */
function onlyOf(action: string, actions: readonly string[]): boolean {
  return actions.includes(action) || action === 's3:AnyOtherAction';
}

function comparisons(type: string): string[] {
  return ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map((name) => type + name);
}

function setsOf(members: readonly string[]): string[][] {
  return [...members.map((member) => [member]), ...members.flatMap((one, i) => members.slice(i + 1).map((other) => [one, other]))];
}

/** Whether a key can have a value, or be absent, in the requests of a caller: what a witness has to keep to. */
export function canHave(key: string, value: ContextValue, kind: PrincipalKind, action: string): boolean {
  const values = KEYS.find(({ name }) => name.toLowerCase() === key)?.values(kind, action);
  if (values === undefined) { return true; }
  return value === null ? values.includes(null) : values.some((one) => one !== null);
}
