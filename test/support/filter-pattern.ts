/**
 * Whether a log event in JSON matches a filter pattern of CloudWatch Logs, as AWS describes it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#matching-terms-events-filter-pattern-syntax
 */
export function matchesFilterPattern(pattern: string, event: object): boolean {
  const tokens = tokenize(pattern);
  const parser = new Parser(tokens.slice(1, -1), event);
  if (tokens[0] !== '{' || tokens[tokens.length - 1] !== '}') { throw new Error(`This is no pattern for JSON: ${pattern}`); }
  return parser.whole();
}

/** What a property selector such as `$.a.b[0]` finds. */
export function selected(selector: string, event: object): unknown {
  const path = selector.replace(/^\$\.?/, '').split(/\.|\[(\d+)\]/).filter((part) => part !== undefined && part !== '');
  return path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as { [name: string]: unknown })[name] : undefined), event);
}

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|&&|\|\||[{}()]|!=|<=|>=|=|<|>|[^\s{}()=!<>&|"]+)/y;

function tokenize(pattern: string): string[] {
  const tokens: string[] = [];
  const trimmed = pattern.trim();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < trimmed.length;) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(trimmed);
    if (!match) { throw new Error(`This is not understood: ${trimmed.slice(at)}`); }
    tokens.push(match[1]);
  }
  return tokens;
}

/** `&&` binds stronger than `||`. */
class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly string[], private readonly event: object) {}

  whole(): boolean {
    const result = this.alternatives();
    if (this.position < this.tokens.length) { throw new Error(`This is too much: ${this.tokens.slice(this.position).join(' ')}`); }
    return result;
  }

  private alternatives(): boolean {
    let result = this.conjunction();
    while (this.takes('||')) { result = this.conjunction() || result; }
    return result;
  }

  private conjunction(): boolean {
    let result = this.operand();
    while (this.takes('&&')) { result = this.operand() && result; }
    return result;
  }

  private operand(): boolean {
    if (this.takes('(')) {
      const result = this.alternatives();
      this.demand(')');
      return result;
    }
    return this.comparison();
  }

  private comparison(): boolean {
    const selector = this.next();
    if (!selector.startsWith('$')) { throw new Error(`A selector begins with $: ${selector}`); }
    const actual = selected(selector, this.event);
    const operator = this.next();
    switch (operator) {
      case 'IS': return is(this.next(), actual);
      case 'NOT':
        this.demand('EXISTS');
        return actual === undefined;
      default: return compare(operator, this.next(), actual);
    }
  }

  private next(): string {
    if (this.position >= this.tokens.length) { throw new Error('The pattern ends too early'); }
    return this.tokens[this.position++];
  }

  private takes(token: string): boolean {
    const taken = this.tokens[this.position] === token;
    if (taken) { this.position++; }
    return taken;
  }

  private demand(token: string): void {
    const found = this.next();
    if (found !== token) { throw new Error(`${token} is missing before ${found}`); }
  }
}

function is(what: string, actual: unknown): boolean {
  switch (what) {
    case 'TRUE': return actual === true;
    case 'FALSE': return actual === false;
    case 'NULL': return actual === null;
    default: throw new Error(`IS ${what} is not known`);
  }
}

const COMPARISONS = ['=', '!=', '<', '<=', '>', '>='];

/** A field that is not there compares to nothing: neither is it equal, nor unequal. */
function compare(operator: string, operand: string, actual: unknown): boolean {
  if (!COMPARISONS.includes(operator)) { throw new Error(`This comparison is not known: ${operator}`); }
  if (actual === undefined || actual === null || typeof actual === 'object') { return false; }
  const expected = operand.startsWith('"') ? JSON.parse(operand) as string : operand;
  const equal = typeof actual === 'number' ? actual === Number(expected) : wildcard(expected).test(String(actual));
  switch (operator) {
    case '=': return equal;
    case '!=': return !equal;
    case '<': return Number(actual) < Number(expected);
    case '<=': return Number(actual) <= Number(expected);
    case '>': return Number(actual) > Number(expected);
    default: return Number(actual) >= Number(expected);
  }
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');
}
