import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

const ROOT = path.join(__dirname, '..', '..');

/** What users don't read in AWS's documentation, and what to write instead. CONTRIBUTING.md has the same list. */
const OUT: readonly (readonly [phrase: RegExp, instead: string])[] = [
  [/\b(?:can|can't|cannot|could not) be told\b/i, 'cannot be determined'],
  [/\bin behalf of\b/i, 'on behalf of'],
  [/\bkeys? that customers provide\b/i, 'customer-provided keys (SSE-C)'],
  [/\bkeys? of yours\b/i, 'customer managed key'],
  [/\bshall\b/i, 'must, or the present tense'],
  [/\banew\b/i, 'again'],
  [/\bturn(?:s|ed)? away\b/i, 'deny'],
  [/\bwhom IAM\b/i, 'principals that IAM allows'],
  [/\blets? (?:\w+ ){1,3}in\b(?! (?:the|a|an|your|their|its)\b)/i, 'allows'],
  [/\bthe L2(?:'s)?\b/, 's3.Bucket, or the class that is meant'],
  [/\brights (?:on|for|to) /i, 'permissions for'],
];

/** Pages that users read. Those of docs/api hold the docstrings of everything public. */
const PAGES = ['README.md', 'API.md', ...fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((file) => `docs/${file.split(path.sep).join('/')}`)
  .filter((file) => file.endsWith('.md') && !file.startsWith('docs/decisions/'))];

const SOURCES = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => `src/${file.split(path.sep).join('/')}`)
  // The bundle is the code of the HTML report and its libraries.
  .filter((file) => file.endsWith('.ts') && !file.endsWith('/bundle.ts'));

const textOf = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');

/** The texts of messages: what stands in quotation marks. */
function literalsOf(file: string): string {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) { texts.push(node.text); }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.ES2022, true));
  return texts.join('\n');
}

function phrasesIn(place: string, text: string): string[] {
  return OUT.flatMap(([phrase, instead]) => {
    const [found] = phrase.exec(text) ?? [];
    return found === undefined ? [] : [`${place}: "${found}". Write: ${instead}`];
  });
}

test('pages are in the English of the field', () => {
  expect(PAGES.flatMap((page) => textOf(page).split('\n').flatMap((line, index) => phrasesIn(`${page}:${index + 1}`, line)))).toEqual([]);
});

test('messages are in the English of the field', () => {
  expect(SOURCES.flatMap((file) => phrasesIn(file, literalsOf(file)))).toEqual([]);
});

test('the guide for contributors has the list', () => {
  const guide = textOf('CONTRIBUTING.md');
  expect(OUT.map(([, instead]) => instead).filter((instead) => !guide.includes(`| ${instead} |`))).toEqual([]);
});

test.each([
  ['It cannot be told whether', 'cannot be determined'],
  ['lets S3 in', 'allows'],
  ['The keys that customers provide', 'customer-provided keys (SSE-C)'],
])('%s is found', (text, instead) => { expect(phrasesIn('page', text)).toEqual([expect.stringContaining(instead)]); });

test('the same words are not found where they mean something else', () => {
  expect(phrasesIn('page', 'This lets you see buckets in the template. Attach it to allow them.')).toEqual([]);
});
