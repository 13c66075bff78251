import { expanded, meant } from './expansions';
import { memo } from './memo';
import { ParameterFact } from './parameters';
import { isRawMap, own, RawMap } from './raw';
import { Scope } from './scope';
import { all, any, known, not, Ternary } from './ternary';
import { sameText, textOf } from './text';
import { Text, Value } from './value';

/**
 * Whether a condition holds.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function evaluate(raw: unknown, scope: Scope): Ternary {
  return scope.deeper(Ternary.UNKNOWN, () => {
    const [name, argument] = soleFunction(raw);
    const operands: readonly unknown[] = Array.isArray(argument) ? argument : [];
    switch (name) {
      case 'Condition': return typeof argument === 'string' ? scope.condition(argument) : Ternary.UNKNOWN;
      case 'Fn::Not': return operands.length === 1 ? not(evaluate(operands[0], scope)) : Ternary.UNKNOWN;
      case 'Fn::And': return operands.length > 0 ? all(evaluateEach(operands, scope)) : Ternary.UNKNOWN;
      case 'Fn::Or': return operands.length > 0 ? any(evaluateEach(operands, scope)) : Ternary.UNKNOWN;
      case 'Fn::Equals': return operands.length === 2 ? equality(operands, scope) : Ternary.UNKNOWN;
      default: return Ternary.UNKNOWN;
    }
  });
}

/** What is assumed of a template: of its conditions and parameters. */
export class Assumptions {
  static readonly NONE = new Assumptions(new Map(), new Map(), new Map());

  /**
   * What parameters are, and which comparisons hold that depend on other things.
   *
   * @param equalities By `equalityKey()`
   */
  static of(parameters: ReadonlyMap<string, ParameterFact>, equalities: ReadonlyMap<string, boolean>): Assumptions {
    return new Assumptions(new Map(), parameters, equalities);
  }

  private constructor(
    private readonly conditions: ReadonlyMap<string, boolean>,
    private readonly parameters: ReadonlyMap<string, ParameterFact>,
    private readonly equalities: ReadonlyMap<string, boolean>,
  ) {}

  /** With a condition that holds, or does not, and all that follows from it. */
  and(name: string, truth: boolean, section: RawMap): Assumptions {
    const conditions = new Map(this.conditions);
    const parameters = new Map(this.parameters);
    const equalities = new Map(this.equalities);
    // A work list: conditions may refer to each other in a circle.
    const open: [raw: unknown, truth: boolean][] = [[{ Condition: name }, truth]];
    for (let next = open.pop(); next; next = open.pop()) {
      const [raw, holds] = next;
      const [fn, argument] = soleFunction(raw);
      const operands: readonly unknown[] = Array.isArray(argument) ? argument : [];
      if (fn === 'Condition' && typeof argument === 'string') {
        if (conditions.has(argument)) { continue; }
        conditions.set(argument, holds);
        open.push([own(section, argument), holds]);
      } else if (fn === 'Fn::Not' && operands.length === 1) {
        open.push([operands[0], !holds]);
      } else if ((fn === 'Fn::And' && holds) || (fn === 'Fn::Or' && !holds)) {
        for (const operand of operands) { open.push([operand, holds]); }
      } else if (fn === 'Fn::Equals' && operands.length === 2) {
        const key = equalityKey(operands);
        if (key !== undefined) { equalities.set(key, holds); }
        learn(parameters, operands, holds);
      }
    }
    return new Assumptions(conditions, parameters, equalities);
  }

  get size(): number {
    return this.conditions.size + this.parameters.size + this.equalities.size;
  }

  condition(name: string): boolean | undefined {
    return this.conditions.get(name);
  }

  parameter(name: string): ParameterFact | undefined {
    return this.parameters.get(name);
  }

  /** Whether two operands of `Fn::Equals` are assumed to be the same; nothing where nothing is assumed. */
  equality(operands: readonly unknown[]): boolean | undefined {
    return this.equalities.size === 0 ? undefined : this.equalities.get(equalityKey(operands) ?? '');
  }
}

/** The same for the same comparison, whichever operand is written first. Nothing for operands that are nested too deep. */
export const equalityKey = memo((operands: readonly unknown[]): string | undefined => {
  try {
    return operands.map((operand) => JSON.stringify(operand)).sort().join();
  } catch {
    return undefined;
  }
});

/** From `Fn::Equals` of a parameter and a literal. */
function learn(parameters: Map<string, ParameterFact>, operands: readonly unknown[], holds: boolean): void {
  for (const [one, other] of [operands, [operands[1], operands[0]]]) {
    const [fn, name] = soleFunction(one);
    if (fn !== 'Ref' || typeof name !== 'string' || !['string', 'number', 'boolean'].includes(typeof other)) { continue; }
    const before = parameters.get(name) ?? { isNot: [] };
    parameters.set(name, holds ? { ...before, is: String(other) } : { ...before, isNot: [...before.isNot, String(other)] });
  }
}

function* evaluateEach(operands: readonly unknown[], scope: Scope): Iterable<Ternary> {
  for (const operand of operands) { yield evaluate(operand, scope); }
}

function equality(operands: readonly unknown[], scope: Scope): Ternary {
  const answer = equal(scope.resolve(operands[0]), scope.resolve(operands[1]));
  const assumed = answer === Ternary.UNKNOWN ? scope.equality(operands) : undefined;
  return assumed === undefined ? answer : known(assumed);
}

function equal(a: Value, b: Value): Ternary {
  const same = sameText(a, b) ?? sameTextWithParameters(a, b);
  return same === undefined ? Ternary.UNKNOWN : known(same);
}

/** Whether two values are the same text, given what is known of the parameters in them; nothing when it cannot be determined. */
function sameTextWithParameters(a: Value, b: Value): boolean | undefined {
  const [left, right] = [textOf(a), textOf(b)];
  if (a instanceof Text && typeof right === 'string') { return isSurely(a, right); }
  if (b instanceof Text && typeof left === 'string') { return isSurely(b, left); }
  return a instanceof Text || b instanceof Text ? sameText(withParameters(a), withParameters(b)) : undefined;
}

function isSurely(text: Text, literal: string): boolean | undefined {
  const found = meant(text, [literal]);
  if (!found || found.open || (found.others && found.names.length > 0)) { return undefined; }
  return !found.others;
}

function withParameters(value: Value): Value {
  return value instanceof Text ? expanded(value) : value;
}

export function soleFunction(raw: unknown): [name: string | undefined, argument: unknown] {
  if (!isRawMap(raw)) { return [undefined, undefined]; }
  const names = Object.keys(raw);
  return names.length === 1 ? [names[0], own(raw, names[0])] : [undefined, undefined];
}
