import { own, isRawMap, kindOf } from '../raw';
import { Scope } from '../scope';
import { ABSENT, Unknown, Value } from '../value';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ref.html */
export function ref(argument: unknown, scope: Scope): Value {
  const name = typeof argument === 'string' ? argument : scope.resolve(argument);
  return typeof name === 'string' ? scope.ref(name) : new Unknown(`Ref takes a name, not ${kindOf(argument)}`);
}

/**
 * `[logical id, attribute]` or `logical id.attribute`; the attribute may have dots in it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getatt.html
 */
export function getAtt(argument: unknown, scope: Scope): Value {
  const [logicalId, attribute] = typeof argument === 'string' ? dotted(argument) : pair(argument, scope);
  return typeof logicalId === 'string' && typeof attribute === 'string'
    ? scope.attribute(logicalId, attribute)
    : new Unknown('Fn::GetAtt takes a logical id and an attribute');
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-importvalue.html */
export function importValue(argument: unknown, scope: Scope): Value {
  return scope.imported(scope.resolve(argument));
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-getstackoutput.html */
export function getStackOutput(argument: unknown, scope: Scope): Value {
  if (!isRawMap(argument)) { return new Unknown(`Fn::GetStackOutput takes a map, not ${kindOf(argument)}`); }
  const read = (name: string): Value | undefined => {
    const raw = own(argument, name);
    return raw === undefined ? undefined : scope.resolve(raw) ?? undefined;
  };
  return scope.stackOutput(read('StackName') ?? ABSENT, read('OutputName') ?? ABSENT, read('Region'), read('RoleArn'));
}

export function dotted(text: string): [logicalId: string, attribute: string | undefined] {
  const dot = text.indexOf('.');
  return dot < 0 ? [text, undefined] : [text.slice(0, dot), text.slice(dot + 1)];
}

function pair(argument: unknown, scope: Scope): Value[] {
  return Array.isArray(argument) && argument.length === 2 ? argument.map((item) => scope.resolve(item)) : [];
}
