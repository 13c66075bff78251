import { ACCOUNT, contextOf, text } from './support';
import { Principal } from '../../src/policy-evaluation';
import { OneOf, Text } from '../../src/template/value';

const USER_ARN = `arn:aws:iam::${ACCOUNT}:user/staff/ana`;

/** Names, of one of several all that it can be. */
function names({ names: all }: Principal): string[] {
  return all.map((name) => (name instanceof OneOf ? name.options.map(String).join(' or ') : String(name)));
}

function valueOf({ context }: Principal, key: string): string {
  const value = contextOf(context).get(key);
  return value instanceof OneOf ? value.options.map(String).join(' or ') : String(value);
}

test.each<[string, Principal, string[]]>([
  ['a role has its own, and those of its sessions', Principal.role(`arn:aws:iam::${ACCOUNT}:role/app/Reader`), [
    `arn:aws:iam::${ACCOUNT}:role/app/Reader`, `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/{session of arn:aws:iam::${ACCOUNT}:role/app/Reader}`,
  ]],
  ['a session has its own, and that of its role, whose path it does not tell', Principal.role(`arn:aws-cn:sts::${ACCOUNT}:assumed-role/Reader/s`), [
    `arn:aws-cn:iam::${ACCOUNT}:role/Reader or arn:aws-cn:iam::${ACCOUNT}:role/{path of arn:aws-cn:sts::${ACCOUNT}:assumed-role/Reader/s}/Reader`,
    `arn:aws-cn:sts::${ACCOUNT}:assumed-role/Reader/s`,
  ]],
  ['a role of which nothing is known has one', Principal.role(text`${'Role'}`), ['{Role}']],
  ['a role of which the name is not known', Principal.role(text`arn:aws:iam::1:role/${'Name'}`), [
    'arn:aws:iam::1:role/{Name}', 'arn:aws:sts::1:assumed-role/{name of arn:aws:iam::1:role/{Name}}/{session of arn:aws:iam::1:role/{Name}}',
  ]],
  ['a session of which the role is not known', Principal.role(text`arn:aws:sts::1:assumed-role/${'Name'}/s`), [
    'arn:aws:iam::1:role/{name of arn:aws:sts::1:assumed-role/{Name}/s} or '
    + 'arn:aws:iam::1:role/{path of arn:aws:sts::1:assumed-role/{Name}/s}/{name of arn:aws:sts::1:assumed-role/{Name}/s}',
    'arn:aws:sts::1:assumed-role/{Name}/s',
  ]],
  ['a user', Principal.user(USER_ARN), [USER_ARN]],
  ['a root user', Principal.account(ACCOUNT, 'aws-cn'), [`arn:aws-cn:iam::${ACCOUNT}:root`]],
  ['a root user of a partition that is not known', Principal.account(ACCOUNT), [`arn:{partition of the caller}:iam::${ACCOUNT}:root`]],
  ['a federated user', Principal.federatedUser(`arn:aws:sts::${ACCOUNT}:federated-user/ana`), [`arn:aws:sts::${ACCOUNT}:federated-user/ana`]],
  ['a service', Principal.service('s3.amazonaws.com'), ['s3.amazonaws.com']],
  ['anybody has none', Principal.anonymous(), []],
  ['someone', Principal.someone(ACCOUNT, 'aws'), [
    `arn:aws:iam::${ACCOUNT}:role/{name of some role or user} or arn:aws:iam::${ACCOUNT}:user/{name of some role or user}`,
    `arn:aws:sts::${ACCOUNT}:assumed-role/{name of some role or user}`,
  ]],
])('the names of %s', (_, principal, expected) => {
  expect(names(principal)).toEqual(expected);
});

test.each<[string, Principal, string, string]>([
  ['a role', Principal.role(USER_ARN), 'aws:userid', `{user id of ${USER_ARN}}`],
  ['a user', Principal.user(USER_ARN), 'aws:userid', `{user id of ${USER_ARN}}`],
  ['a user without a path', Principal.user(`arn:aws:iam::${ACCOUNT}:user/ana`), 'aws:username', 'ana'],
  ['a user whose name is not known', Principal.user(text`arn:aws:iam::1:user/${'Name'}`), 'aws:username', '{name of arn:aws:iam::1:user/{Name}}'],
  ['a user of whom nothing is known', Principal.user(text`${'User'}`), 'aws:username', '{name of {User}}'],
  ['a user of whom nothing is known', Principal.user(text`${'User'}`), 'aws:principalaccount', '{account of {User}}'],
  ['a user of whom only the account is known', Principal.user(text`${'User'}`, ACCOUNT), 'aws:principalaccount', ACCOUNT],
  ['a role of which nothing is known', Principal.role(text`${'Role'}`), 'aws:principalaccount', '{account of {Role}}'],
  ['a federated user whose name is not known', Principal.federatedUser(text`arn:aws:sts::1:federated-user/${'Name'}`), 'aws:userid', '1:{Name}'],
  ['a federated user whose name begins in some way', Principal.federatedUser(text`arn:aws:sts::1:federated-user/a${'Name'}/b`), 'aws:userid', '1:a{Name}/b'],
  ['a federated user of whom the account is known', Principal.federatedUser(text`arn:aws:sts::1:${'Resource'}`), 'aws:userid', '1:{Resource}'],
  ['a federated user of whom nothing is known', Principal.federatedUser(text`${'User'}`), 'aws:userid', '{account of {User}}:{name of {User}}'],
  ['someone', Principal.someone(ACCOUNT), 'aws:principaltype', 'AssumedRole or User'],
  ['someone', Principal.someone(ACCOUNT), 'aws:username', 'null or {name of some user}'],
  ['someone', Principal.someone(ACCOUNT), 'aws:userid', '{user id of some role or user}'],
  ['a service', Principal.service('s3.amazonaws.com'), 'aws:principalaccount', 'null or account of s3.amazonaws.com'],
  ['a service', Principal.service('s3.amazonaws.com'), 'aws:principalarn', 'null or arn:aws:iam::account-of-s3.amazonaws.com:root'],
])('of %s: %#', (_, principal, key, expected) => {
  expect(valueOf(principal, key)).toBe(expected);
});

test('what is not known of one caller is not what is not known of another', () => {
  const user = (id: string) => Principal.user(text`${id}`);
  const value = (one: Principal) => contextOf(one.context).get('aws:userid');
  expect(value(user('a'))).toEqual(value(user('a')));
  expect(value(user('a'))).not.toEqual(value(user('b')));
  expect(value(user('a'))).toBeInstanceOf(Text);
});
