import type { DuplicateKey, FoundDuplicate, LeavesOut } from './duplicate-key';
import { TOO_DEEP, tooDeep } from './nesting';
import { Lines } from './position';
import { scanJson, withoutDuplicates } from './scan-json';
import { LimitFault, SyntaxFault } from './syntax-fault';
import { TemplateError } from './template-error';
import { readYaml } from './yaml';

/** Far more than CloudFormation accepts: in a larger text, duplicates are not looked for. */
const LARGEST_TEMPLATE = 10_000_000;

/**
 * What a template's text says, in JSON or YAML, with CloudFormation's short forms (`!Ref`) written out.
 *
 * The result is what `JSON.parse` would give: nothing in the text can be more than data.
 *
 * @param file What messages call it.
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
    const value = read(text, file, leavesOut);
    if (tooDeep(value)) { throw new SyntaxFault(TOO_DEEP, 0); }
    return value;
  } catch (error) {
    if (error instanceof SyntaxFault) { throw TemplateError.in(text, file, error.why, error.offset); }
    // The parser of YAML goes as deep as its text, and the stack ends before.
    if (error instanceof RangeError) { throw new TemplateError(file, TOO_DEEP); }
    throw error;
  }
}

// docs/decisions/0078
/** The text decides whether it is JSON or YAML. Of one that is neither, the file's name tells what it was meant to be. */
function read(text: string, file: string, leavesOut?: LeavesOut): unknown {
  const begins = beginsLikeJson(text);
  const json = begins ? jsonOf(text) : undefined;
  if (json) { return leavesOut ? withoutDuplicatesOf(json.value, withoutMark(text), leavesOut) : json.value; }
  const isNamedJson = JSON_NAME.test(file);
  const fault = () => faultOfJson(withoutMark(text));
  if (begins && isNamedJson) { throw fault(); }
  try {
    const value = readYaml(text, leavesOut);
    // Any text is YAML.
    if (!isNamedJson || (typeof value === 'object' && value !== null)) { return value; }
  } catch (error) {
    const isMeant = !begins && (!isNamedJson || error instanceof LimitFault);
    if (isMeant || YAML_NAME.test(file) || !(error instanceof SyntaxFault)) { throw error; }
  }
  throw fault();
}

const JSON_NAME = /\.json$/i;
const YAML_NAME = /\.ya?ml$/i;

/** Whether it is to be read as JSON. Text that begins like JSON may be YAML. */
export function isJson(text: string, file: string): boolean {
  return beginsLikeJson(text) && (JSON_NAME.test(file) || jsonOf(text) !== undefined);
}

function beginsLikeJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text);
}

function jsonOf(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(withoutMark(text)) as unknown };
  } catch {
    return undefined;
  }
}

function withoutDuplicatesOf(value: unknown, text: string, leavesOut: LeavesOut): unknown {
  if (text.length > LARGEST_TEMPLATE) { return value; }
  const left = withoutDuplicates(text, leavesOut);
  return left === text ? value : JSON.parse(left) as unknown;
}

/** Not every version of Node.js says where the error is. */
function faultOfJson(text: string): SyntaxFault {
  try {
    scanJson(text);
    return new SyntaxFault('it isn\'t valid JSON', 0);
  } catch (error) {
    if (error instanceof SyntaxFault) { return error; }
    throw error;
  }
}

/** A byte order mark, which editors of Windows write, becomes a space: places in the text stay the same. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}
