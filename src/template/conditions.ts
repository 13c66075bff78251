import { ParameterFact } from './parameters';
import { isRawMap, own, RawMap } from './raw';
import { Scope } from './scope';
import { all, any, known, not, Ternary } from './ternary';
import { expanded, sameText } from './text';
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
      case 'Fn::Equals': return operands.length === 2 ? equal(scope.resolve(operands[0]), scope.resolve(operands[1])) : Ternary.UNKNOWN;
      default: return Ternary.UNKNOWN;
    }
  });
}

/** What must be so for a condition to be as it is assumed. */
export class Assumptions {
  static readonly NONE = new Assumptions(new Map(), new Map());

  private constructor(
    private readonly conditions: ReadonlyMap<string, boolean>,
    private readonly parameters: ReadonlyMap<string, ParameterFact>,
  ) {}

  /** With a condition that holds, or does not, and all that follows from it. */
  and(name: string, truth: boolean, section: RawMap): Assumptions {
    const conditions = new Map(this.conditions);
    const parameters = new Map(this.parameters);
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
        learn(parameters, operands, holds);
      }
    }
    return new Assumptions(conditions, parameters);
  }

  condition(name: string): boolean | undefined {
    return this.conditions.get(name);
  }

  parameter(name: string): ParameterFact | undefined {
    return this.parameters.get(name);
  }
}

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

function equal(a: Value, b: Value): Ternary {
  const same = sameText(a, b) ?? sameText(withParameters(a), withParameters(b));
  return same === undefined ? Ternary.UNKNOWN : known(same);
}

function withParameters(value: Value): Value {
  return value instanceof Text ? expanded(value) : value;
}

function soleFunction(raw: unknown): [name: string | undefined, argument: unknown] {
  if (!isRawMap(raw)) { return [undefined, undefined]; }
  const names = Object.keys(raw);
  return names.length === 1 ? [names[0], own(raw, names[0])] : [undefined, undefined];
}
