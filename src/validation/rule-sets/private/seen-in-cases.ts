import { caseWords } from './case-words';
import { defaultFirst, isMade } from './judged-cases';
import { type App, type Case, type ChoiceGroup, choiceGroups, makers, type Resource, runsOf } from '../../../template';
import { Posture } from '../../posture';

/** What is seen of a resource, and in which of its cases: in words, or nothing where it is all of them. */
export interface InCase<Sight> {
  readonly seen: Sight;
  readonly when: string | undefined;
}

/** One of the things that are seen of a resource. */
interface Sighting<Sight> {
  readonly seen: Sight;
  readonly cases: Set<Case>;
}

interface OfResource<Sight> {
  readonly group: ChoiceGroup;
  readonly sightings: Map<string, Sighting<Sight>>;
}

// docs/decisions/0071
/**
 * What a look at an app sees of resources, in each case that these can come to; the same in several cases is one.
 *
 * @param look What is seen, by the resource that it is about.
 * @param identity The same for what is the same.
 */
export function seenInCases<Sight>(
  posture: Posture, look: (posture: Posture) => ReadonlyMap<Resource, Sight>, identity: (seen: Sight) => string,
): readonly InCase<Sight>[] {
  const { app } = posture;
  const plain = look(posture);
  const chosen = new Map<Resource, OfResource<Sight>>();
  const runs = runsOf(choiceGroups(app, (resource) => plain.has(resource)));
  const members = new Set(runs.flatMap(({ cases }) => [...cases.keys()]).flatMap((group) => [...group.members]));
  for (const { cases, premises } of runs) {
    for (const [there, seen] of look(Posture.of(app.under(premises)))) {
      const resource = app.template(there.template)?.resource(there.logicalId);
      const [group, one] = [...cases].find(([known]) => resource !== undefined && known.members.has(resource)) ?? [];
      if (resource === undefined || group === undefined || one === undefined) { continue; }
      const ofResource = chosen.get(resource) ?? { group, sightings: new Map<string, Sighting<Sight>>() };
      chosen.set(resource, ofResource);
      const name = identity(seen);
      const sighting = ofResource.sightings.get(name) ?? { seen, cases: new Set<Case>() };
      ofResource.sightings.set(name, sighting);
      sighting.cases.add(one);
    }
  }
  return [...new Set([...plain.keys(), ...chosen.keys()])].flatMap((resource): readonly InCase<Sight>[] => {
    const ofResource = chosen.get(resource);
    if (ofResource !== undefined) { return inWords(resource, ofResource, app); }
    return members.has(resource) ? [] : [{ seen: plain.get(resource)!, when: undefined }];
  });
}

function inWords<Sight>(resource: Resource, { group, sightings }: OfResource<Sight>, app: App): readonly InCase<Sight>[] {
  const made = [resource, ...makers(app, resource.template)];
  const possible = group.cases.filter((one) => made.every((maker) => isMade(maker, one)));
  return [...sightings.values()].flatMap(({ seen, cases }) => {
    const its = possible.filter((one) => cases.has(one)).sort(defaultFirst);
    const others = possible.filter((one) => !cases.has(one));
    if (its.length === 0) { return []; }
    return [{ seen, when: others.length === 0 ? undefined : caseWords(its, others, resource.template, app) ?? 'parameters have some of their values' }];
  });
}
