import * as fs from 'fs';
import * as path from 'path';
import { Acknowledgements } from './acknowledgements';
import type { InputFiles } from './files';
import { InputError } from './input-error';
import { entries, get, getText, isMap, items } from './json';
import { nestedStackPath, StackMetadata } from './metadata';
import type { TemplateFile } from './template-file';
import { type Environment, type NestedStackAddress } from '../../template';

const MANIFEST = 'manifest.json';
const REPORT = 'validation-report.json';
/** Deeper than CloudFormation nests stacks. */
const DEEPEST = 50;

/** Whether a directory is what `cdk synth` has written. */
export function isAssembly(directory: string, files: InputFiles): boolean {
  const manifest = path.join(directory, MANIFEST);
  // An assembly whose manifest is missing bears its mark: a file of this name, not the directory that it is itself often called.
  if (!fs.existsSync(manifest)) { return fs.statSync(path.join(directory, 'cdk.out'), { throwIfNoEntry: false })?.isFile() ?? false; }
  return isMap(get(files.readJson(manifest), 'artifacts'));
}

/** The templates of a cloud assembly, those of nested assemblies (Stages) and of nested stacks included. */
export function readAssembly(directory: string, files: InputFiles, plugin: string): TemplateFile[] {
  const reader = new AssemblyReader(files, plugin);
  reader.readReport(directory);
  reader.readDirectory(directory, 0);
  return reader.templates;
}

interface Stack {
  readonly directory: string;
  readonly environment: Environment;
  readonly name: string;
  readonly metadata: StackMetadata;
  readonly assets: ReadonlyMap<string, string>;
}

class AssemblyReader {
  readonly templates: TemplateFile[] = [];
  private readonly acknowledgements = new Acknowledgements();
  private readonly names = new Set<string>();

  constructor(private readonly files: InputFiles, private readonly plugin: string) {}

  readDirectory(directory: string, depth: number): void {
    const manifest = path.join(directory, MANIFEST);
    const artifacts = get(this.files.readJson(manifest), 'artifacts');
    if (!isMap(artifacts)) { throw new InputError(`${this.files.shown(manifest)}: it is no manifest of a cloud assembly: it has no artifacts`); }
    if (depth > DEEPEST) { throw new InputError(`${this.files.shown(manifest)}: assemblies are nested deeper than ${DEEPEST} levels`); }
    const assets = this.assetsOf(directory, artifacts);
    for (const [id, artifact] of entries(artifacts)) {
      switch (getText(artifact, 'type')) {
        case 'aws:cloudformation:stack':
          this.readStack(directory, id, artifact, assets);
          break;
        case 'cdk:cloud-assembly':
          this.readDirectory(this.inside(directory, getText(artifact, 'properties', 'directoryName') ?? id, manifest), depth + 1);
          break;
      }
    }
  }

  /** What a plugin reported knows of acknowledgements of whole apps and Stages, which no stack's metadata does. */
  readReport(directory: string): void {
    const file = path.join(directory, REPORT);
    if (!fs.existsSync(file)) { return; }
    for (const report of items(get(this.files.readJson(file), 'pluginReports'))) {
      if (getText(report, 'pluginName') !== this.plugin) { continue; }
      for (const violation of items(get(report, 'suppressedViolations'))) {
        const id = `${this.plugin}::${getText(violation, 'ruleName') ?? ''}`;
        for (const construct of items(get(violation, 'violatingConstructs'))) {
          const template = getText(construct, 'cloudFormationResource', 'templatePath');
          const logicalId = getText(construct, 'cloudFormationResource', 'logicalId');
          if (template === undefined || logicalId === undefined) { continue; }
          this.acknowledgements.addForResource(path.resolve(directory, template), logicalId, id, getText(violation, 'reason') ?? '');
        }
      }
    }
  }

  private readStack(directory: string, id: string, artifact: unknown, assets: ReadonlyMap<string, string>): void {
    const manifest = path.join(directory, MANIFEST);
    const templateFile = getText(artifact, 'properties', 'templateFile');
    if (templateFile === undefined) { throw new InputError(`${this.files.shown(manifest)}: stack ${id} has no templateFile`); }
    const metadata = new StackMetadata(this.metadataOf(directory, artifact));
    for (const { constructPath, id: rule, reason } of metadata.acknowledgements()) {
      this.acknowledgements.addForConstruct(constructPath, rule, reason);
    }
    this.readTemplate(this.inside(directory, templateFile, manifest), {
      directory,
      environment: environmentOf(getText(artifact, 'environment')),
      name: getText(artifact, 'properties', 'stackName') ?? id,
      metadata,
      assets,
    });
  }

