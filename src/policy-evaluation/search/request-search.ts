import type { Budget } from './budget';
import { conditionFormula } from './condition-formula';
import { allOf, anyOf, choiceOf, type Formula, type Literal, literal, negated, settled, YES } from './formula';
import { factsOf } from './key-facts';
import { findValue, type Found, passes, type Search, textOf } from './key-search';
import type { Symbol } from './pattern-set';
import { patternsOf } from './patterns';
import { Outcome, type RequestSpace, type SearchedAction, type SearchResult, Wanted } from './request-space';
import { solve, type Solution } from './solver';
import { type RequestClass, type StatementChoice, statementFormula } from './statement-formula';
import { CALLER, OBJECT } from './tests';
import { PatternSets, requirementsOf } from './text-requirements';
import { findText, type Segment } from './text-search';
import { Ternary, Text, type Value } from '../../template';
import type { ContextValue } from '../context';
import { Policy, possibleDocuments } from '../policy';
import type { AccessRequest } from '../request';
import { literalTokens } from '../tokens';

/** Requests that a policy treats alike. */
interface SearchedClass extends RequestClass {
  readonly onObjects: boolean;
}

export class RequestSearch {
  private readonly documents: readonly (readonly StatementChoice[])[];
  private readonly policy: Policy;
  private readonly sets: PatternSets;
  private readonly context: ReadonlyMap<string, ContextValue>;

  /**
   * @param document Where the partition of ARNs is known, it is known everywhere.
   */
  constructor(document: Value, private readonly wanted: Wanted, private readonly space: RequestSpace, private readonly budget: Budget) {
    this.documents = possibleDocuments(document, (value, { variables }) => statementFormula(value, variables), () => {});
    this.policy = Policy.of(document);
    this.sets = new PatternSets(budget);
    this.context = new Map(Object.entries(space.context ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
  }

  run(): SearchResult {
    const classes = this.classes();
    const formulas = classes.map((one): [SearchedClass, Formula] => [one, this.formulaFor(one)]);
    let doubtful: AccessRequest | undefined;
    for (const [one, formula] of formulas) {
      const request = this.search(one, formula, true);
      if (request === undefined) { continue; }
      if (this.isConfirmed(request)) { return { outcome: Outcome.FOUND, request }; }
      doubtful ??= request;
    }
    for (const [one, formula] of formulas) {
      doubtful ??= this.search(one, formula, false);
    }
    return doubtful === undefined ? { outcome: Outcome.NONE } : { outcome: Outcome.UNTOLD, request: doubtful };
  }

  /** The callers, each with one action of those that the same statements are about. */
  private classes(): SearchedClass[] {
    const statements = this.documents.flat();
    const actions = new Map<string, SearchedAction>();
    for (const action of this.space.actions) {
      const about = `${action.onObjects} ${statements.map((statement) => statement.isAbout(action.name)).join()}`;
      if (!actions.has(about)) { actions.set(about, action); }
    }
    return this.space.callers.flatMap((caller) => [...actions.values()].map(({ name, onObjects }) => ({ caller, action: name, onObjects })));
  }

  private formulaFor(request: SearchedClass): Formula {
    const formulas = this.documents.map((statements) => {
      const denied = statements.map((statement) => negated(statement.denies(request)));
      return this.wanted === Wanted.NOT_DENIED ? allOf(denied) : allOf([anyOf(statements.map((statement) => statement.allows(request))), ...denied]);
    });
    const asked = this.space.condition === undefined ? YES : conditionFormula(this.space.condition, Ternary.NO, request.caller.unknownOf);
    return allOf([choiceOf(formulas), asked, ...this.aboutObjects(request)]);
  }

  private aboutObjects({ onObjects }: SearchedClass): Formula[] {
    const { objectKeys, resource } = this.space;
    if (!onObjects || objectKeys === undefined) { return []; }
    const { patterns } = patternsOf([Text.of(resource, '/', objectKeys)], { wildcards: true });
    return [literal({
      id: 'the objects that are asked about', unknown: OBJECT, text: patterns, negated: false, answer: () => Ternary.UNKNOWN, constants: [], operator: 'is', variables: [],
    })];
  }

  private search(one: SearchedClass, formula: Formula, surely: boolean): AccessRequest | undefined {
    const search: Search = { surely, sets: this.sets, budget: this.budget };
    const solution = solve(settled(formula, surely), (unknown, literals) => this.find(one, unknown, literals, search), this.budget);
    return solution && this.requestOf(one, solution, search);
  }

  private find({ caller, onObjects }: SearchedClass, unknown: string, literals: readonly Literal[], search: Search): Found {
    if (unknown === CALLER) { return this.findTextOf(caller.shape ?? [], literals, search); }
    if (unknown === OBJECT) { return this.findTextOf(this.shapeOf(onObjects), literals, search); }
    const fixed = this.context.has(unknown) ? this.context.get(unknown) : caller.context[unknown];
    if (fixed !== undefined) { return literals.every((one) => passes(one, fixed, search)) ? { value: fixed } : undefined; }
    return findValue(literals, factsOf(unknown, caller.kind), search);
  }

  private findTextOf(shape: readonly Segment[], literals: readonly Literal[], search: Search): Found {
    const ofTexts = literals.filter(({ test }) => test.text !== undefined);
    if (ofTexts.length < literals.length) {
      // It is there, whatever else it is.
      const others = literals.filter(({ test }) => test.text === undefined);
      if (!others.every((one) => (one.test.operator === 'null' ? passes(one, 'x', search) : !search.surely))) { return undefined; }
    }
    const requirements = requirementsOf(ofTexts, search.surely, search.sets);
    const found = requirements && findText(shape, requirements, search.budget);
    return found && { value: textOf(found) };
  }

  private shapeOf(onObjects: boolean): readonly Segment[] {
    const arn = Array.from(literalTokens(this.space.resource)) as Symbol[];
    return onObjects ? [{ fixed: [...arn, '/'] }, { free: { least: 1, allows: () => true } }] : [{ fixed: arn }];
  }

  private requestOf(one: SearchedClass, solution: Solution, search: Search): AccessRequest {
    const { caller, action, onObjects } = one;
    const valueOf = (unknown: string) => {
      const found = solution.get(unknown) ?? this.find(one, unknown, [], search);
      return found === undefined || found === 'untold' ? undefined : found.value;
    };
    const context: { [key: string]: ContextValue } = {};
    for (const [key, found] of solution) {
      if (key !== CALLER && key !== OBJECT && found !== undefined && found !== 'untold') { context[key] = found.value; }
    }
    return {
      principal: caller.principal ?? caller.called(valueOf(CALLER) as string | Text),
      action,
      resource: onObjects || solution.has(OBJECT) ? valueOf(OBJECT) as string | Text : this.space.resource,
      context: { ...context, ...Object.fromEntries(this.context) },
    };
  }

  private isConfirmed(request: AccessRequest): boolean {
    return this.wanted === Wanted.NOT_DENIED ? this.policy.denies(request) === Ternary.NO : this.policy.grants(request) === Ternary.YES;
  }
}
