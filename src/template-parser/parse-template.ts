import { TOO_DEEP, tooDeep } from './nesting';
import { scanJson } from './scan-json';
import { SyntaxFault } from './syntax-fault';
import { TemplateError } from './template-error';
import { readYaml } from './yaml';

/**
 * What a template's text says, in JSON or YAML, with CloudFormation's short forms (`!Ref`) written out.
 *
 * The result is what `JSON.parse` would give: nothing in the text can be more than data.
 *
 * @param file What messages call it; its name tells JSON from YAML where the text does not.
 * @throws TemplateError
 */
export function parseTemplate(text: string, file: string): unknown {
  try {
    const value = isJson(text, file) ? parseJson(withoutMark(text)) : readYaml(text);
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // Not every version of Node.js says where the error is.
    scanJson(text);
    throw new SyntaxFault(`it is no JSON: ${(error as Error).message}`, 0);
  }
}

function readableAsYaml(text: string): boolean {
  try {
    readYaml(text);
    return true;
  } catch {
    return false;
  }
}

/** A byte order mark, which editors of Windows write, becomes a space: places in the text stay the same. */
function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}
