import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { Packages } from '../../scripts/consumers/packages';
import { recordUsage, USAGE } from '../../scripts/consumers/usage';
import { Workspace } from '../../scripts/consumers/workspace';

/** What comes of what a program has printed. */
function recorded(lines: readonly string[], status = 0) {
  jest.spyOn(console, 'log').mockReturnValue(undefined);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'usage-'));
  try {
    const workspace = new Workspace(directory, {} as Packages);
    recordUsage(workspace, { status, stdout: '', output: lines.join('\n') });
    return workspace.outcomes.map(({ check, result, output }) => ({ check, result, output: output?.split('\n')[0] }));
  } finally {
    fs.rmSync(directory, { recursive: true });
    jest.restoreAllMocks();
  }
}

const PASSED = USAGE.map((name) => `passed: ${name}`);

test('what a program says has passed has passed', () => {
  expect(recorded(['Node 20 is end-of-life', ...PASSED])).toEqual(USAGE.map((check) => ({ check, result: 'passed' })));
});

test('the colors that Maven resets change nothing', () => {
  expect(recorded(PASSED.map((line) => `\x1b[0m\x1b[0m${line}`)).every(({ result }) => result === 'passed')).toBe(true);
});

test('what has failed is told, and told from a name that begins alike', () => {
  const outcomes = recorded(PASSED.map((line) => line === 'passed: mixins' ? 'failed: mixins: no policy' : line));
  expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([{ check: 'mixins', result: 'failed', output: 'mixins: no policy' }]);
});

test('what a program does not say has failed', () => {
  const outcomes = recorded(PASSED.slice(0, -1), 2);
  expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([
    { check: USAGE[USAGE.length - 1], result: 'failed', output: 'The program exited with 2 and said nothing of it:' },
  ]);
  expect(recorded([]).every(({ result }) => result === 'failed')).toBe(true);
});

test('sources that were checked have not passed', () => {
  jest.spyOn(console, 'log').mockReturnValue(undefined);
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'usage-'));
  const workspace = new Workspace(directory, {} as Packages);
  workspace.check('read', () => undefined, 'sources checked');
  workspace.check('wrong', () => { throw new Error('wrong'); }, 'sources checked');
  fs.rmSync(directory, { recursive: true });
  expect(workspace.outcomes.map(({ result }) => result)).toEqual(['sources checked', 'failed']);
});
