import * as fs from 'fs';
import * as path from 'path';
import { directoryWith } from './support';
import { InputFiles } from '../../../src/validation/assembly/files';
import { InputError } from '../../../src/validation/assembly/input-error';

const root = directoryWith({ 'a.json': '{"a": 1}', 'folder/b.json': '{' });
const files = new InputFiles(root);
const inRoot = (...names: string[]) => path.join(root, ...names);
const messageOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error instanceof InputError ? error.message : error;
  }
};

describe('what the file system says is told with the file, as the user would write it', () => {
  const failing = (code: string) => () => files.attempt(inRoot('a.json'), () => { throw Object.assign(new Error('said by the system'), { code }); });

  test.each([
    ['ENOENT', 'no such file or directory'],
    ['ENOTDIR', 'no such file or directory'],
    ['EACCES', 'permission denied'],
    ['EPERM', 'permission denied'],
    ['ELOOP', 'it links to itself'],
    ['EISDIR', 'it is a directory'],
    ['EIO', 'said by the system'],
  ])('%s', (code, message) => {
    expect(messageOf(failing(code))).toBe(`a.json: ${message}`);
  });

  test('a link to nothing is told from nothing', () => {
    fs.symlinkSync('nowhere', inRoot('link.json'));
    expect(messageOf(() => files.readText(inRoot('link.json')))).toBe('link.json: it is a broken symbolic link');
    expect(messageOf(() => files.readText(inRoot('folder')))).toBe('folder: it is a directory');
  });
});

test('an error that says its file already says it once', () => {
  expect(messageOf(() => files.attempt(inRoot('a.json'), () => { throw new InputError('a.json: it is too large'); }))).toBe('a.json: it is too large');
  const text = inRoot('latin.json');
  fs.writeFileSync(text, Buffer.from([0x22, 0xe4, 0x22]));
  expect(messageOf(() => files.readText(text))).toMatch(/^latin\.json:1:2: (?!.*latin\.json)/);
});

test('an error of ours that is none of the input is thrown as it is, and not noted', () => {
  const fault = new TypeError('a fault');
  expect(messageOf(() => files.attempt(inRoot('a.json'), () => { throw fault; }))).toBe(fault);
  expect(messageOf(() => files.noting(() => { throw fault; }))).toBe(fault);
  expect(files.failures).toEqual([]);
});

test('what cannot be read is noted, and gives nothing', () => {
  const own = new InputFiles(root);
  expect([own.noting(() => own.readJson(inRoot('a.json'))), own.noting(() => own.readJson(inRoot('folder', 'b.json')))]).toEqual([{ a: 1 }, undefined]);
  expect(own.failures.map(({ message }) => message)).toEqual([expect.stringMatching(/^folder\/b\.json:1:2: /)]);
});

test('files are shown from the directory of the user, and those outside it with their whole path', () => {
  expect([root, inRoot('folder', 'b.json'), path.dirname(root), inRoot('..', 'x.json')].map((file) => files.shown(file))).toEqual([
    '.', 'folder/b.json', path.dirname(root), path.join(path.dirname(root), 'x.json'),
  ]);
  expect([files.absolute('a.json'), files.absolute('/a.json')]).toEqual([inRoot('a.json'), '/a.json']);
});

test('a text is read again when it is needed, and is empty if it is gone by then', () => {
  const file = inRoot('later.json');
  fs.writeFileSync(file, 'before');
  const later = files.textOf(file, 'before') as () => string;
  fs.writeFileSync(file, 'afterwards');
  expect(later()).toBe('afterwards');
  fs.rmSync(file);
  expect([later(), files.textOf(file, 'kept')]).toEqual(['', 'kept']);
});

test('each file is announced before it is read', () => {
  const read: string[] = [];
  const own = new InputFiles(root, (file) => { read.push(file); });
  own.readText(inRoot('a.json'));
  own.noting(() => own.readText(inRoot('nothing.json')));
  expect(read).toEqual([inRoot('a.json'), inRoot('nothing.json')]);
});

test('nothing is no file, and a directory is none', () => {
  expect(['a.json', 'folder', 'nothing'].map((name) => files.isFile(inRoot(name)))).toEqual([true, false, false]);
  expect(['a.json', 'folder', 'nothing'].map((name) => messageOf(() => files.isDirectory(name)))).toEqual([
    false, true, 'nothing: no such file or directory',
  ]);
});
