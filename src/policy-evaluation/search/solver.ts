import type { Budget } from './budget';
import type { Formula, Literal } from './formula';
import type { Found } from './key-search';
import type { Test } from './tests';

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

/** What has been chosen for each unknown. */
type Chosen = ReadonlyMap<string, readonly Literal[]>;

/** Ways to hold, of which one is to be chosen. */
type Clause = readonly Formula[];

interface Simplified {
  readonly chosen: Map<string, readonly Literal[]>;
  readonly clauses: readonly Clause[];
}

class Solver {
  private readonly answers = new Map<string, Found>();
  private readonly names = new Map<string, number>();
  private readonly namesOfTests = new Map<Test, number>();

  constructor(private readonly theory: Theory, private readonly budget: Budget) {}

  solve(formula: Formula): Solution | undefined {
    const chosen = this.search(new Map(), [formula], []);
    return chosen && new Map([...chosen].map(([unknown, literals]) => [unknown, this.find(unknown, literals)]));
  }

  private search(before: Chosen, formulas: readonly Formula[], open: readonly Clause[]): Chosen | undefined {
    const step = this.simplified(before, formulas, open);
    if (step === undefined) { return undefined; }
    let chosen: Chosen = step.chosen;
    // What two groups of clauses ask is independent where they speak of nothing in common.
    for (const group of groupsOf(this.withoutEasy(step))) {
      const found = this.branch(chosen, group);
      if (found === undefined) { return undefined; }
      chosen = found;
    }
    return chosen;
  }

  private branch(chosen: Chosen, clauses: readonly Clause[]): Chosen | undefined {
    const clause = clauses.reduce((least, one) => (one.length < least.length ? one : least));
    const others = clauses.filter((one) => one !== clause);
    for (const option of clause) {
      const found = this.search(chosen, [option], others);
      if (found !== undefined) { return found; }
    }
    return undefined;
  }

  /** Takes what has to hold anyway, until only choices are left; nothing where it cannot hold. */
  private simplified(before: Chosen, formulas: readonly Formula[], clauses: readonly Clause[]): Simplified | undefined {
    const chosen = new Map(before);
    const open = [...formulas];
    let left = [...clauses];
    while (open.length > 0) {
      for (let formula = open.pop(); formula !== undefined; formula = open.pop()) {
        this.budget.spend(1);
        switch (formula.kind) {
          case 'yes': break;
          case 'literal':
            if (!this.take(chosen, formula)) { return undefined; }
            break;
          case 'all': for (const part of formula.parts) { open.push(part); } break;
          case 'any': left.push(formula.parts); break;
          default: return undefined;
        }
      }
      const next: Clause[] = [];
      for (const clause of left) {
        const options = this.optionsOf(clause, chosen);
        if (options === undefined) { continue; }
        if (options.length === 0) { return undefined; }
        if (options.length === 1) { open.push(options[0]); } else { next.push(options); }
      }
      left = next;
    }
    return { chosen, clauses: left };
  }

  /** The ways that are left for a clause to hold; nothing where it holds already. */
  private optionsOf(clause: Clause, chosen: Chosen): Clause | undefined {
    const result: Formula[] = [];
    for (const option of clause) {
      this.budget.spend(1);
      if (option.kind === 'yes') { return undefined; }
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

  /**
   * Without the clauses that a test of an unknown fulfils of which no other clause speaks: to choose it has no
   * consequences.
   */
  private withoutEasy({ chosen, clauses }: Simplified): readonly Clause[] {
    const speaking = new Map<string, number>();
    const unknowns = new Map(clauses.map((clause) => [clause, new Set(clause.flatMap(unknownsOf))]));
    for (const of of unknowns.values()) {
      this.budget.spend(of.size);
      for (const unknown of of) { speaking.set(unknown, (speaking.get(unknown) ?? 0) + 1); }
    }
    const left = new Set(clauses);
    for (let before = Infinity; left.size < before;) {
      before = left.size;
      for (const clause of left) {
        this.budget.spend(1);
        const easy = clause.find((one): one is Literal => one.kind === 'literal' && speaking.get(one.test.unknown) === 1 && !chosen.has(one.test.unknown));
        if (easy === undefined) { continue; }
        chosen.set(easy.test.unknown, [easy]);
        left.delete(clause);
        for (const unknown of unknowns.get(clause) ?? []) { speaking.set(unknown, (speaking.get(unknown) ?? 0) - 1); }
      }
    }
    return [...left];
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
    this.budget.spend(literals.length);
    const key = `${unknown} ${literals.map((one) => this.nameOf(one)).sort((a, b) => a - b).join(' ')}`;
    if (!this.answers.has(key)) { this.answers.set(key, this.theory(unknown, literals)); }
    return this.answers.get(key);
  }

  /** An even number for what is wanted to hold, the next odd one for what is wanted not to. */
  private nameOf({ test, wanted }: Literal): number {
    let name = this.namesOfTests.get(test);
    if (name === undefined) {
      name = this.names.get(test.id) ?? this.names.size * 2;
      this.names.set(test.id, name);
      this.namesOfTests.set(test, name);
    }
    return wanted ? name : name + 1;
  }
}

/** Clauses in groups, of which no two speak of the same unknown. */
function groupsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  let groups: { readonly unknowns: Set<string>; readonly clauses: Clause[] }[] = [];
  for (const clause of clauses) {
    const group = { unknowns: new Set(clause.flatMap(unknownsOf)), clauses: [clause] };
    groups = groups.filter((other) => {
      if (![...group.unknowns].some((unknown) => other.unknowns.has(unknown))) { return true; }
      for (const unknown of other.unknowns) { group.unknowns.add(unknown); }
      group.clauses.unshift(...other.clauses);
      return false;
    });
    groups.push(group);
  }
  return groups.map((group) => group.clauses);
}

function unknownsOf(formula: Formula): readonly string[] {
  if (formula.kind === 'literal') { return [formula.test.unknown]; }
  return 'parts' in formula ? formula.parts.flatMap(unknownsOf) : [];
}
