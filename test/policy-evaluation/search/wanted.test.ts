import { Policy, Principal } from '../../../src/policy-evaluation';
import { knownCaller, Outcome, PolicySearch, type RequestSpace, Wanted } from '../../../src/policy-evaluation/search';
import { confirmationOf, isNothingDenied } from '../../../src/policy-evaluation/search/wanted';
import { Hole, Text, Unknown, type ValueMap } from '../../../src/template';

const BUCKET = 'arn:aws:s3:::b';
const ALLOW: ValueMap = { Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject', Resource: `${BUCKET}/logs/*` };
const DENY: ValueMap = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `${BUCKET}/logs/private/*` };
const CALLERS = [knownCaller(Principal.service('logging.s3.amazonaws.com'))];

function find(wanted: Wanted, statements: ValueMap[], space: Partial<RequestSpace> = {}) {
  return new PolicySearch({ Version: '2012-10-17', Statement: statements })
    .find(wanted, { callers: CALLERS, actions: [{ name: 's3:PutObject', onObjects: true }], resource: BUCKET, ...space });
}

describe('found', () => {
  test.each<[string, Wanted, ValueMap[], Partial<RequestSpace>, string]>([
    ['denied', Wanted.DENIED, [DENY], {}, `${BUCKET}/logs/private/`],
    ['allowed and denied', Wanted.STOPPED, [ALLOW, DENY], {}, `${BUCKET}/logs/private/`],
    ['denied, though allowed', Wanted.REFUSED, [ALLOW, DENY], { objectKeys: 'logs/*' }, `${BUCKET}/logs/private/`],
    ['not allowed', Wanted.REFUSED, [ALLOW], { objectKeys: 'log?/*' }, ''],
    ['allowed elsewhere', Wanted.REFUSED, [{ ...ALLOW, Resource: [`${BUCKET}/logs/a*`, `${BUCKET}/logs/?b*`] }], { objectKeys: 'logs/*' }, `${BUCKET}/logs/`],
    ['granted but for what is not meant', Wanted.GRANTED, [ALLOW], { objectKeys: 'logs/?', exceptObjectKeys: ['logs/a', 'logs/b'] }, `${BUCKET}/logs/`],
  ])('%s', (_, wanted, statements, space, resource) => {
    const { outcome, request } = find(wanted, statements, space);
    expect(outcome).toBe(Outcome.FOUND);
    expect(String(request?.resource)).toContain(resource);
    expect(space.exceptObjectKeys ?? []).not.toContain(String(request?.resource).slice(BUCKET.length + 1));
  });
});

describe('none', () => {
  test.each<[string, Wanted, ValueMap[], Partial<RequestSpace>]>([
    ['denied', Wanted.DENIED, [DENY], { objectKeys: 'logs/public/*' }],
    ['denied, of what is left', Wanted.DENIED, [DENY], { objectKeys: 'logs/p*', exceptObjectKeys: ['logs/*/*'] }],
    ['allowed and denied', Wanted.STOPPED, [ALLOW, { ...DENY, Resource: `${BUCKET}/other/*` }], {}],
    ['allowed and denied by the same statement', Wanted.STOPPED, [ALLOW], {}],
    ['refused', Wanted.REFUSED, [ALLOW], { objectKeys: 'logs/20*' }],
    ['refused, allowed in two parts', Wanted.REFUSED, [{ ...ALLOW, Resource: `${BUCKET}/logs/?` }, { ...ALLOW, Resource: `${BUCKET}/logs/??*` }], { objectKeys: 'logs/?*' }],
  ])('%s', (_, wanted, statements, space) => {
    expect(find(wanted, statements, space)).toEqual({ outcome: Outcome.NONE });
  });
});

test.each<[string, Wanted, ValueMap[], Partial<RequestSpace>]>([
  ['denied by what is not known', Wanted.DENIED, [{ ...DENY, Effect: new Unknown('a parameter') }], {}],
  ['allowed and denied', Wanted.STOPPED, [ALLOW, { ...DENY, Condition: new Unknown('a parameter') }], {}],
  ['refused', Wanted.REFUSED, [{ ...ALLOW, Resource: Text.of(`${BUCKET}/`, new Hole('Prefix'), '/*') }], { objectKeys: 'logs/20*' }],
])('untold: %s', (_, wanted, statements, space) => {
  expect(find(wanted, statements, space).outcome).toBe(Outcome.UNTOLD);
});

