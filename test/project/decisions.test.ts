import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const DECISIONS = path.join(ROOT, 'docs', 'decisions');

const files = fs.readdirSync(DECISIONS).filter((file) => file !== 'README.md');
const numbers = files.map(numberOf);

/** `Accepted`, and since when; then what a later decision made of it. */
const STATUS = /^\*\*Status\.\*\* (?:Accepted, \d{4}-\d{2}-\d{2}\.(?: Amended by \d{4}, \d{4}-\d{2}-\d{2}\.)*|Superseded by \d{4}(?:, \d{4}-\d{2}-\d{2})?\.)$/;

test('every decision has a number of its own and a title', () => {
  expect(files.filter((file) => !/^\d{4}-[a-z0-9-]+\.md$/.test(file))).toEqual([]);
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
  expect(files.filter((file) => !linesOf(file)[0].startsWith(`# ${numberOf(file)}: `))).toEqual([]);
});

test('every decision has its status right below the title', () => {
  expect(files.filter((file) => !STATUS.test(linesOf(file)[2]))).toEqual([]);
});

test('what a status says of other decisions is true: they are there, and later', () => {
  const wrong = files.flatMap((file) => [...linesOf(file)[2].matchAll(/by (\d{4})/g)]
    .filter(([, later]) => !numbers.includes(later) || later <= numberOf(file))
    .map(([, later]) => `${file}: ${later}`));
  expect(wrong).toEqual([]);
});

test('the list of decisions names each exactly once, in order', () => {
  const listed = [...fs.readFileSync(path.join(DECISIONS, 'README.md'), 'utf8').matchAll(/^- \[(\d{4})\]\(([^)]+)\)/gm)];
  expect(listed.map(([, , file]) => file)).toEqual(files);
  expect(listed.map(([, number]) => number)).toEqual(numbers);
});

test('every decision that a file refers to exists', () => {
  const missing = textsBelow('src', 'projenrc', 'test', 'bench', 'scripts', 'docs').flatMap(({ file, text }) => [
    ...citedIn(text),
    // Decisions refer to each other by file.
    ...[...text.matchAll(/\]\((?:[\w./-]*decisions\/)?(\d{4}-[a-z0-9-]+\.md)\)/g)].map(([, name]) => name),
  ].filter((cited) => !numbers.includes(cited) && !files.includes(cited)).map((cited) => `${file}: ${cited}`));
  expect(missing).toEqual([]);
});

test('every decision is cited by a source or a test that depends on it', () => {
  const cited = new Set(textsBelow('src', 'projenrc', 'test', 'bench').flatMap(({ text }) => citedIn(text)));
  expect(numbers.filter((number) => !cited.has(number))).toEqual([]);
});

function numberOf(file: string): string {
  return file.slice(0, 4);
}

function linesOf(file: string): string[] {
  return fs.readFileSync(path.join(DECISIONS, file), 'utf8').split('\n');
}

/** The numbers of decisions in a text: `docs/decisions/` or `decision`, and four digits. */
function citedIn(text: string): string[] {
  return [...text.matchAll(/\b(?:decisions\/|decision )(\d{4})\b/g)].map(([, number]) => number);
}

/** Every source and document below folders of the repository. */
function textsBelow(...folders: string[]): { file: string; text: string }[] {
  return folders
    .flatMap((folder) => fs.readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)))
    .filter((file) => /\.(?:ts|tsx|md|mjs|js)$/.test(file) && !/(?:^|\/)(?:node_modules|cdk\.out|dist)\//.test(file))
    .map((file) => ({ file, text: fs.readFileSync(path.join(ROOT, file), 'utf8') }));
}
