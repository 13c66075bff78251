import * as path from 'path';
import type { Assets } from './assets';
import { get, getText, type JsonMap } from './json';
import { nestedStackPath } from './metadata';
import { uniqueId } from './unique-id';

/** Where the templates of the stacks are that are nested in a stack. */
export class NestedTemplates {
  private readonly passed: ReadonlyMap<string, string>;

  /**
   * @param directory Where the template of the stack is.
   * @param passed Files by the parameters that say where they are uploaded.
   */
  constructor(private readonly directory: string, private readonly assets: Assets, passed: Iterable<[parameter: string, file: string]>) {
    this.passed = new Map(passed);
  }

  // docs/decisions/0079
  /**
   * Where the template of the nested stack may be that a resource makes, the likeliest first: what its construct has written,
   * wherever the app publishes it; then the asset that the URL leads to.
   *
   * @param resourcePath The construct path of the resource.
   */
  filesOf(resource: JsonMap, resourcePath: string | undefined): string[] {
    const url = get(resource, 'Properties', 'TemplateURL');
    const found = [besideUrl(resource), ofConstruct(resourcePath), this.assets.at(url), this.passedTo(url)];
    return found.filter((file) => file !== undefined).map((file) => path.resolve(this.directory, file));
  }

  /** The asset that is the template a resource hands on. */
  handedOn(url: unknown): string | undefined {
    const file = this.assets.at(url) ?? this.passedTo(url);
    return file === undefined ? undefined : path.resolve(this.directory, file);
  }

  private passedTo(url: unknown): string | undefined {
    for (const [, parameter] of JSON.stringify(url ?? '').matchAll(/"Ref":"([^"]+)"/g)) {
      const file = this.passed.get(parameter);
      if (file !== undefined) { return file; }
    }
    return undefined;
  }
}

/** What CDK notes where it notes which properties name assets. */
function besideUrl(resource: JsonMap): string | undefined {
  const property = getText(resource, 'Metadata', 'aws:asset:property') ?? 'TemplateURL';
  return property === 'TemplateURL' ? getText(resource, 'Metadata', 'aws:asset:path') : undefined;
}

/** The file that CDK gives a nested stack. */
function ofConstruct(resourcePath: string | undefined): string | undefined {
  const stack = nestedStackPath(resourcePath);
  const id = stack === undefined ? undefined : uniqueId(stack);
  return id === undefined ? undefined : `${id}.nested.template.json`;
}
