import * as path from 'path';
import { execute, must, type Result } from '../processes';

/** A folder with an interpreter and packages of its own. */
export class VirtualEnvironment {
  /** Makes one and installs into it, as `pip install` is told. */
  static create(directory: string, ...requirements: readonly string[]): VirtualEnvironment {
    must('python3', ['-m', 'venv', directory]);
    const environment = new VirtualEnvironment(directory);
    environment.must(['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...requirements]);
    return environment;
  }

  readonly interpreter: string;
  /** What `source bin/activate` sets. */
  readonly variables: NodeJS.ProcessEnv;

  private constructor(directory: string) {
    this.interpreter = path.join(directory, 'bin', 'python');
    this.variables = { VIRTUAL_ENV: directory, PATH: `${path.join(directory, 'bin')}${path.delimiter}${process.env.PATH}` };
  }

  /** Runs the interpreter, whatever its end. */
  execute(args: readonly string[], cwd?: string): Result {
    return execute(this.interpreter, args, { cwd, env: this.variables });
  }

  /** Runs the interpreter, which has to succeed, and returns what it printed. */
  must(args: readonly string[], cwd?: string): string {
    return must(this.interpreter, args, { cwd, env: this.variables });
  }

  /** The version of a package that is installed. */
  versionOf(distribution: string): string {
    return this.must(['-c', 'import importlib.metadata, sys; print(importlib.metadata.version(sys.argv[1]))', distribution]).trim();
  }
}
