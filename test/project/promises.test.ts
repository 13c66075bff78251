import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');
const textOf = (file: string) => fs.readFileSync(path.join(ROOT, file), 'utf8');
const PAGE = textOf('docs/promises.md');
/** In one line, without the marks of emphasis and links. */
const README = textOf('README.md').replace(/\*\*/g, '').replace(/\s+/g, ' ');

/** The rows of the first table below a heading: their first cell, and the last. */
function rowsBelow(text: string, heading: string): (readonly [first: string, last: string])[] {
  const [section] = text.split(`\n## ${heading}\n`)[1].split('\n## ');
  return [...section.matchAll(/^\| (.*) \|$/gm)].slice(1).map(([, row]) => row.split(' | ')).map((cells) => [cells[0], cells[cells.length - 1]] as const);
}

test.each(rowsBelow(PAGE, 'What it is'))('the README says: %s', (promise) => {
  expect(README).toContain(promise);
});

test.each(['What it does', 'Compared with other tools'])('everything that the README lists below "%s" has a row, and nothing else', (heading) => {
  const listed = rowsBelow(textOf('README.md'), heading).map(([first]) => first).filter((first) => !/^-+|^\|?$/.test(first));
  expect(listed.length).toBeGreaterThan(4);
  expect(rowsBelow(PAGE, heading).map(([first]) => first).filter((first) => !/^-+|^\|?$/.test(first))).toEqual(listed);
});

test('every promise is held by files that exist, tests or what runs them', () => {
  const rows = [...PAGE.matchAll(/^\| .* \| (`.*`) \|$/gm)].map(([row, holders]) => ({ row, files: [...holders.matchAll(/`([^`]+)`/g)].map(([, file]) => file) }));
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.flatMap(({ files }) => files).filter((file) => !fs.existsSync(path.join(ROOT, file)))).toEqual([]);
  expect(rows.filter(({ files }) => !files.some((file) => /^(?:test|scripts|bench)\//.test(file)))).toEqual([]);
});
