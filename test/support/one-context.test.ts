import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';

// docs/decisions/0102
const ROOT = path.join(__dirname, '..', '..');

/** Test files that one process runs after each other, and what jest says of them. */
function ran(...files: string[]): { readonly passed: number; readonly failed: readonly string[] } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'files-'));
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  fs.writeFileSync(path.join(folder, 'ours.js'), 'exports.count = 0;');
  files.forEach((text, index) => fs.writeFileSync(path.join(folder, `${index}.test.js`), text));
  fs.writeFileSync(path.join(folder, 'in-order.js'), `
    const { default: Sequencer } = require('@jest/test-sequencer');
    module.exports = class extends Sequencer { sort(tests) { return [...tests].sort((a, b) => (a.path < b.path ? -1 : 1)); } };`);
  const config = {
    rootDir: folder,
    runtime: path.join(ROOT, 'test', 'support', 'loaded-once.cjs'),
    testEnvironment: path.join(ROOT, 'test', 'support', 'one-context.cjs'),
    testSequencer: path.join(folder, 'in-order.js'),
    transform: {},
  };
  const jest = path.join(ROOT, 'node_modules', 'jest', 'bin', 'jest.js');
  const { stdout } = spawnSync(process.execPath, [jest, '--ci', '--runInBand', '--json', '--config', JSON.stringify(config)], { cwd: folder, encoding: 'utf8' });
  const { numPassedTests, testResults } = JSON.parse(stdout) as { numPassedTests: number; testResults: { message: string }[] };
  return { passed: numPassedTests, failed: testResults.map(({ message }) => message).filter((message) => message !== '') };
}

test('a test file finds nothing of the one before, but for the CDK, which is loaded once', () => {
  const first = `
    const { App } = require('aws-cdk-lib');
    const fs = require('fs');
    test('leaves things behind', () => {
      process.env.LEFT_BEHIND = 'yes';
      delete process.env.PATH;
      globalThis.leftBehind = App;
      App.leftBehind = true;
      require('./ours').count += 1;
      jest.spyOn(fs, 'existsSync').mockReturnValue('mocked');
      jest.spyOn(console, 'error').mockImplementation(() => undefined);
      globalThis.fetch = undefined;
      process.chdir(require('os').tmpdir());
      fs.writeFileSync(require('path').join(require('os').tmpdir(), 'left-behind'), '');
    });`;
  const second = `
    const { App } = require('aws-cdk-lib');
    const fs = require('fs');
    test.each([
      ['environment variables', () => process.env.LEFT_BEHIND, undefined],
      ['environment variables that were deleted', () => typeof process.env.PATH, 'string'],
      ['globals', () => globalThis.leftBehind, undefined],
      ['globals that were replaced', () => typeof globalThis.fetch, 'function'],
      ['modules of ours', () => require('./ours').count, 0],
      ['mocks', () => fs.existsSync(__filename), true],
      ['the working directory', () => fs.realpathSync(process.cwd()), fs.realpathSync(__dirname)],
      ['temporary files', () => fs.readdirSync(require('os').tmpdir()), []],
      ['the CDK', () => App.leftBehind, true],
    ])('%s', (_, found, expected) => { expect(found()).toEqual(expected); });`;
  expect(ran(first, second)).toEqual({ passed: 10, failed: [] });
});

test('a test that fails is said to fail', () => {
  const { passed, failed } = ran('test("fails", () => { expect([1]).toStrictEqual([2]); });');
  expect(passed).toBe(0);
  expect(failed).toEqual([expect.stringContaining('toStrictEqual')]);
});
