import type { Budget } from './budget';
import type { Formula, Literal } from './formula';
import type { Found } from './key-search';

/** Finds what an unknown can be when some tests of it are to come out as wanted. */
export type Theory = (unknown: string, literals: readonly Literal[]) => Found;

/** What the unknowns are in a request that is as wanted. */
export type Solution = ReadonlyMap<string, Found>;

/**
 * Finds a request of which a formula holds, or that there is none.
 *
 * Each clause offers ways to hold. They are tried one after another, and given up as soon as what they ask of one
 * unknown cannot be: the search of Davis, Putnam, Logemann and Loveland, with texts, numbers and sets as its theory.
 */
export function solve(formula: Formula, theory: Theory, budget: Budget): Solution | undefined {
  return new Solver(theory, budget).solve(formula);
}

type Chosen = ReadonlyMap<string, readonly Literal[]>;

/** What has been chosen for each unknown, and what is still to be chosen: one of each clause. */
interface Simplified {
  readonly chosen: Chosen;
  readonly clauses: readonly (readonly Formula[])[];
}

class Solver {
  private readonly answers = new Map<string, Found>();
  private readonly names = new Map<string, number>();

  constructor(private readonly theory: Theory, private readonly budget: Budget) {}

  solve(formula: Formula): Solution | undefined {
    const chosen = this.search(new Map(), [formula]);
    return chosen && new Map([...chosen].map(([unknown, literals]) => [unknown, this.find(unknown, literals)]));
  }

  private search(before: Chosen, formulas: readonly Formula[]): Chosen | undefined {
    const step = this.simplified(before, formulas);
    if (step === undefined || step.clauses.length === 0) { return step?.chosen; }
    const { chosen, clauses } = step;
    const alone = this.choiceWithoutConsequence(chosen, clauses);
    if (alone !== undefined) { return this.search(chosen, [alone.option, ...without(clauses, alone.clause)]); }
    const clause = clauses.reduce((least, one) => (one.length < least.length ? one : least));
    const others = without(clauses, clause);
    for (const option of clause) {
      const found = this.search(chosen, [option, ...others]);
      if (found !== undefined) { return found; }
    }
    return undefined;
  }

  /** Takes what has to hold anyway, until only choices are left; nothing where it cannot hold. */
  private simplified(before: Chosen, formulas: readonly Formula[]): Simplified | undefined {
    const chosen = new Map(before);
    let open = [...formulas];
    let clauses: (readonly Formula[])[] = [];
    while (open.length > 0) {
      for (let formula = open.pop(); formula !== undefined; formula = open.pop()) {
        this.budget.spend(1);
        switch (formula.kind) {
          case 'yes': break;
          case 'literal':
            if (!this.take(chosen, formula)) { return undefined; }
            break;
          case 'all': open.push(...formula.parts); break;
          case 'any': clauses.push(formula.parts); break;
          default: return undefined;
        }
      }
      const left: (readonly Formula[])[] = [];
      for (const clause of clauses) {
        const options = this.optionsOf(clause, chosen);
        if (options === undefined) { continue; }
        if (options.length === 0) { return undefined; }
        if (options.length === 1) { open.push(options[0]); } else { left.push(options); }
      }
      clauses = left;
    }
    return { chosen, clauses };
  }

  /** The ways that are left for a clause to hold; nothing where it holds already. */
  private optionsOf(clause: readonly Formula[], chosen: Chosen): readonly Formula[] | undefined {
    const result: Formula[] = [];
    for (const option of clause) {
      this.budget.spend(1);
      if (option.kind === 'yes') { return undefined; }
      if (option.kind === 'no' || option.kind === 'untold') { continue; }
      if (option.kind === 'literal') {
        const before = chosen.get(option.test.unknown) ?? [];
        const same = before.find(({ test }) => test.id === option.test.id);
        if (same?.wanted === option.wanted) { return undefined; }
        if (same !== undefined || this.find(option.test.unknown, [...before, option]) === undefined) { continue; }
      }
      result.push(option);
    }
    return result;
  }

  /** A way for a clause to hold that says something of an unknown of which no other clause speaks. */
  private choiceWithoutConsequence(chosen: Chosen, clauses: readonly (readonly Formula[])[]) {
    const speaking = new Map<string, number>();
    for (const clause of clauses) {
      for (const unknown of new Set(clause.flatMap(unknownsOf))) { speaking.set(unknown, (speaking.get(unknown) ?? 0) + 1); }
    }
    for (const clause of clauses) {
      const option = clause.find((one) => one.kind === 'literal' && speaking.get(one.test.unknown) === 1 && !chosen.has(one.test.unknown));
      if (option !== undefined) { return { clause, option }; }
    }
    return undefined;
  }

  private take(chosen: Map<string, readonly Literal[]>, literal: Literal): boolean {
    const { unknown } = literal.test;
    const before = chosen.get(unknown) ?? [];
    if (before.some(({ test, wanted }) => test.id === literal.test.id && wanted === literal.wanted)) { return true; }
    const literals = [...before, literal];
    chosen.set(unknown, literals);
    return this.find(unknown, literals) !== undefined;
  }

  private find(unknown: string, literals: readonly Literal[]): Found {
    const key = `${unknown} ${literals.map((one) => this.nameOf(one)).sort((a, b) => a - b).join(' ')}`;
    if (!this.answers.has(key)) {
      this.budget.spend(literals.length);
      this.answers.set(key, this.theory(unknown, literals));
    }
    return this.answers.get(key);
  }

  private nameOf({ test: { id }, wanted }: Literal): number {
    const key = `${wanted} ${id}`;
    let name = this.names.get(key);
    if (name === undefined) { this.names.set(key, name = this.names.size); }
    return name;
  }
}

function without(clauses: readonly (readonly Formula[])[], clause: readonly Formula[]): Formula[] {
  return clauses.filter((one) => one !== clause).map((parts) => ({ kind: 'any', parts }));
}

function unknownsOf(formula: Formula): readonly string[] {
  if (formula.kind === 'literal') { return [formula.test.unknown]; }
  return 'parts' in formula ? formula.parts.flatMap(unknownsOf) : [];
}
