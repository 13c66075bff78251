import { type Judged, judged, judgedChoice, judgedUndecided } from './random/judgement';
import { Outcome, Wanted } from '../../../src/policy-evaluation';

/** The policies of these seeds; another beginning looks at others. */
const FIRST = Number(process.env.FIRST_SEED ?? 1);

/** How many requests of each policy are asked about. */
const REQUESTS = 400;

const ALL = [Wanted.NOT_DENIED, Wanted.GRANTED, Wanted.DENIED, Wanted.STOPPED, Wanted.REFUSED];

/** Of these there is one for nearly every policy. */
const COMMON = [Wanted.DENIED, Wanted.REFUSED];

function faultsOf(results: readonly Judged[]): unknown[] {
  return results.filter(({ fault }) => fault !== undefined).map(({ seed, fault, document }) => ({ seed, fault, document: JSON.stringify(document) }));
}

function shareOf(outcome: Outcome, results: readonly Judged[]): number {
  return results.filter((one) => one.outcome === outcome).length / results.length;
}

test.each<[Wanted, string, number, boolean]>([
  [Wanted.NOT_DENIED, 'all', 500, false],
  [Wanted.GRANTED, 'all', 500, false],
  [Wanted.DENIED, 'all', 200, false],
  [Wanted.STOPPED, 'all', 200, false],
  [Wanted.REFUSED, 'all', 200, false],
  ...ALL.map((wanted): [Wanted, string, number, boolean] => [wanted, 'some', 200, true]),
])('what is searched for in random policies, %s, among %s requests, is found if and only if it is there', (wanted, _, policies, isConfined) => {
  const results = Array.from({ length: policies }, (__, i) => judged(FIRST + i, wanted, REQUESTS, isConfined));
  expect(faultsOf(results)).toEqual([]);
  // What a service has in keys that say who calls is not documented, and of several values without a quantifier neither.
  expect(shareOf(Outcome.UNTOLD, results)).toBeLessThan(0.025);
  // Otherwise the policies would be too simple to tell anything.
  expect(shareOf(Outcome.NONE, results)).toBeGreaterThan(COMMON.includes(wanted) ? 0 : 0.2);
  expect(shareOf(Outcome.FOUND, results)).toBeGreaterThan(0.14);
});

test.each([Wanted.NOT_DENIED, Wanted.GRANTED])('where a text of a policy is not known, what is said of requests that are %s holds whatever it is', (wanted) => {
  const results = Array.from({ length: 250 }, (_, i) => judgedUndecided(FIRST + i, wanted, REQUESTS / 4)).filter((one) => one !== undefined);
  expect(faultsOf(results)).toEqual([]);
  expect(shareOf(Outcome.UNTOLD, results)).toBeLessThan(0.15);
});

test.each(ALL)('where a statement or an element is not known, what is said of requests that are %s holds whatever it is', (wanted) => {
  const results = Array.from({ length: 200 }, (_, i) => judgedChoice(FIRST + i, wanted, REQUESTS / 4));
  expect(faultsOf(results)).toEqual([]);
  // Mostly it matters to some requests only.
  expect(shareOf(Outcome.UNTOLD, results)).toBeLessThan(0.35);
});
