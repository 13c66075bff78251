import type { App } from './app';
import { type Premise, type Premises, premises } from './premises';
import { Ternary } from './ternary';
import type { Choice } from './uses';
import { type Comparison, isTold, type Variable, Variables } from './variables';

/** More cases than these are not told apart. */
export const MOST_CASES = 64;

/** So many combinations of parameters are tried to find the cases. */
const MOST_COMBINATIONS = 1024;

/** What a choice is: whether a condition holds, what a parameter is or is not. Nothing where it cannot be determined. */
export type Chosen = boolean | string | { readonly not: readonly string[] } | undefined;

// docs/decisions/0071
/** One of the ways in which templates can turn out. */
export interface Case {
  /** What each of the choices is. */
  readonly chosen: ReadonlyMap<Choice, Chosen>;
  readonly premises: Premises;
  /** Whether it comes about with the defaults of all parameters that have one. */
  readonly isDefault: boolean;
}

/** What each variable is: a text, or none of those that it is known by. */
type Combination = ReadonlyMap<string, string | undefined>;

/**
 * The cases that choices can come to, all at once: those that contradict themselves are not among them. Empty where nothing
 * is chosen; nothing where there are too many.
 */
export function casesOf(app: App, choices: readonly Choice[]): readonly Case[] | undefined {
  const variables = new Variables(app, choices);
  const deciding = [...variables.all].filter(([, { mayFollow, values }]) => !mayFollow && values.size > 0);
  if (deciding.length === 0 && variables.comparisons.size === 0) { return []; }
  const combinations = deciding.reduce((product, [, { values, isOpen }]) => product * (values.size + (isOpen ? 1 : 0)), 1);
  if (combinations > MOST_COMBINATIONS) { return undefined; }
  const cases = new Map<string, Case>();
  let tried = 0;
  for (const combination of combined(deciding)) {
    for (const { given, outline } of settled(app, variables, combination, new Map())) {
      tried++;
      const chosen = new Map(choices.map((choice) => [choice, chosenIn(outline, choice, variables, combination)]));
      const key = JSON.stringify([...chosen.values()].map((value) => value ?? null));
      const isDefault = deciding.every(([name, variable]) => isStandard(variable, combination.get(name)));
      const before = cases.get(key);
      if (!before || (isDefault && !before.isDefault)) { cases.set(key, { chosen, premises: given, isDefault }); }
      if (tried > MOST_COMBINATIONS || cases.size > MOST_CASES) { return undefined; }
    }
  }
  return [...cases.values()];
}

function* combined([first, ...others]: readonly (readonly [string, Variable])[]): Generator<Combination> {
  if (!first) {
    yield new Map();
    return;
  }
  const [name, { values, isOpen }] = first;
  for (const rest of combined(others)) {
    for (const value of [...values, ...(isOpen ? [undefined] : [])]) { yield new Map([...rest, [name, value]]); }
  }
}

interface Settled {
  readonly given: Premises;
  /** The templates without resources. */
  readonly outline: App;
}

/** A combination of what is known, with each way in which comparisons can turn out that it does not settle. */
function* settled(app: App, variables: Variables, combination: Combination, others: ReadonlyMap<Comparison, boolean>): Generator<Settled> {
  const given = premises(assumed(variables, combination, others));
  const outline = app.outline(variables.templates, given);
  const open = [...variables.comparisons.values()].find((comparison) => !others.has(comparison) && !isTold(outline, comparison));
  if (!open) {
    yield { given, outline };
  } else if (open.of && !combination.has(open.of.variable)) {
    for (const value of [...variables.all.get(open.of.variable)!.values, undefined]) {
      yield* settled(app, variables, new Map([...combination, [open.of.variable, value]]), others);
    }
  } else {
    for (const truth of [true, false]) { yield* settled(app, variables, combination, new Map([...others, [open, truth]])); }
  }
}

function* assumed(
  { all, comparisons }: Variables, combination: Combination, others: ReadonlyMap<Comparison, boolean>,
): Generator<Premise> {
  for (const [key, value] of combination) {
    const { parameter, values } = all.get(key)!;
    if (parameter) {
      const fact = value === undefined ? { isNot: [...values] } : { is: value, isNot: [] };
      yield { template: parameter.template, parameter: parameter.name, fact };
    }
  }
  for (const comparison of comparisons.values()) {
    const { template, key, of } = comparison;
    const holds = of && combination.has(of.variable) ? combination.get(of.variable) === of.text : others.get(comparison);
    if (holds !== undefined) { yield { template, comparison: key, holds }; }
  }
}

function chosenIn(app: App, { kind, template, name }: Choice, { all }: Variables, combination: Combination): Chosen {
  const home = app.template(template);
  if (kind === 'condition') {
    const answer = home?.condition(name);
    return answer === Ternary.YES ? true : answer === Ternary.NO ? false : undefined;
  }
  const value = home?.resolve({ Ref: name });
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') { return String(value); }
  const key = JSON.stringify([template, name]);
  return combination.has(key) ? { not: [...all.get(key)!.values] } : undefined;
}

/** A parameter without a default may be anything. */
function isStandard({ values, standard }: Variable, value: string | undefined): boolean {
  return standard === undefined || value === (values.has(standard) ? standard : undefined);
}
