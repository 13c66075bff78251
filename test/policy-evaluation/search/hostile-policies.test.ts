import { BUCKET } from './random/universe';
import { ANONYMOUS, BUCKET_POLICY_ACTIONS, Outcome, PolicySearch, Wanted } from '../../../src/policy-evaluation';
import { Hole, OneOf, Text, type Value, type ValueMap } from '../../../src/template';
import { cpuSeconds } from '../../support/cpu-time';

/** A tenth of what a search may take, which is less than a second. */
const FEW_STEPS = 200_000;

/** As long as a bucket policy may be. */
const LONGEST = 20_480;

const deny = (rest: ValueMap): ValueMap => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', ...rest });
const when = (Condition: ValueMap): ValueMap => deny({ Resource: '*', Condition });
const tag = (i: number) => `aws:PrincipalTag/t${i}`;
const letter = (i: number) => String.fromCharCode(97 + (i % 26));
const hole = (i: number) => new Hole(`P${i}`);

/** As many as there is room for. */
function filled<T>(make: (i: number) => T, length = LONGEST - 600): T[] {
  const result: T[] = [];
  for (let size = 0, i = 0; ; i++) {
    const next = make(i);
    size += JSON.stringify(next).length + 1;
    if (size > length) { return result; }
    result.push(next);
  }
}

function nested(depth: number): Value {
  let value: Value = 'x';
  for (let i = 0; i < depth; i++) { value = new OneOf([value, `${BUCKET}/z${i}*`]); }
  return value;
}

const HOSTILE: { readonly [what: string]: Value[] } = {
  'a key in each statement': filled((i) => when({ StringEquals: { [tag(i)]: 'x' } })),
  'many choices between two keys': filled((i) => when({ StringNotEquals: { [tag(i % 40)]: `x${i}`, [tag(40 + ((i * 7) % 40))]: 'y' } })),
  'one key many times': filled((i) => when({ StringNotEquals: { 'aws:SourceVpc': `vpc-${i}` } })),
  'many keys in one statement': [when({ StringNotEquals: Object.fromEntries(filled((i) => [tag(i), 'v'])) })],
  'more keys than values': Array.from({ length: 9 }, (_, i) => (
    when({ StringNotEquals: Object.fromEntries(Array.from({ length: 8 }, (__, j) => [tag(j), `p${i}`])) }))),
  'three of forty keys in each statement': filled((i) => (
    when({
      StringNotEquals: Object.fromEntries([i * 7 + 1, i * 13 + 5, i * 29 + 11].map((k, j) => [tag(k % 40), String(Math.floor(i / 2 ** j) % 2)])),
    }))),
  'stars that all must match': filled((i) => deny({ NotResource: `${BUCKET}/*${letter(i)}*${letter(i + 3)}*${letter(i + 7)}*` })),
  'stars that must not match': filled((i) => deny({ Resource: `${BUCKET}/*${letter(i)}*${letter(i + 3)}*${letter(i + 7)}*` })),
  'nine thousand stars in one pattern': [deny({ NotResource: `${BUCKET}/${'*a'.repeat(9_000)}` })],
  'eighteen thousand single characters in one pattern': [deny({ NotResource: `${BUCKET}/*a${'?'.repeat(18_000)}` })],
  'two patterns of many states': [
    deny({ NotResource: `${BUCKET}/*a${'?'.repeat(900)}` }), deny({ NotResource: `${BUCKET}/*b${'?'.repeat(900)}` }),
    deny({ Resource: `${BUCKET}/*a${'?'.repeat(901)}` }),
  ],
  'many patterns of many states': filled((i) => deny({ NotResource: `${BUCKET}/*a${'?'.repeat((i % 60) + 1)}b*` })),
  'many patterns of many states for a key': filled((i) => when({ StringNotLike: { 'aws:SourceVpc': `*a${'?'.repeat((i % 60) + 1)}b*` } })),
  'ARNs with stars': filled((i) => when({ ArnNotLike: { 'aws:PrincipalArn': `arn:aws:iam::*:role/*${letter(i)}*${letter(i + 2)}*` } })),
  'numbers of accounts with stars': filled((i) => when({ StringNotLike: { 'aws:PrincipalAccount': `*${i % 10}*${(i * 3) % 10}*` } })),
  'a long list of values': [when({ StringNotEquals: { 'aws:PrincipalOrgID': filled((i) => `o-${i}`) } })],
  'a long list of objects': [deny({ Resource: filled((i) => `${BUCKET}/${i}*`) })],
  'a long list of roles': [deny({ NotPrincipal: { AWS: filled((i) => `arn:aws:iam::${111_111_111_111 + i}:role/r${i}`) }, Resource: '*' })],
  'a long list of sessions': [deny({ NotPrincipal: { AWS: filled((i) => `arn:aws:sts::${111_111_111_111 + i}:assumed-role/r${i}/s`) }, Resource: '*' })],
  'a long list of services': [deny({ NotPrincipal: { Service: filled((i) => `s${i}.amazonaws.com`) }, Resource: '*' })],
  'a long list of actions': [{ Effect: 'Deny', Principal: '*', Action: filled((i) => `s3:${letter(i)}*${letter(i * 3)}*`), Resource: '*' }],
  'many numbers': [when({ NumericNotEquals: { 's3:max-keys': filled(String) } }), when({ NumericLessThan: { 's3:max-keys': '5' } })],
  'many ranges of addresses': [when({ NotIpAddress: { 'aws:SourceIp': filled((i) => `10.${Math.floor(i / 256)}.${i % 256}.0/24`) } })],
  'sets with stars': filled((i) => when({ 'ForAnyValue:StringNotLike': { 's3:RequestObjectTagKeys': `*${letter(i)}*${letter(i + 1)}*` } })),
  'many policy variables': filled((i) => deny({ NotResource: `${BUCKET}/\${${tag(i)}}/*` })),
  'policy variables among stars': filled((i) => when({ StringNotLike: { 's3:prefix': `*\${aws:username}*\${${tag(0)}}*${letter(i)}` } })),
  'holes among stars': filled((i) => deny({ NotResource: Text.of(`${BUCKET}/*`, hole(i), '*', hole(i + 1), '*') })),
  'twelve hundred holes': [0, 600].map((first) => (
    when({ StringNotLike: { 's3:prefix': Text.of(...Array.from({ length: 600 }, (_, i) => ['*', hole(first + i)]).flat()) } }))),
  'many choices in one list': [deny({ Resource: Array.from({ length: 300 }, (_, i) => new OneOf([`${BUCKET}/x${i}*`, `${BUCKET}/y${i}*`])) })],
  'a choice in each statement': filled((i) => when({ StringNotEquals: { 'aws:SourceVpc': new OneOf([`v${i}`, `w${i}`]) } })),
  'choices within choices': [deny({ Resource: nested(500) })],
  'statements that are choices': filled((i): Value => (
    new OneOf([when({ StringEquals: { 'aws:SourceVpc': `v${i}` } }), when({ StringNotEquals: { 'aws:SourceVpc': `w${i}` } })]))),
};

