import type { DuplicateKey, FoundDuplicate, LeavesOut } from './duplicate-key';
import { TOO_DEEP, tooDeep } from './nesting';
import { Lines } from './position';
import { scanJson, withoutDuplicates } from './scan-json';
import { SyntaxFault } from './syntax-fault';
import { TemplateError } from './template-error';
import { readYaml } from './yaml';

/** Far more than CloudFormation accepts: in a larger text, duplicates are not looked for. */
const LARGEST_TEMPLATE = 10_000_000;

/**
 * What a template's text says, in JSON or YAML, with CloudFormation's short forms (`!Ref`) written out.
 *
 * The result is what `JSON.parse` would give: nothing in the text can be more than data.
 *
 * @param file What messages call it; its name tells JSON from YAML where the text does not.
 * @throws TemplateError
 */
export function parseTemplate(text: string, file: string): unknown {
  return parse(text, file);
}

/** A template that may have keys twice. */
export interface LenientlyParsed {
  readonly value: unknown;
  readonly duplicates: readonly DuplicateKey[];
}

/**
 * The same, where a key that a map has twice is no error: the last one counts, or the one before it where the last is left
 * out.
 *
 * @param isLeftOut Asked of each duplicate by its place among them.
 * @throws TemplateError
 */
export function parseLeniently(text: string, file: string, isLeftOut: (index: number) => boolean = () => false): LenientlyParsed {
  const found: FoundDuplicate[] = [];
  const value = parse(text, file, (duplicate) => isLeftOut(found.push(duplicate) - 1));
  const lines = found.length > 0 ? new Lines(text) : undefined;
  return { value, duplicates: found.map(({ key, offset }) => ({ key, position: lines!.position(offset) })) };
}

function parse(text: string, file: string, leavesOut?: LeavesOut): unknown {
  try {
    const value = isJson(text, file) ? parseJson(withoutMark(text), leavesOut) : readYaml(text, leavesOut);
    if (tooDeep(value)) { throw new SyntaxFault(TOO_DEEP, 0); }
    return value;
  } catch (error) {
    if (error instanceof SyntaxFault) { throw TemplateError.in(text, file, error.why, error.offset); }
    // The parser of YAML goes as deep as its text, and the stack ends before.
    if (error instanceof RangeError) { throw new TemplateError(file, TOO_DEEP); }
    throw error;
  }
}

/** Whether it is to be read as JSON. Files named otherwise may be YAML that begins like JSON. */
export function isJson(text: string, file: string): boolean {
  if (/\.json$/i.test(file)) { return true; }
  if (!/^\uFEFF?\s*[{[]/.test(text)) { return false; }
  try {
    JSON.parse(withoutMark(text));
    return true;
  } catch {
    return !/\.ya?ml$/i.test(file) && !readableAsYaml(text);
  }
}

function parseJson(text: string, leavesOut?: LeavesOut): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    if (!leavesOut || text.length > LARGEST_TEMPLATE) { return value; }
    const left = withoutDuplicates(text, leavesOut);
    return left === text ? value : JSON.parse(left) as unknown;
  } catch (error) {
    // Not every version of Node.js says where the error is.
    scanJson(text);
    throw new SyntaxFault(`it is no JSON: ${(error as Error).message}`, 0);
  }
}

function readableAsYaml(text: string): boolean {
  try {
    readYaml(text, () => false);
    return true;
  } catch {
    return false;
  }
}

/** A byte order mark, which editors of Windows write, becomes a space: places in the text stay the same. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}
