import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { directoryWith } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');

export const PACKAGE = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: { readonly [name: string]: string };
  readonly bin: { readonly [name: string]: string };
  readonly bundledDependencies: readonly string[];
};

/** The repository as npm installs it from git: without what is compiled, but for what `prepare` makes. */
export function installedRepository(): string {
  const installed = directoryWith();
  for (const name of ['bin', 'package.json', 'src', 'scripts/prepare.cjs']) { fs.cpSync(path.join(ROOT, name), path.join(installed, name), { recursive: true }); }
  fs.mkdirSync(path.join(installed, 'node_modules'));
  for (const name of [...PACKAGE.bundledDependencies, 'esbuild', '@esbuild']) {
    fs.symlinkSync(fs.realpathSync(path.join(ROOT, 'node_modules', name)), path.join(installed, 'node_modules', name));
  }
  const [command, ...args] = PACKAGE.scripts.prepare.split(' ');
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: installed, encoding: 'utf8' });
  if (status !== 0 || stdout !== '' || stderr !== '') { throw new Error(`The repository cannot be prepared: ${stdout}${stderr}`); }
  return installed;
}
