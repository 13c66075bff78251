import { ParameterHole } from './holes';
import { oneOf } from './possibilities';
import { isRawMap, isScalar, own } from './raw';
import { split, textOf } from './text';
import { ABSENT, isAbsent, isMap, isUnknown, OneOf, Text, Unknown, Value } from './value';

/** How the parameters of a stack get their values. */
export interface PassedParameters {
  /** What the parent passes; nothing where it passes none. */
  value(parameter: string): Value | undefined;
}

/**
 * What a parameter can be.
 *
 * The deployer of a stack may choose: any of the allowed values, or anything at all, the default included. The parent of
 * a nested stack has chosen: what it does not pass is the default.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(template: string, name: string, declaration: unknown, passed: PassedParameters | undefined): Value {
  const attribute = (attributeName: string): unknown => (isRawMap(declaration) ? own(declaration, attributeName) : undefined);
  const hole = (options: readonly Value[]) => new ParameterHole(`${template}/parameter ${name}`, options, `\${${name}}`);
  const type = attribute('Type');
  const isList = typeof type === 'string' && (type === 'CommaDelimitedList' || type.startsWith('List<'));
  const read = (raw: unknown): Value => (isList ? listOf(literal(raw)) : literal(raw));
  if (typeof type === 'string' && type.startsWith('AWS::SSM::Parameter::Value<')) {
    return new Unknown(`parameter ${name} is read from Parameter Store`, hole([]));
  }

  const given = passed?.value(name);
  if (isUnknown(given) && !given.hole) { return new Unknown(given.reason, hole([])); }
  if (!isAbsent(given)) { return isList ? listOf(given) : textLike(given); }

  const standard = attribute('Default');
  if (passed) {
    return standard === undefined ? new Unknown(`parameter ${name} is not passed to the nested stack`) : read(standard);
  }
  const allowed = attribute('AllowedValues');
  if (Array.isArray(allowed) && allowed.length > 0 && !isList) {
    const options = allowed.map(literal);
    return oneOf(options, hole(options));
  }
  if (standard === undefined) {
    const unknown = new Unknown(`parameter ${name} has no default`);
    return new Unknown(unknown.reason, hole([unknown]));
  }
  const other = new Unknown(`parameter ${name} may be given another value`);
  const either = hole([read(standard), other]);
  return new OneOf([read(standard), new Unknown(other.reason, either)], either);
}

/** What is known of a parameter inside the branch of a condition. */
export interface ParameterFact {
  readonly is?: string;
  readonly isNot: readonly string[];
}

/** What is left of a parameter's possibilities. */
export function narrowed(value: Value, fact: ParameterFact): Value {
  if (!(value instanceof OneOf) && !isUnknown(value)) { return value; }
  const { is } = fact;
  if (is !== undefined) { return value instanceof OneOf ? value.options.find((option) => isScalar(option) && String(option) === is) ?? is : is; }
  if (isUnknown(value)) { return value; }
  const left = value.options.filter((option) => isUnknown(option) || typeof option === 'object' || !fact.isNot.includes(String(option)));
  return left.length === value.options.length || left.length === 0 ? value : oneOf(left, value.hole);
}

function literal(raw: unknown): Value {
  return isScalar(raw) ? raw : new Unknown('it is no literal');
}

/** A list parameter takes one text with commas in it. */
function listOf(value: Value): Value {
  if (Array.isArray(value)) { return value.map(textLike); }
  const text = textOf(value);
  if (text === '') { return []; }
  const items = text === undefined ? undefined : split(text, ',');
  if (!items) {
    return isUnknown(value) ? value : new Unknown('a list is passed that cannot be determined', value instanceof Text ? undefined : holeIn(value));
  }
  return items.map((item) => (typeof item === 'string' ? item.trim() : item)).filter((item) => item !== ABSENT);
}

/** Parameters take text and nothing else. */
function textLike(value: Value): Value {
  return Array.isArray(value) || isMap(value) ? new Unknown('a list or a map is passed as text') : value;
}

function holeIn(value: Value): OneOf['hole'] {
  return value instanceof OneOf ? value.hole : undefined;
}
