import { ANONYMOUS, type CallerClass, knownCaller, Principal } from '../../../src/policy-evaluation';
import { PrincipalKind } from '../../../src/policy-evaluation/principal';
import { callersByArn } from '../../../src/policy-evaluation/search/callers';
import { CALLER } from '../../../src/policy-evaluation/search/tests';
import { FRESH } from '../../../src/policy-evaluation/tokens';
import { ACCOUNT, ROLE } from '../support';

const { FEDERATED, ROLE: OF_ROLE, ROOT, USER } = PrincipalKind;
const NAMED = [OF_ROLE, USER, ROOT, FEDERATED] as const;

/** The shape of ARNs: literal text, and in brackets how long what stands there can be. */
function shapes(callers: readonly CallerClass[]): string[] {
  return callers.map(({ shape }) => shape!.map((segment) => (
    'fixed' in segment && segment.fixed !== undefined ? segment.fixed.join('').replaceAll(FRESH, '?') : `[${segment.free!.least}-${segment.free!.most ?? ''}]`
  )).join(''));
}

test.each<[typeof NAMED[number], string[]]>([
  [OF_ROLE, ['arn:aws:iam::[12-12]:role/[1-]']],
  [USER, ['arn:aws:iam::[12-12]:user/[1-]', 'arn:aws:iam::[12-12]:user/[1-]/[1-]']],
  [ROOT, ['arn:aws:iam::[12-12]:root']],
  [FEDERATED, ['arn:aws:sts::[12-12]:federated-user/[1-]']],
])('the ARN of a %s', (kind, expected) => {
  expect(shapes(callersByArn(kind, 'aws', 'numbered'))).toEqual(expected);
  expect(shapes(callersByArn(kind, 'aws-cn', [...ACCOUNT]))).toEqual(expected.map((one) => one.replace('aws', 'aws-cn').replace('[12-12]', ACCOUNT)));
  expect(shapes(callersByArn(kind, 'aws', 'other'))).toEqual(expected.map((one) => one.replace('[12-12]', '?'.repeat(12))));
});

test('what can stand in the places of ARNs', () => {
  const allowed = (kind: typeof NAMED[number], place: number) => {
    const free = callersByArn(kind, 'aws', 'numbered').map(({ shape }) => shape!.filter((segment) => 'free' in segment && segment.free !== undefined)[place]);
    return free.map((segment) => ['0', 'a', ':', '/', FRESH].filter((symbol) => segment!.free!.allows(symbol)).join(' '));
  };
  for (const kind of NAMED) { expect(allowed(kind, 0)).toEqual(kind === USER ? [`0 ${FRESH}`, `0 ${FRESH}`] : [`0 ${FRESH}`]); }
  expect(allowed(OF_ROLE, 1)).toEqual([`0 a / ${FRESH}`]);
  expect(allowed(USER, 1)).toEqual([`0 a ${FRESH}`, `0 a / ${FRESH}`]);
  expect(allowed(FEDERATED, 1)).toEqual([`0 a ${FRESH}`]);
});

test.each<[typeof NAMED[number], string, string]>([
  [OF_ROLE, `arn:aws:iam::${ACCOUNT}:role/a/b`, 'AssumedRole'],
  [USER, `arn:aws:iam::${ACCOUNT}:user/a/b`, 'User'],
  [ROOT, `arn:aws:iam::${ACCOUNT}:root`, 'Account'],
  [FEDERATED, `arn:aws:sts::${ACCOUNT}:federated-user/ana`, 'FederatedUser'],
])('a %s is called by its ARN', (kind, arn, type) => {
  for (const caller of callersByArn(kind, 'aws', 'numbered')) {
    const principal = caller.called(arn);
    expect([principal.kind, principal.account, principal.context['aws:PrincipalArn']]).toEqual([kind, ACCOUNT, arn]);
    expect(caller.kind).toBe(kind);
    expect(caller.context).toEqual({
      'aws:principalisawsservice': 'false', 'aws:principaltype': type, 'aws:principalservicename': null, 'aws:principalservicenameslist': null,
    });
  }
});

test.each<[string, string[]]>([
  ['aws:principalarn', NAMED.map(() => CALLER)],
  ['aws:principalaccount', NAMED.map(() => `${CALLER}: account`)],
  ['kms:calleraccount', NAMED.map(() => `${CALLER}: account`)],
  ['aws:username', ['aws:username', `${CALLER}: name`, 'aws:username', 'aws:username']],
  ['aws:userid', ['aws:userid', 'aws:userid', `${CALLER}: account`, `${CALLER}: several`]],
  ['aws:sourceip', NAMED.map(() => 'aws:sourceip')],
])('what tells %s', (key, expected) => {
  const told = NAMED.map((kind) => callersByArn(kind, 'aws', 'numbered')[0].unknownOf(key));
  expect(told.map(({ segment, unknown }) => `${unknown}${segment === undefined ? '' : `: ${/^(account|name)$/.test(segment) ? segment : 'several'}`}`)).toEqual(expected);
});

test('of a caller who is known, all keys are their own', () => {
  const caller = knownCaller(ROLE);
  expect([caller.kind, caller.principal, caller.called('anything'), caller.shape]).toEqual([ROLE.kind, ROLE, ROLE, undefined]);
  expect(caller.unknownOf('aws:principalarn')).toEqual({ unknown: 'aws:principalarn' });
  expect(Object.keys(caller.context)).toEqual(Object.keys(ROLE.context).map((key) => key.toLowerCase()));
  expect(ANONYMOUS.principal?.kind).toBe(Principal.anonymous().kind);
});
