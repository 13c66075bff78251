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

/** What a JSON report says of one resource, with what it says of all resources of the finding. */
export interface FoundInJson {
  readonly rule: string;
  readonly severity: string;
  readonly status: string;
  readonly known?: boolean;
  readonly reason?: string;
  readonly message: string;
  readonly template: string;
  readonly stack: string | null;
  readonly logicalId: string;
  readonly constructPath: string | null;
  readonly resourceType: string;
  readonly property: string;
  readonly fingerprint: string;
}

/** The findings of a JSON report, one for each resource. */
export function foundInJson(report: string): FoundInJson[] {
  const { findings } = JSON.parse(report) as { findings: ({ readonly resources: readonly object[] } & object)[] };
  return findings.flatMap(({ resources, ...finding }) => resources.map((resource) => ({ ...finding, ...resource }) as FoundInJson));
}

/** Leaves all rules out but some: what the others say is not these tests' business. */
export function only(...ruleNames: string[]): string[] {
  return RULES.map(({ metadata }) => metadata.name).filter((name) => !ruleNames.includes(name)).flatMap((name) => ['--without', name]);
}
