import * as fs from 'fs';
import * as path from 'path';

/** What is compiled from `name.ts`. */
const COMPILED = /\.(?:js|d\.ts)(?:\.map)?$/;

/**
 * Deletes compiled files whose source is gone, and folders that are empty then. Returns what was deleted, relative to `compiled`.
 *
 * jsii leaves them, and the package would have them.
 *
 * @param bundled Files that are bundled of several sources, and are left alone.
 */
export function deleteOrphans(compiled: string, sources: string, bundled: readonly string[] = []): readonly string[] {
  const deleted: string[] = [];
  for (const entry of fs.readdirSync(compiled, { withFileTypes: true })) {
    const file = path.join(compiled, entry.name);
    if (entry.isDirectory()) {
      deleted.push(...deleteOrphans(file, path.join(sources, entry.name), bundled).map((name) => path.join(entry.name, name)));
      if (fs.readdirSync(file).length === 0) { fs.rmdirSync(file); }
    } else if (COMPILED.test(entry.name) && !bundled.includes(file) && !fs.existsSync(path.join(sources, entry.name.replace(COMPILED, '.ts')))) {
      fs.rmSync(file);
      deleted.push(entry.name);
    }
  }
  return deleted;
}
