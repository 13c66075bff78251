import { isMap, type Value } from '../../../../template';
import type { Comparison } from '../../../posture';

/** The comparisons but for the one that leaves out AWS services, and nobody else. */
export function withoutServiceExemption(comparisons: readonly Comparison[]): readonly Comparison[] {
  return comparisons.filter((comparison) => !isServiceExemption(comparison));
}

/** `BoolIfExists`, because anonymous requests lack the key. */
export function isServiceExemption({ operator, conditionKey: key, values }: Comparison): boolean {
  return operator === 'boolifexists' && key === 'aws:principalisawsservice' && values.length === 1 && String(values[0]).toLowerCase() === 'false';
}

/** Whether a value is written out: nothing in it is a choice, or known at deployment only. */
export function isWrittenOut(value: Value | undefined): boolean {
  if (Array.isArray(value)) { return value.every(isWrittenOut); }
  return isMap(value) ? Object.values(value).every(isWrittenOut) : value !== null && value !== undefined && typeof value !== 'object';
}
