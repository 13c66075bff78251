import {
  Composer, type CST, type Document, isAlias, isMap, isScalar, isSeq, Lexer, type Node, type Pair, Parser,
} from 'yaml';
import type { LeavesOut } from './duplicate-key';
import { DEEPEST, TOO_DEEP } from './nesting';
import { writtenOut } from './short-forms';
import { LimitFault, SyntaxFault } from './syntax-fault';
import { SCALARS } from './yaml-scalars';

/** More than templates repeat, and little enough to be kept: aliases of aliases multiply. */
const MOST_REPEATED = 200_000;

/** Twice as much as CloudFormation accepts. To read YAML takes a hundred times as long as to read JSON. */
const MOST_CHARACTERS = 2_000_000;

/** More than a template of the size that CloudFormation accepts is made of: names, marks, blanks, ends of lines. */
const MOST_LEXEMES = 600_000;

/** Beside what is nested, the parser has the document, a scalar and the like in hand. */
const DEEPEST_OF_PARSER = DEEPEST + 10;

// docs/decisions/0078
/** @throws SyntaxFault */
export function yamlDocument(text: string): Document {
  if (text.length > MOST_CHARACTERS) {
    throw new LimitFault(`it has ${shown(text.length)} characters of YAML, and more than ${shown(MOST_CHARACTERS)} are not read: CloudFormation accepts no template over 1 MB`, 0);
  }
  const [document, another] = new Composer({
    version: '1.1',
    schema: 'failsafe',
    customTags: SCALARS,
    // Ours is faster on long maps.
    uniqueKeys: false,
    prettyErrors: false,
  }).compose(tokensOf(text), true, text.length);
  if (another) { throw new SyntaxFault('it isn\'t valid YAML for a template: it has several documents', another.range[0]); }
  const error = document.errors.find(({ code, pos: [offset] }) => !(code === 'MISSING_CHAR' && isCommentBehind(text, offset)));
  if (error) { throw new SyntaxFault(`it isn't valid YAML: ${error.message}`, error.pos[0]); }
  return document;
}

function* tokensOf(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > MOST_LEXEMES) {
      throw new LimitFault(`it is made of more than ${shown(MOST_LEXEMES)} pieces of YAML, which are not read: CloudFormation accepts no template over 1 MB`, parser.offset);
    }
    yield* parser.next(lexeme);
    // The composer goes as deep as the text, and its stack would end.
    if (parser.stack.length > DEEPEST_OF_PARSER) { throw new LimitFault(TOO_DEEP, parser.offset); }
  }
  yield* parser.end();
}

function shown(count: number): string {
  return count.toLocaleString('en-US');
}

/** YAML wants a blank before a comment. Behind what ends with its own mark, CloudFormation does without. */
function isCommentBehind(text: string, offset: number): boolean {
  return text[offset] === '#' && /['"\]}]/.test(text[offset - 1] ?? '');
}

/**
 * @param leavesOut Without it, a duplicate is a fault.
 * @throws SyntaxFault
 */
export function readYaml(text: string, leavesOut?: LeavesOut): unknown {
  return new Reader(leavesOut).read(yamlDocument(text).contents, 0);
}

/** The text of a key; nothing if it is no text. */
export function nameOf(pair: Pair): string | undefined {
  return isScalar(pair.key) ? pair.key.source ?? String(pair.key.value) : undefined;
}

/** Whether a member puts all members of another map beside it. */
export function isMerge(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === 'PLAIN' && pair.key.source === '<<';
}

interface Anchored {
  readonly value: unknown;
  readonly size: number;
}

class Reader {
  private readonly anchors = new Map<string, Anchored | undefined>();
  private size = 0;
  private repeated = 0;

  constructor(private readonly leavesOut: LeavesOut | undefined) {}

  read(node: unknown, depth: number): unknown {
    const here = node as Node | null;
    if (here === null) { return null; }
    const offset = here.range?.[0] ?? 0;
    if (depth >= DEEPEST && (isMap(here) || isSeq(here))) { throw new LimitFault(TOO_DEEP, offset); }
    if (isAlias(here)) { return this.alias(here.source, offset); }
    const anchor = 'anchor' in here ? here.anchor : undefined;
    if (anchor !== undefined) { this.anchors.set(anchor, undefined); }
    const before = this.size++;
    const bare = this.bare(here, depth);
    const value = here.tag?.startsWith('!') && here.tag.length > 1 ? writtenOut(here.tag, bare) : bare;
    if (anchor !== undefined) { this.anchors.set(anchor, { value, size: this.size - before }); }
    return value;
  }

  private bare(node: Node, depth: number): unknown {
    if (isSeq(node)) { return node.items.map((item) => this.read(item, depth + 1)); }
    if (isMap(node)) { return this.map(node.items, depth); }
    return isScalar(node) ? node.value : null;
  }

  private map(pairs: readonly Pair[], depth: number): object {
    const members = new Map<string, unknown>();
    const merged: unknown[] = [];
    for (const pair of pairs) {
      const offset = (pair.key as Node | null)?.range?.[0] ?? 0;
      const name = nameOf(pair);
      if (name === undefined) { throw new SyntaxFault('a key is not text', offset); }
      if (isMerge(pair)) {
        merged.push(this.read(pair.value, depth + 1));
      } else {
        if (members.has(name) && !this.leavesOut) { throw new SyntaxFault(`the key ${JSON.stringify(name)} appears twice`, offset); }
        const isLeftOut = members.has(name) && this.leavesOut?.({ key: name, offset });
        const value = this.read(pair.value, depth + 1);
        if (!isLeftOut) { members.set(name, value); }
      }
    }
    for (const [name, value] of merged.flat().flatMap((map) => (typeof map === 'object' && map !== null ? Object.entries(map) : []))) {
      if (!members.has(name)) { members.set(name, value); }
    }
    // Unlike assignment, this makes a member of `__proto__` as of any other key.
    return Object.fromEntries(members);
  }

  private alias(name: string, offset: number): unknown {
    const anchored = this.anchors.get(name);
    if (!anchored) {
      throw new SyntaxFault(this.anchors.has(name) ? `the alias *${name} refers to itself` : `the anchor &${name} is not defined before this alias`, offset);
    }
    this.size += anchored.size;
    this.repeated += anchored.size;
    if (this.repeated > MOST_REPEATED) { throw new LimitFault(`aliases repeat more than ${MOST_REPEATED} values`, offset); }
    return anchored.value;
  }
}
