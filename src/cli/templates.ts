import * as fs from 'fs';
import * as path from 'path';
import type { Io } from './io';
import type { Progress } from './progress';
import { UsageError } from './usage-error';
import { type Inputs, readInputs } from '../validation/assembly';
import { PLUGIN_NAME } from '../validation/rule-sets';

const DEFAULT_PATH = 'cdk.out';

/**
 * The templates that a command is asked about.
 *
 * @throws UsageError
 */
export function templatesAt(paths: readonly string[], { cwd }: Io, progress: Progress, leavesOut?: boolean): Inputs {
  return templatesIn(paths.length > 0 ? paths : [defaultPath(cwd)], { cwd }, progress, leavesOut);
}

/**
 * The templates at some paths.
 *
 * @param leavesOut Whether files that are no templates are left out.
 * @throws UsageError
 */
export function templatesIn(paths: readonly string[], { cwd }: Pick<Io, 'cwd'>, progress: Progress, leavesOut?: boolean): Inputs {
  // What a variable that is not set leaves of a command line. The directory itself is `.`.
  if (paths.includes('')) { throw new UsageError('a path is empty. Fix: specify the path of a cloud assembly, a template or a folder of templates.'); }
  let files = 0;
  return readInputs(paths, cwd, PLUGIN_NAME, (file) => {
    files++;
    progress.step(() => `Reading file ${files}: ${path.basename(file)}`);
  }, leavesOut);
}

function defaultPath(cwd: string): string {
  if (fs.existsSync(path.join(cwd, DEFAULT_PATH))) { return DEFAULT_PATH; }
  throw new UsageError(`${DEFAULT_PATH} doesn't exist in this directory. `
    + 'Fix: run "cdk synth" first, or specify the path of a cloud assembly, a template or a folder of templates.');
}
