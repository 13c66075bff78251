import * as fs from 'fs';
import * as path from 'path';
import { buildSync } from 'esbuild';
import { directoryWith } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');

export const PACKAGE = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly bin: { readonly [name: string]: string };
  readonly bundledDependencies: readonly string[];
};

/** A package of the repository as npm installs it, with the dependencies that are bundled, compiled without its types. */
export function installedRepository(): string {
  const installed = directoryWith();
  for (const name of ['bin', 'package.json']) { fs.cpSync(path.join(ROOT, name), path.join(installed, name), { recursive: true }); }
  fs.mkdirSync(path.join(installed, 'node_modules'));
  for (const name of PACKAGE.bundledDependencies) {
    fs.symlinkSync(fs.realpathSync(path.join(ROOT, 'node_modules', name)), path.join(installed, 'node_modules', name));
  }
  const [sources, target] = [path.join(ROOT, 'src'), path.join(installed, 'lib')];
  const files = fs.readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => path.join(sources, file));
  buildSync({ entryPoints: files, outdir: target, outbase: sources, format: 'cjs', platform: 'node', target: 'es2022' });
  return installed;
}
