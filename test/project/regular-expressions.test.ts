import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const SRC = path.join(__dirname, '..', '..', 'src');

/** So long a text is, and so much of a processor it may take: what looks at each pair of its places takes many times as long. */
const LENGTH = 60_000;
const MOST_MICROSECONDS = 300_000;

function* literalsIn(node: ts.Node): Generator<string> {
  if (ts.isRegularExpressionLiteral(node)) { yield node.text; }
  for (const child of node.getChildren()) { yield* literalsIn(child); }
}

const EXPRESSIONS = fs.readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort().flatMap((file) => {
  const source = ts.createSourceFile(file, fs.readFileSync(path.join(SRC, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  return [...literalsIn(source)].map((text): [string, string] => [file, text]);
});

/** A character or a class of them. */
interface Atom {
  readonly character: string;
  readonly repeats: boolean;
}

const OF_CLASS: { readonly [escape: string]: string } = { d: '0', w: 'a', s: ' ', S: 'a', D: 'a', W: '-', b: '', B: '', n: '\n', t: '\t', r: '\r' };

/** What an expression asks for, one after another: groups and alternatives are written in a row, of a class one character stands for all. */
function atomsOf(pattern: string): Atom[] {
  const atoms: Atom[] = [];
  for (let rest = pattern; rest !== '';) {
    const [token] = /^(?:\\u[\da-fA-F]{4}|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[^])/.exec(rest)!;
    rest = rest.slice(token.length);
    if (/^[*+]|^\{\d+,\}/.test(token)) {
      // What a group repeats is all in it; its last character shows as much.
      const last = atoms.pop();
      if (last) { atoms.push({ ...last, repeats: true }); }
    } else if (token.startsWith('\\u')) {
      atoms.push({ character: String.fromCharCode(parseInt(token.slice(2), 16)), repeats: false });
    } else if (token.startsWith('\\')) {
      atoms.push({ character: OF_CLASS[token[1]] ?? token[1], repeats: false });
    } else if (token.startsWith('[')) {
      const members = new RegExp(token, 's');
      const character = ['a', '0', '-', ':', '.', '/', ' ', '*', '$', '{', '"', '\'', '\n', 'A'].find((one) => members.test(one)) ?? token[1];
      atoms.push({ character, repeats: false });
    } else if (!/^[()|^$?{]/.test(token) || token === '{') {
      atoms.push({ character: token === '.' ? 'a' : token, repeats: false });
    }
  }
  return atoms;
}

/** Texts that nearly match, with something repeated over and over. */
function* attacks(text: string, length: number): Generator<string> {
  const atoms = atomsOf(text.slice(1, text.lastIndexOf('/')));
  const all = atoms.map(({ character }) => character);
  for (let i = 0; i < atoms.length; i++) {
    if (!atoms[i].repeats) { continue; }
    const repeated = all[i].repeat(length);
    yield `${all.slice(0, i).join('')}${repeated}\u0001`;
    yield `${all.slice(0, i).join('')}${repeated}${all.slice(i + 1).join('')}\u0001`;
    yield `${' '.repeat(length)}\u0001`;
  }
  // The whole of it, and its beginning.
  for (const part of [all, all.slice(0, 1), all.slice(0, 2), all.slice(0, 3)]) { yield `${part.join('').repeat(Math.ceil(length / Math.max(1, part.join('').length)))}\u0001`; }
}

function microsecondsOf(text: string, attack: string): number {
  const end = text.lastIndexOf('/');
  const expression = new RegExp(text.slice(1, end), text.slice(end + 1).replace('g', ''));
  const before = process.cpuUsage();
  expression.exec(attack);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Short texts first: an expression that grows exponentially would never end with long ones. */
function isSlow(text: string): boolean {
  return [24, 26, 28, 30, LENGTH].some((length) => [...attacks(text, length)].some((attack) => (
    // Twice, because whatever else the process does is counted, too.
    microsecondsOf(text, attack) > MOST_MICROSECONDS && microsecondsOf(text, attack) > MOST_MICROSECONDS
  )));
}

/** What expressions are built from, where they are not written out: never from what users pass. */
const BUILT: { readonly [file: string]: string } = {
  'bucket-kinds/private/shapes.ts': 'names of services in encryption/kinds',
  'encryption/key-names.ts': 'constants',
  'policy-evaluation/search/words.ts': 'a constant',
  'services/log-services.ts': 'patterns of service principals in services/',
  'template/json-text.ts': 'constants',
  'template/variables.ts': 'AllowedPattern of a parameter, which is asked of the empty text only',
};

test('patterns of users are compared in other ways: by isLike() or PathPattern', () => {
  const src = path.join(__dirname, '..', '..', 'src');
  const building = fs.readdirSync(src, { recursive: true, encoding: 'utf8' }).map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('/bundle.ts') && fs.readFileSync(path.join(src, file), 'utf8').includes('new RegExp('));
  expect(building.sort()).toEqual(Object.keys(BUILT).sort());
});

test('there are expressions', () => {
  expect(EXPRESSIONS.length).toBeGreaterThan(100);
});

test.each(['/^(a+)+b/', '/\\s+$/', '/<[^>]*>$/'])('what is slow is found: %s', (text) => {
  expect(isSlow(text)).toBe(true);
});

test.each(['/^(?:a,)+b/', '/^\\s+$/', '/<[^<>]*>$/'])('what is not slow is not: %s', (text) => {
  expect(isSlow(text)).toBe(false);
});

// docs/decisions/0078
test('no regular expression takes long, whatever the text is', () => {
  expect(EXPRESSIONS.filter(([, text]) => isSlow(text)).map(([file, text]) => `${file}: ${text}`)).toEqual([]);
});
