import { Assumptions } from './conditions';
import { ParameterFact } from './parameters';

/** Something that is taken for granted of a template: what a parameter is, or whether a comparison holds. */
export type Premise = { readonly template: string } & (
  | { readonly parameter: string; readonly fact: ParameterFact }
  | { readonly comparison: string; readonly holds: boolean });

/** What is taken for granted of the templates of an app, each thing once. */
export type Premises = ReadonlyMap<string, Premise>;

export function premises(all: Iterable<Premise>): Premises {
  return new Map([...all].map((premise) => [
    JSON.stringify('parameter' in premise ? [premise.template, 'parameter', premise.parameter] : [premise.template, 'comparison', premise.comparison]), premise,
  ]));
}

/** Whether premises do not contradict what is taken for granted already. */
export function agree(some: Premises, before: Premises): boolean {
  for (const [key, premise] of some) {
    const other = before.get(key);
    if (other && JSON.stringify(other) !== JSON.stringify(premise)) { return false; }
  }
  return true;
}

/** What is assumed of each template. */
export function assumptionsFrom(all: Premises): ReadonlyMap<string, Assumptions> {
  const byTemplate = new Map<string, { readonly facts: Map<string, ParameterFact>; readonly equalities: Map<string, boolean> }>();
  for (const premise of all.values()) {
    let assumed = byTemplate.get(premise.template);
    if (!assumed) {
      assumed = { facts: new Map(), equalities: new Map() };
      byTemplate.set(premise.template, assumed);
    }
    if ('parameter' in premise) { assumed.facts.set(premise.parameter, premise.fact); } else { assumed.equalities.set(premise.comparison, premise.holds); }
  }
  return new Map([...byTemplate].map(([template, { facts, equalities }]) => [template, Assumptions.of(facts, equalities)]));
}
