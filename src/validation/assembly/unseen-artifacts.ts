import { entries, get, getText } from './json';
import type { Unseen } from '../../template';

/** What artifacts are that are read, or hold no templates. */
const SEEN: ReadonlySet<string | undefined> = new Set([
  'aws:cloudformation:stack', 'cdk:cloud-assembly', 'none', 'cdk:tree', 'cdk:asset-manifest', 'cdk:feature-flag-report',
]);

// docs/decisions/0076
/** The artifacts of an assembly that may hold templates which nobody reads: custom synthesis adds what it likes. */
export function unseenArtifacts(manifest: unknown): Unseen[] {
  return entries(get(manifest, 'artifacts')).flatMap(([id, artifact]) => {
    const type = getText(artifact, 'type');
    return SEEN.has(type) ? [] : [{
      logicalId: id,
      type: type ?? '',
      path: ['artifacts', id],
      property: 'type',
      text: `What artifact ${id} of the assembly holds is not seen: ${type === undefined ? 'it has no type' : `artifacts of type ${JSON.stringify(type)} are not read`}.`,
      fix: 'If it holds templates, check these as well, with the CLI.',
      isRefused: false,
    }];
  });
}
