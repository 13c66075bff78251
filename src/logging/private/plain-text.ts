import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A value of a template as text to be copied: what CloudFormation would fill in stands there as `${...}`. */
export function plainText(scope: IConstruct, value: unknown): string {
  return JSON.stringify(filledIn(Stack.of(scope).resolve(value), nameOf));
}

/** A resolved value with a text in the place of each intrinsic function. */
export function filledIn(value: unknown, textOf: (intrinsic: string, argument: unknown) => string): unknown {
  if (Array.isArray(value)) { return value.map((inner) => filledIn(inner, textOf)); }
  if (typeof value !== 'object' || value === null) { return value; }
  const entries = Object.entries(value);
  const [intrinsic, argument] = entries[0] ?? [];
  if (entries.length !== 1 || !isIntrinsic(intrinsic)) {
    return Object.fromEntries(entries.map(([key, inner]) => [key, filledIn(inner, textOf)]));
  }
  const [delimiter, parts] = intrinsic === 'Fn::Join' && Array.isArray(argument) ? argument as unknown[] : [];
  // The list can be a parameter, or what another function gives.
  if (!Array.isArray(parts)) { return textOf(intrinsic, argument); }
  return parts.map((part) => filledIn(part, textOf)).map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(String(delimiter));
}

function isIntrinsic(key: string): boolean {
  return key === 'Ref' || key.startsWith('Fn::');
}

function nameOf(intrinsic: string, argument: unknown): string {
  if (intrinsic === 'Ref' && typeof argument === 'string') { return `\${${argument}}`; }
  if (intrinsic === 'Fn::GetAtt' && Array.isArray(argument)) { return `\${${argument.join('.')}}`; }
  return `\${${intrinsic}: ${typeof argument === 'string' ? argument : JSON.stringify(argument)}}`;
}
