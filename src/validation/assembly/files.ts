import * as fs from 'fs';
import * as path from 'path';
import { InputError } from './input-error';
import { decodeText, type LenientlyParsed, parseLeniently, parseTemplate, TemplateError } from '../../template-parser';

/** CloudFormation takes no template over 1 MB; far beyond it a file is something else. Of YAML, less is read. */
const LARGEST_MB = 100;

const MB = 1024 * 1024;

/** Where files are looked for, and how messages call them. */
export class InputFiles {
  /** What could not be read, in the order in which it was met. */
  readonly failures: InputError[] = [];

  /** @param onFile Called before each file that is read. */
  constructor(private readonly cwd: string, private readonly onFile?: (file: string) => void) {}

  /** What work gives. Where something cannot be read, that is noted, and nothing is given. */
  noting<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InputError)) { throw error; }
      this.failures.push(error);
      return undefined;
    }
  }

  absolute(file: string): string {
    return path.resolve(this.cwd, file);
  }

  /** As the user would write it. */
  shown(file: string): string {
    const relative = path.relative(this.cwd, file);
    const shown = relative === '' ? '.' : relative;
    return (shown.startsWith('..') ? file : shown).split(path.sep).join('/');
  }

  /** @throws InputError if there is nothing */
  isDirectory(file: string): boolean {
    const absolute = this.absolute(file);
    return this.attempt(absolute, () => fs.statSync(absolute).isDirectory());
  }

  /** @throws InputError if that cannot be seen */
  isFile(file: string): boolean {
    return this.attempt(file, () => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false);
  }

  /** What a file says. Text of which little is needed is read again when it is, instead of being kept. */
  textOf(file: string, text: string): string | (() => string) {
    if (!this.isFile(file)) { return text; }
    return () => {
      try {
        return this.readAgain(file);
      } catch {
        return '';
      }
    };
  }

  /** Whether no template can be so large. */
  isTooLarge(file: string): boolean {
    return this.attempt(file, () => fs.statSync(file).size > LARGEST_MB * MB);
  }

  /** @throws InputError */
  readText(file: string): string {
    this.onFile?.(file);
    return this.readAgain(file);
  }

  private readAgain(file: string): string {
    return this.attempt(file, () => {
      const { size } = fs.statSync(file);
      if (size > LARGEST_MB * MB) {
        throw new InputError(`${this.shown(file)}: it has ${Math.ceil(size / MB)} MB, and more than ${LARGEST_MB} MB are not read: CloudFormation accepts no template over 1 MB`);
      }
      return this.decode(fs.readFileSync(file), file);
    });
  }

  private decode(bytes: Buffer, file: string): string {
    try {
      return decodeText(bytes, this.shown(file));
    } catch (error) {
      throw error instanceof TemplateError ? new InputError(error.message) : error;
    }
  }

  /** @throws InputError */
  parse(text: string, file: string): unknown {
    try {
      return parseTemplate(text, this.shown(file));
    } catch (error) {
      throw error instanceof TemplateError ? new InputError(error.message) : error;
    }
  }

  /**
   * @param isLeftOut Whether a key that is there twice is left out, by its place among those.
   * @throws InputError
   */
  parseLeniently(text: string, file: string, isLeftOut?: (index: number) => boolean): LenientlyParsed {
    try {
      return parseLeniently(text, this.shown(file), isLeftOut);
    } catch (error) {
      throw error instanceof TemplateError ? new InputError(error.message) : error;
    }
  }

  /** @throws InputError */
  readJson(file: string): unknown {
    return this.parse(this.readText(file), file);
  }

  /** @throws InputError for what the file system says. */
  attempt<T>(file: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === undefined) { throw error; }
      throw new InputError(`${this.shown(file)}: ${reasonOf(code, file) ?? (error as Error).message}`);
    }
  }
}

function reasonOf(code: string, file: string): string | undefined {
  const isLink = code === 'ENOENT' && fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? 'it is a broken symbolic link' : REASONS[code];
}

const REASONS: { readonly [code: string]: string | undefined } = {
  ENOENT: 'no such file or directory',
  ENOTDIR: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'it links to itself',
  EISDIR: 'it is a directory',
};
