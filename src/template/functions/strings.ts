import { settled } from '../dynamic-references';
import { textKey } from '../holes';
import { mapOptions, oneOf, optionsOf } from '../possibilities';
import { isRawMap, own, RawMap } from '../raw';
import { Scope } from '../scope';
import { concat, split as splitText } from '../text';
import { ABSENT, Hole, isMap, isUnknown, OneOf, Text, Unknown, Value } from '../value';
import { dotted } from './references';

/** So many members of a list may be absent before its joined text cannot be determined. */
const MOST_ABSENT = 4;

const NO_VARIABLES: RawMap = {};

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
export function sub(argument: unknown, scope: Scope): Value {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, NO_VARIABLES];
  if (typeof text !== 'string' || !isRawMap(variables) || (Array.isArray(argument) && argument.length !== 2)) {
    return new Unknown('Fn::Sub takes text and a map');
  }
  const pieces: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([^{}]*)\}/g)) {
    pieces.push(text.slice(end, match.index), variable(match[1], variables, scope));
    end = match.index + match[0].length;
  }
  pieces.push(text.slice(end));
  return settled(concat(pieces), scope);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-join.html */
export function join(argument: unknown, scope: Scope): Value {
  if (!Array.isArray(argument) || argument.length !== 2) { return new Unknown('Fn::Join takes a delimiter and a list'); }
  const delimiter = scope.resolve(argument[0]);
  if (typeof delimiter !== 'string') { return new Unknown('the delimiter of Fn::Join is text'); }
  const joined = mapOptions(scope.resolve(argument[1]), `Fn::Join ${delimiter}`, (list) =>
    (Array.isArray(list) ? joinList(delimiter, list, MOST_ABSENT) : new Unknown('Fn::Join takes a list')));
  return settled(joined, scope);
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-split.html */
export function split(argument: unknown, scope: Scope): Value {
  const delimiter: unknown = Array.isArray(argument) && argument.length === 2 ? scope.resolve(argument[0]) : undefined;
  if (!Array.isArray(argument) || typeof delimiter !== 'string') { return new Unknown('Fn::Split takes a delimiter and text'); }
  const label = `Fn::Split ${delimiter}`;
  return mapOptions(scope.resolve(argument[1]), label, (text) => {
    if (typeof text !== 'string' && !(text instanceof Text)) { return new Unknown('Fn::Split takes text'); }
    return splitText(text, delimiter) ?? new Unknown('it cannot be determined where the text is split', new Hole(`${label}(${textKey(text)})`, `{${label} of ${text}}`));
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-base64.html */
export function base64(argument: unknown, scope: Scope): Value {
  return mapOptions(scope.resolve(argument), 'Fn::Base64', (text) => {
    if (typeof text === 'string') { return Buffer.from(text, 'utf8').toString('base64'); }
    return text instanceof Text
      ? new Unknown('the text to encode is known at deployment', new Hole(`Fn::Base64(${textKey(text)})`, `{Fn::Base64 of ${text}}`))
      : new Unknown('Fn::Base64 takes text');
  });
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html */
export function toJsonString(argument: unknown, scope: Scope): Value {
  return concat(jsonPieces(scope.resolve(argument)));
}

function variable(name: string, variables: RawMap, scope: Scope): Value {
  if (name.startsWith('!')) { return `\${${name.slice(1)}}`; }
  const target = name.trim();
  if (Object.hasOwn(variables, target)) { return scope.resolve(own(variables, target)); }
  const [logicalId, attribute] = dotted(target);
  return attribute === undefined ? scope.ref(logicalId) : scope.attribute(logicalId, attribute);
}

/** A member that may be absent takes its delimiter with it. */
function joinList(delimiter: string, list: readonly Value[], absences: number): Value {
  const index = list.findIndex((member) => member instanceof OneOf && member.options.includes(ABSENT));
  if (index < 0) { return concat(delimiter === '' ? list : list.flatMap((member, i) => (i === 0 ? [member] : [delimiter, member]))); }
  if (absences === 0) { return new Unknown('it can be too many different texts'); }
  const [before, after] = [list.slice(0, index), list.slice(index + 1)];
  const present = oneOf(optionsOf(list[index]).filter((option) => option !== ABSENT));
  return oneOf([
    joinList(delimiter, [...before, present, ...after], absences - 1),
    joinList(delimiter, [...before, ...after], absences - 1),
  ]);
}

function jsonPieces(value: Value): Value[] {
  if (typeof value === 'string') { return [JSON.stringify(value)]; }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') { return [String(value)]; }
  if (Array.isArray(value)) { return ['[', ...value.flatMap((item, i) => [i === 0 ? '' : ',', ...jsonPieces(item)]), ']']; }
  if (value instanceof Text) {
    return ['"', Text.of(...value.parts.map((part) => (typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : part))), '"'];
  }
  if (isMap(value)) {
    const members = Object.entries(value);
    return ['{', ...members.flatMap(([name, item], i) => [`${i === 0 ? '' : ','}${JSON.stringify(name)}:`, ...jsonPieces(item)]), '}'];
  }
  return [isUnknown(value) ? value : mapOptions(value, 'Fn::ToJsonString', (option) => concat(jsonPieces(option)))];
}
