import type { Comparison } from '../../../posture';

/** The comparisons but for the one that leaves out AWS services, and nobody else. */
export function withoutServiceExemption(comparisons: readonly Comparison[]): readonly Comparison[] {
  return comparisons.filter((comparison) => !isServiceExemption(comparison));
}

/** `BoolIfExists`, because anonymous requests lack the key. */
function isServiceExemption({ operator, conditionKey: key, values }: Comparison): boolean {
  return operator === 'boolifexists' && key === 'aws:principalisawsservice' && values.length === 1 && String(values[0]).toLowerCase() === 'false';
}
