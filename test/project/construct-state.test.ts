import * as fs from 'fs';
import * as path from 'path';
import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';

const RULE = 'no-restricted-syntax';

interface Override { readonly files: string[]; readonly rules: Linter.RulesRecord }

const { overrides } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', '..', '.eslintrc.json'), 'utf8').replace(/^\/\/.*/, '')) as { overrides: Override[] };
const [override, ...more] = overrides.filter(({ rules }) => RULE in rules);

/** What lint says of a file of ours. */
function complaints(code: string): string[] {
  const linter = new Linter({ configType: 'flat' });
  const [level, ...restrictions] = override.rules[RULE] as [Linter.RuleSeverity, ...object[]];
  return linter.verify(code, { files: ['**/*.ts'], languageOptions: { parser }, rules: { [RULE]: [level, ...restrictions] } }, 'file.ts').map(({ message }) => message);
}

test('it is asked of everything that knows constructs', () => {
  expect(more).toEqual([]);
  const rooms = fs.readdirSync(path.join(__dirname, '..', '..', 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  // It keeps the state itself; the others read templates.
  const others = ['cli', 'construct-state', 'hook-function', 'legacy-policy', 'library', 'policy-evaluation', 'services', 'template', 'template-parser', 'validation'];
  expect(rooms.filter((room) => !override.files.includes(`src/${room}/**/*.ts`))).toEqual(others);
});

test.each([
  'const KNOWN = new WeakMap<s3.CfnBucket, string>();',
  'export const KNOWN = new WeakSet();',
  'class Known { private readonly all = new WeakMap(); }',
  'const KNOWN = new Map<IConstruct, string>();',
  'export const KNOWN = new Set<IConstruct>();',
  'const KNOWN: IConstruct[] = [];',
  'const KNOWN: { [path: string]: string } = {};',
  'class Known { private static readonly all = new Map<IConstruct, string>(); }',
  'let known: IConstruct | undefined;',
])('what is known of constructs is not kept in a module: %s', (code) => {
  expect(complaints(code)).toEqual([expect.stringContaining('ConstructMap or ConstructSet')]);
});

test('what a copy has made is not known by its class', () => {
  expect(complaints('bucket instanceof EncryptedBucket;')).toEqual([expect.stringContaining('Ask for a property instead')]);
});

test.each([
  'const KNOWN = new ConstructMap<s3.CfnBucket, string>(\'kind\');',
  'const ACTIONS = [\'s3:GetObject\'];',
  'const NAMES = new Set([\'a\']);',
  'function names() { const all = new Set<string>(); let last; return [all, last, []]; }',
  'class Rights { private readonly keys = new Set<string>(); }',
  'bucket instanceof s3.Bucket;',
  'target instanceof CfnParameter;',
])('no harm: %s', (code) => {
  expect(complaints(code)).toEqual([]);
});
