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

export interface JsiiType {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
  /** Within the library: `mixins`. */
  readonly namespace?: string;
  /** A struct. */
  readonly datatype?: boolean;
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly initializer?: { readonly parameters?: readonly { readonly type: JsiiReference }[] };
  readonly members?: readonly { readonly name: string }[];
  readonly properties?: readonly { readonly name: string; readonly type: JsiiReference }[];
  readonly methods?: readonly { readonly name: string; readonly parameters?: readonly { readonly type: JsiiReference }[] }[];
}

export interface JsiiReference {
  readonly fqn?: string;
  readonly primitive?: string;
  readonly collection?: { readonly elementtype: JsiiReference };
  readonly union?: { readonly types: readonly JsiiReference[] };
}

/** The assembly of the package in a folder. */
export function readAssembly(directory: string): Assembly {
  const text = fs.readFileSync(path.join(directory, '.jsii'), 'utf8');
  const assembly = JSON.parse(text) as Assembly & { readonly schema?: string; readonly filename?: string };
  if (assembly.schema !== 'jsii/file-redirect') { return assembly; }
  return JSON.parse(gunzipSync(fs.readFileSync(path.join(directory, assembly.filename!))).toString('utf8')) as Assembly;
}

/** The types that a reference names. */
export function namesIn({ fqn, collection, union }: JsiiReference): readonly string[] {
  return [...fqn === undefined ? [] : [fqn], ...collection ? namesIn(collection.elementtype) : [], ...union ? union.types.flatMap(namesIn) : []];
}
