import { actionClasses } from './action-classes';
import type { Budget } from './budget';
import { type CallerPolicies, decidedFormula, policiesIn, type PossibleDocuments, read } from './caller-policies';
import type { CallerClass } from './callers';
import { type Candidate, isWithin } from './candidate';
import { conditionFormula } from './condition-formula';
import { allOf, bound, choiceOf, type Formula, identityOf, type Literal, literal, literalsOf, negated, settled } from './formula';
import { factsOf, isOfAction } from './key-facts';
import { findValue, type Found, passes, type Search, textOf } from './key-search';
import { networkFormula } from './network';
import type { Symbol } from './pattern-set';
import { type KnownValues, patternsOf } from './patterns';
import type { ReadDocument } from './read-document';
import { Outcome, type RequestSpace, type SearchedAction, type SearchResult, Wanted } from './request-space';
import { solve, type Solution } from './solver';
import { type RequestClass, type StatementChoice, type VariableValues } from './statement-formula';
import { CALLER, OBJECT, textTest } from './tests';
import { PatternSets, requirementsOf } from './text-requirements';
import { findText, type Segment } from './text-search';
import { NO_VALUES, valuesFor, valuesOf } from './variable-values';
import { assignments, keysIn, variablesIn } from './variables';
import { confirmationOf, isNothingDenied, wantedFormula } from './wanted';
import { Ternary, Text } from '../../template';
import type { ContextValue } from '../context';
import type { AccessRequest } from '../request';
import { FRESH, literalTokens } from '../tokens';

/** More variables than these are left as they are: unknown constants. */
const MOST_VARIABLES = 2;

/** What it costs to read a statement for a caller, and to compare the caller with each principal of it. */
const STEPS_OF_STATEMENT = 4;
const STEPS_OF_PRINCIPAL = 40;

/** How many values of each are tried. */
const MOST_VALUES = 6;

/** Requests, and what is asked of them. */
interface Question {
  readonly of: RequestClass;
  readonly formula: Formula;
}

export class RequestSearch {
  private readonly documents: PossibleDocuments;
  private readonly policies: CallerPolicies | undefined;
  private readonly against: PossibleDocuments;
  private confirmation: ((request: AccessRequest) => boolean) | undefined;
  private readonly sets: PatternSets;
  private readonly context: ReadonlyMap<string, ContextValue>;
  private readonly variables: readonly string[];
  private readonly keys: readonly string[];
  private readonly wholeContexts = new Map<CallerClass, Map<string, ContextValue>>();

  constructor(
    private readonly document: ReadDocument, private readonly wanted: Wanted, private readonly space: RequestSpace, private readonly budget: Budget,
  ) {
    this.documents = document.statements;
    this.policies = space.identity && policiesIn(space.identity);
    this.against = space.against === undefined ? [] : read(space.against.document);
    this.sets = new PatternSets(budget);
    this.context = new Map(Object.entries(space.context ?? {}).map(([key, value]) => [key.toLowerCase(), value]));
    const others = [...space.identity?.documents ?? [], space.identity?.boundary ?? null, space.against?.document ?? null];
    this.variables = [...new Set([...document.variables, ...others.flatMap(variablesIn)])];
    this.keys = [...new Set([...document.keys, ...[...others, space.condition ?? null].flatMap(keysIn)])].filter((key) => !this.context.has(key));
  }

  run(): SearchResult {
    const ordinary = this.mostOrdinary();
    if (ordinary !== undefined && this.isConfirmed(ordinary)) { return { outcome: Outcome.FOUND, request: ordinary.request }; }
    const asked = new Set<string>();
    let doubtful: AccessRequest | undefined;
    for (const action of this.actions()) {
      for (const caller of this.space.callers) {
        const question = this.questionFor(caller, action);
        if (!isNew(asked, this.identityOf(question))) { continue; }
        const perhaps = this.search(question, false);
        if (perhaps === undefined) { continue; }
        const request = [perhaps, ...this.sureRequests(question)].find((one) => this.isConfirmed(one));
        if (request !== undefined) { return { outcome: Outcome.FOUND, request: request.request }; }
        doubtful ??= perhaps.request;
      }
    }
    return doubtful === undefined ? { outcome: Outcome.NONE } : { outcome: Outcome.UNTOLD, request: doubtful };
  }

