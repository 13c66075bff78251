/** What Stryker lacks for us. */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { strykerPlugins as originals } from '@stryker-mutator/jest-runner';

const [original] = originals;
/** In the sandbox, where every process of a run finds it. */
const FILES_OF_TESTS = 'files-of-tests.json';

/**
 * The test runner for jest, which loads only those test files that reach a mutant.
 *
 * The original picks tests by name alone, so that jest loads every file for every mutant, with all that the files import.
 */
function coveringTestsRunner(injector) {
  const runner = original.factory(injector);
  const { jestTestAdapter } = runner;
  let testFiles;
  runner.jestTestAdapter = { run: (settings) => jestTestAdapter.run({ testFiles, ...settings }) };
  return {
    init: () => runner.init(),
    capabilities: () => runner.capabilities(),
    dryRun: async (options) => {
      testFiles = undefined;
      const result = await runner.dryRun(options);
      if (result.tests) { fs.writeFileSync(FILES_OF_TESTS, JSON.stringify(filesOf(result.tests))); }
      return result;
    },
    mutantRun: async (options) => {
      process.env.MUTATED_FILE = options.sandboxFileName;
      const files = JSON.parse(fs.readFileSync(FILES_OF_TESTS, 'utf8'));
      // Tests of several files may have one name.
      testFiles = options.testFilter && [...new Set(options.testFilter.flatMap((test) => files[test] ?? Object.values(files).flat()))];
      return runner.mutantRun(options);
    },
  };
}
coveringTestsRunner.inject = original.factory.inject;

function filesOf(tests) {
  const files = {};
  for (const { id, fileName } of tests) { files[id] = [...new Set([...(files[id] ?? []), fileName])]; }
  return files;
}

/** Runs nothing, so that all faults are listed and none is tried. */
const noTests = () => ({
  init: () => undefined,
  capabilities: () => ({ reloadEnvironment: true }),
  // Without any test there would be no list, either.
  dryRun: () => ({ status: 'complete', tests: [{ id: 'none', name: 'none', status: 0, timeSpentMs: 0 }], mutantCoverage: { static: {}, perTest: {} } }),
  mutantRun: () => { throw new Error('no fault is tried'); },
});

/** Titles, reasons, advice and links of rules: prose, which no test can know. */
const metadataOfRules = {
  shouldIgnore: ({ node, parent }) => (node.type === 'ObjectProperty' && node.key.name === 'metadata' && parent.type === 'ObjectExpression'
    ? 'text for readers' : undefined),
};

/** Says which fault was not noticed as soon as it is known: a run takes long. */
const survivors = {
  onMutantTested: ({ status, fileName, location, mutatorName, replacement }) => {
    if (status !== 'Survived' && status !== 'NoCoverage') { return; }
    console.log(`not noticed: ${path.relative('', fileName)}:${location.start.line}:${location.start.column} ${mutatorName}: ${replacement}`);
  },
};

export const strykerPlugins = [
  { kind: original.kind, name: 'covering-tests', factory: coveringTestsRunner },
  { kind: original.kind, name: 'no-tests', factory: noTests },
  { kind: 'Reporter', name: 'survivors', value: survivors },
  { kind: 'Ignore', name: 'metadata-of-rules', value: metadataOfRules },
];
