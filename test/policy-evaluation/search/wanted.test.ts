import { Principal } from '../../../src/policy-evaluation';
import { knownCaller, Outcome, PolicySearch, type RequestSpace, Wanted } from '../../../src/policy-evaluation/search';
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
