import * as fs from 'fs';
import * as path from 'path';
import { Acknowledgements } from './acknowledgements';
import { InputFiles } from './files';
import { InputError } from './input-error';
import { get, getText, isMap } from './json';
import { isAssembly, readAssembly } from './read-assembly';
import type { TemplateFile } from './template-file';
import type { LenientlyParsed } from '../../template-parser';

const TEMPLATE_NAME = /\.(?:json|ya?ml|template)$/i;
/** Holds other people's templates. */
const SKIPPED_DIRECTORY = /^(?:node_modules|\..*)$/;

/** What is at some paths. */
export interface Inputs {
  readonly templates: readonly TemplateFile[];
  /** What could not be read: which file, where in it, why. */
  readonly failures: readonly InputError[];
}

/**
 * The templates at some paths: cloud assemblies, templates, folders of templates. What cannot be read keeps nothing else from
 * being read.
 *
 * @param plugin The name under which findings are acknowledged in CDK apps.
 * @param onFile Called before each file that is read.
 * @param leavesOut Whether files that are named and are no templates are left out, as those of folders are.
 */
export function readInputs(
  paths: readonly string[], cwd: string, plugin: string, onFile?: (file: string) => void, leavesOut: boolean = false,
): Inputs {
  const files = new InputFiles(cwd, onFile);
  const reader = new InputReader(files, plugin);
  // Of a template that is also in an assembly, the assembly tells more.
  const given = paths.flatMap((one) => {
    const isDirectory = files.noting(() => files.isDirectory(one));
    return isDirectory === undefined ? [] : [{ file: files.absolute(one), isDirectory }];
  });
  for (const { file, isDirectory } of given.sort((a, b) => Number(b.isDirectory) - Number(a.isDirectory))) {
    files.noting(() => { if (isDirectory) { reader.readFolder(file); } else { reader.readTemplate(file, !leavesOut); } });
  }
  return { templates: reader.templates, failures: files.failures };
}

class InputReader {
  readonly templates: TemplateFile[] = [];
  private readonly seen = new Set<string>();
  /** How many templates the folder that is being read has led to. */
  private found = 0;

  constructor(private readonly files: InputFiles, private readonly plugin: string) {}

  /** @throws InputError where there is nothing at all */
  readFolder(directory: string): void {
    this.found = 0;
    const before = this.files.failures.length;
    this.readDirectory(directory);
    if (this.found === 0 && this.files.failures.length === before) { throw new InputError(`${this.files.shown(directory)}: no template found`); }
  }

  /** @throws InputError */
  readTemplate(file: string, named: boolean): void {
    if (!this.isNew(file)) {
      this.found++;
      return;
    }
    if (!named && this.files.isTooLarge(file)) { return; }
    const text = this.files.readText(file);
    const { value: json, duplicates } = this.parse(text, file, named);
    if (!isMap(get(json, 'Resources'))) {
      if (named || looksLikeTemplate(json)) { throw new InputError(`${this.files.shown(file)}: it isn't a template: it has no Resources section`); }
      return;
    }
    if (!named && !looksLikeTemplate(json)) { return; }
    this.found++;
    this.templates.push({
      file,
      source: { name: file, json, environment: { partition: 'aws' } },
      path: this.files.shown(file),
      text: this.files.textOf(file, text),
      constructPaths: new Map(),
      acknowledgements: Acknowledgements.NONE,
      ...duplicates.length === 0 ? {} : {
        duplicates: { keys: duplicates, without: (isLeftOut) => this.files.parseLeniently(text, file, isLeftOut).value },
      },
    });
  }

  private readDirectory(directory: string): void {
    // Links can lead in circles, and one path into another.
    if (!this.isNew(directory)) {
      this.found++;
      return;
    }
    this.files.attempt(directory, () => fs.accessSync(directory, fs.constants.R_OK | fs.constants.X_OK)); // eslint-disable-line no-bitwise
    if (isAssembly(directory, this.files)) {
      this.add(readAssembly(directory, this.files, this.plugin));
      return;
    }
    for (const name of this.files.attempt(directory, () => fs.readdirSync(directory)).sort()) {
      const file = path.join(directory, name);
      this.files.noting(() => this.readMember(file, name));
    }
  }

  private readMember(file: string, name: string): void {
    const isHidden = SKIPPED_DIRECTORY.test(name);
    // Editors mark the files that they have open with hidden links to nothing.
    if (isHidden && !fs.existsSync(file)) { return; }
    const stats = this.files.attempt(file, () => fs.statSync(file));
    if (stats.isDirectory() && !isHidden) { this.readDirectory(file); }
    if (stats.isFile() && TEMPLATE_NAME.test(name)) { this.readTemplate(file, false); }
  }

  private parse(text: string, file: string, named: boolean): LenientlyParsed {
    try {
      return this.files.parseLeniently(text, file);
    } catch (error) {
      // A folder may hold files of other kinds; one that speaks of resources may be a template that is broken.
      if (named || !(error instanceof InputError) || /\bResources\b/.test(text)) { throw error; }
      return { value: undefined, duplicates: [] };
    }
  }

  private add(templates: readonly TemplateFile[]): void {
    this.found += templates.length;
    this.templates.push(...templates.filter(({ source }) => !this.seen.has(realPath(source.name))));
    for (const { source } of templates) { this.seen.add(realPath(source.name)); }
  }

  /** Whether a file is seen for the first time, by whatever name. */
  private isNew(file: string): boolean {
    const real = realPath(file);
    if (this.seen.has(real)) { return false; }
    this.seen.add(real);
    return true;
  }
}

function realPath(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

/** Other files have resources, too: those of a template have types, or the template says that it is one. */
function looksLikeTemplate(json: unknown): boolean {
  if (getText(json, 'AWSTemplateFormatVersion') !== undefined || get(json, 'Transform') !== undefined) { return true; }
  const resources = get(json, 'Resources');
  if (!isMap(resources)) { return false; }
  const all = Object.entries(resources);
  return all.length === 0 || all.some(([id, resource]) => id.startsWith('Fn::') || getText(resource, 'Type')?.includes('::'));
}
