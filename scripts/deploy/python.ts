import * as fs from 'fs';
import * as path from 'path';
import { ROOT } from '../consumers/packages';
import { execute, must } from '../consumers/processes';

/** Git ignores it. Delete it to install everything again. */
const CACHE = path.join(ROOT, '.cache', 'deploy');

/** Thrown when a package cannot be had: what needs it is skipped. */
export class Unavailable extends Error {}

/** The interpreter of a virtual environment that has a package of PyPI in exactly this version. It is made once. */
export function pythonWith(requirement: string): string {
  const directory = path.join(CACHE, requirement.replace(/[^\w.]+/g, '-'));
  const python = path.join(directory, 'bin', 'python');
  // Written last: what was interrupted is made again.
  const complete = path.join(directory, 'complete');
  if (fs.existsSync(complete)) { return python; }
  console.log(`Installing ${requirement} from PyPI into ${path.relative(process.cwd(), directory)}`);
  fs.rmSync(directory, { recursive: true, force: true });
  must('python3', ['-m', 'venv', directory]);
  const { status, output } = execute(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]);
  if (status !== 0) { throw new Unavailable(`pip cannot install ${requirement}: ${output.trim().split('\n').pop()}`); }
  fs.writeFileSync(complete, '');
  return python;
}

/** What this machine lacks to run the emulators, in words. */
export function missing(): string | undefined {
  if (execute('python3', ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).status !== 0) { return 'no Python 3.10 or newer with venv'; }
  return execute('openssl', ['version']).status === 0 ? undefined : 'no openssl, which makes the certificate';
}
