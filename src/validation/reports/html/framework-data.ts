import type { FrameworkData } from './report-data';
import { type Controls, frameworksServed, type RuleMetadata } from '../../rules';

/** The controls of each framework that the rules of a report serve, in the order of the rules. */
export function frameworkData(rules: readonly RuleMetadata[]): FrameworkData[] {
  const frameworks = new Map<string, Map<string, number[]>>();
  for (const [place, { controls }] of rules.entries()) {
    for (const { ids, title } of servedBy(controls)) {
      const known = frameworks.get(title) ?? new Map<string, number[]>();
      frameworks.set(title, known);
      for (const id of ids) { known.set(id, [...known.get(id) ?? [], place]); }
    }
  }
  return [...frameworks].map(([title, controls]) => ({
    title,
    controls: [...controls].map(([id, served]) => ({ id, rules: served })).sort((a, b) => order.compare(a.id, b.id)),
  }));
}

function servedBy(controls: Controls): readonly { readonly title: string; readonly ids: readonly string[] }[] {
  const entries = Object.entries(controls) as [keyof Controls, readonly string[] | undefined][];
  return entries.flatMap(([framework, ids = []]) => frameworksServed({ [framework]: ids }).map(({ title }) => ({ title, ids })));
}

/** `SC-7` comes before `SC-13`. The language of the machine makes no difference. */
const order = new Intl.Collator('en', { numeric: true });
