import type { CallerClass } from './callers';
import { conditionFormula, type UnknownOf } from './condition-formula';
import { allOf, choiceOf, type Formula, literal, negated, NO, UNTOLD, YES } from './formula';
import { alternativesOf, identityOf, patternsOf } from './patterns';
import { principalFormula, told } from './principal-formula';
import { OBJECT } from './tests';
import { all, isMap, OneOf, Ternary, type Value, type ValueMap } from '../../template';
import { CompleteRequest } from '../request';
import { actionOf, Effect, isComplete } from '../statement';

/** Which requests a search is about, by who sends them and what they do. */
export interface RequestClass {
  readonly caller: CallerClass;
  /** As in `s3:PutObject`. */
  readonly action: string;
}

/** A statement of a policy, read as what it asks of a request. */
export class StatementFormula {
  private readonly conditions = new Map<UnknownOf, Formula>();
  private readonly actions = new Map<string, Ternary>();
  private readonly action: (request: CompleteRequest) => Ternary;
  private resource: Formula | undefined;

  constructor(private readonly map: ValueMap, private readonly variables: Ternary) {
    this.action = actionOf(map, () => {});
  }

  /** Whether it is about an action, whoever is the caller. */
  isAbout(action: string): Ternary {
    let answer = this.actions.get(action);
    if (answer === undefined) {
      answer = this.action(CompleteRequest.ofAction(action));
      this.actions.set(action, answer);
    }
    return answer;
  }

  /** Whether it allows requests, as far as the effect tells. */
  allows(request: RequestClass): Formula {
    return allOf([this.has(Effect.ALLOW), this.appliesTo(request)]);
  }

  denies(request: RequestClass): Formula {
    return allOf([this.has(Effect.DENY), this.appliesTo(request)]);
  }

  private has(effect: Effect): Formula {
    const { Effect: written } = this.map;
    if (written === Effect.ALLOW || written === Effect.DENY) { return written === effect ? YES : NO; }
    return UNTOLD;
  }

  private appliesTo({ caller, action }: RequestClass): Formula {
    const about = this.isAbout(action);
    if (about === Ternary.NO) { return NO; }
    this.resource ??= resourceFormula(this.map, this.variables);
    return allOf([told(about), isComplete(this.map) ? YES : UNTOLD, principalFormula(this.map, caller), this.resource, this.conditionFor(caller)]);
  }

  private conditionFor({ unknownOf }: CallerClass): Formula {
    let formula = this.conditions.get(unknownOf);
    if (formula === undefined) {
      formula = conditionFormula(this.map.Condition ?? null, this.variables, unknownOf);
      this.conditions.set(unknownOf, formula);
    }
    return formula;
  }
}

/** One of several statements, of which it cannot be told which is there; or one of which nothing is known. */
export interface StatementChoice {
  isAbout(action: string): Ternary;
  allows(request: RequestClass): Formula;
  denies(request: RequestClass): Formula;
}

export function statementFormula(value: Value, variables: Ternary): StatementChoice {
  if (value === null) { return uniform(Ternary.NO); }
  if (value instanceof OneOf) { return choice(value.options.map((option) => statementFormula(option, variables))); }
  return isMap(value) ? new StatementFormula(value, variables) : uniform(Ternary.UNKNOWN);
}

function uniform(answer: Ternary): StatementChoice {
  return { isAbout: () => answer, allows: () => told(answer), denies: () => told(answer) };
}

function choice(options: readonly StatementChoice[]): StatementChoice {
  return {
    isAbout: (action) => {
      const answers = options.map((option) => option.isAbout(action));
      return answers.every((answer) => answer === answers[0]) ? all(answers) : Ternary.UNKNOWN;
    },
    allows: (request) => choiceOf(options.map((option) => option.allows(request))),
    denies: (request) => choiceOf(options.map((option) => option.denies(request))),
  };
}

function resourceFormula(map: ValueMap, variables: Ternary): Formula {
  const [positive, negative] = [map.Resource ?? null, map.NotResource ?? null];
  if ((positive === null) === (negative === null)) { return UNTOLD; }
  const alternatives = alternativesOf(positive ?? negative);
  if (alternatives === undefined) { return UNTOLD; }
  const formulas = alternatives.map((values): Formula => {
    const { patterns, variables: keys } = patternsOf(values, { wildcards: true, variables });
    if (patterns.plain.length === 0 && patterns.holed.size === 0) { return patterns.untold ? UNTOLD : NO; }
    return literal({
      id: JSON.stringify(values.map(identityOf)),
      unknown: OBJECT,
      text: patterns,
      negated: false,
      answer: () => Ternary.UNKNOWN,
      constants: [],
      operator: 'is',
      variables: keys,
    });
  });
  const formula = choiceOf(formulas);
  return negative === null ? formula : negated(formula);
}

