import * as fs from 'fs';
import * as path from 'path';
import { examplesOf, RULES } from '../../../src/validation/rules';

const SOURCES = path.join(__dirname, '..', '..', '..', 'src', 'validation', 'rules');

const EXAMPLES = '.examples.ts';

/** Files of rules, from the folder of their topic on. */
function filesBelow(directory: string, ending: string): string[] {
  return fs.readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'private')
    .flatMap((topic) => fs.readdirSync(path.join(directory, topic.name)).map((file) => `${topic.name}/${file}`))
    .filter((file) => file.endsWith(ending) && !file.endsWith('/index.ts') && (ending === EXAMPLES || !file.endsWith(EXAMPLES)))
    .map((file) => file.slice(0, -ending.length));
}

const pascal = (file: string) => path.basename(file).replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

test('every file is a rule, every rule a file of its name', () => {
  expect(filesBelow(SOURCES, '.ts').map(pascal).sort()).toEqual(RULES.map((rule) => rule.metadata.name).sort());
});

test('every rule has a test', () => {
  expect(filesBelow(__dirname, '.test.ts')).toEqual(filesBelow(SOURCES, '.ts'));
});

test('every rule has examples beside it', () => {
  expect(filesBelow(SOURCES, EXAMPLES)).toEqual(filesBelow(SOURCES, '.ts'));
});

test.each(filesBelow(SOURCES, EXAMPLES))('the examples of %s are found by the name of the rule', (file) => {
  const beside = jest.requireActual<object>(path.join(SOURCES, `${file}.examples`));
  expect(Object.values(beside)).toEqual([{ good: expect.any(String), bad: expect.any(String) }]);
  expect(examplesOf({ name: pascal(file) })).toBe(Object.values(beside)[0]);
});

test.each(filesBelow(__dirname, '.test.ts'))('the test of %s has all four kinds of cases', (file) => {
  const text = fs.readFileSync(path.join(__dirname, `${file}.test.ts`), 'utf8');
  for (const kind of ['compliant', 'violating', 'cannot tell', 'not applicable']) { expect(text).toContain(kind); }
});

test.each(RULES.map((rule) => rule.metadata))('$name says why, how to fix it, and where to read on', ({ name, title, why, fix, links }) => {
  expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/);
  expect(title).not.toMatch(/\.$/);
  for (const text of [why, fix]) { expect(text).toMatch(/\.$/); }
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) { expect(link).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//); }
});

const NAMES = RULES.map((rule) => rule.metadata.name);

test('names, former ones included, are given once', () => {
  const all = [...NAMES, ...RULES.flatMap(({ metadata }) => metadata.formerNames ?? [])];
  // Names on the command line are compared without regard to case.
  expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(all.length);
  for (const name of all) { expect(name).toMatch(/^[A-Z][A-Za-z0-9]+$/); }
});

test('rules are replaced by rules that are there, and not replaced themselves', () => {
  for (const { metadata: { replacedBy } } of RULES) {
    const successor = RULES.find(({ metadata }) => metadata.name === replacedBy);
    expect(successor?.metadata.name).toBe(replacedBy);
    expect(successor?.metadata.replacedBy).toBeUndefined();
  }
});
