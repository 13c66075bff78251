import * as crypto from 'crypto';
import * as fs from 'fs';
import * as path from 'path';
import { templatesHandedOn, type TemplateSource } from '../../template';

/** Deeper than CloudFormation nests stacks, and more than any app has: as the CLI reads them. */
const DEEPEST = 50;
const MOST = 10_000;

interface JsonMap { readonly [name: string]: unknown }

/**
 * Adds the templates that no construct has written: files that the app uploads as assets, and that a stack names in its `TemplateURL`, or a
 * resource that hands a template on to others.
 *
 * @param sources Of constructs.
 * @param assetsOf Where the assets of a template are.
 */
export function withAssetTemplates(sources: readonly TemplateSource[], assetsOf: (template: string) => string): TemplateSource[] {
  return new AssetTemplates(sources).read(assetsOf);
}

type More = Pick<TemplateSource, 'environment' | 'nestedIn' | 'handedOnBy'>;

class AssetTemplates {
  private readonly written: ReadonlySet<string | undefined>;
  private readonly names: Set<string>;
  private readonly filesIn = new Map<string, ReadonlyMap<string, string>>();
  private readonly handedOn = new Map<string, { readonly folder: string; readonly more: More }>();
  private readonly found: TemplateSource[] = [];
  private readonly parsed = new Map<string, unknown>();
  private hashes: ReadonlySet<string> | undefined;

  constructor(private readonly sources: readonly TemplateSource[]) {
    this.written = new Set(sources.map(({ nestedIn }) => nestedIn && identity(nestedIn.template, nestedIn.logicalId)));
    this.names = new Set(sources.map(({ name }) => name));
  }

  read(assetsOf: (template: string) => string): TemplateSource[] {
    const sources = this.sources.map((source) => {
      const folder = assetsOf(source.name);
      this.readNested(source, folder, []);
      return this.withHandedOn(source, folder);
    });
    // What is handed on can hand on templates itself: they are added while it is read.
    for (const [file, { folder, more }] of this.handedOn) { this.add(file, more, folder, []); }
    return [...sources, ...this.found];
  }

  private readNested(source: TemplateSource, folder: string, around: readonly string[]): void {
    for (const [logicalId, url] of stacksIn(source.json)) {
      if (this.written.has(identity(source.name, logicalId))) { continue; }
      const file = this.fileAt(url, folder);
      if (file === undefined || around.includes(file)) { continue; }
      this.add(file, { environment: source.environment, nestedIn: { template: source.name, logicalId } }, folder, around);
    }
  }

  private add(file: string, more: More, folder: string, around: readonly string[]): void {
    const json = around.length > DEEPEST || this.found.length >= MOST ? undefined : this.parse(file);
    if (!isMap(json)) { return; }
    const template = { name: unique(file, this.names), json, ...more };
    this.found.push(this.withHandedOn(template, folder));
    this.readNested(template, folder, [...around, file]);
  }

  private withHandedOn(source: TemplateSource, folder: string): TemplateSource {
    const handsOn = new Map<string, Set<string>>();
    for (const { logicalId, property, url } of templatesHandedOn(source.json)) {
      const file = this.fileAt(url, folder);
      if (file !== undefined && isMap(this.parse(file))) {
        // Who deploys it, and where, is not known. Templates that may be deployed anywhere still write `arn:aws:`.
        const more = { environment: { partition: 'aws' }, handedOnBy: { template: source.name, logicalId } };
        if (!this.handedOn.has(file)) { this.handedOn.set(file, { folder, more }); }
      } else if (!this.isWritten(url)) {
        continue;
      }
      handsOn.set(logicalId, (handsOn.get(logicalId) ?? new Set()).add(property));
    }
    return handsOn.size === 0 ? source : { ...source, handsOn };
  }

  /** Whether a construct has written what a URL names. It calls it by its hash, too. */
  private isWritten(url: unknown): boolean {
    this.hashes ??= new Set(this.sources.filter(({ name }) => fs.existsSync(name)).map(({ name }) => crypto.createHash('sha256').update(fs.readFileSync(name)).digest('hex')));
    return hashesIn(url).some((hash) => this.hashes!.has(hash));
  }

  /** Several stacks, and versions of products, can be of one template. */
  private parse(file: string): unknown {
    if (!this.parsed.has(file)) { this.parsed.set(file, parsed(file)); }
    return this.parsed.get(file);
  }

  private fileAt(url: unknown, folder: string): string | undefined {
    if (!this.filesIn.has(folder)) { this.filesIn.set(folder, assetsIn(folder)); }
    const files = this.filesIn.get(folder)!;
    const hash = hashesIn(url).reverse().find((one) => files.has(one));
    return hash === undefined ? undefined : files.get(hash);
  }
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

function hashesIn(url: unknown): string[] {
  return JSON.stringify(url ?? '').match(/[0-9a-f]{64}/g) ?? [];
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
