import * as fs from 'fs';
import * as path from 'path';
import { WriteError } from './write-error';

/**
 * Writes a whole file or none: whoever reads it meanwhile, or after a failure, finds the old one.
 *
 * @throws WriteError
 */
export function writeOutput(file: string, text: string, cwd: string): void {
  try {
    const target = targetOf(path.resolve(cwd, file));
    // What is no regular file (a pipe, /dev/stdout) cannot be replaced, only written to.
    if (fs.existsSync(target) && !fs.statSync(target).isFile()) {
      fs.writeFileSync(target, text);
      return;
    }
    const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.tmp`);
    try {
      fs.writeFileSync(temporary, text, { flag: 'wx' });
      fs.renameSync(temporary, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') { fs.rmSync(temporary, { force: true }); }
      throw error;
    }
  } catch (error) {
    throw new WriteError(`${file}: it cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

/** A link stays a link. */
function targetOf(file: string): string {
  return fs.existsSync(file) ? fs.realpathSync(file) : file;
}
