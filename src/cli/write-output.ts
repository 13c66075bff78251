import { randomBytes } from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { WriteError } from './write-error';

/** More links after one another are a circle, as they are for Linux. */
const MOST_LINKS = 40;

// docs/decisions/0080
/**
 * Writes a whole file or none: whoever reads it meanwhile, or after a failure, finds the old one. A file that is there keeps
 * its mode, its owner, and the links to it.
 *
 * @throws WriteError
 */
export function writeOutput(file: string, pieces: Iterable<string>, cwd: string): void {
  try {
    const target = targetOf(path.resolve(cwd, file));
    const before = fs.statSync(target, { throwIfNoEntry: false });
    if (before) { fs.accessSync(target, fs.constants.W_OK); }
    // What is no regular file (a pipe, /dev/stdout) cannot be replaced, only written to; nor can a file of several names.
    if (before && (!before.isFile() || before.nlink > 1)) {
      write(fs.openSync(target, 'w'), pieces);
    } else {
      replace(target, pieces, before);
    }
  } catch (error) {
    throw new WriteError(`${file}: the file cannot be written: ${(error as Error).message}`, { cause: error });
  }
}

function replace(target: string, pieces: Iterable<string>, before: fs.Stats | undefined): void {
  // A name of its own, and one that is not longer than a name may be.
  const temporary = path.join(path.dirname(target), `.s3-encryption-${randomBytes(8).toString('hex')}.tmp`);
  const opened = fs.openSync(temporary, 'wx', before ? 0o600 : 0o666);
  try {
    write(opened, pieces);
    if (!before || isMadeLike(temporary, before)) {
      fs.renameSync(temporary, target);
    } else {
      fs.copyFileSync(temporary, target);
    }
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function write(opened: number, pieces: Iterable<string>): void {
  try {
    for (const piece of pieces) { fs.writeFileSync(opened, piece); }
  } finally {
    fs.closeSync(opened);
  }
}

/** Gives a file the owner and the mode of another. Not everybody may: then the other one itself is to be written to. */
function isMadeLike(file: string, { uid, gid, mode }: fs.Stats): boolean {
  const now = fs.statSync(file);
  try {
    if (now.uid !== uid || now.gid !== gid) { fs.chownSync(file, uid, gid); }
  } catch {
    return false;
  }
  // A change of the owner takes bits of the mode away.
  fs.chmodSync(file, mode & 0o7777); // eslint-disable-line no-bitwise
  return true;
}

/** Where links lead, also where nothing is there yet. */
function targetOf(file: string): string {
  let target = file;
  for (let i = 0; i < MOST_LINKS; i++) {
    if (!fs.lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) { return target; }
    target = path.resolve(fs.realpathSync(path.dirname(target)), fs.readlinkSync(target));
  }
  throw new WriteError('it links to itself');
}
