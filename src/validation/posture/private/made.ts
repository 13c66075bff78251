import { type Resource, Ternary } from '../../../template';

/** What is surely not made does not count. */
export function isMade(resource: Resource): boolean {
  return resource.exists !== Ternary.NO;
}
