import { findInMap } from '../mappings';
import { Scope } from '../scope';
import { Unknown, Value } from '../value';
import { choose } from './choice';
import { cidr, getAZs, length, select } from './lists';
import { getAtt, getStackOutput, importValue, ref } from './references';
import { base64, join, split, sub, toJsonString } from './strings';

type IntrinsicFunction = (argument: unknown, scope: Scope) => Value;

const FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map<string, IntrinsicFunction>([
  ['Ref', ref],
  ['Fn::Base64', base64],
  ['Fn::Cidr', cidr],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAZs', getAZs],
  ['Fn::GetAtt', getAtt],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::If', choose],
  ['Fn::ImportValue', importValue],
  ['Fn::Join', join],
  ['Fn::Length', length],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::Sub', sub],
  ['Fn::ToJsonString', toJsonString],
]);

/**
 * What an intrinsic function returns. Macros (`Fn::Transform`), loops (`Fn::ForEach`) and functions that we have never
 * heard of are run by CloudFormation alone.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function call(name: string, argument: unknown, scope: Scope): Value {
  const fn = FUNCTIONS.get(name);
  return fn ? fn(argument, scope) : new Unknown(`${name} is run at deployment`);
}
