import type { CallerClass } from './callers';
import { conditionFormula, type StatementReading, type UnknownOf } from './condition-formula';
import { allOf, bound, choiceOf, type Formula, type Literal, literal, negated, NO, UNTOLD, YES } from './formula';
import { type PatternToken } from './pattern-set';
import { alternativesOf, identityOf, type KnownValues, patternsOf } from './patterns';
import { principalFormula, principalsOf, told } from './principal-formula';
import { OBJECT, textTest } from './tests';
import { all, isMap, OneOf, Ternary, Text, textKey, type Value, type ValueMap } from '../../template';
import { CompleteRequest } from '../request';
import { actionOf, Effect, isComplete } from '../statement';
import { Gap, literalTokens, Wildcard } from '../tokens';

/** Which requests a search is about, by who sends them and what they do. */
export interface RequestClass extends ResourceClass {
  readonly caller: CallerClass;
  /** What its requests have in common. */
  readonly answerOf: (one: Literal) => Ternary | undefined;
}

/** Requests for an action, by whomever. */
export interface ResourceClass {
  /** As in `s3:PutObject`. */
  readonly action: string;
  /** The ARN of the bucket or key. */
  readonly resource: string | Text;
  readonly onObjects: boolean;
  readonly values: VariableValues;
}

/** What policy variables are, as far as it is known. */
export interface VariableValues {
  /** The same for the same values. */
  readonly id: string;
  readonly known: KnownValues;
}

/** One of several statements, of which it cannot be determined which is there; or one of which nothing is known. */
export interface StatementChoice {
  /** How many principals it names. */
  readonly size: number;
  isAbout(action: string): Ternary;
  allows(request: RequestClass): Formula;
  /** The same, but for what it leaves to the policies of the caller's account. */
  allowsByItself(request: RequestClass): Formula;
  denies(request: RequestClass): Formula;
  /** Whether it surely denies all requests of a class, whoever sends them. */
  deniesAll(requests: ResourceClass, answerOf: RequestClass['answerOf']): boolean;
}

/** A statement of a policy, read as what it asks of a request. */
class StatementFormula implements StatementChoice {
  readonly size: number;

  private readonly conditions = new Map<UnknownOf, Map<string, Formula>>();
  private readonly principals = new Map<unknown, Formula>();
  private readonly alone = new Map<unknown, Formula>();
  private readonly resources = new Map<string, Formula>();
  private readonly action: (name: string) => Ternary;

  constructor(private readonly map: ValueMap, private readonly variables: Ternary) {
    this.action = actionTest(map);
    this.size = principalsOf(map);
  }

  isAbout(action: string): Ternary {
    return this.action(action);
  }

  allows(request: RequestClass): Formula {
    return this.map.Effect === Effect.DENY ? NO : allOf([this.has(Effect.ALLOW), this.appliesTo(request)]);
  }

  allowsByItself(request: RequestClass): Formula {
    return this.map.Effect === Effect.DENY ? NO : allOf([this.has(Effect.ALLOW), this.appliesTo(request, true)]);
  }

  denies(request: RequestClass): Formula {
    return this.map.Effect === Effect.ALLOW ? NO : allOf([this.has(Effect.DENY), this.appliesTo(request)]);
  }

  deniesAll(requests: ResourceClass, answerOf: RequestClass['answerOf']): boolean {
    const { map } = this;
    return map.Effect === Effect.DENY
      && isEverybody(map.Principal) && (map.NotPrincipal ?? null) === null && this.isAbout(requests.action) === Ternary.YES
      && isComplete(map) && this.resourceFor(requests).kind === 'yes'
      && bound(this.conditionFor(EACH_KEY, requests.values), answerOf).kind === 'yes';
  }

  private has(effect: Effect): Formula {
    const { Effect: written } = this.map;
    if (written === Effect.ALLOW || written === Effect.DENY) { return written === effect ? YES : NO; }
    return UNTOLD;
  }

  private appliesTo(request: RequestClass, byItself: boolean = false): Formula {
    const about = this.isAbout(request.action);
    if (about === Ternary.NO) { return NO; }
    const condition = bound(this.conditionFor(request.caller.unknownOf, request.values), request.answerOf);
    if (condition.kind === 'no') { return NO; }
    const isUnderstood = isComplete(this.map) ? YES : UNTOLD;
    return allOf([told(about), isUnderstood, this.principalFor(request.caller, byItself), this.resourceFor(request), condition]);
  }

  private principalFor(caller: CallerClass, byItself: boolean): Formula {
    const key = caller.principal === undefined ? caller.kind : caller;
    const known = byItself ? this.alone : this.principals;
    let formula = known.get(key);
    if (formula === undefined) { known.set(key, formula = principalFormula(this.map, caller, byItself)); }
    return formula;
  }

  private resourceFor(request: ResourceClass): Formula {
    const key = `${request.onObjects} ${textKey(request.resource)} ${request.values.id}`;
    let formula = this.resources.get(key);
    if (formula === undefined) {
      formula = resourceFormula(this.map, { variables: this.variables, values: request.values.known }, request);
      this.resources.set(key, formula);
    }
    return formula;
  }

