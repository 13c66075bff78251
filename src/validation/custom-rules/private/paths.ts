import type { PropertyPath } from '../../../template';

/** The path that a user writes: `Rules.0.Status`. */
export function pathOf(path: string): PropertyPath {
  if (path === '' || path.split('.').includes('')) {
    throw new Error(`readProperty: ${JSON.stringify(path)} is not a property path. Fix: use names separated by dots, for example VersioningConfiguration.Status.`);
  }
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
