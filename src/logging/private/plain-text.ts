import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { filledIn } from '../../cdk';

/** A value of a template as text to be copied: what CloudFormation would fill in stands there as `${...}`. */
export function plainText(scope: IConstruct, value: unknown): string {
  return JSON.stringify(filledIn(Stack.of(scope).resolve(value), nameOf));
}

function nameOf(intrinsic: string, argument: unknown): string {
  if (intrinsic === 'Ref' && typeof argument === 'string') { return `\${${argument}}`; }
  if (intrinsic === 'Fn::GetAtt' && Array.isArray(argument)) { return `\${${argument.join('.')}}`; }
  return `\${${intrinsic}: ${typeof argument === 'string' ? argument : JSON.stringify(argument)}}`;
}