  private readTemplate(file: string, stack: Stack, scope?: string, nestedIn?: NestedStackAddress, depth = 0): void {
    const text = this.files.readText(file);
    const json = this.files.parse(text, file);
    if (!isMap(get(json, 'Resources'))) { throw new InputError(`${this.files.shown(file)}: it is no template: it has no Resources`); }
    if (depth > DEEPEST) { throw new InputError(`${this.files.shown(file)}: stacks are nested deeper than ${DEEPEST} levels`); }
    const nested = entries(get(json, 'Resources')).filter(([, resource]) => getText(resource, 'Type') === 'AWS::CloudFormation::Stack');
    const pathOf = (logicalId: string, resource: unknown) => getText(resource, 'Metadata', 'aws:cdk:path') ?? all.get(logicalId);
    const all = stack.metadata.constructPaths(scope, []);
    const scopes = nested.map(([logicalId, resource]) => nestedStackPath(pathOf(logicalId, resource)));
    const name = this.uniqueName(file);
    this.templates.push({
      file,
      source: {
        name,
        json,
        environment: stack.environment,
        // Only a stack that is deployed by itself goes by this name.
        stackName: nestedIn ? undefined : stack.name,
        nestedIn,
      },
      path: this.files.shown(file),
      text,
      stack: stack.name,
      constructPaths: stack.metadata.constructPaths(scope, scopes.filter((one) => one !== undefined)),
      acknowledgements: this.acknowledgements,
    });
    nested.forEach(([logicalId, resource], i) => {
      const child = this.nestedTemplate(resource, stack);
      if (child !== undefined) { this.readTemplate(child, stack, scopes[i], { template: name, logicalId }, depth + 1); }
    });
  }

  /** `TemplateURL` ends in the hash of an asset; the assets' manifest leads from there to the file. */
  private nestedTemplate(resource: unknown, stack: Stack): string | undefined {
    const beside = getText(resource, 'Metadata', 'aws:asset:path');
    const hash = /([0-9a-f]{64})\.\w+(?!.*[0-9a-f]{64})/.exec(JSON.stringify(get(resource, 'Properties', 'TemplateURL') ?? ''))?.[1];
    const file = (hash === undefined ? undefined : stack.assets.get(hash)) ?? beside;
    const absolute = file === undefined ? undefined : path.resolve(stack.directory, file);
    // A stack of somebody else's template, published long ago, is not at hand.
    return absolute !== undefined && isInside(stack.directory, absolute) && fs.existsSync(absolute) ? absolute : undefined;
  }

  private assetsOf(directory: string, artifacts: unknown): ReadonlyMap<string, string> {
    const assets = new Map<string, string>();
    for (const [, artifact] of entries(artifacts)) {
      const file = getText(artifact, 'properties', 'file');
      if (getText(artifact, 'type') !== 'cdk:asset-manifest' || file === undefined) { continue; }
      for (const [hash, asset] of entries(get(this.files.readJson(this.inside(directory, file, path.join(directory, MANIFEST))), 'files'))) {
        const source = getText(asset, 'source', 'path');
        if (source !== undefined) { assets.set(hash, source); }
      }
    }
    return assets;
  }

  private metadataOf(directory: string, artifact: unknown): unknown {
    const file = getText(artifact, 'additionalMetadataFile');
    const additional = file === undefined ? undefined : this.files.readJson(this.inside(directory, file, path.join(directory, MANIFEST)));
    return { ...asMap(get(artifact, 'metadata')), ...asMap(additional) };
  }

  /** What a manifest names lies beside it. */
  private inside(directory: string, file: string, manifest: string): string {
    const absolute = path.resolve(directory, file);
    if (!isInside(directory, absolute)) {
      throw new InputError(`${this.files.shown(manifest)}: it names ${JSON.stringify(file)}, which is outside the assembly`);
    }
    return absolute;
  }

  /** Two nested stacks can be of one template. */
  private uniqueName(file: string): string {
    let name = file;
    for (let i = 2; this.names.has(name); i++) { name = `${file} (${i})`; }
    this.names.add(name);
    return name;
  }
}

function isInside(directory: string, file: string): boolean {
  const relative = path.relative(directory, file);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}

function asMap(json: unknown): object {
  return isMap(json) ? json : {};
}

/** `aws://account/region`. Templates for any Region still write `arn:aws:`; where they do, they mean this partition. */
function environmentOf(url: string | undefined): Environment {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(url ?? '') ?? [];
  const known = (value: string | undefined) => (value?.startsWith('unknown-') ? undefined : value);
  return { account: known(account), region: known(region), partition: known(region) === undefined ? 'aws' : undefined };
}
