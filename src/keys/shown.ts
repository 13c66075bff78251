import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** A text for messages: with tokens in it, as the template will say it. The text of tokens differs from synthesis to synthesis. */
export function shown(scope: IConstruct, text: string): string {
  return Token.isUnresolved(text) ? JSON.stringify(Stack.of(scope).resolve(text)) : text;
}
