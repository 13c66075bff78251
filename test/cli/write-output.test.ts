import * as fs from 'fs';
import * as path from 'path';
import { WriteError } from '../../src/cli/write-error';
import { writeOutput } from '../../src/cli/write-output';
import { directoryWith } from '../validation/assembly/support';

const textIn = (...parts: string[]) => fs.readFileSync(path.join(...parts), 'utf8');
const modeOf = (...parts: string[]) => fs.statSync(path.join(...parts)).mode & 0o7777; // eslint-disable-line no-bitwise

function* pieces(...texts: (string | Error)[]): Generator<string> {
  for (const text of texts) {
    if (typeof text !== 'string') { throw text; }
    yield text;
  }
}

/** Writes, and says what is left in the directory. */
function written(cwd: string, file: string, ...texts: (string | Error)[]): string[] {
  writeOutput(file, pieces(...texts), cwd);
  return fs.readdirSync(cwd).sort();
}

test('a file is written piece by piece', () => {
  const cwd = directoryWith();
  expect(written(cwd, 'a.txt', 'one ', 'two')).toEqual(['a.txt']);
  expect(textIn(cwd, 'a.txt')).toBe('one two');
});

test.each([0o600, 0o644, 0o664, 0o2755])('a file that is there keeps its mode %o', (mode) => {
  const cwd = directoryWith({ 'a.txt': 'old' });
  fs.chmodSync(path.join(cwd, 'a.txt'), mode);
  written(cwd, 'a.txt', 'new');
  expect(textIn(cwd, 'a.txt')).toBe('new');
  expect(modeOf(cwd, 'a.txt')).toBe(mode);
});

test('a new file has the mode that files have', () => {
  const cwd = directoryWith({ 'other.txt': '' });
  written(cwd, 'a.txt', 'new');
  expect(modeOf(cwd, 'a.txt')).toBe(modeOf(cwd, 'other.txt'));
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot('a file that is there keeps its owner', () => {
  const cwd = directoryWith({ 'a.txt': 'old' });
  fs.chownSync(path.join(cwd, 'a.txt'), 65534, 65533);
  written(cwd, 'a.txt', 'new');
  expect(fs.statSync(path.join(cwd, 'a.txt'))).toMatchObject({ uid: 65534, gid: 65533 });
});

test('who may not give files away writes to the file that is there', () => {
  const cwd = directoryWith({ 'a.txt': 'old' });
  const { ino, uid } = fs.statSync(path.join(cwd, 'a.txt'));
  const stat = fs.statSync;
  jest.spyOn(jest.requireActual<typeof fs>('fs'), 'statSync').mockImplementation(((file: string, options?: object) => {
    const stats = stat(file, options);
    return file.endsWith('a.txt') ? Object.assign(stats, { uid: uid + 1 }) : stats;
  }) as typeof fs.statSync);
  jest.spyOn(jest.requireActual<typeof fs>('fs'), 'chownSync').mockImplementation(() => { throw new Error('EPERM'); });
  try {
    expect(written(cwd, 'a.txt', 'new')).toEqual(['a.txt']);
  } finally {
    jest.restoreAllMocks();
  }
  expect({ text: textIn(cwd, 'a.txt'), ino: fs.statSync(path.join(cwd, 'a.txt')).ino }).toEqual({ text: 'new', ino });
});

describe('links stay links', () => {
  test('to a file', () => {
    const cwd = directoryWith({ 'folder/real.txt': 'old' });
    fs.symlinkSync('folder/real.txt', path.join(cwd, 'a'));
    fs.symlinkSync('a', path.join(cwd, 'b'));
    expect(written(cwd, 'b', 'new')).toEqual(['a', 'b', 'folder']);
    expect(textIn(cwd, 'folder', 'real.txt')).toBe('new');
    expect(fs.readlinkSync(path.join(cwd, 'b'))).toBe('a');
  });

  test('to a file that is not there yet', () => {
    const cwd = directoryWith({ 'folder/other': '' });
    fs.symlinkSync('folder/real.txt', path.join(cwd, 'a'));
    written(cwd, 'a', 'new');
    expect(textIn(cwd, 'folder', 'real.txt')).toBe('new');
    expect(fs.lstatSync(path.join(cwd, 'a')).isSymbolicLink()).toBe(true);
  });

  test('of which a file has several names', () => {
    const cwd = directoryWith({ 'a.txt': 'older' });
    fs.linkSync(path.join(cwd, 'a.txt'), path.join(cwd, 'b.txt'));
    written(cwd, 'a.txt', 'new');
    expect(textIn(cwd, 'b.txt')).toBe('new');
  });

  test('but not in a circle', () => {
    const cwd = directoryWith();
    fs.symlinkSync('b', path.join(cwd, 'a'));
    fs.symlinkSync('a', path.join(cwd, 'b'));
    expect(() => written(cwd, 'a', 'new')).toThrow('a: the file cannot be written: it links to itself');
  });
});

test('a name may be as long as a name can be', () => {
  const name = `${'n'.repeat(251)}.txt`;
  expect(written(directoryWith(), name, 'new')).toEqual([name]);
});

test('what another run has left behind is in nobody\'s way', () => {
  const left = [`.a.txt.${process.pid}.tmp`, '.s3-encryption-.tmp'];
  const cwd = directoryWith(Object.fromEntries(left.map((name) => [name, 'half'])));
  expect(written(cwd, 'a.txt', 'new')).toEqual([...left, 'a.txt'].sort());
  expect(textIn(cwd, left[0])).toBe('half');
});

test('a failure leaves the old file, and nothing else', () => {
  const cwd = directoryWith({ 'a.txt': 'old' });
  expect(() => written(cwd, 'a.txt', 'new', new Error('ENOSPC: no space left on device'))).toThrow('a.txt: the file cannot be written: ENOSPC: no space left on device');
  expect(fs.readdirSync(cwd)).toEqual(['a.txt']);
  expect(textIn(cwd, 'a.txt')).toBe('old');
});

const FULL = '/dev/full';
(fs.existsSync(FULL) ? test : test.skip)('a full disk is said', () => {
  expect(() => writeOutput(FULL, ['new'], '/')).toThrow(WriteError);
  expect(() => writeOutput(FULL, ['new'], '/')).toThrow('/dev/full: the file cannot be written: ENOSPC: no space left on device');
});
