import { isUtf8 } from 'node:buffer';
import { TemplateError } from './template-error';

const MARK = '\uFEFF';

/**
 * The text of a file: UTF-8, or UTF-16, which PowerShell writes. A byte order mark stays where it is, so that places in the
 * text are those that editors show.
 *
 * @param file What messages call it.
 * @throws TemplateError
 */
export function decodeText(bytes: Buffer, file: string): string {
  switch (encodingOf(bytes)) {
    case 'utf-16le': return utf16(bytes, file);
    case 'utf-16be': return utf16(Buffer.from(bytes.subarray(0, bytes.length - bytes.length % 2)).swap16(), file, bytes.length);
    default: return utf8(bytes, file);
  }
}

/** By the byte order mark; without one, by the first character, which is one of ASCII in every template. */
function encodingOf([first, second]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) { return 'utf-16le'; }
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0 && second !== undefined) ? 'utf-16be' : 'utf-8';
}

function utf16(bytes: Buffer, file: string, length = bytes.length): string {
  const text = bytes.toString('utf16le');
  if (length % 2 !== 0) { throw invalid(text, file, 'UTF-16', text.length); }
  const lone = text.search(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
  if (lone >= 0) { throw invalid(text, file, 'UTF-16', lone); }
  return text;
}

function utf8(bytes: Buffer, file: string): string {
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes)) { throw invalid(text, file, 'UTF-8', firstReplaced(text, bytes)); }
  return text;
}

/** Where the first character is that stands for bytes that are none, and is none itself. */
function firstReplaced(text: string, bytes: Buffer): number {
  let [from, byte] = [0, 0];
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', at + 1)) {
    byte += Buffer.byteLength(text.slice(from, at));
    if (!bytes.subarray(byte, byte + 3).equals(Buffer.from('\uFFFD'))) { return at; }
    from = at;
  }
  return text.length;
}

function invalid(text: string, file: string, encoding: string, offset: number): TemplateError {
  const fault = `it isn't valid ${encoding}: the bytes at this position aren't a character. Fix: save the file as UTF-8`;
  return TemplateError.in(text.startsWith(MARK) ? ` ${text.slice(1)}` : text, file, fault, offset);
}
