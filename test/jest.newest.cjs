const fs = require('fs');
const path = require('path');
const { jest: { coverageReporters, reporters, testSequencer, workerIdleMemoryLimit, ...shared } } = require('../package.json');

// docs/decisions/0096
/** Tests that load the peers and need not run once more, by what their paths contain. */
const LEFT_OUT = {
  'test/packaging/': 'It is about the built packages.',
  'test/project/': 'It reads the files of the repository.',
  'test/cli/': 'The CLI reads templates on disk, and loads no peer.',
  'test/encryption/': 'The words of the field: what they are asked of CDK is the text of tokens.',
  'test/shapes/': 'The shapes of our own props.',
  'test/services/': 'What AWS documents, held against itself. Constructs that use it are tested in their rooms.',
  'test/validation/assembly/': 'It reads templates on disk.',
  'test/validation/reports/': 'Texts that are made of findings.',
  'test/validation/rule-sets/': 'Rules read templates.',
  'test/validation/rules/': 'Rules read templates.',
  'test/mixins/order': 'It compares outcomes with each other. What mixins do is tested beside it.',
  'test/third-party/': 'The validators judge templates, which are the same with the newest peers.',
  // That both have the same templates, test/catalogue/same-every-time.test.ts has found out by then.
  'test/attack/attack': 'It requests what the policies of the catalogue allow, and these are the same.',
  'test/attack/planted': 'It shows that the attack is alive.',
  'test/catalogue/statements': 'It reads the policies of the catalogue, and these are the same.',
};

const ROOT = path.join(__dirname, '..');
const PEERS = /^(?:aws-cdk-lib|constructs|cdk-nag)(?:\/|$)/;

/** What a file loads: not what it imports for types alone. */
const LOADED = /^(?:import|export) (?!type )([^;'"]*?) ?from '([^']+)'|^import '([^']+)'|\brequire(?:Actual)?(?:<[^()]*>)?\(\s*'([^']+)'/gm;
const importsTypes = (names) => /^\{\s*(?:type [^,]+,\s*)*type [^,]+,?\s*\}$/.test(names ?? '');

const loads = new Map();
function loadedBy(file) {
  if (!loads.has(file)) {
    const modules = [...fs.readFileSync(file, 'utf8').matchAll(LOADED)].filter(([, names]) => !importsTypes(names)).map((match) => match[2] ?? match[3] ?? match[4]);
    loads.set(file, modules);
  }
  return loads.get(file);
}

const sourceOf = (module) => [`${module}.ts`, path.join(module, 'index.ts')].find((file) => fs.existsSync(file));

/** Whether a test, or what it imports, loads a peer: a test that loads none gives the same with each. */
function loadsPeer(test) {
  const seen = new Set([test]);
  for (const file of seen) {
    const modules = loadedBy(file);
    if (modules.some((module) => PEERS.test(module))) { return true; }
    const sources = modules.filter((module) => module.startsWith('.')).map((module) => sourceOf(path.join(path.dirname(file), module)));
    for (const source of sources) { if (source) { seen.add(source); } }
  }
  return false;
}

const tests = fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts')).map((file) => path.join(__dirname, file));
const again = tests.filter(loadsPeer).map((file) => path.relative(ROOT, file).split(path.sep).join('/'))
  .filter((file) => !Object.keys(LEFT_OUT).some((part) => file.includes(part)));

/** The tests that load the peers, with the newest of them. */
module.exports = {
  ...shared,
  rootDir: '..',
  displayName: 'newest peers',
  moduleNameMapper: { '^aws-cdk-lib($|/.*)': '<rootDir>/node_modules/aws-cdk-lib-newest$1' },
  testMatch: again.map((file) => `<rootDir>/${file}`),
};
