import { Random } from './random/random';
import { type AccessRequest, decide, knownCaller, Outcome, Policy, PolicySearch, Principal, Wanted } from '../../../src/policy-evaluation';
import { Ternary, type Value, type ValueMap } from '../../../src/template';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1';
const [OWN, OTHER] = ['111122223333', '444455556666'];
const ROLES = [OWN, OTHER].map((account) => `arn:aws:iam::${account}:role/r`);
const TAG = 'aws:PrincipalTag/team';
const ORGANIZATION = 'aws:PrincipalOrgID';

const DECRYPT = [{ name: 'kms:Decrypt', onObjects: false }];
const granted = (key: Value, role: string, documents: readonly Value[], boundary?: Value) => new PolicySearch(key).find(Wanted.GRANTED, {
  callers: [knownCaller(Principal.role(role))],
  actions: DECRYPT,
  resource: KEY,
  identity: { documents, resourceAccount: OWN, ...(boundary === undefined ? {} : { boundary }) },
});

/** The first policies of these seeds. */
const FIRST = Number(process.env.FIRST_SEED ?? 1);
const POLICIES = 500;

const VALUES = [null, 'a', 'b', 'ab', 'a*', 'z'];

test('what the policy of a key and those of a role grant together is found if and only if it is there', () => {
  const outcomes = new Map<Outcome, number>();
  for (let seed = FIRST; seed < FIRST + POLICIES; seed++) {
    const random = new Random(seed);
    const key = policyOf(random, true);
    const documents = Array.from({ length: random.below(3) }, () => policyOf(random, false));
    const boundary = random.chance(0.2) ? policyOf(random, false) : undefined;
    const role = random.one(ROLES);
    const { outcome, request } = granted(key, role, documents, boundary);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    const deciders = { identity: documents.map((one) => Policy.of(one)), resource: Policy.of(key), resourceAccount: OWN, kind: 'kms' } as const;
    const answers = VALUES.flatMap((tag) => VALUES.map((organization) => {
      const asked = { principal: Principal.role(role), action: 'kms:Decrypt', resource: KEY, context: { [TAG]: tag, [ORGANIZATION]: organization } };
      return decide(asked, deciders) === Ternary.YES && (boundary === undefined || Policy.of(boundary).grants(asked) === Ternary.YES);
    }));
    expect({ seed, isFound: outcome === Outcome.FOUND }).toEqual({ seed, isFound: answers.includes(true) });
    if (request !== undefined) { expect({ seed, answer: decide(request, deciders) }).toEqual({ seed, answer: Ternary.YES }); }
  }
  expect(outcomes.get(Outcome.UNTOLD)).toBeUndefined();
  for (const outcome of [Outcome.FOUND, Outcome.NONE]) { expect((outcomes.get(outcome) ?? 0) / POLICIES).toBeGreaterThan(0.1); }
});

