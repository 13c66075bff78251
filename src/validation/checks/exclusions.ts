import type { ConstructExclusion } from './construct-exclusion';
import { PathPattern } from '../../construct-state';

/** Which constructs are left out of the checks, and why. */
export class Exclusions {
  private readonly all: readonly { readonly pattern: PathPattern; readonly reason: string }[];

  /** @param owner How errors call what has them. */
  constructor(exclusions: readonly ConstructExclusion[], owner: string) {
    this.all = exclusions.map(({ pathPattern, reason }) => {
      const pattern = PathPattern.parse(pathPattern);
      if (!pattern) {
        throw new Error(`${owner}: the pathPattern of an exclusion cannot be ${JSON.stringify(pathPattern)}. Fix: use a construct path, such as MyStack/ThirdParty.`);
      }
      if (typeof reason !== 'string' || reason.trim() === '') {
        throw new Error(`${owner}: the exclusion of ${pathPattern} has no reason. Fix: set reason to why its findings are accepted.`);
      }
      return { pattern, reason };
    });
  }

  /** Why a construct is left out; nothing if it is not. */
  reasonFor(constructPath: string | undefined): string | undefined {
    if (constructPath === undefined) { return undefined; }
    return this.all.find(({ pattern }) => pattern.matches(constructPath))?.reason;
  }
}
