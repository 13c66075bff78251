import * as fc from 'fast-check';
import { everyStatement, type Migrated, policies } from './migrations';
import { broken, planned, Probes } from './support';
import type { PolicyPlan } from '../../src/legacy-policy';

/** What is wrong with the plan of a migration. */
function faults(asked: Probes, { document, current, chosen }: Migrated, { serving, document: after, replaced }: PolicyPlan): string[] {
  if (!serving) { return after === document && replaced.length === 0 ? [] : ['it is changed, and nothing is known to serve uploads']; }
  const sids = (after as Migrated['document']).Statement.map((one) => (one as { Sid?: string }).Sid);
  return [
    ...broken(asked, document, after, current, serving, chosen !== undefined),
    ...sids.filter((sid, i) => sids.indexOf(sid) !== i).map((sid) => `two statements have the Sid ${sid}`),
  ];
}

test('a statement with any clauses on algorithm, key, SSE-C and transport denies what it denied, but for uploads over TLS that name nothing', () => {
  const wrong: unknown[] = [];
  let migrated = 0;
  for (const one of everyStatement()) {
    const plan = planned(one.document, one.current, one.chosen);
    if (plan.serving) { migrated++; }
    const [first] = faults(Probes.OF_ONE_CALLER, one, plan);
    if (first !== undefined) { wrong.push({ ...one, first }); }
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(migrated).toBeGreaterThan(250);
});

test('so do several statements, of any callers, actions and objects', () => {
  fc.assert(fc.property(policies(), (one) => {
    expect(faults(Probes.ALL, one, planned(one.document, one.current, one.chosen)).slice(0, 3)).toEqual([]);
  }), { numRuns: 200, endOnFailure: true });
});
