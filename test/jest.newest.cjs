const fs = require('fs');
const path = require('path');
const { buildSync } = require('esbuild');
const { jest: { coverageReporters, reporters, testSequencer, ...shared } } = require('../package.json');

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

/** What the tests load aside from files of the repository. A test that loads no peer gives the same with every peer. */
function loadersOf(packages) {
  const root = path.join(__dirname, '..');
  const files = fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts')).map((file) => path.join('test', file));
  const { metafile } = buildSync({
    entryPoints: files, absWorkingDir: root, bundle: true, packages: 'external', platform: 'node', metafile: true, write: false, outdir: 'unwritten', logLevel: 'error',
  });
  return Object.values(metafile.outputs)
    .filter(({ imports }) => imports.some(({ external, path: name }) => external && packages.some((one) => name === one || name.startsWith(`${one}/`))))
    .map(({ entryPoint }) => entryPoint);
}

const again = loadersOf(['aws-cdk-lib', 'constructs', 'cdk-nag']).filter((file) => !Object.keys(LEFT_OUT).some((part) => file.includes(part)));

/** The tests that load the peers, with the newest of them. */
module.exports = {
  ...shared,
  rootDir: '..',
  displayName: 'newest peers',
  moduleNameMapper: { '^aws-cdk-lib($|/.*)': '<rootDir>/node_modules/aws-cdk-lib-newest$1' },
  testMatch: again.map((file) => `<rootDir>/${file}`),
};
