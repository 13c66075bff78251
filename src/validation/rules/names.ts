import type { RuleMetadata } from './rule';

// docs/decisions/0049
/** Every name that identifies a rule: its own first, then those that it had before. */
export function namesOf({ name, formerNames = [] }: Pick<RuleMetadata, 'name' | 'formerNames'>): readonly string[] {
  return [name, ...formerNames];
}

/** What to say about a rule that another one supersedes; nothing about any other. */
export function successionOf({ name, replacedBy }: Pick<RuleMetadata, 'name' | 'replacedBy'>): string | undefined {
  return replacedBy === undefined ? undefined : `Rule ${replacedBy} supersedes ${name}.`;
}
