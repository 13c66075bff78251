import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A value of a template as text to be copied: what CloudFormation would fill in stands there as `${...}`. */
export function plainText(scope: IConstruct, value: unknown): string {
  return JSON.stringify(filledIn(Stack.of(scope).resolve(value)));
}

function filledIn(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(filledIn); }
  if (typeof value !== 'object' || value === null) { return value; }
  const { Ref: name, 'Fn::GetAtt': attribute, 'Fn::Join': join } = value as { [key: string]: unknown };
  if (typeof name === 'string') { return `\${${name}}`; }
  if (Array.isArray(attribute)) { return `\${${attribute.join('.')}}`; }
  if (Array.isArray(join)) { return (filledIn(join[1]) as unknown[]).join(String(join[0])); }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner)]));
}
