import { oneOf } from '../possibilities';
import { Scope } from '../scope';
import { Ternary } from '../ternary';
import { Unknown, Value } from '../value';

/**
 * One branch where the condition can be determined, else both, each under the assumption that leads to it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html#intrinsic-function-reference-conditions-if
 */
export function choose(argument: unknown, scope: Scope): Value {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    return new Unknown('Fn::If takes a condition and two values');
  }
  const [condition, whenTrue, whenFalse] = argument;
  switch (scope.condition(condition)) {
    case Ternary.YES: return scope.resolve(whenTrue);
    case Ternary.NO: return scope.resolve(whenFalse);
    case Ternary.UNKNOWN: {
      const [holds, fails] = [scope.under(condition, true), scope.under(condition, false)];
      return holds && fails ? oneOf([holds.resolve(whenTrue), fails.resolve(whenFalse)]) : new Unknown('it depends on too many conditions');
    }
  }
}