  /**
   * The request that is found first where nothing stands in its way: many policies deny nothing of what is asked about.
   * Nothing where a request has to have some key that the policy looks at.
   */
  private mostOrdinary(): Candidate | undefined {
    const [{ name: action, onObjects }] = this.space.actions;
    const [caller] = this.space.callers;
    if (this.wanted !== Wanted.NOT_DENIED || caller === undefined) { return undefined; }
    if (this.space.condition !== undefined || this.space.against !== undefined) { return undefined; }
    const isSettled = (key: string) => key in caller.context || caller.unknownOf(key).unknown === CALLER;
    const isFree = (key: string) => isSettled(key) || factsOf(key, caller.kind, action).canBeAbsent;
    if (!this.keys.every(isFree) || networkFormula(new Set(this.keys), caller.kind).kind !== 'yes') { return undefined; }
    const of: RequestClass = { caller, action, onObjects, resource: this.space.resource, values: NO_VALUES, answerOf: () => undefined };
    return this.candidateOf(of, NO_VALUES.known, new Map(), { surely: true, sets: this.sets, budget: this.budget });
  }

  /** The actions, one of each sort that the policy tells apart: of requests that are not denied, without those that it always denies. */
  private actions(): SearchedAction[] {
    const { resource } = this.space;
    const answerOf = (one: Literal) => this.fixedAnswer(one, this.context);
    const classes = actionClasses(this.space.actions, this.statements(), this.keys);
    return !isNothingDenied(this.wanted) ? classes : classes.filter(({ name: action, onObjects }) => {
      this.budget.spend(this.documents.length);
      const requests = { action, onObjects, resource, values: NO_VALUES };
      return !this.documents.every((statements) => statements.some((one) => one.deniesAll(requests, answerOf)));
    });
  }

  private questionFor(caller: CallerClass, { name: action, onObjects }: SearchedAction, given?: VariableValues): Question {
    const context = this.contextOf(caller);
    const values = given ?? valuesFor(this.variables, { caller, action }, context);
    const answerOf = (one: Literal) => this.fixedAnswer(one, context);
    const of: RequestClass = { caller, action, onObjects, resource: this.space.resource, values, answerOf };
    const formulas = this.documents.map((statements) => {
      this.budget.spend(statements.length * STEPS_OF_STATEMENT);
      return this.policies === undefined ? wantedFormula(this.wanted, statements, of) : decidedFormula(statements, this.policies, of);
    });
    return { of, formula: allOf([choiceOf(formulas), ...this.saidByOther(of), ...this.aboutSpace(of)]) };
  }

  private saidByOther(of: RequestClass): Formula[] {
    const { against } = this.space;
    if (against === undefined) { return []; }
    return [choiceOf(this.against.map((statements) => {
      this.budget.spend(statements.length * STEPS_OF_STATEMENT);
      return wantedFormula(against.wanted, statements, of);
    }))];
  }

  /** What the space asks of requests, and what AWS makes of their keys. */
  private aboutSpace({ caller, onObjects, values, answerOf }: RequestClass): Formula[] {
    const { condition: asked, exceptObjectKeys = [], objectKeys, resource } = this.space;
    const result = asked === undefined ? [] : [bound(conditionFormula(asked, { variables: Ternary.NO }, caller.unknownOf), answerOf)];
    const among = (id: string, keys: readonly (string | Text)[]) => (
      literal(textTest(id, OBJECT, patternsOf(keys.map((key) => Text.of(resource, '/', key)), { wildcards: true }).patterns))
    );
    if (onObjects && objectKeys !== undefined) { result.push(among('the objects that are asked about', [objectKeys])); }
    if (onObjects && exceptObjectKeys.length > 0) { result.push(negated(among('the objects that are not meant', exceptObjectKeys))); }
    for (const [key, value] of values.known) {
      const { unknown, segment } = caller.unknownOf(key);
      if (unknown !== CALLER || value === null) { continue; }
      const { patterns } = patternsOf([value], {});
      result.push(literal({ ...textTest(`${key} as it is chosen`, CALLER, patterns), segment }));
    }
    return result;
  }

