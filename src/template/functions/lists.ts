import { textKey } from '../holes';
import { mapOptions } from '../possibilities';
import { Scope } from '../scope';
import { textOf } from '../text';
import { ABSENT, Hole, OneOf, Unknown, Value } from '../value';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-select.html */
export function select(argument: unknown, scope: Scope): Value {
  const index: Value = Array.isArray(argument) && argument.length === 2 ? scope.resolve(argument[0]) : ABSENT;
  if (!Array.isArray(argument) || (typeof index !== 'number' && typeof index !== 'string') || !/^\d+$/.test(String(index))) {
    return new Unknown('Fn::Select takes an index and a list');
  }
  return mapOptions(scope.resolve(argument[1]), `Fn::Select ${index}`, (list) => {
    if (!Array.isArray(list)) { return new Unknown('Fn::Select takes a list'); }
    if (list.slice(0, Number(index) + 1).some(mayBeAbsent)) { return new Unknown('members of the list may be absent'); }
    return list[Number(index)] ?? new Unknown(`the list has no member ${index}`);
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-length.html */
export function length(argument: unknown, scope: Scope): Value {
  return mapOptions(scope.resolve(argument), 'Fn::Length', (list) =>
    (Array.isArray(list) && !list.some(mayBeAbsent) ? list.length : new Unknown('Fn::Length takes a list')));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getavailabilityzones.html */
export function getAZs(argument: unknown, scope: Scope): Value {
  const given = textOf(scope.resolve(argument));
  const region = given === '' || given === undefined ? textOf(scope.ref('AWS::Region')) : given;
  return new Unknown('Availability Zones are known at deployment', new Hole(`Fn::GetAZs(${region === undefined ? '' : textKey(region)})`, '{Fn::GetAZs}'));
}

/**
 * Not computed: no property about encryption asks for address ranges.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-cidr.html
 */
export function cidr(): Value {
  return new Unknown('Fn::Cidr is computed at deployment');
}

function mayBeAbsent(member: Value): boolean {
  return member instanceof OneOf && member.options.includes(ABSENT);
}
