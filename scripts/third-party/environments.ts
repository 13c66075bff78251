import * as fs from 'fs';
import * as path from 'path';
import { Missing } from './finding';
import { execute, type Result } from '../consumers/processes';

/** Below a folder that Git ignores, and that can be deleted at any time. */
const FOLDER = path.join(__dirname, '..', '..', 'test-reports', 'third-party', 'environments');

/** A program of PyPI in a virtual environment of its own, which is made when it is first run and kept. */
export class PythonProgram {
  constructor(private readonly distribution: string, readonly version: string) {}

  /**
   * Runs the program, whatever its end.
   *
   * @throws Missing if there is no Python, or pip cannot install the program
   */
  run(args: readonly string[]): Result {
    return execute(this.executable(), args, { env: { PYTHONWARNINGS: 'ignore' } });
  }

  /**
   * The path of the program.
   *
   * @throws Missing if there is no Python, or pip cannot install the program
   */
  executable(): string {
    return path.join(this.environment(), 'bin', this.distribution);
  }

  private environment(): string {
    const requirement = `${this.distribution}==${this.version}`;
    const directory = path.join(FOLDER, `${this.distribution}-${this.version}`);
    const installed = path.join(directory, 'installed');
    if (fs.existsSync(installed)) { return directory; }
    fs.rmSync(directory, { recursive: true, force: true });
    if (execute('python3', ['-c', 'import venv, ensurepip']).status !== 0) { throw new Missing('no Python 3 with venv'); }
    console.log(`  pip installs ${requirement} into ${path.relative(process.cwd(), directory)}`);
    const made = execute('python3', ['-m', 'venv', directory]);
    if (made.status !== 0) { throw new Missing(`python3 -m venv failed: ${lastLine(made)}`); }
    const pip = execute(path.join(directory, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', requirement]);
    if (pip.status !== 0) { throw new Missing(`pip cannot install ${requirement}: ${lastLine(pip)}`); }
    fs.writeFileSync(installed, '');
    return directory;
  }
}

function lastLine({ output }: Result): string {
  return output.trim().split('\n').pop() ?? '';
}
