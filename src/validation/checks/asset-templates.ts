import * as fs from 'fs';
import * as path from 'path';
import type { TemplateSource } from '../../template';

/** Deeper than CloudFormation nests stacks, and more than any app has: as the CLI reads them. */
const DEEPEST = 50;
const MOST = 10_000;

interface JsonMap { readonly [name: string]: unknown }

/**
 * The templates of stacks that no construct has written: files that the app uploads as assets, and names in the `TemplateURL`
 * of a stack.
 *
 * @param sources Of constructs.
 * @param assetsOf Where the assets of a template are.
 */
export function assetTemplates(sources: readonly TemplateSource[], assetsOf: (template: string) => string): TemplateSource[] {
  const written = new Set(sources.map(({ nestedIn }) => nestedIn && identity(nestedIn.template, nestedIn.logicalId)));
  const names = new Set(sources.map(({ name }) => name));
  const filesIn = new Map<string, ReadonlyMap<string, string>>();
  const found: TemplateSource[] = [];
  const read = (source: TemplateSource, folder: string, around: readonly string[]) => {
    for (const [logicalId, url] of stacksIn(source.json)) {
      if (written.has(identity(source.name, logicalId))) { continue; }
      if (!filesIn.has(folder)) { filesIn.set(folder, assetsIn(folder)); }
      const file = fileAt(url, filesIn.get(folder)!);
      const json = file === undefined || around.includes(file) ? undefined : parsed(file);
      if (file === undefined || !isMap(json) || around.length > DEEPEST || found.length >= MOST) { continue; }
      const template = { name: unique(file, names), json, environment: source.environment, nestedIn: { template: source.name, logicalId } };
      found.push(template);
      read(template, folder, [...around, file]);
    }
  };
  for (const source of sources) { read(source, assetsOf(source.name), []); }
  return found;
}

function* stacksIn(json: unknown): Iterable<[logicalId: string, url: unknown]> {
  const resources = isMap(json) ? json.Resources : undefined;
  for (const [logicalId, resource] of Object.entries(isMap(resources) ? resources : {})) {
    if (!isMap(resource) || resource.Type !== 'AWS::CloudFormation::Stack' || !isMap(resource.Properties)) { continue; }
    yield [logicalId, resource.Properties.TemplateURL];
  }
}

/** CDK calls a file that it uploads by its hash. */
function assetsIn(folder: string): ReadonlyMap<string, string> {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return new Map(names.flatMap((name) => {
    const hash = /^asset\.([0-9a-f]{64})(?:\.(?:json|ya?ml|template|txt))?$/.exec(name)?.[1];
    return hash === undefined ? [] : [[hash, path.join(folder, name)]];
  }));
}

function fileAt(url: unknown, files: ReadonlyMap<string, string>): string | undefined {
  const hash = (JSON.stringify(url ?? '').match(/[0-9a-f]{64}/g) ?? []).reverse().find((one) => files.has(one));
  return hash === undefined ? undefined : files.get(hash);
}

/** Nothing for what is no template. */
function parsed(file: string): unknown {
  try {
    // Few apps need a parser of YAML: it is loaded where it is.
    const { parseTemplate } = require('../../template-parser') as typeof import('../../template-parser'); // eslint-disable-line @typescript-eslint/no-require-imports
    return parseTemplate(fs.readFileSync(file, 'utf8'), file);
  } catch {
    return undefined;
  }
}

/** Several stacks can be of one template. */
function unique(file: string, names: Set<string>): string {
  let name = file;
  for (let i = 2; names.has(name); i++) { name = `${file} (${i})`; }
  names.add(name);
  return name;
}

function identity(template: string, logicalId: string): string {
  return JSON.stringify([template, logicalId]);
}

function isMap(json: unknown): json is JsonMap {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
