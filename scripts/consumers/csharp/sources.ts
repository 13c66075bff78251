/** What C# sources declare of a type. */
export interface DeclaredType {
  /** With its namespace: `CdkS3Encryption.Mixins.BucketSecureTransport`. */
  readonly name: string;
  readonly kind: string;
  /** As they are written. */
  readonly bases: readonly string[];
  readonly members: ReadonlySet<string>;
}

const TYPE = /\b(class|interface|enum|struct)\s+(\w+)\s*(?::\s*([^{]*))?$/;

/** A source without directives, comments, and what its strings say: these may contain braces. */
export function withoutText(source: string): string {
  return source.replace(/^\s*#[^\n]*/gm, '').replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\/|[$@]*"(?:""|\\.|[^"\\])*"|'(?:\\.|[^'\\])'/g, (text) => text.startsWith('/') ? ' ' : '""');
}

/**
 * The types that a source declares, with the names of what is public in them.
 *
 * Reads declarations by their braces: enough for generated sources and for plain programs, and no compiler. Types within types and
 * what is not public are left out.
 */
export function declarationsIn(source: string): readonly DeclaredType[] {
  return declarations(withoutAttributes(withoutText(source)), '');
}

function declarations(text: string, namespace: string): readonly DeclaredType[] {
  return [...statementsOf(text)].flatMap(({ head, body }) => {
    const [, within] = /^namespace\s+([\w.]+)$/.exec(head) ?? [];
    if (within !== undefined && body !== undefined) { return declarations(body, `${namespace}${within}.`); }
    const [, kind, name, bases = ''] = TYPE.exec(head) ?? [];
    if (name === undefined || body === undefined) { return []; }
    return [{
      name: `${namespace}${name}`,
      kind,
      bases: bases.split(',').map((base) => base.trim()).filter((base) => base !== ''),
      members: new Set(kind === 'enum' ? body.split(',').map((member) => member.trim()).filter((member) => member !== '') : membersOf(kind, name, body)),
    }];
  });
}

function membersOf(kind: string, type: string, body: string): readonly string[] {
  return [...statementsOf(body)].flatMap(({ head }) => {
    if (TYPE.test(head) || (kind !== 'interface' && !/\bpublic\b/.test(head))) { return []; }
    const [, name] = /(\w+)\s*(?:<[^()]*>)?\s*(?:\([\s\S]*)?$/.exec(head.replace(/\([\s\S]*$/, '(')) ?? [];
    return name === undefined || name === type ? [] : [name];
  });
}

interface Statement {
  /** What stands before the body: modifiers, types, names. */
  readonly head: string;
  readonly body?: string;
}

/** What stands in a block: each ends with a semicolon, or with a body in braces. */
export function* statementsOf(text: string): Generator<Statement> {
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '(') {
      at = closing(text, at);
    } else if (character === '{') {
      const end = closing(text, at);
      yield { head: text.slice(start, at).trim(), body: text.slice(at + 1, end) };
      at = end;
      start = end + 1;
    } else if (character === ';' || (character === '=' && !/[=!<>]/.test(text[at - 1]))) {
      const head = text.slice(start, at).trim();
      if (head !== '') { yield { head }; }
      at = character === ';' ? at : endOfStatement(text, at);
      start = at + 1;
    }
  }
}

/** Where the semicolon stands that ends what an equals sign begins. */
function endOfStatement(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '{') { at = closing(text, at); } else if (text[at] === ';') { return at; }
  }
  return text.length;
}

/** Where the bracket closes that opens at a place. */
export function closing(text: string, from: number): number {
  const open = text[from];
  const close = open === '{' ? '}' : open === '(' ? ')' : ']';
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) { depth++; }
    if (text[at] === close && --depth === 0) { return at; }
  }
  throw new Error(`A ${open} is not closed: ${text.slice(from, from + 60)}`);
}

/** `[JsiiMethod(...)]` before a declaration; an array type or an index follows a word. */
function withoutAttributes(text: string): string {
  let result = text;
  for (;;) {
    const found = /(^|[{};\],\s])\s*\[(?=\s*[A-Za-z])/.exec(result);
    if (!found) { return result; }
    const open = found.index + found[0].length - 1;
    result = `${result.slice(0, open)} ${result.slice(closing(result, open) + 1)}`;
  }
}
