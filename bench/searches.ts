/**
 * Whether what is searched for in policies is found if and only if it is there: many random policies, each beside an
 * enumeration of the requests of a small universe. What the search takes is told as well.
 *
 * FIRST_SEED begins with other policies, and RANDOM_POLICIES is how many there are. A seed reproduces its policy. Ends
 * with 1 where an answer is wrong.
 */
import { Outcome, Wanted } from '../src/policy-evaluation';
import { judged, type Judged, judgedUndecided } from '../test/policy-evaluation/search/random/judgement';

const FIRST = Number(process.env.FIRST_SEED ?? 100_000);
const POLICIES = Number(process.env.RANDOM_POLICIES ?? 20_000);

/** Of each policy. */
const REQUESTS = 400;

const counts = new Map<Outcome, number>();
let wrong = 0;

function count(one: Judged | undefined): void {
  if (one === undefined) { return; }
  counts.set(one.outcome, (counts.get(one.outcome) ?? 0) + 1);
  if (one.fault === undefined) { return; }
  wrong++;
  console.log(`WRONG: seed ${one.seed}, ${one.outcome}: ${one.fault}\n  ${JSON.stringify(one.document)}`);
}

const start = process.cpuUsage();
for (let seed = FIRST; seed < FIRST + POLICIES; seed++) {
  const wanted = seed % 2 === 0 ? Wanted.NOT_DENIED : Wanted.GRANTED;
  count(seed % 4 < 3 ? judged(seed, wanted, REQUESTS) : judgedUndecided(seed, wanted, REQUESTS / 4));
}
const { user } = process.cpuUsage(start);

console.log([...counts].map(([outcome, policies]) => `${outcome}: ${policies}`).join(', '));
console.log(`${wrong === 0 ? 'holds' : 'BROKEN'}: ${POLICIES} random policies are judged as enumeration judges them (${wrong} wrong, ${(user / 1e6).toFixed(0)} s)`);
process.exitCode = wrong === 0 ? 0 : 1;
