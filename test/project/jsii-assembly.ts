import * as fs from 'fs';
import * as path from 'path';

/** What jsii knows of this library: what users of every language get. */
export interface Assembly {
  readonly types: { readonly [fqn: string]: JsiiType };
}

export interface JsiiType extends Documented {
  readonly fqn: string;
  readonly name: string;
  readonly kind: 'class' | 'enum' | 'interface';
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

const FILE = path.join(__dirname, '..', '..', '.jsii');

export function assembly(): Assembly {
  if (!fs.existsSync(FILE)) { throw new Error('There is no .jsii: run "npx projen compile" first.'); }
  return JSON.parse(fs.readFileSync(FILE, 'utf8')) as Assembly;
}

/** What can be called: the constructor, which is called `new`, and the methods. */
export function callablesOf({ initializer, methods = [] }: JsiiType): JsiiCallable[] {
  return [...initializer ? [{ name: 'new', ...initializer }] : [], ...methods];
}