test('what the policies of all roles of an account would let them do is told, whichever role it is', () => {
  const outcomes = new Map<Outcome, number>();
  for (let seed = FIRST; seed < FIRST + POLICIES / 2; seed++) {
    const random = new Random(seed);
    const [key, account] = [policyOf(random, true), random.one([OWN, OTHER])];
    const documents = Array.from({ length: random.below(3) }, () => policyOf(random, false));
    const boundary = random.chance(0.2) ? policyOf(random, false) : undefined;
    const resourceAccount = random.chance(0.8) ? OWN : undefined;
    const search = new PolicySearch(key);
    const { outcome, request } = search.find(Wanted.GRANTED, {
      callers: search.identitiesOf(account).filter(({ kind }) => kind === 'role'), actions: DECRYPT, resource: KEY, identity: { documents, boundary, resourceAccount },
    });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    const [own, most] = [documents.map((one) => Policy.of(one)), boundary && Policy.of(boundary)];
    const isGranted = (asked: AccessRequest) => {
      const allowed = decide(asked, { identity: own, resource: Policy.of(key), resourceAccount: resourceAccount ?? 'another', kind: 'kms' });
      return allowed === Ternary.YES && (most === undefined || most.grants(asked) === Ternary.YES);
    };
    const asked = [`arn:aws:iam::${account}:role/r`, `arn:aws:iam::${account}:role/z`].flatMap((role) => VALUES.flatMap((tag) => VALUES.map((organization) => (
      { principal: Principal.role(role), action: 'kms:Decrypt', resource: KEY, context: { [TAG]: tag, [ORGANIZATION]: organization } }
    ))));
    if (outcome === Outcome.FOUND) { expect({ seed, is: isGranted(request!) }).toEqual({ seed, is: true }); }
    if (outcome === Outcome.NONE) { expect({ seed, found: asked.find(isGranted) }).toEqual({ seed, found: undefined }); }
  }
  for (const outcome of [Outcome.FOUND, Outcome.NONE]) { expect(outcomes.get(outcome) ?? 0).toBeGreaterThan(POLICIES / 20); }
  // In whose account a caller is that is told by the shape of its ARN, the formula does not say.
  expect(outcomes.get(Outcome.UNTOLD) ?? 0).toBeLessThan(POLICIES / 20);
});

function policyOf(random: Random, isOfKey: boolean): ValueMap {
  return { Version: '2012-10-17', Statement: Array.from({ length: 1 + random.below(3) }, () => statementOf(random, isOfKey)) };
}

function statementOf(random: Random, isOfKey: boolean): ValueMap {
  const names: Value[] = ['*', { AWS: OWN }, { AWS: OTHER }, { AWS: `arn:aws:iam::${OWN}:root` }, ...ROLES.map((arn) => ({ AWS: arn }))];
  return {
    Effect: random.chance(0.3) ? 'Deny' : 'Allow',
    ...(isOfKey ? { Principal: random.one(names) } : {}),
    Action: random.one(['kms:*', 'kms:Decrypt', 'kms:Encrypt']),
    Resource: isOfKey ? '*' : random.one(['*', KEY, 'arn:aws:kms:*:*:key/2']),
    ...(random.chance(0.7) ? { Condition: conditionOf(random) } : {}),
  };
}

function conditionOf(random: Random): ValueMap {
  const block = (): ValueMap => ({ [random.one([TAG, ORGANIZATION])]: random.some(['a', 'b', 'a*'], 1, 2) });
  return { [random.one(['StringEquals', 'StringLike', 'StringNotEquals', 'StringNotLike', 'StringEqualsIfExists'])]: block() };
}

const allow = (more: ValueMap = {}): ValueMap => ({ Effect: 'Allow', Action: 'kms:*', Resource: '*', ...more });
const document = (...Statement: ValueMap[]): ValueMap => ({ Version: '2012-10-17', Statement });

test('the account of the caller is that of the caller, also in the keys of AWS KMS', () => {
  const ofAccount = (account: string) => document(allow({ Principal: '*', Condition: { StringEquals: { 'kms:CallerAccount': account } } }));
  expect(granted(ofAccount(OWN), ROLES[0], []).outcome).toBe(Outcome.FOUND);
  expect(granted(ofAccount(OTHER), ROLES[0], []).outcome).toBe(Outcome.NONE);
});

test('the callers of one account are found also where no policy names it', () => {
  const search = new PolicySearch(document(allow({ Principal: '*', Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/app-*' } } })));
  const { request } = search.find(Wanted.GRANTED, { callers: search.identitiesOf(OTHER), actions: DECRYPT, resource: KEY });
  expect(String(request?.principal.names[0])).toBe(`arn:aws:iam::${OTHER}:role/app-`);
  expect(search.find(Wanted.GRANTED, {
    callers: search.identitiesOf(OTHER), actions: DECRYPT, resource: KEY, condition: { StringEquals: { 'aws:PrincipalAccount': OWN } },
  }).outcome).toBe(Outcome.NONE);
});
