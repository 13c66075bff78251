import type { Resource } from '../../../template';
import type { TemplateFile } from '../../assembly';

/** What people call resources: by the paths of their constructs, where there are constructs. */
export class Labels {
  private readonly byName: ReadonlyMap<string, TemplateFile>;

  constructor(templates: readonly TemplateFile[]) {
    this.byName = new Map(templates.map((template) => [template.source.name, template]));
  }

  of(resource: Resource): string {
    return labelOf(this.constructPathOf(resource) ?? null, resource.logicalId);
  }

  /** As findings have it. */
  constructPathOf(resource: Resource): string | undefined {
    const template = this.byName.get(resource.template);
    return resource.constructPath ?? template?.constructPaths.get(resource.logicalId)
      ?? template?.constructPaths.get(String(resource.place[1])) ?? template?.makerPath;
  }
}

/** Without the stack, which stands around it, and without the L1 within it. */
export function labelOf(constructPath: string | null, logicalId: string): string {
  const [, ...steps] = constructPath?.split('/') ?? [];
  const last = steps[steps.length - 1];
  const shown = last === 'Resource' || last === 'Default' ? steps.slice(0, -1) : steps;
  return shown.join('/') || logicalId;
}
