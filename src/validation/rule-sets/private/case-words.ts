import type { App, Case, Choice, Chosen } from '../../../template';

/** So many choices are combined to tell cases apart. */
const MOST_CHOICES = 6;

type Told = Exclude<Chosen, undefined>;
/** What has to be so, all of it. */
type Term = ReadonlyMap<Choice, readonly Told[]>;

/**
 * Cases in the words of a template, apart from other cases: "UseKms is true", "Alg is aws:kms and BK is false". What makes no
 * difference is left out. Nothing where nothing that has a name tells them apart.
 *
 * @param template The name of the template whose words these are: choices of others are named with their stacks.
 */
export function caseWords(cases: readonly Case[], others: readonly Case[], template: string, app: App): string | undefined {
  const terms: Term[] = [];
  for (const one of cases) {
    if (terms.some((term) => fits(term, one))) { continue; }
    const term = shortest(one, others, (a, b) => rank(a, one, template) - rank(b, one, template) || positionIn(app, a) - positionIn(app, b));
    if (!term) { return undefined; }
    terms.push(term);
  }
  return joined(terms).map((term) => words(term, template, app)).join(', or if ');
}

/** The fewest choices by which a case is none of the others. */
function shortest(one: Case, others: readonly Case[], order: (a: Choice, b: Choice) => number): Term | undefined {
  const choices = [...one.chosen.keys()].filter((choice) => one.chosen.get(choice) !== undefined).sort(order);
  for (let size = 1; size <= Math.min(choices.length, MOST_CHOICES); size++) {
    for (const chosen of combinations(choices, size)) {
      const term = new Map(chosen.map((choice) => [choice, [one.chosen.get(choice)!]]));
      if (!others.some((other) => fits(term, other))) { return term; }
    }
  }
  return undefined;
}

/** What reads best comes first: a condition of the template that holds, then one that does not. */
function rank(choice: Choice, { chosen }: Case, here: string): number {
  return (choice.template === here ? 0 : 4) + (choice.kind === 'condition' ? 0 : 2) + (chosen.get(choice) === false ? 1 : 0);
}

/** As the template has them. */
function positionIn(app: App, { kind, template, name }: Choice): number {
  const sections = app.template(template)?.sections;
  return Object.keys((kind === 'condition' ? sections?.conditions : sections?.parameters) ?? {}).indexOf(name);
}

function* combinations<T>(all: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= all.length - size; i++) {
    for (const rest of combinations(all, size - 1, i + 1)) { yield [all[i], ...rest]; }
  }
}

function fits(term: Term, { chosen }: Case): boolean {
  return [...term].every(([choice, values]) => values.some((value) => isSame(value, chosen.get(choice))));
}

function isSame(one: Told, other: Chosen): boolean {
  // Of one parameter there is only one list of what it is not.
  return one === other || (typeof one === 'object' && typeof other === 'object');
}

/** Terms that differ in the value of one choice become one. */
function joined(terms: readonly Term[]): Term[] {
  const result: Term[] = [];
  for (const term of terms) {
    const [sole, ...more] = [...term.keys()];
    const like = more.length === 0 ? result.findIndex((other) => other.size === 1 && other.has(sole)) : -1;
    if (like < 0) { result.push(term); } else { result[like] = new Map([[sole, [...result[like].get(sole)!, ...term.get(sole)!]]]); }
  }
  return result;
}

function words(term: Term, here: string, app: App): string {
  return [...term].map(([choice, values]) => `${nameOf(choice, here, app)} is ${listed(values.map(valueOf), 'or')}`).join(' and ');
}

function nameOf({ template, name }: Choice, here: string, app: App): string {
  return template === here ? name : `${name} of ${stackOf(template, app)}`;
}

/** Names of templates may be paths, which differ from machine to machine. */
function stackOf(template: string, app: App): string {
  return app.template(template)?.stackName ?? template.replace(/^.*[/\\]/, '').replace(/(?:\.(?:nested|template|json|ya?ml))+$/, '');
}

function valueOf(value: Told): string {
  if (typeof value !== 'object') { return value === '' ? 'empty' : String(value); }
  const [first, second, ...others] = [...value.not].sort().map(valueOf);
  if (second === undefined) { return `not ${first}`; }
  return others.length === 0 ? `neither ${first} nor ${second}` : `none of ${listed([first, second, ...others], 'and')}`;
}

function listed(texts: readonly string[], last: 'and' | 'or'): string {
  return texts.length === 1 ? texts[0] : `${texts.slice(0, -1).join(', ')} ${last} ${texts[texts.length - 1]}`;
}
