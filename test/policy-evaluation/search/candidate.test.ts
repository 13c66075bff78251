import { isWithin } from '../../../src/policy-evaluation/search/candidate';
import type { RequestSpace } from '../../../src/policy-evaluation/search/request-space';
import { variableHole } from '../../../src/policy-evaluation/tokens';
import { Hole, Text } from '../../../src/template';
import { request } from '../support';

const BUCKET = 'arn:aws:s3:::bucket';
const variable = Text.of('a', new Hole(variableHole('aws:username')));
const hole = Text.of('a', new Hole('Parameter'));

const within = (changes: object, space: Partial<RequestSpace> = {}) => (
  isWithin({ callers: [], actions: [], resource: BUCKET, ...space }, request({ context: { 'aws:userid': 'A' }, resource: `${BUCKET}/logs/a`, ...changes }))
);

test.each<[string, object, boolean]>([
  ['nothing that is not known', {}, true],
  ['a parameter', { resource: Text.of(BUCKET, '/', hole), context: { 'aws:userid': hole, 'aws:tagkeys': ['a', hole] } }, true],
  ['a policy variable in the object', { resource: Text.of(BUCKET, '/', variable) }, false],
  ['a policy variable in a value', { context: { 'aws:userid': 'A', 'aws:sourcevpc': variable } }, false],
  ['a policy variable in one of several values', { context: { 'aws:tagkeys': ['a', variable] } }, false],
])('a request with %s is a request: %#', (_, changes, expected) => {
  expect(within(changes)).toBe(expected);
});

test.each<[string, Partial<RequestSpace>, boolean]>([
  ['its objects', { objectKeys: 'logs/*' }, true],
  ['other objects', { objectKeys: 'log/*' }, false],
  ['objects that may be others', { objectKeys: Text.of(new Hole('Prefix'), '/*') }, false],
  ['but for others', { exceptObjectKeys: ['logs/b', 'x*'] }, true],
  ['but for its own', { exceptObjectKeys: ['x*', 'logs/?'] }, false],
  ['but for some that may be its own', { exceptObjectKeys: [Text.of(new Hole('Prefix'), '/*')] }, false],
  ['its objects, but for itself', { objectKeys: 'logs/*', exceptObjectKeys: ['logs/a'] }, false],
  ['a condition that holds', { condition: { StringEquals: { 'aws:userid': 'A' } } }, true],
  ['a condition that does not', { condition: { StringEquals: { 'aws:userid': 'B' } } }, false],
  ['a condition that may hold', { condition: { StringEquals: { 'aws:userid': hole } } }, false],
  ['a condition on its caller', { condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }, true],
  ['a condition whose text has no variables', { condition: { StringNotEquals: { 'aws:userid': '${aws:userid}' } } }, true],
])('a request for an object is one of those for %s: %#', (_, space, expected) => {
  expect(within({}, space)).toBe(expected);
});

test('a request for the bucket is one, whatever objects are asked about', () => {
  expect(within({ resource: BUCKET }, { objectKeys: 'a', exceptObjectKeys: ['*'] })).toBe(true);
  expect(within({ resource: BUCKET }, { condition: { Null: { 'aws:userid': 'true' } } })).toBe(false);
});