  private conditionFor(unknownOf: UnknownOf, values: VariableValues): Formula {
    let ofValues = this.conditions.get(unknownOf);
    if (ofValues === undefined) { this.conditions.set(unknownOf, ofValues = new Map()); }
    let formula = ofValues.get(values.id);
    if (formula === undefined) {
      const reading = { variables: this.variables, values: values.known };
      formula = conditionFormula(this.map.Condition ?? null, reading, unknownOf);
      ofValues.set(values.id, formula);
    }
    return formula;
  }
}

const EACH_KEY: UnknownOf = (unknown) => ({ unknown });

export function statementFormula(value: Value, variables: Ternary): StatementChoice {
  if (value === null) { return uniform(Ternary.NO); }
  if (value instanceof OneOf) { return choice(value.options.map((option) => statementFormula(option, variables))); }
  return isMap(value) ? new StatementFormula(value, variables) : uniform(Ternary.UNKNOWN);
}

function uniform(answer: Ternary): StatementChoice {
  const formula = () => told(answer);
  return { size: 0, isAbout: () => answer, allows: formula, allowsByItself: formula, denies: formula, deniesAll: () => false };
}

function choice(options: readonly StatementChoice[]): StatementChoice {
  return {
    size: options.reduce((sum, option) => sum + option.size, 0),
    isAbout: (action) => {
      const answers = options.map((option) => option.isAbout(action));
      return answers.every((answer) => answer === answers[0]) ? all(answers) : Ternary.UNKNOWN;
    },
    allows: (request) => choiceOf(options.map((option) => option.allows(request))),
    allowsByItself: (request) => choiceOf(options.map((option) => option.allowsByItself(request))),
    denies: (request) => choiceOf(options.map((option) => option.denies(request))),
    deniesAll: (requests, answerOf) => options.every((option) => option.deniesAll(requests, answerOf)),
  };
}

function isEverybody(principal: Value | undefined): boolean {
  if (isMap(principal ?? null)) { return isEverybody((principal as ValueMap).AWS); }
  return principal === '*' || (Array.isArray(principal) && principal.includes('*'));
}

const REQUESTS = new Map<string, CompleteRequest>();

/** There are as many as AWS has actions. */
function requestFor(action: string): CompleteRequest {
  let request = REQUESTS.get(action);
  if (request === undefined) { REQUESTS.set(action, request = CompleteRequest.ofAction(action)); }
  return request;
}

/** Whether an action is one of those of a statement. Most are written in few ways, which need no matching of patterns. */
function actionTest(map: ValueMap): (name: string) => Ternary {
  const element = map.Action ?? map.NotAction;
  const patterns = typeof element === 'string' ? [element] : element;
  const evaluated = actionOf(map, () => {});
  const answers = new Map<string, Ternary>();
  const known = (name: string) => {
    let answer = answers.get(name);
    if (answer === undefined) { answers.set(name, answer = evaluated(requestFor(name))); }
    return answer;
  };
  if ((map.Action ?? null) === null || !Array.isArray(patterns)) { return known; }
  const written = new Set(patterns.filter((pattern): pattern is string => typeof pattern === 'string').map((pattern) => pattern.toLowerCase()));
  if ((map.NotAction ?? null) !== null || !['*', 's3:*', 'kms:*'].some((pattern) => written.has(pattern))) { return known; }
  return (name) => (written.has('*') || written.has(`${name.slice(0, name.indexOf(':'))}:*`) ? Ternary.YES : known(name));
}

function resourceFormula(map: ValueMap, reading: StatementReading, requests: ResourceClass): Formula {
  const [positive, negative] = [map.Resource ?? null, map.NotResource ?? null];
  if ((positive === null) === (negative === null)) { return UNTOLD; }
  const alternatives = alternativesOf(positive ?? negative);
  if (alternatives === undefined) { return UNTOLD; }
  const arn = Array.from(literalTokens(requests.onObjects ? Text.of(requests.resource, '/') : requests.resource)) as PatternToken[];
  const formulas = alternatives.map((values): Formula => {
    const { patterns, variables } = patternsOf(values, { wildcards: true, ...reading });
    if ([...patterns.plain, ...patterns.holed.values()].some((pattern) => isWhole(pattern, arn, requests.onObjects))) { return YES; }
    if (patterns.plain.length === 0 && patterns.holed.size === 0) { return patterns.untold ? UNTOLD : NO; }
    return literal({ ...textTest(JSON.stringify(values.map(identityOf)), OBJECT, patterns), variables });
  });
  const formula = choiceOf(formulas);
  return negative === null ? formula : negated(formula);
}

/** Whether a pattern is the ARN, or a beginning of it and a star: so it is of most statements. */
function isWhole(pattern: readonly PatternToken[], arn: readonly PatternToken[], goesOn: boolean): boolean {
  const hasStar = pattern[pattern.length - 1] === Wildcard.ANY_TEXT;
  const length = hasStar ? pattern.length - 1 : pattern.length;
  if (length > arn.length || (!hasStar && (goesOn || length < arn.length))) { return false; }
  for (let i = 0; i < length; i++) {
    const [one, other] = [pattern[i], arn[i]];
    if (one !== other && !(one instanceof Gap && other instanceof Gap && one.id === other.id)) { return false; }
  }
  return true;
}