describe('the evaluator confirms', () => {
  const ACCOUNT = '111122223333';
  const ROLE = `arn:aws:iam::${ACCOUNT}:role/R`;
  const KEY = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
  const document = (...Statement: ValueMap[]): ValueMap => ({ Version: '2012-10-17', Statement });
  const decrypt = (Effect: string, AWS?: string): ValueMap => ({ Effect, Action: 'kms:Decrypt', Resource: '*', ...AWS === undefined ? {} : { Principal: { AWS } } });
  const [NOTHING, FOR_ROLE, FOR_ACCOUNT] = [document(), document(decrypt('Allow', ROLE)), document(decrypt('Allow', `arn:aws:iam::${ACCOUNT}:root`))];
  const [MAY, MUST_NOT] = [document(decrypt('Allow')), document(decrypt('Allow'), decrypt('Deny'))];
  const request = (action = 'kms:Decrypt') => ({ principal: Principal.role(ROLE), action, resource: KEY, context: {} });

  test.each<[string, Wanted, ValueMap, boolean]>([
    ['that nothing denies it', Wanted.NOT_DENIED, NOTHING, true],
    ['that something denies it', Wanted.NOT_DENIED, document(decrypt('Deny', ROLE)), false],
    ['that it is granted', Wanted.GRANTED, FOR_ROLE, true],
    ['that it is not granted', Wanted.GRANTED, NOTHING, false],
    ['that it is denied', Wanted.DENIED, document(decrypt('Deny', ROLE)), true],
    ['that it is not denied', Wanted.DENIED, FOR_ROLE, false],
    ['that it is allowed and denied', Wanted.STOPPED, document(decrypt('Allow', ROLE), decrypt('Deny', ROLE)), true],
    ['that it is allowed only', Wanted.STOPPED, FOR_ROLE, false],
    ['that it is denied only', Wanted.STOPPED, document(decrypt('Deny', ROLE)), false],
    ['that it is refused', Wanted.REFUSED, NOTHING, true],
    ['that it is not refused', Wanted.REFUSED, FOR_ROLE, false],
  ])('%s', (_, wanted, policy, expected) => {
    expect(confirmationOf(Policy.of(policy), wanted, {})(request())).toBe(expected);
  });

  test.each<[string, ValueMap, ValueMap[], { boundary?: ValueMap; resourceAccount?: string }, boolean]>([
    ['a key and a role that allow it', FOR_ROLE, [MAY], {}, true],
    ['a key that does not', NOTHING, [MAY], {}, false],
    ['a role that does not', FOR_ROLE, [NOTHING], {}, false],
    ['a role without policies', FOR_ROLE, [], {}, false],
    ['one of two policies of a role', FOR_ROLE, [NOTHING, MAY], {}, true],
    ['a role that is denied it', FOR_ROLE, [MUST_NOT], {}, false],
    ['a role that is denied it by another policy', FOR_ROLE, [MAY, document(decrypt('Deny'))], {}, false],
    ['a key that denies it', document(decrypt('Allow', ROLE), decrypt('Deny', ROLE)), [MAY], {}, false],
    ['a key of the account that leaves it to the role', FOR_ACCOUNT, [MAY], { resourceAccount: ACCOUNT }, true],
    ['a key of the account that allows it itself', FOR_ROLE, [NOTHING], { resourceAccount: ACCOUNT }, true],
    ['a key of another account', FOR_ROLE, [NOTHING], { resourceAccount: '444455556666' }, false],
    ['a key of the account, and a role that is denied it', FOR_ACCOUNT, [MUST_NOT], { resourceAccount: ACCOUNT }, false],
    ['a boundary that allows it', FOR_ROLE, [MAY], { boundary: MAY }, true],
    ['a boundary that does not', FOR_ROLE, [MAY], { boundary: NOTHING }, false],
    ['a boundary that denies it', FOR_ROLE, [MAY], { boundary: MUST_NOT }, false],
  ])('what identities may do: %s', (_, policy, documents, more, expected) => {
    expect(confirmationOf(Policy.of(policy), Wanted.GRANTED, { identity: { documents, ...more } })(request())).toBe(expected);
    expect(confirmationOf(Policy.of(policy), Wanted.GRANTED, { identity: { documents, ...more } })(request('kms:Encrypt'))).toBe(false);
  });
});

test('what every request is denied by leaves nothing to look for that is not denied', () => {
  const all = [Wanted.NOT_DENIED, Wanted.GRANTED, Wanted.DENIED, Wanted.STOPPED, Wanted.REFUSED];
  expect(all.filter(isNothingDenied)).toEqual([Wanted.NOT_DENIED, Wanted.GRANTED]);
});
