import { withoutTokens } from '../../../encryption/internal';

/**
 * A token stands for a value of a template, which is never the text of the token: each comparison with it would be wrong.
 *
 * @param taker Which class or method takes the text, and `what` it is, for the error.
 * @throws if a text has a token
 */
export function assertLiteral(taker: string, what: string, text: string): void {
  if (withoutTokens(text) === text) { return; }
  throw new Error(`${taker}: ${what} cannot be ${JSON.stringify(text)}, whose value is known at deployment only. Fix: pass a text without tokens.`);
}
