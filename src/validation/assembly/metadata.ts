import { entries, get, getText, items } from './json';

const LOGICAL_ID = 'aws:cdk:logicalId';
const ASSET = 'aws:cdk:asset';
/** The key of `Validations.ACKNOWLEDGED_RULES_METADATA_KEY`. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

const NONE: ReadonlyMap<string, string> = new Map();

/** What the constructs of a stack, and of the stacks nested in it, left in the assembly. */
export class StackMetadata {
  /** The construct paths of resources by their logical ids, by the path of the nested stack that they are in. */
  private readonly paths = new Map<string | undefined, Map<string, string>>();

  /** @param json By construct path, a list of entries. */
  constructor(private readonly json: unknown) {
    const elements = [...this.entriesOf(LOGICAL_ID)];
    const nested = new Set(elements.map(([path]) => nestedStackPath(path)));
    for (const [path, logicalId] of elements) {
      if (typeof logicalId !== 'string') { continue; }
      let scope = parentOf(path);
      while (scope !== undefined && !nested.has(scope)) { scope = parentOf(scope); }
      const own = this.paths.get(scope);
      if (own) { own.set(logicalId, path); } else { this.paths.set(scope, new Map([[logicalId, path]])); }
    }
  }

  * acknowledgements(): Iterable<{ constructPath: string; id: string; reason: string }> {
    for (const [constructPath, data] of this.entriesOf(ACKNOWLEDGED)) {
      for (const [id, reason] of entries(data)) { yield { constructPath, id, reason: typeof reason === 'string' ? reason : '' }; }
    }
  }

  /** The files of assets by the parameters of the template that say where they are uploaded: as CDK 1 passed them. */
  * passedAssets(): Iterable<[parameter: string, file: string]> {
    for (const [, data] of this.entriesOf(ASSET)) {
      const [parameter, file] = [getText(data, 's3KeyParameter'), getText(data, 'path')];
      if (parameter !== undefined && file !== undefined && getText(data, 'packaging') === 'file') { yield [parameter, file]; }
    }
  }

  /**
   * The construct paths of a template's resources. Resources of different nested stacks can have the same logical id.
   *
   * @param scope The path of the stack, if it is nested
   */
  constructPaths(scope: string | undefined): ReadonlyMap<string, string> {
    return this.paths.get(scope) ?? NONE;
  }

  private* entriesOf(type: string): Iterable<[path: string, data: unknown]> {
    for (const [path, list] of entries(this.json)) {
      for (const entry of items(list)) {
        if (getText(entry, 'type') === type) { yield [path.replace(/^\//, ''), get(entry, 'data')]; }
      }
    }
  }
}

/** The path of a nested stack, by that of the resource that makes it: `A/B.NestedStack/B.NestedStackResource` makes `A/B`. */
export function nestedStackPath(resourcePath: string | undefined): string | undefined {
  const parts = /^(.*)\.NestedStack\/[^/]+$/.exec(resourcePath ?? '');
  return parts?.[1];
}

function parentOf(path: string): string | undefined {
  const end = path.lastIndexOf('/');
  return end < 0 ? undefined : path.slice(0, end);
}
