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

/**
 * The templates at some paths: cloud assemblies, templates, folders of templates.
 *
 * @param plugin The name under which findings are acknowledged in CDK apps.
 * @throws InputError
 */
export function readInputs(paths: readonly string[], cwd: string, plugin: string): TemplateFile[] {
  const files = new InputFiles(cwd);
  const reader = new InputReader(files, plugin);
  // Of a template that is also in an assembly, the assembly tells more.
  const directories = paths.filter((one) => files.isDirectory(one));
  for (const given of [...directories, ...paths.filter((one) => !directories.includes(one))]) { reader.readGiven(given); }
  return reader.templates;
}

class InputReader {
  readonly templates: TemplateFile[] = [];
  private readonly seen = new Set<string>();
  /** How many templates the path that is being read has led to. */
  private found = 0;

  constructor(private readonly files: InputFiles, private readonly plugin: string) {}

  readGiven(given: string): void {
    const file = this.files.absolute(given);
    if (!this.files.isDirectory(given)) {
      this.readTemplate(file, true);
      return;
    }
    this.found = 0;
    this.readDirectory(file);
    if (this.found === 0) { throw new InputError(`${this.files.shown(file)}: no template found`); }
  }

  private readDirectory(directory: string): void {
    // Links can lead in circles, and one path into another.
    if (!this.isNew(directory)) {
      this.found++;
      return;
    }
    if (isAssembly(directory, this.files)) {
      this.add(readAssembly(directory, this.files, this.plugin));
      return;
    }
    const members = this.files.attempt(directory, () => fs.readdirSync(directory)).sort();
    for (const name of members) {
      const file = path.join(directory, name);
      const stats = fs.statSync(file, { throwIfNoEntry: false });
      if (stats?.isDirectory() && !SKIPPED_DIRECTORY.test(name)) { this.readDirectory(file); }
      if (stats?.isFile() && TEMPLATE_NAME.test(name)) { this.readTemplate(file, false); }
    }
  }

  private readTemplate(file: string, named: boolean): void {
    if (!this.isNew(file)) {
      this.found++;
      return;
    }
    if (!named && this.files.isTooLarge(file)) { return; }
    const text = this.files.readText(file);
    const { value: json, duplicates } = this.parse(text, file, named);
    if (!isMap(get(json, 'Resources'))) {
      if (named || looksLikeTemplate(json)) { throw new InputError(`${this.files.shown(file)}: it is no template: it has no Resources`); }
      return;
    }
    if (!named && !looksLikeTemplate(json)) { return; }
    this.found++;
    this.templates.push({
      file,
      source: { name: file, json, environment: { partition: 'aws' } },
      path: this.files.shown(file),
      text,
      constructPaths: new Map(),
      acknowledgements: Acknowledgements.NONE,
      ...duplicates.length === 0 ? {} : {
        duplicates: { keys: duplicates, without: (isLeftOut) => this.files.parseLeniently(text, file, isLeftOut).value },
      },
    });
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
    const fresh = templates.filter(({ source }) => !this.seen.has(realPath(source.name)));
    for (const { source } of templates) { this.seen.add(realPath(source.name)); }
    this.templates.push(...fresh);
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
