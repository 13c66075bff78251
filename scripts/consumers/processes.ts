import { spawnSync } from 'child_process';

export interface Options {
  /** @default - the folder of this process */
  readonly cwd?: string;
  /** What is added to the environment of this process. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface Result {
  /** Undefined when the program cannot be started, or was killed. */
  readonly status?: number;
  readonly stdout: string;
  /** Both standard output and standard error. */
  readonly output: string;
}

/** Runs a program to its end, whatever the end is. */
export function execute(command: string, args: readonly string[], options: Options = {}): Result {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: options.cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1', ...options.env },
  });
  return { status: status ?? undefined, stdout: stdout ?? '', output: `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}` };
}

/** Runs a program that has to succeed, and returns what it printed to standard output. */
export function must(command: string, args: readonly string[], options: Options = {}): string {
  const { status, stdout, output } = execute(command, args, options);
  if (status !== 0) { throw new Error(`${command} ${args.join(' ')} exited with ${status}:\n${output}`); }
  return stdout;
}

/** The first line of what a program prints of its version, unless it cannot be run. */
export function versionOf(command: string, ...args: readonly string[]): string | undefined {
  const { status, output } = execute(command, args);
  return status === 0 ? output.trim().split('\n')[0] : undefined;
}
