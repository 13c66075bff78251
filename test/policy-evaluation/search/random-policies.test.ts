import { judged, judgedUndecided } from './random/judgement';
import { Outcome, Wanted } from '../../../src/policy-evaluation';

/** The policies of these seeds; another beginning looks at others. */
const FIRST = Number(process.env.FIRST_SEED ?? 1);
const POLICIES = 1_000;

/** How many requests of each policy are asked about. */
const REQUESTS = 400;

test.each([Wanted.NOT_DENIED, Wanted.GRANTED])('what is searched for in random policies, %s, is found if and only if it is there', (wanted) => {
  const results = Array.from({ length: POLICIES / 2 }, (_, i) => judged(FIRST + i, wanted, REQUESTS));
  expect(results.filter(({ fault }) => fault !== undefined).map(({ seed, fault, document }) => ({ seed, fault, document: JSON.stringify(document) })))
    .toEqual([]);
  const share = (outcome: Outcome) => results.filter((one) => one.outcome === outcome).length / results.length;
  // What a service has in keys that say who calls is not documented, and of several values without a quantifier neither.
  expect(share(Outcome.UNTOLD)).toBeLessThan(0.02);
  // Otherwise the policies would be too simple to tell anything.
  expect(share(Outcome.NONE)).toBeGreaterThan(0.2);
  expect(share(Outcome.FOUND)).toBeGreaterThan(0.2);
});

test.each([Wanted.NOT_DENIED, Wanted.GRANTED])('where something of a policy is not known, what is said of requests that are %s holds whatever it is', (wanted) => {
  const results = Array.from({ length: POLICIES / 4 }, (_, i) => judgedUndecided(FIRST + i, wanted, REQUESTS / 4)).filter((one) => one !== undefined);
  expect(results.filter(({ fault }) => fault !== undefined).map(({ seed, fault, document }) => ({ seed, fault, document: JSON.stringify(document) })))
    .toEqual([]);
  expect(results.filter(({ outcome }) => outcome === Outcome.UNTOLD).length / results.length).toBeLessThan(0.15);
});
