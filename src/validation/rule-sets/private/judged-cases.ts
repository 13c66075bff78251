import { caseWords } from './case-words';
import { type Case, type ChoiceGroup, choiceGroups, makers, type Resource, type Run, runsOf } from '../../../template';
import { Posture } from '../../posture';
import type { Finding, Rule } from '../../rules';

/** What a rule finds, and whether it only finds it where parameters have other values than their defaults. */
export interface CaseFinding extends Finding {
  readonly isUnusual?: boolean;
}

/** What a rule finds in a group, with the cases in which it finds it. */
interface Seen {
  readonly finding: Finding;
  readonly cases: Set<Case>;
  /** Its message without the values that parameters have in these cases. */
  readonly general: string;
}

// docs/decisions/0071
/**
 * What rules find, each for itself: resources that depend on conditions and parameters are judged in each case that these can
 * come to, and what is found in some of the cases only says in which. All others are judged once.
 */
export function judgedInCases(posture: Posture, rules: readonly Rule[]): readonly (readonly CaseFinding[])[] {
  const plain = rules.map((rule) => [...rule.check(posture)]);
  const doubtful = new Set(posture.app.uses ? plain.flat().map(({ resource }) => resource) : []);
  const runs = runsOf(choiceGroups(posture.app, (resource) => doubtful.has(resource)));
  if (runs.length === 0) { return plain; }
  const judged = judgedGroups(posture, rules, runs);
  const members = new Set([...judged.keys()].flatMap((group) => [...group.members]));
  return plain.map((findings, i) => [
    ...findings.filter(({ resource }) => !members.has(resource)),
    ...[...judged].flatMap(([{ cases }, seen]) => [...byPlace(generalized(seen[i].values()))].flatMap((those) => merged(those, cases, posture.app))),
  ]);
}

/** What each rule finds in each group. */
function judgedGroups({ app }: Posture, rules: readonly Rule[], runs: readonly Run[]): ReadonlyMap<ChoiceGroup, readonly Map<string, Seen>[]> {
  const groups = new Set(runs.flatMap(({ cases }) => [...cases.keys()]));
  const seen = new Map([...groups].map((group) => [group, rules.map(() => new Map<string, Seen>())]));
  const groupOf = new Map([...groups].flatMap((group) => [...group.members].map((member) => [member, group] as const)));
  for (const { premises, cases } of runs) {
    // A posture of its own: nothing that is remembered of one case is taken for another.
    const view = Posture.of(app.under(premises));
    for (const [i, rule] of rules.entries()) {
      for (const finding of rule.check(view)) {
        const resource = app.template(finding.resource.template)?.resource(finding.resource.logicalId);
        const group = resource && groupOf.get(resource);
        const one = group && cases.get(group);
        if (one) { note(seen.get(group)![i], { ...finding, resource: resource! }, one); }
      }
    }
  }
  return seen;
}

function note(seen: Map<string, Seen>, finding: Finding, one: Case): void {
  const general = withoutValues(finding.message, one);
  const key = identityOf(finding, finding.message);
  const before = seen.get(key);
  if (!before) {
    seen.set(key, { finding, cases: new Set([one]), general });
  } else {
    before.cases.add(one);
    // What is said alike whatever a parameter is has its value by chance.
    if (before.general !== general) { seen.set(key, { ...before, general: finding.message }); }
  }
}

function identityOf({ resource, property, status, severity, fix }: Finding, message: string): string {
  return JSON.stringify([resource.template, resource.logicalId, property, status, severity, message, fix]);
}

/** Messages that differ from case to case in nothing but the values of parameters become one. */
function generalized(seen: Iterable<Seen>): Iterable<Seen> {
  const alike = new Map<string, Seen>();
  for (const one of seen) {
    const { finding, general, cases } = one;
    const key = identityOf(finding, general);
    const before = alike.get(key);
    alike.set(key, before ? { general, finding: { ...before.finding, message: general }, cases: new Set([...before.cases, ...cases]) } : one);
  }
  return alike.values();
}

function withoutValues(message: string, { chosen }: Case): string {
  let text = message;
  for (const [{ name }, value] of chosen) {
    // Parameters are texts, conditions are not.
    if (typeof value === 'string' && value.length > 2) { text = text.replaceAll(value, `\${${name}}`); }
  }
  return text;
}

/** Violations of one property of one resource, whatever is said of them. */
function byPlace(findings: Iterable<Seen>): Iterable<Seen[]> {
  const places = new Map<string, Seen[]>();
  for (const one of findings) {
    const { resource, property, status } = one.finding;
    const key = JSON.stringify([resource.template, resource.logicalId, property, status]);
    const place = places.get(key);
    if (place) { place.push(one); } else { places.set(key, [one]); }
  }
  return places.values();
}

function merged(those: readonly Seen[], cases: readonly Case[], app: Posture['app']): CaseFinding[] {
  const { resource } = those[0].finding;
  const made = [resource, ...makers(app, resource.template)];
  const possible = cases.filter((one) => made.every((maker) => isMade(maker, one)));
  const covered = possible.every((one) => those.some((seen) => seen.cases.has(one)));
  const usual = possible.filter(({ isDefault }) => isDefault);
  return those.flatMap(({ finding, cases: all }): CaseFinding[] => {
    const its = new Set(possible.filter((one) => all.has(one)));
    if (its.size === 0) { return []; }
    const others = possible.filter((one) => !its.has(one));
    if (others.length === 0) { return [finding]; }
    const isUnusual = !covered && usual.length > 0 && !usual.some((one) => its.has(one));
    return [{ ...finding, isUnusual, message: `${finding.message} ${applies(caseWords([...its].sort(defaultFirst), others, resource.template, app))}` }];
  });
}

/** What most deployments come to is said first. */
export function defaultFirst(a: Case, b: Case): number {
  return Number(b.isDefault) - Number(a.isDefault);
}

function applies(words: string | undefined): string {
  return words === undefined ? 'This applies to some of the values that the parameters can have.' : `This applies if ${words}.`;
}

/** Where a resource is not created, nothing of it is right or wrong. */
export function isMade({ condition, template: here }: Resource, { chosen }: Case): boolean {
  // Only conditions are false: what a parameter is, is a text.
  return condition === undefined || ![...chosen].some(([{ template, name }, holds]) => template === here && name === condition && holds === false);
}
