import { LONGEST_TEXT, TooMuch } from './budget';

/** A member of a collection, as `${Identifier}` and as `&{Identifier}` write it. */
export interface Member {
  readonly text: string;
  readonly alphanumeric: string;
}

/** What the identifiers of the loops around a place stand for. */
export type Variables = ReadonlyMap<string, Member>;

export const NO_VARIABLES: Variables = new Map();

/**
 * Text in which `${Identifier}` is replaced, and `&{Identifier}` by the same without what is no letter or digit.
 *
 * Of nested references, as in `${Bucket${Identifier}}`, the innermost is that of the loop. One pass, whatever the text is.
 *
 * @throws TooMuch
 */
export function substituted(text: string, variables: Variables): string {
  if (variables.size === 0 || !text.includes('{')) { return text; }
  let result = '';
  let done = 0;
  let open = -1;
  for (let i = 1; i < text.length; i++) {
    if (text[i] === '{' && (text[i - 1] === '$' || text[i - 1] === '&')) {
      open = i;
    } else if (text[i] === '}' && open >= 0) {
      const member = variables.get(text.slice(open + 1, i));
      if (member) {
        result += text.slice(done, open - 1) + (text[open - 1] === '&' ? member.alphanumeric : member.text);
        done = i + 1;
        if (result.length > LONGEST_TEXT) { throw new TooMuch(); }
      }
      open = -1;
    }
  }
  return done === 0 ? text : result + text.slice(done);
}

export function isAlphanumeric(text: string): boolean {
  return /^[A-Za-z0-9]+$/.test(text);
}

export function memberOf(text: string): Member {
  return { text, alphanumeric: text.replace(/[^A-Za-z0-9]/g, '') };
}
