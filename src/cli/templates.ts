import * as fs from 'fs';
import * as path from 'path';
import type { Io } from './io';
import { UsageError } from './usage-error';
import { writeOutput } from './write-output';
import { readInputs, type TemplateFile } from '../validation/assembly';
import { printable } from '../validation/reports';
import { PLUGIN_NAME } from '../validation/rule-sets';

const DEFAULT_PATH = 'cdk.out';

/**
 * The templates that a command is asked about.
 *
 * @throws UsageError, InputError
 */
export function templatesAt(paths: readonly string[], { cwd }: Io): TemplateFile[] {
  return readInputs(paths.length > 0 ? paths : [defaultPath(cwd)], cwd, PLUGIN_NAME);
}

/**
 * What may hide buckets, said beside the report, and the report where it is wanted.
 *
 * @throws WriteError
 */
export function deliver(text: string, problems: readonly string[], output: string | undefined, io: Io): void {
  for (const problem of problems) { io.stderr(`cdk-s3-encryption: ${printable(problem)}\n`); }
  if (output === undefined) { io.stdout(text); } else { writeOutput(output, text, io.cwd); }
}

function defaultPath(cwd: string): string {
  if (fs.existsSync(path.join(cwd, DEFAULT_PATH))) { return DEFAULT_PATH; }
  throw new UsageError(`there is no ${DEFAULT_PATH} here. Run "cdk synth" first, or give the path of a cloud assembly, a template or a folder of templates.`);
}
