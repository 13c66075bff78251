import * as path from 'path';
import { Acknowledgements } from './acknowledgements';
import { Assets } from './assets';
import type { InputFiles } from './files';
import { InputError } from './input-error';
import { entries, get, getText, isMap, type JsonMap } from './json';
import { nestedStackPath, StackMetadata } from './metadata';
import { NestedTemplates } from './nested-templates';
import { readSuppressions } from './suppressions';
import type { TemplateFile } from './template-file';
import { unseenArtifacts } from './unseen-artifacts';
import { type Environment, type NestedStackAddress, templatesHandedOn, type Unseen } from '../../template';

const MANIFEST = 'manifest.json';
/** Deeper than CloudFormation nests stacks. */
const DEEPEST = 50;
/** More than any app has. A template can be that of several nested stacks, and these can be nested in each other. */
const MOST_NESTED = 10_000;
/** What stacks name their templates, be they deployed by the app or by others. */
const OF_A_STACK = /\.template\.json$/;

/** Whether a directory is what `cdk synth` has written. */
export function isAssembly(directory: string, files: InputFiles): boolean {
  const manifest = path.join(directory, MANIFEST);
  // An assembly whose manifest is missing bears its mark: a file of this name, not the directory that it is itself often called.
  return files.isFile(manifest) ? isMap(get(files.readJson(manifest), 'artifacts')) : files.isFile(path.join(directory, 'cdk.out'));
}

/** The templates of a cloud assembly, those of nested assemblies (Stages) and of nested stacks included, and what is not read. */
export function readAssembly(directory: string, files: InputFiles, plugin: string): readonly TemplateFile[] {
  const reader = new AssemblyReader(directory, files, plugin);
  files.noting(() => reader.readDirectory(directory, 0));
  return reader.templates;
}

interface Stack {
  readonly environment: Environment;
  readonly name: string | undefined;
  readonly metadata: StackMetadata;
  readonly nested: NestedTemplates;
}

/** Of which stack a nested one is. */
interface Parent {
  readonly address: NestedStackAddress;
  /** The construct path of the resource that makes it. */
  readonly resourcePath: string | undefined;
  /** The templates around it. */
  readonly files: readonly string[];
}

/** The resource that hands a template on, and the path of its construct. */
type HandingOn = Pick<Parent, 'address' | 'resourcePath'>;

class AssemblyReader {
  readonly templates: TemplateFile[] = [];
  private readonly acknowledgements = new Acknowledgements();
  private readonly names = new Set<string>();
  private readonly directories = new Set<string>();
  /** The files that were templates, or should have been. */
  private readonly tried = new Set<string>();
  /** Templates that others deploy, whatever their names are. */
  private readonly handedOn = new Map<string, HandingOn>();
  private nestedStacks = 0;

  constructor(private readonly root: string, private readonly files: InputFiles, plugin: string) {
    readSuppressions(root, files, plugin, this.acknowledgements);
  }

  readDirectory(directory: string, depth: number): void {
    const manifest = path.join(directory, MANIFEST);
    const json = this.files.readJson(manifest);
    const artifacts = get(json, 'artifacts');
    if (!isMap(artifacts)) { throw this.error(manifest, 'it isn\'t the manifest of a cloud assembly: it has no artifacts'); }
    if (depth > DEEPEST) { throw this.error(manifest, `assemblies are nested deeper than ${DEEPEST} levels`); }
    if (this.directories.has(directory)) { throw this.error(manifest, 'this assembly is part of several, or of itself'); }
    this.directories.add(directory);
    const assets = this.assetsOf(directory, artifacts);
    for (const [id, artifact] of entries(artifacts)) { this.files.noting(() => this.readArtifact(directory, id, artifact, assets, depth)); }
    this.readProducts(directory, assets);
    this.addUnseen(manifest, unseenArtifacts(json));
  }

  private readArtifact(directory: string, id: string, artifact: unknown, assets: Assets, depth: number): void {
    const manifest = path.join(directory, MANIFEST);
    const type = getText(artifact, 'type');
    switch (type) {
      case 'aws:cloudformation:stack':
        this.readStack(directory, id, artifact, assets);
        break;
      case 'cdk:cloud-assembly':
        this.readDirectory(this.inside(directory, getText(artifact, 'properties', 'directoryName') ?? id, manifest), depth + 1);
        break;
    }
  }

  /** The manifest is where findings about artifacts are. */
  private addUnseen(manifest: string, unseen: readonly Unseen[]): void {
    if (unseen.length === 0) { return; }
    this.templates.push({
      file: manifest,
      source: { name: this.uniqueName(manifest), json: {}, unseen },
      path: this.files.shown(manifest),
      text: this.files.textOf(manifest, ''),
      constructPaths: new Map(),
      acknowledgements: this.acknowledgements,
    });
  }

  private readStack(directory: string, id: string, artifact: unknown, assets: Assets): void {
    const manifest = path.join(directory, MANIFEST);
    const templateFile = getText(artifact, 'properties', 'templateFile');
    if (templateFile === undefined) { throw this.error(manifest, `stack ${id} has no templateFile`); }
    const metadata = new StackMetadata(this.metadataOf(directory, artifact));
    for (const { constructPath, id: rule, reason } of metadata.acknowledgements()) {
      this.acknowledgements.addForConstruct(constructPath, rule, reason);
    }
    this.readTemplate(this.inside(directory, templateFile, manifest), {
      environment: this.environmentOf(directory, getText(artifact, 'environment')),
      name: getText(artifact, 'properties', 'stackName') ?? id,
      metadata,
      nested: new NestedTemplates(directory, assets, metadata.passedAssets()),
    });
  }

