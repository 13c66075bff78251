import { all, isAbsent, isUnknown, OneOf, Ternary, Text, type Value } from '../../../template';

/**
 * Whether whatever a property can be is as it should.
 *
 * Of a choice (`Fn::If`) every branch counts: a branch that is wrong is a violation, whoever may choose it.
 */
export function judge(value: Value | undefined, rightly: (known: Value | undefined) => boolean): Ternary {
  if (value instanceof OneOf) { return all(value.options.map((option) => judge(option, rightly))); }
  if (isUnknown(value) || value instanceof Text) { return Ternary.UNKNOWN; }
  return rightly(isAbsent(value) ? undefined : value) ? Ternary.YES : Ternary.NO;
}

/** Why it cannot be determined what a value is. */
export function reasonOf(value: Value | undefined): string {
  if (isUnknown(value)) { return value.reason; }
  if (value instanceof OneOf) { return value.options.map(reasonOf).find((reason) => reason !== '') ?? ''; }
  return value instanceof Text ? `it is known at deployment only (${value.toString()})` : '';
}

/** CloudFormation takes text for a boolean. */
export function isTrue(value: Value | undefined): boolean {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}
