import { withoutTokens } from '../../../encryption/internal';

/**
 * A token stands for a value of a template, which is never the text of the token: each comparison with it would be wrong.
 *
 * @param where What takes the text, for the error.
 * @throws if a text has a token
 */
export function assertLiteral(where: string, text: string): void {
  if (withoutTokens(text) === text) { return; }
  throw new Error(`${where} cannot be ${JSON.stringify(text)}, whose value is known at deployment only. Fix: pass a text without tokens.`);
}
