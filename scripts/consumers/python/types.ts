import * as fs from 'fs';
import * as path from 'path';
import type { VirtualEnvironment } from './virtual-environment';
import { execute, must } from '../processes';

interface Diagnostic {
  readonly file: string;
  readonly severity: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

/** Prints, of arguments `Class.member`, those that a class of the package defines itself. */
const OWN = `
import sys, cdk_s3_encryption
from cdk_s3_encryption import mixins
for argument in sys.argv[1:]:
    name, member = argument.split(".")
    found = getattr(cdk_s3_encryption, name, None) or getattr(mixins, name, None)
    if found is not None and (member == "*" or member in vars(found)):
        print(argument)
`;

/**
 * Throws if pyright finds something in these folders, or in the package, that is ours to correct.
 *
 * Classes of aws-cdk-lib do not match its interfaces, since their parameters have other names (`Topic` and `ITopic`): what is wrong with
 * one of those, or with a member that our class inherits from one, nobody but aws-cdk-lib can correct.
 */
export function assertTypes(environment: VirtualEnvironment, tools: string, ...folders: readonly string[]): void {
  fs.mkdirSync(tools);
  fs.writeFileSync(path.join(tools, 'package.json'), '{}');
  must('npm', ['install', '--no-audit', '--no-fund', 'pyright'], { cwd: tools });
  const sources = environment.must(['-c', 'import cdk_s3_encryption, os; print(os.path.dirname(cdk_s3_encryption.__file__))']).trim();
  const diagnostics = [folders, [sources]].flatMap((paths) => pyright(environment, path.join(tools, 'node_modules', '.bin', 'pyright'), paths));
  const blamed = new Map(diagnostics.map((diagnostic) => [diagnostic, mismatchOf(diagnostic)]));
  const own = new Set(environment.must(['-c', OWN, ...[...blamed.values()].filter((mismatch) => mismatch !== undefined)]).trim().split('\n'));
  const ours = diagnostics.filter((diagnostic) => blamed.get(diagnostic) === undefined || own.has(blamed.get(diagnostic)!));
  if (ours.length > 0) { throw new Error(ours.map(({ file, range, message }) => `${file}:${range.start.line + 1}: ${message}`).join('\n')); }
}

function pyright(environment: VirtualEnvironment, command: string, paths: readonly string[]): readonly Diagnostic[] {
  const { stdout, output } = execute(command, ['--pythonpath', environment.interpreter, '--outputjson', ...paths], { cwd: paths[0] });
  if (!stdout.startsWith('{')) { throw new Error(`pyright cannot be run:\n${output}`); }
  const { summary, generalDiagnostics } = JSON.parse(stdout) as { summary: { filesAnalyzed: number }; generalDiagnostics: readonly Diagnostic[] };
  if (summary.filesAnalyzed === 0) { throw new Error(`pyright finds no file in ${paths.join(' and ')}`); }
  return generalDiagnostics.filter(({ severity }) => severity === 'error');
}

/** The class that does not match an interface, and its member that does not: `Topic.add_subscription`. */
function mismatchOf({ message }: Diagnostic): string | undefined {
  const [, name] = /"(\w+)" is incompatible with protocol "\w+"/.exec(message) ?? [];
  const [, member] = /"(\w+)" is an incompatible type/.exec(message) ?? [];
  return name && member && `${name}.${member}`;
}