  private withNetwork({ of, formula }: Question): Formula {
    const mentioned = new Set([...this.context.keys()]);
    for (const { test } of literalsOf(formula)) { mentioned.add(test.unknown); }
    const network = networkFormula(mentioned, of.caller.kind);
    return network.kind === 'yes' ? formula : allOf([formula, bound(network, of.answerOf)]);
  }

  private contextOf(caller: CallerClass): ReadonlyMap<string, ContextValue> {
    let context = this.wholeContexts.get(caller);
    if (context === undefined) {
      context = new Map([...Object.entries(caller.context), ...this.contextOfKms(caller), ...this.context]);
      this.wholeContexts.set(caller, context);
      // Each statement is compared with each caller once.
      for (const statement of this.statements()) { this.budget.spend(statement.size * STEPS_OF_PRINCIPAL); }
    }
    return context;
  }

  /** Of callers with a shape the account is a stretch of that. */
  private contextOfKms({ principal }: CallerClass): readonly [string, ContextValue][] {
    const [key, [{ name }]] = ['kms:calleraccount', this.space.actions];
    return principal === undefined || !isOfAction(key, name) ? [] : [[key, principal.account ?? null]];
  }

  private statements(): readonly StatementChoice[] {
    return [this.documents, ...this.policies?.documents ?? [], this.policies?.boundary ?? [], this.against].flat(2);
  }

  private fixedAnswer({ test }: Literal, context: ReadonlyMap<string, ContextValue>): Ternary | undefined {
    const value = context.get(test.unknown);
    this.budget.spend(1);
    return value === undefined ? undefined : test.answer(value);
  }

  /** The same for questions that have the same answer. */
  private identityOf({ of, formula }: Question): string {
    const unknowns = new Set<string>();
    for (const { test } of literalsOf(formula)) { unknowns.add(test.unknown); }
    let name = `${of.onObjects} ${identityOf(formula)}`;
    for (const unknown of unknowns) {
      if (unknown === CALLER) {
        name += ` ${this.space.callers.indexOf(of.caller)}`;
      } else if (unknown !== OBJECT) {
        name += ` ${of.caller.kind} ${isOfAction(unknown, of.action)}`;
      }
    }
    return name;
  }

  /** Requests that are surely as wanted, with each of some values of the policy variables that matter. */
  private* sureRequests(question: Question): Generator<Candidate> {
    const { caller, action, onObjects, values } = question.of;
    const variables = new Set<string>();
    for (const { test } of literalsOf(question.formula)) {
      for (const key of test.variables) { variables.add(key); }
    }
    if (variables.size === 0 || variables.size > MOST_VARIABLES) {
      const found = this.search(question, true);
      if (found !== undefined) { yield found; }
      return;
    }
    const choices = [...variables].map((key): [string, readonly (string | null)[]] => [key, this.valuesToTry(key, question)]);
    for (const chosen of assignments(choices)) {
      const of = valuesOf(new Map([...values.known, ...chosen]));
      const found = this.search(this.questionFor(caller, { name: action, onObjects }, of), true, chosen);
      if (found !== undefined) { yield found; }
    }
  }

