import { ExitCode } from '../../src/cli/io';
import { run } from '../../src/cli/run';
import { RULES } from '../../src/validation/rules';

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a shell would, without a process. */
export function ran(cwd: string, ...args: string[]): Ran {
  let [stdout, stderr] = ['', ''];
  const code = run(args, {
    cwd,
    colors: false,
    debug: false,
    stdout: (text) => { stdout += text; },
    stderr: (text) => { stderr += text; },
  });
  return { code, stdout, stderr };
}

/** Leaves all rules out but some: what the others say is not these tests' business. */
export function only(...ruleNames: string[]): string[] {
  return RULES.map(({ metadata }) => metadata.name).filter((name) => !ruleNames.includes(name)).flatMap((name) => ['--without', name]);
}
