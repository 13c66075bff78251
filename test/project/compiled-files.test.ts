import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import * as vm from 'vm';
import { deleteOrphans } from '../../scripts/compiled-files/orphans';
import { indexSource, reexportsOf } from '../../scripts/compiled-files/reexports';
import * as source from '../../src';
import { directoryWith } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');
const LIB = path.join(ROOT, 'lib', 'index.js');

/** Runs an index in which each file exports `One` and `Two`, and tells which files it has loaded. */
function run(index: string) {
  const loaded: string[] = [];
  const load = (file: string) => {
    loaded.push(file);
    return { One: `One of ${file}`, Two: `Two of ${file}` };
  };
  const exported: { [name: string]: unknown } = {};
  vm.runInNewContext(indexSource(reexportsOf(index)!, () => ['One', 'Two']), { exports: exported, require: load });
  return { loaded, exported };
}

test('a file is loaded once something of it is used, and once only', () => {
  const { loaded, exported } = run("export * from './file';");
  expect(Object.keys(exported)).toEqual(['One', 'Two']);
  expect(loaded).toEqual([]);
  expect(exported.Two).toBe('Two of ./file');
  expect(exported.Two).toBe('Two of ./file');
  expect(loaded).toEqual(['./file']);
});

test('names can be others than in the file, and one can stand for all of it', () => {
  const { loaded, exported } = run("export { One as First } from './file';\nexport * as all from './other';");
  expect(Object.keys(exported).sort()).toEqual(['First', 'all']);
  expect(exported.First).toBe('One of ./file');
  expect(exported.all).toEqual({ One: 'One of ./other', Two: 'Two of ./other' });
  expect(loaded).toEqual(['./file', './other']);
});

test('types are not exported', () => {
  expect(Object.keys(run("export { One, type Two, Three } from './file';\nexport type { Two } from './other';").exported)).toEqual(['One']);
});

test.each(['export const one = 1;', "import './file';\nexport * from './other';"])('an index that does more is left as it is: %s', (index) => {
  expect(reexportsOf(index)).toBeUndefined();
});

test('compiled files whose source is gone are deleted, and nothing else', () => {
  const directory = directoryWith({
    'src/kept.ts': '',
    'src/room/kept.ts': '',
    'src/room/kept.examples.ts': '',
    ...Object.fromEntries(['kept', 'gone', 'room/kept', 'room/kept.examples', 'room/gone', 'room/gone.examples', 'gone/one', 'gone/deep/two']
      .flatMap((name) => [[`lib/${name}.js`, ''], [`lib/${name}.d.ts`, '']])),
    'lib/gone.js.map': '',
    'lib/room/data.json': '{}',
    'lib/notes/README.md': '',
  });
  const [lib, src] = ['lib', 'src'].map((folder) => path.join(directory, folder));
  expect([...deleteOrphans(lib, src)].sort()).toEqual([
    'gone.d.ts', 'gone.js', 'gone.js.map', 'gone/deep/two.d.ts', 'gone/deep/two.js', 'gone/one.d.ts', 'gone/one.js',
    'room/gone.d.ts', 'room/gone.examples.d.ts', 'room/gone.examples.js', 'room/gone.js',
  ]);
  expect(fs.readdirSync(lib, { recursive: true, encoding: 'utf8' }).sort()).toEqual([
    'kept.d.ts', 'kept.js', 'notes', 'notes/README.md', 'room', 'room/data.json',
    'room/kept.d.ts', 'room/kept.examples.d.ts', 'room/kept.examples.js', 'room/kept.js',
  ]);
  expect(deleteOrphans(lib, src)).toEqual([]);
});

test('what is bundled of several sources is left alone', () => {
  const directory = directoryWith({ 'src/room/kept.ts': '', 'lib/room/bundle/index.js': '', 'lib/room/bundle/gone.js': '' });
  const [lib, src] = ['lib', 'src'].map((folder) => path.join(directory, folder));
  expect(deleteOrphans(lib, src, [path.join(lib, 'room', 'bundle', 'index.js')])).toEqual([path.join('room', 'bundle', 'gone.js')]);
  expect(fs.readdirSync(path.join(lib, 'room', 'bundle'))).toEqual(['index.js']);
});

describe('the compiled package', () => {
  const node = (...args: string[]) => execFileSync('node', args, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } }).trim();

  beforeAll(() => {
    if (!fs.existsSync(LIB)) { throw new Error('There is no lib/: run "npx projen compile" first.'); }
  });

  test('exports what its sources do', () => {
    const names = JSON.parse(node('-p', `JSON.stringify(Object.keys(require(${JSON.stringify(LIB)})))`)) as string[];
    expect(names.sort()).toEqual(Object.keys(source).sort());
  });

  test('loads a file when something of it is used', () => {
    const [atFirst, then] = JSON.parse(node('-p', `
      const lib = require(${JSON.stringify(LIB)});
      const loaded = () => Object.keys(require.cache).filter((file) => file.startsWith(${JSON.stringify(path.dirname(LIB))}));
      const first = loaded();
      lib.SseAlgorithm;
      JSON.stringify([first, loaded()]);
    `)) as string[][];
    expect(atFirst).toEqual([LIB]);
    expect(then).toContain(path.join(path.dirname(LIB), 'encryption', 'sse-algorithm.js'));
    expect(then.length).toBeLessThan(5);
  });

  // docs/decisions/0089
  test('loads the example of a rule when it is explained, and none when templates are checked', () => {
    const directory = directoryWith({ 'template.json': JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } }) });
    const [codes, checked, explained] = JSON.parse(node('-e', `
      require(${JSON.stringify(LIB)}).S3EncryptionChecks;
      const { run } = require(${JSON.stringify(path.join(path.dirname(LIB), 'cli', 'run.js'))});
      const io = { cwd: ${JSON.stringify(directory)}, colors: false, debug: false, stdout() {}, stderr() {} };
      const loaded = () => Object.keys(require.cache).filter((file) => file.endsWith('.examples.js')).map((file) => require('path').basename(file));
      const check = run(['check', 'template.json'], io);
      const checked = loaded();
      const explain = run(['explain', 'KmsKeyRotation'], io);
      console.log(JSON.stringify([[check, explain], checked, loaded()]));
    `)) as [number[], string[], string[]];
    expect(codes).toEqual([1, 0]);
    expect(checked).toEqual([]);
    expect(explained).toEqual(['kms-key-rotation.examples.js']);
  });

  test('holds no sources', () => {
    const compiled = fs.readdirSync(path.dirname(LIB), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    expect(compiled.length).toBeGreaterThan(300);
    expect(compiled.filter((file) => fs.readFileSync(path.join(path.dirname(LIB), file), 'utf8').includes('sourceMappingURL=data'))).toEqual([]);
  });

  test('has names that an ECMAScript module can import', () => {
    expect(node('--input-type=module', '-e', `import { EncryptedBucket, mixins } from ${JSON.stringify(LIB)}; console.log(EncryptedBucket.name, typeof mixins.BucketSseCBlocked);`))
      .toBe('EncryptedBucket function');
  });
});
