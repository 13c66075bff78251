import { printable } from './printable';

/**
 * Text as Markdown shows it: no HTML, no links, no tables, no code. GitHub looks for `@name` and `#1` in what it is about to show,
 * where references to characters are gone: there, something without width stands in between.
 *
 * @see https://github.github.com/gfm/
 */
export function markdownText(given: string): string {
  return printable(given).trimStart()
    .replace(/[^\p{L}\p{M}\p{N} ,;()='"%+?.:/-]/gu, (char) => `&#${char.codePointAt(0)!};${char === '@' || char === '#' ? '&#8203;' : ''}`)
    .replace(/:(?=\/\/)|(?<=mailto|xmpp):/gi, '&#58;')
    .replace(/(?<=www)\./gi, '&#46;')
    // What would begin a list, or underline a heading.
    .replace(/^[-+=]|(?<=^\d+)[.)]/, (char) => `&#${char.codePointAt(0)!};`);
}
