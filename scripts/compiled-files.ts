// docs/decisions/0084
/**
 * Makes what jsii has compiled quick to load, and leaves nothing in it that an earlier compilation has left.
 *
 * - Compiled files whose source is gone are deleted.
 * - Each index in lib/ loads a file when something of it is used. TypeScript has no way to write that: `export * from './file'`
 *   loads the file at once.
 * - The source maps go, which hold the sources and are most of what Node.js would have to read.
 */
import * as fs from 'fs';
import { createRequire } from 'module';
import * as path from 'path';
import { deleteOrphans } from './compiled-files/orphans';
import { indexSource, reexportsOf } from './compiled-files/reexports';
import { HOOK_FUNCTION } from './hook-function/bundle';

const ROOT = path.join(__dirname, '..');
const LIB = path.join(ROOT, 'lib');

for (const file of deleteOrphans(LIB, path.join(ROOT, 'src'), [HOOK_FUNCTION])) { console.log(`lib/${file} has no source any more, and was deleted`); }

const filesIn = (folder: string) => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });

const indexes = filesIn(path.join(ROOT, 'src')).filter((file) => /(?:^|[\\/])(?:index|internal)\.ts$/.test(file));
// All are read before the first is written, so that each is loaded as it was compiled.
const rewritten = indexes.map((source) => {
  const compiled = path.join(LIB, source.replace(/\.ts$/, '.js'));
  const reexports = reexportsOf(fs.readFileSync(path.join(ROOT, 'src', source), 'utf8'));
  const load = createRequire(compiled);
  return { compiled, text: reexports && indexSource(reexports, (file) => Object.keys(load(file) as object).sort()) };
});
for (const { compiled, text } of rewritten) {
  if (text !== undefined) { fs.writeFileSync(compiled, text); }
}

for (const file of filesIn(LIB).filter((name) => name.endsWith('.js')).map((name) => path.join(LIB, name))) {
  const text = fs.readFileSync(file, 'utf8');
  const map = text.lastIndexOf('\n//# sourceMappingURL=data:');
  if (map >= 0) { fs.writeFileSync(file, text.slice(0, map + 1)); }
}
