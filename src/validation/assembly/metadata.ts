import { entries, get, getText, items } from './json';

const LOGICAL_ID = 'aws:cdk:logicalId';
/** The key of `Validations.ACKNOWLEDGED_RULES_METADATA_KEY`. */
const ACKNOWLEDGED = 'aws:cdk:acknowledged-rules';

interface Element {
  readonly path: string;
  readonly logicalId: string;
}

/** What the constructs of a stack, and of the stacks nested in it, left in the assembly. */
export class StackMetadata {
  private readonly elements: readonly Element[];

  /** @param json By construct path, a list of entries. */
  constructor(private readonly json: unknown) {
    this.elements = [...this.entriesOf(LOGICAL_ID)].flatMap(([path, data]) => (typeof data === 'string' ? [{ path, logicalId: data }] : []));
  }

  * acknowledgements(): Iterable<{ constructPath: string; id: string; reason: string }> {
    for (const [constructPath, data] of this.entriesOf(ACKNOWLEDGED)) {
      for (const [id, reason] of entries(data)) { yield { constructPath, id, reason: typeof reason === 'string' ? reason : '' }; }
    }
  }

  /**
   * The construct paths of a template's resources. Resources of different nested stacks can have the same logical id.
   *
   * @param scope The path of the stack
   * @param nested The paths of the stacks nested in it
   */
  constructPaths(scope: string | undefined, nested: readonly string[]): ReadonlyMap<string, string> {
    const within = (path: string, stack: string) => path.startsWith(`${stack}/`);
    const own = this.elements.filter(({ path }) => (scope === undefined || within(path, scope)) && !nested.some((stack) => within(path, stack)));
    return new Map(own.map(({ logicalId, path }) => [logicalId, path]));
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
