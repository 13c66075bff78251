import type { FoundDuplicate, LeavesOut } from './duplicate-key';
import type { Located } from './located';
import { DEEPEST, TOO_DEEP } from './nesting';
import { SyntaxFault } from './syntax-fault';

/**
 * Where the parts of a JSON text are.
 *
 * @throws SyntaxFault where the text stops being JSON
 */
export function scanJson(text: string): Located {
  return new Scanner(text).document();
}

/** In which depth resources are: below it, little of a template is looked for. */
const DEPTH_OF_RESOURCES = 2;

/** The same of a text that is JSON. Where the parts of a resource are is found when it is asked for. */
export function outlineJson(text: string): Located {
  return new Scanner(text, undefined, DEPTH_OF_RESOURCES).document();
}

/** The same text, with blanks in the place of duplicates that are left out. */
export function withoutDuplicates(text: string, leavesOut: LeavesOut): string {
  const places: (readonly [start: number, end: number])[] = [];
  new Scanner(text, (duplicate, start, end) => { if (leavesOut(duplicate)) { places.push([start, end]); } }).document();
  let left = '';
  let at = 0;
  for (const [start, end] of places.sort(([a], [b]) => a - b)) {
    // Within one that is left out already.
    if (start < at) { continue; }
    left += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return left + text.slice(at);
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

class Scanner {
  /**
   * @param onDuplicate Told of a member whose key is there already, from the comma before it to its end.
   * @param outlined In which depth parts are left for later.
   */
  constructor(
    private readonly text: string,
    private readonly onDuplicate?: (duplicate: FoundDuplicate, start: number, end: number) => void,
    private readonly outlined = Infinity,
    private at = 0,
  ) {}

  document(): Located {
    const root = this.value(0);
    this.skipSpace();
    if (this.at < this.text.length) { throw this.fault('unexpected text after the end'); }
    return root;
  }

  private value(depth: number, nameOffset?: number): Located {
    if (depth > DEEPEST) { throw new SyntaxFault(TOO_DEEP, this.at); }
    this.skipSpace();
    const offset = nameOffset ?? this.at;
    if (depth === this.outlined) { return this.later(depth, offset); }
    switch (this.text[this.at]) {
      case '{': return { offset, members: this.map(depth) };
      case '[': return { offset, members: this.list(depth), list: true };
      case '"': this.string(); break;
      default:
        if (this.match(LITERAL) === undefined) { throw this.fault('a value is expected'); }
    }
    return { offset };
  }

  /** Skips a value. Whoever asks for what is in it gets it then. */
  private later(depth: number, offset: number): Located {
    const { text, at } = this;
    let found: Located | undefined;
    const whole = () => found ??= new Scanner(text, undefined, Infinity, at).value(depth);
    let open = 0;
    do {
      switch (text[this.at]) {
        case '"': this.at = this.endOfString() - 1; break;
        case '{':
        case '[': open++; break;
        case '}':
        case ']': open--; break;
        default: if (open === 0) { this.match(LITERAL); this.at--; }
      }
      this.at++;
    } while (open > 0 && this.at < text.length);
    return { offset, list: text[at] === '[', get members() { return whole().members; } };
  }

  private map(depth: number): ReadonlyMap<string, Located> {
    const members = new Map<string, Located>();
    this.members('}', (comma) => {
      const offset = this.at;
      if (this.text[this.at] !== '"') { throw this.fault('a key in double quotes is expected'); }
      const name = this.string();
      this.skipSpace();
      if (this.text[this.at] !== ':') { throw this.fault('":" is expected'); }
      this.at++;
      const isThere = members.has(name);
      members.set(name, this.value(depth + 1, offset));
      if (isThere) { this.onDuplicate?.({ key: name, offset }, comma, this.at); }
    });
    return members;
  }

  private list(depth: number): ReadonlyMap<string, Located> {
    const members = new Map<string, Located>();
    this.members(']', () => { members.set(String(members.size), this.value(depth + 1)); });
    return members;
  }

  private members(end: string, member: (comma: number) => void): void {
    let comma = this.at++;
    this.skipSpace();
    if (this.text[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      member(comma);
      this.skipSpace();
      const next = this.text[this.at];
      if (next !== ',' && next !== end) { throw this.fault(`"," or "${end}" is expected`); }
      comma = this.at++;
      if (next === end) { return; }
      this.skipSpace();
    }
  }

  private string(): string {
    const { at } = this;
    const end = this.endOfString();
    const quoted = this.text.slice(at, end);
    this.at = end;
    return JSON.parse(quoted) as string;
  }

  /** By hand: a regular expression would run out of stack on long texts. */
  private endOfString(): number {
    for (let i = this.at + 1; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === 0x22) { return i + 1; }
      if (code < 0x20) {
        this.at = i;
        throw this.fault('the string has no closing quotation mark on its line');
      }
      if (code === 0x5c) {
        ESCAPE.lastIndex = i;
        const found = ESCAPE.exec(this.text);
        if (!found) {
          this.at = i;
          throw this.fault('invalid escape sequence');
        }
        i += found[0].length - 1;
      }
    }
    throw this.fault('the string has no closing quotation mark');
  }

  private skipSpace(): void {
    this.match(SPACE);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) { this.at += found.length; }
    return found;
  }

  private fault(why: string): SyntaxFault {
    const ended = this.at >= this.text.length ? 'unexpected end: ' : '';
    return new SyntaxFault(`it isn't valid JSON: ${ended}${why}`, this.at);
  }
}
