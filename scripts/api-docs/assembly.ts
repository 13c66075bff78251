/** What `.jsii` has of a type, as far as the reference shows it. */

export interface Docs {
  readonly summary?: string;
  readonly remarks?: string;
  readonly example?: string;
  readonly default?: string;
  readonly returns?: string;
  readonly see?: string;
  readonly deprecated?: string;
  readonly custom?: { readonly throws?: string };
}

export type TypeReference =
  | { readonly fqn: string }
  | { readonly primitive: string }
  | { readonly collection: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference } }
  | { readonly union: { readonly types: readonly TypeReference[] } };

export interface Value {
  readonly name: string;
  readonly type: TypeReference;
  readonly optional?: boolean;
  readonly variadic?: boolean;
  readonly docs?: Docs;
}

export interface Property extends Value {
  readonly static?: boolean;
  readonly const?: boolean;
  readonly immutable?: boolean;
  readonly overrides?: string;
}

export interface Callable {
  readonly parameters?: readonly Value[];
  readonly docs?: Docs;
}

export interface Method extends Callable {
  readonly name: string;
  readonly static?: boolean;
  readonly returns?: { readonly type: TypeReference; readonly optional?: boolean };
  readonly overrides?: string;
}

export interface Type {
  readonly fqn: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  readonly namespace?: string;
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly docs?: Docs;
  readonly initializer?: Callable;
  readonly methods?: readonly Method[];
  readonly properties?: readonly Property[];
  readonly members?: readonly { readonly name: string; readonly docs?: Docs }[];
  readonly locationInModule: { readonly filename: string; readonly line: number };
}

export interface Assembly {
  readonly name: string;
  readonly types: { readonly [fqn: string]: Type };
}

/** As users write it: `EncryptedBucket`, `mixins.BucketSecureTransport`. */
export function nameOf({ name, namespace }: Type): string {
  return namespace === undefined ? name : `${namespace}.${name}`;
}
