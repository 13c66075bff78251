import type { World } from '../support/world';

/** A statement as JSON, each element as a list. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly NotAction?: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: unknown } };
}

/** A policy document of a template. */
export interface PolicyDocument {
  /** The stack, the resource and the property. */
  readonly where: string;
  readonly statements: readonly StatementJson[];
}

/** Every policy document of what some apps deploy: of identities, trust, buckets, keys, queues and topics. */
export function documentsOf(world: World): PolicyDocument[] {
  return world.resources.flatMap(({ stack, logicalId, properties }) => found(properties, `${stack}/${logicalId}`));
}

function found(value: unknown, where: string): PolicyDocument[] {
  if (typeof value !== 'object' || value === null) { return []; }
  const { Statement: statements } = value as { Statement?: StatementJson | StatementJson[] };
  if (statements !== undefined) { return [{ where, statements: ([] as StatementJson[]).concat(statements) }]; }
  return Object.entries(value).flatMap(([name, inner]) => found(inner, `${where}.${name}`));
}

/** The elements of a statement that are one or a list. */
export function listOf(element: string | string[] | undefined): string[] {
  return element === undefined ? [] : ([] as string[]).concat(element);
}
