import { valueIdentity } from '../../../policy-evaluation';
import { isAbsent, isUnknown, OneOf, textOf, type Value } from '../../../template';
import { type Aspect, type Fact, UNKNOWN } from '../aspects';

/** What is not known is the same in both templates if it is written alike. */
export function unknownFact(aspect: Aspect, basis: string, about?: string): Fact {
  return { aspect, value: `${UNKNOWN} ${basis}`, rank: UNKNOWN, shown: UNKNOWN, ...(about === undefined ? {} : { about }) };
}

/** Whether something can be determined of a value: it is no choice, and known at deployment only in part. */
export function isTold(value: Value | undefined): value is Exclude<Value, OneOf> | undefined {
  return !(value instanceof OneOf) && !isUnknown(value);
}

/** A switch of a property: what it is if the template does not say is given. */
export function switchFact(aspect: Aspect, value: Value | undefined, standard: string): Fact {
  if (isAbsent(value)) { return { aspect, value: standard }; }
  if (value === true || value === 'true') { return { aspect, value: 'yes' }; }
  if (value === false || value === 'false') { return { aspect, value: 'no' }; }
  return unknownFact(aspect, valueIdentity(value));
}

/** A property with a few literal values or numbers. */
export function literalFact(aspect: Aspect, value: Value | undefined, standard: string, rankOf?: (text: string) => string): Fact {
  const text = isAbsent(value) ? standard : isTold(value) ? textOf(value) : undefined;
  if (typeof text !== 'string') { return unknownFact(aspect, valueIdentity(value)); }
  return { aspect, value: text, ...(rankOf === undefined ? {} : { rank: rankOf(text) }) };
}
