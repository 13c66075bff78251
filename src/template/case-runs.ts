import type { Case } from './cases';
import { type ChoiceGroup, MOST_RUNS } from './choice-groups';
import { agree, type Premise, type Premises } from './premises';

/** One interpretation of an app: a case of each of several groups, which have nothing to do with each other. */
export interface Run {
  readonly premises: Premises;
  readonly cases: ReadonlyMap<ChoiceGroup, Case>;
}

interface OpenRun {
  readonly premises: Map<string, Premise>;
  readonly cases: Map<ChoiceGroup, Case>;
  readonly isOpen: boolean;
}

/**
 * Interpretations of an app in which each case of each group occurs once: as few as can be, because groups that do not
 * contradict each other share them. Groups for which there would be too many are left out.
 */
export function runsOf(groups: readonly ChoiceGroup[]): readonly Run[] {
  const runs: OpenRun[] = [];
  for (const group of groups) {
    const places = placesOf(group, runs);
    if (runs.length + places.filter((run) => run === undefined).length > MOST_RUNS) { continue; }
    for (const [i, one] of group.cases.entries()) {
      const run = places[i];
      if (run) {
        run.cases.set(group, one);
        for (const [key, premise] of one.premises) { run.premises.set(key, premise); }
      } else {
        runs.push({ premises: new Map(one.premises), cases: new Map([[group, one]]), isOpen: !group.isPart });
      }
    }
  }
  return runs;
}

/** The run that each case of a group can join, if there is one. */
function placesOf({ cases, isPart }: ChoiceGroup, runs: readonly OpenRun[]): (OpenRun | undefined)[] {
  const free = new Set(isPart ? [] : runs.filter(({ isOpen }) => isOpen));
  return cases.map((one) => {
    for (const run of free) {
      if (agree(one.premises, run.premises)) {
        free.delete(run);
        return run;
      }
    }
    return undefined;
  });
}