  /** Templates that stacks of the app hand on to others: those of AWS Service Catalog products are some. */
  private readProducts(directory: string, assets: Assets): void {
    const ofStacks = [...assets.files].filter((file) => OF_A_STACK.test(file) && isInside(directory, file));
    const read = (file: string, by?: HandingOn) => {
      if (this.tried.has(file)) { return; }
      const metadata = new StackMetadata(undefined);
      const stack = { environment: this.environmentOf(directory), name: undefined, metadata, nested: new NestedTemplates(directory, assets, []) };
      this.files.noting(() => this.readTemplate(file, stack, undefined, by));
    };
    for (const file of ofStacks) { read(file); }
    // What is handed on can hand on templates itself: they are added while it is read.
    for (const [file, by] of this.handedOn) { read(file, by); }
  }

  private readTemplate(file: string, stack: Stack, parent?: Parent, handedOnBy?: HandingOn): void {
    this.tried.add(file);
    const text = this.files.readText(file);
    const json = this.files.parse(text, file);
    if (!isMap(json)) { throw this.error(file, 'it isn\'t a template: it isn\'t a map'); }
    const scope = nestedStackPath(parent?.resourcePath);
    const constructPaths = parent && scope === undefined ? new Map<string, string>() : stack.metadata.constructPaths(scope);
    const name = this.uniqueName(file);
    const pathOf = (logicalId: string) => getText(json, 'Resources', logicalId, 'Metadata', 'aws:cdk:path') ?? constructPaths.get(logicalId);
    this.templates.push({
      file,
      source: {
        name,
        json,
        environment: stack.environment,
        // Only a stack that is deployed by itself goes by this name.
        stackName: parent ? undefined : stack.name,
        nestedIn: parent?.address,
        handedOnBy: handedOnBy?.address,
        handsOn: this.handsOn(name, json, stack.nested, pathOf),
      },
      path: this.files.shown(file),
      text: this.files.textOf(file, text),
      stack: stack.name,
      constructPaths,
      makerPath: parent?.resourcePath ?? handedOnBy?.resourcePath,
      acknowledgements: this.acknowledgements,
    });
    const around = [...parent?.files ?? [], file];
    for (const [logicalId, resource] of entries(get(json, 'Resources'))) {
      if (getText(resource, 'Type') !== 'AWS::CloudFormation::Stack') { continue; }
      const resourcePath = pathOf(logicalId);
      this.files.noting(() => this.readNested(resource as JsonMap, stack, { address: { template: name, logicalId }, resourcePath, files: around }));
    }
  }

  private handsOn(
    template: string, json: JsonMap, templates: NestedTemplates, pathOf: (logicalId: string) => string | undefined,
  ): ReadonlyMap<string, ReadonlySet<string>> {
    const atHand = new Map<string, Set<string>>();
    for (const { logicalId, property, url } of templatesHandedOn(json)) {
      const file = templates.handedOn(url);
      if (file === undefined || !isInside(this.root, file) || !this.files.isFile(file)) { continue; }
      if (!this.handedOn.has(file)) { this.handedOn.set(file, { address: { template, logicalId }, resourcePath: pathOf(logicalId) }); }
      atHand.set(logicalId, (atHand.get(logicalId) ?? new Set()).add(property));
    }
    return atHand;
  }

  private readNested(resource: JsonMap, stack: Stack, parent: Parent): void {
    const file = stack.nested.filesOf(resource, parent.resourcePath).find((one) => isInside(this.root, one) && this.files.isFile(one));
    // A stack of somebody else's template, published long ago, is not at hand.
    if (file === undefined) { return; }
    if (parent.files.includes(file)) { throw this.error(file, 'the stack is nested in itself'); }
    if (parent.files.length > DEEPEST) { throw this.error(file, `stacks are nested deeper than ${DEEPEST} levels`); }
    if (++this.nestedStacks > MOST_NESTED) {
      if (this.nestedStacks === MOST_NESTED + 1) { throw this.error(file, `more than ${MOST_NESTED} nested stacks are not read`); }
      return;
    }
    this.readTemplate(file, stack, parent);
  }

  private assetsOf(directory: string, artifacts: JsonMap): Assets {
    const assets = new Assets(directory);
    for (const [, artifact] of entries(artifacts)) {
      const file = getText(artifact, 'properties', 'file');
      if (getText(artifact, 'type') !== 'cdk:asset-manifest' || file === undefined) { continue; }
      this.files.noting(() => assets.add(this.files.readJson(this.inside(directory, file, path.join(directory, MANIFEST)))));
    }
    return assets;
  }

  private metadataOf(directory: string, artifact: unknown): unknown {
    const file = getText(artifact, 'additionalMetadataFile');
    const read = () => file === undefined ? undefined : this.files.readJson(this.inside(directory, file, path.join(directory, MANIFEST)));
    return { ...asMap(get(artifact, 'metadata')), ...asMap(this.files.noting(read)) };
  }

  /** What a manifest names lies beside it. */
  private inside(directory: string, file: string, manifest: string): string {
    const absolute = path.resolve(directory, file);
    if (!isInside(directory, absolute)) { throw this.error(manifest, `it names ${JSON.stringify(file)}, which is outside the assembly`); }
    return absolute;
  }

  /** `aws://account/region`. Templates for any Region still write `arn:aws:`; where they do, they mean this partition. */
  private environmentOf(directory: string, url = ''): Environment {
    const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(url) ?? [];
    const known = (value: string | undefined) => (value?.startsWith('unknown-') ? undefined : value);
    const stage = directory === this.root ? undefined : path.relative(this.root, directory);
    return { account: known(account), region: known(region), partition: known(region) === undefined ? 'aws' : undefined, stage };
  }

  private error(file: string, what: string): InputError {
    return new InputError(`${this.files.shown(file)}: ${what}`);
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
