import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';

/** What is read here of the assembly of a library, `.jsii`. */
export interface Assembly {
  readonly name: string;
  readonly targets: { readonly dotnet: { readonly namespace: string } };
  readonly submodules?: { readonly [fqn: string]: { readonly targets?: { readonly dotnet?: { readonly namespace: string } } } };
  readonly types: { readonly [fqn: string]: JsiiType };
}

export interface JsiiType extends Documented {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  /** Within the library: `mixins`. */
  readonly namespace?: string;
  /** Whether an interface is a struct. */
  readonly datatype?: boolean;
  readonly abstract?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly members?: readonly (Documented & { readonly name: string })[];
  readonly properties?: readonly JsiiProperty[];
  readonly methods?: readonly JsiiCallable[];
  readonly initializer?: Omit<JsiiCallable, 'name'>;
}

interface Documented { readonly docs?: { readonly summary?: string; readonly remarks?: string } }

interface Member extends Documented {
  readonly name: string;
  readonly static?: boolean;
  readonly protected?: boolean;
  readonly overrides?: string;
}

export interface JsiiProperty extends Member { readonly type: TypeReference; readonly optional?: boolean; readonly const?: boolean }

export interface JsiiParameter { readonly name: string; readonly type: TypeReference; readonly optional?: boolean; readonly variadic?: boolean }

export interface JsiiCallable extends Member {
  readonly parameters?: readonly JsiiParameter[];
  readonly returns?: { readonly type: TypeReference };
}

/** Exactly one of them. */
export interface TypeReference {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
  readonly union?: { readonly types: readonly TypeReference[] };
  readonly intersection?: { readonly types: readonly TypeReference[] };
}

/** The assembly of the package in a folder. */
export function readAssembly(directory: string): Assembly {
  const text = fs.readFileSync(path.join(directory, '.jsii'), 'utf8');
  const assembly = JSON.parse(text) as Assembly & { readonly schema?: string; readonly filename?: string };
  if (assembly.schema !== 'jsii/file-redirect') { return assembly; }
  return JSON.parse(gunzipSync(fs.readFileSync(path.join(directory, assembly.filename!))).toString('utf8')) as Assembly;
}

/** The types that a reference names. */
export function namesIn({ fqn, collection, union }: TypeReference): readonly string[] {
  return [...fqn === undefined ? [] : [fqn], ...collection ? namesIn(collection.elementtype) : [], ...union ? union.types.flatMap(namesIn) : []];
}

/** What can be called: the constructor, which is called `new`, and the methods. */
export function callablesOf({ initializer, methods = [] }: JsiiType): JsiiCallable[] {
  return [...initializer ? [{ name: 'new', ...initializer }] : [], ...methods];
}
