import type { Reported } from './data-of-report';
import type { Resource } from '../../../template';

/** What people call resources: by the paths of their constructs, where there are constructs. */
export class Labels {
  constructor(private readonly reported: Pick<Reported, 'constructPathOf'>) {}

  of(resource: Resource): string {
    return labelOf(this.constructPathOf(resource) ?? null, resource.logicalId);
  }

  constructPathOf(resource: Resource): string | undefined {
    return this.reported.constructPathOf(resource);
  }
}

/** Without the stack, which stands around it, and without the L1 within it. */
export function labelOf(constructPath: string | null, logicalId: string): string {
  const [, ...steps] = constructPath?.split('/') ?? [];
  const last = steps[steps.length - 1];
  const shown = last === 'Resource' || last === 'Default' ? steps.slice(0, -1) : steps;
  return shown.join('/') || logicalId;
}