  private valuesToTry(key: string, { of, formula }: Question): readonly (string | null)[] {
    if (of.caller.unknownOf(key).unknown === CALLER) { return [FRESH]; }
    const { canBeAbsent, canBePresent } = factsOf(key, of.caller.kind, of.action);
    const constants = new Set<string>();
    for (const { test } of literalsOf(formula)) {
      if (test.unknown !== key) { continue; }
      for (const constant of test.constants) { constants.add(constant.replace(/[*?]/g, FRESH)); }
    }
    return [...(canBePresent ? [FRESH, ...constants].slice(0, MOST_VALUES) : []), ...(canBeAbsent ? [null] : [])];
  }

  private search(question: Question, surely: boolean, chosen: KnownValues = NO_VALUES.known): Candidate | undefined {
    const search: Search = { surely, sets: this.sets, budget: this.budget };
    const { of } = question;
    const theory = (unknown: string, literals: readonly Literal[]) => this.find(of, chosen, unknown, literals, search);
    const solution = solve(settled(this.withNetwork(question), surely), theory, this.budget);
    return solution && this.candidateOf(of, chosen, solution, search);
  }

  private find(of: RequestClass, chosen: KnownValues, unknown: string, literals: readonly Literal[], search: Search): Found {
    const { caller, action, onObjects } = of;
    if (unknown === CALLER) { return this.findTextOf(caller.shape!, literals, search); }
    if (unknown === OBJECT) { return this.findTextOf(this.shapeOf(onObjects), literals, search); }
    const fixed = chosen.get(unknown);
    if (fixed !== undefined) {
      return literals.every((one) => passes(one, fixed, search)) ? { value: fixed } : undefined;
    }
    return findValue(literals, factsOf(unknown, caller.kind, action), search);
  }

  private findTextOf(shape: readonly Segment[], literals: readonly Literal[], search: Search): Found {
    const ofTexts = literals.filter(({ test }) => test.text !== undefined);
    const others = literals.filter(({ test }) => test.text === undefined);
    // It is there, whatever else it is.
    if (!others.every((one) => (one.test.operator === 'null' ? passes(one, 'x', search) : !search.surely))) { return undefined; }
    const requirements = requirementsOf(ofTexts, search.surely, search.sets);
    const found = requirements && findText(shape, requirements, search.budget);
    return found && { value: textOf(found) };
  }

  private shapeOf(onObjects: boolean): readonly Segment[] {
    const arn = Array.from(literalTokens(this.space.resource)) as Symbol[];
    return onObjects ? [{ fixed: [...arn, '/'] }, { free: { least: 1, allows: () => true } }] : [{ fixed: arn }];
  }

  private candidateOf(of: RequestClass, chosen: KnownValues, solution: Solution, search: Search): Candidate {
    const { caller, action, onObjects } = of;
    let isWhole = true;
    const valueOf = (unknown: string): ContextValue => {
      const found = solution.get(unknown) ?? this.find(of, chosen, unknown, [], search);
      if (found === undefined || found === 'untold') {
        isWhole = false;
        return null;
      }
      return found.value;
    };
    const context: { [key: string]: ContextValue } = {};
    for (const [key, value] of chosen) {
      if (caller.unknownOf(key).unknown !== CALLER) { context[key] = value; }
    }
    // In the order of the policy.
    for (const key of new Set([...this.keys, ...solution.keys()])) {
      if (solution.has(key) && key !== CALLER && key !== OBJECT) { context[key] = valueOf(key); }
    }
    const request: AccessRequest = {
      principal: caller.principal ?? caller.called(valueOf(CALLER) as string | Text),
      action,
      resource: onObjects || solution.has(OBJECT) ? valueOf(OBJECT) as string | Text : this.space.resource,
      context: { ...context, ...Object.fromEntries(this.context) },
    };
    return { request, isWhole };
  }

  private isConfirmed({ request, isWhole }: Candidate): boolean {
    if (!isWhole || !isWithin(this.space, request)) { return false; }
    this.confirmation ??= confirmationOf(this.document.policy(), this.wanted, this.space);
    return this.confirmation(request);
  }
}

function isNew(known: Set<string>, name: string): boolean {
  const before = known.size;
  return known.add(name).size > before;
}
