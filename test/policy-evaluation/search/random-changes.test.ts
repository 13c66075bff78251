import { requestsOf } from './random/enumeration';
import { conditionKeyOf, randomPolicy, randomTheme } from './random/policies';
import { Random } from './random/random';
import { ACTIONS, BUCKET } from './random/universe';
import { type AccessRequest, Gain, Policy, PolicyChange } from '../../../src/policy-evaluation';
import { PrincipalKind } from '../../../src/policy-evaluation/principal';
import { OneOf, Ternary, type Value, type ValueMap } from '../../../src/template';

/** The changes of these seeds; another beginning looks at others. */
const FIRST = Number(process.env.FIRST_SEED ?? 1);
const CHANGES = 300;
const REQUESTS = 300;

/** A random policy, and one that has some of its statements and some of another. */
function change(random: Random, theme: ReturnType<typeof randomTheme>): readonly [ValueMap, ValueMap] {
  const statementsOf = ({ Statement: statement }: ValueMap) => (Array.isArray(statement) ? statement : [statement]);
  const before = randomPolicy(random, theme);
  const kept = statementsOf(before).filter((_, i) => (random.below(4) + i) % 3 !== 0);
  return [before, { ...before, Statement: [...kept, ...statementsOf(randomPolicy(random, theme)).slice(0, 1 + random.below(2))] }];
}

function gains(before: Value, after: Value): { readonly [kind in Gain]: (request: AccessRequest) => boolean } {
  const [former, present] = [Policy.of(before), Policy.of(after)];
  return {
    [Gain.ALLOWED]: (one) => present.grants(one) === Ternary.YES && former.grants(one) === Ternary.NO,
    [Gain.NOT_DENIED]: (one) => present.denies(one) === Ternary.NO && former.denies(one) === Ternary.YES,
  };
}

test('of random changes, what gains is found if it is there', () => {
  const counts = { found: 0, none: 0, untold: 0 };
  const faults: string[] = [];
  for (let seed = FIRST; seed < FIRST + CHANGES; seed++) {
    const random = new Random(seed);
    const theme = randomTheme(random);
    const [before, after] = change(random, theme);
    const found = new PolicyChange(before, after).gained({ actions: ACTIONS, resource: BUCKET });
    for (const { isCertain } of found) { counts[isCertain ? 'found' : 'untold']++; }
    if (found.length === 0) { counts.none++; }
    const missing = Object.values(Gain).filter((gain) => found.every((one) => one.gain !== gain));
    const keys = [...new Set([...theme.keys, ...(theme.variables ? [conditionKeyOf('aws:PrincipalTag/team')] : [])])];
    const isGained = gains(before, after);
    for (const request of missing.length === 0 ? [] : requestsOf(random, keys, theme.objects, REQUESTS)) {
      // Services that only conditions name are left out, and of what allows a request by an allow that is unchanged, the denial says it.
      if (request.principal.kind === PrincipalKind.SERVICE || request.principal.names[0] instanceof OneOf) { continue; }
      const missed = missing.find((gain) => isGained[gain](request) && !(gain === Gain.ALLOWED && isGained[Gain.NOT_DENIED](request)));
      if (missed !== undefined) { faults.push(JSON.stringify({ seed, missed, action: request.action, context: request.context, before, after })); }
    }
  }
  expect(faults.slice(0, 3)).toEqual([]);
  // Otherwise the changes would be too simple to tell anything.
  expect(counts.found).toBeGreaterThan(CHANGES / 4);
  expect(counts.none).toBeGreaterThan(CHANGES / 20);
  expect(counts.untold).toBeLessThan(CHANGES / 20);
});