const ALLOW: ValueMap = { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' };

function search(statements: readonly Value[], wanted: Wanted, most?: number) {
  const found = new PolicySearch({ Version: '2012-10-17', Statement: wanted === Wanted.GRANTED ? [...statements, ALLOW] : [...statements] });
  const callers = [...found.identities, ANONYMOUS, ...found.services];
  return found.find(wanted, { callers, actions: BUCKET_POLICY_ACTIONS, resource: BUCKET, context: { 'aws:SecureTransport': 'false' } }, most);
}

test.each(Object.entries(HOSTILE))('%s', (_, statements) => {
  // Steps decide how long it takes, and this looks only that what takes time is among them.
  expect(cpuSeconds(() => search(statements, Wanted.NOT_DENIED, FEW_STEPS))).toBeLessThan(10);
});

test('a search that runs out of steps tells so, and finds the same with more of them', () => {
  const statements = HOSTILE['one key many times'];
  expect(search(statements, Wanted.NOT_DENIED, 100)).toEqual({ outcome: Outcome.UNTOLD, reason: 'the policy is too complex to be searched' });
  expect(search(statements, Wanted.NOT_DENIED).outcome).toBe(Outcome.NONE);
});

test('statements that are choices take steps as others do', () => {
  const { outcome, reason } = search(HOSTILE['statements that are choices'], Wanted.NOT_DENIED, 1_000);
  expect([outcome, reason]).toEqual([Outcome.UNTOLD, 'the policy is too complex to be searched']);
});

test('a thousand statements do not overflow the stack', () => {
  const statements = Array.from({ length: 1_000 }, (_, i) => when({ StringNotEquals: { [tag(i)]: 'x', [tag(i + 1)]: 'y' } }));
  expect([Outcome.FOUND, Outcome.UNTOLD]).toContain(search(statements, Wanted.NOT_DENIED).outcome);
});
