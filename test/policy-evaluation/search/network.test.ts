import { PrincipalKind } from '../../../src/policy-evaluation/principal';
import { bound, type Formula } from '../../../src/policy-evaluation/search/formula';
import { networkFormula } from '../../../src/policy-evaluation/search/network';

const ADDRESS = 'aws:sourceip';
const VPC = 'aws:sourcevpc';
const ENDPOINT = 'aws:sourcevpce';
const VPC_ADDRESS = 'aws:vpcsourceip';
const SOME = ['aws:sourcevpcarn', 'aws:vpceaccount', 'aws:vpceorgid', 'aws:vpceorgpaths'];

/** Whether requests can have these of the keys, and lack the others. */
function possible(keys: string[], present: string[], caller = PrincipalKind.ROLE): Formula['kind'] {
  return bound(networkFormula(new Set(keys), caller), ({ test }) => test.answer(present.includes(test.unknown) ? 'x' : null)).kind;
}

test.each<[string[], string[][]]>([
  [[ADDRESS], [[], [ADDRESS]]],
  [[VPC], [[], [VPC]]],
  [[ADDRESS, VPC], [[ADDRESS], [VPC]]],
  [[ADDRESS, VPC_ADDRESS], [[ADDRESS], [VPC_ADDRESS]]],
  [[VPC, ENDPOINT], [[], [VPC, ENDPOINT]]],
  [[VPC, ENDPOINT, VPC_ADDRESS], [[], [VPC, ENDPOINT, VPC_ADDRESS]]],
  [[ADDRESS, VPC, ENDPOINT], [[ADDRESS], [VPC, ENDPOINT]]],
  ...SOME.flatMap((key): [string[], string[][]][] => [
    [[key], [[], [key]]],
    [[ADDRESS, key], [[], [ADDRESS], [key]]],
    [[ENDPOINT, key], [[], [ENDPOINT], [ENDPOINT, key]]],
    [[ADDRESS, ENDPOINT, key], [[ADDRESS], [ENDPOINT], [ENDPOINT, key]]],
  ]),
  [['aws:vpceaccount', 'aws:vpceorgid'], [[], ['aws:vpceaccount'], ['aws:vpceorgid'], ['aws:vpceaccount', 'aws:vpceorgid']]],
  [['aws:userid'], [[], ['aws:userid']]],
])('of %j a request has one of %j', (keys, expected) => {
  const subsets = keys.reduce<string[][]>((before, key) => [...before, ...before.map((one) => [...one, key])], [[]]);
  expect(new Set(subsets.filter((present) => possible(keys, present) === 'yes'))).toEqual(new Set(expected));
});

test('of a service nothing is known', () => {
  expect(possible([ADDRESS, VPC], [ADDRESS, VPC], PrincipalKind.SERVICE)).toBe('yes');
  expect(possible([ADDRESS, VPC], [ADDRESS, VPC], PrincipalKind.ANONYMOUS)).toBe('no');
});
