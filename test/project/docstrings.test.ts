import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..', '..');

interface Docs { readonly summary?: string; readonly returns?: string; readonly example?: string }
interface Parameter { readonly name: string; readonly docs?: Docs }
interface Callable { readonly name?: string; readonly docs?: Docs; readonly parameters?: Parameter[]; readonly returns?: object }
interface Type {
  readonly kind: string;
  readonly docs?: Docs;
  readonly initializer?: Callable;
  readonly methods?: Callable[];
  readonly properties?: { readonly name: string; readonly docs?: Docs }[];
  readonly members?: { readonly name: string; readonly docs?: Docs }[];
}

/** What jsii hands on to the documentation of every language. */
function types(): [name: string, type: Type][] {
  const file = path.join(ROOT, '.jsii');
  if (!fs.existsSync(file)) { throw new Error('There is no .jsii: run "npx projen compile" first.'); }
  const assembly = JSON.parse(fs.readFileSync(file, 'utf8')) as { types: { [fqn: string]: Type } };
  return Object.entries(assembly.types).map(([fqn, type]) => [fqn.replace('cdk-s3-encryption.', ''), type]);
}

function callables({ initializer, methods }: Type): Callable[] {
  return [...initializer ? [{ ...initializer, name: 'constructor' }] : [], ...methods ?? []];
}

test('every class has an example', () => {
  const classes = types().filter(([, { kind }]) => kind === 'class');
  expect(classes.filter(([, { docs }]) => !docs?.example).map(([name]) => name)).toEqual([]);
  // What is looked for is there.
  expect(classes.length).toBeGreaterThan(50);
});

test('every example is about its class', () => {
  const others = types().filter(([name, { docs }]) => docs?.example && !new RegExp(`\\b${name}\\b`.replace('mixins.', 'mixins\\.')).test(docs.example));
  // These are made by others: the example shows how.
  expect(others.map(([name]) => name)).toEqual(['Replication', 'UploadRequest']);
});

test('every parameter is documented', () => {
  const undocumented = types().flatMap(([name, type]) => callables(type).flatMap((callable) => (callable.parameters ?? [])
    .filter(({ docs }) => !docs?.summary)
    .map((parameter) => `${name}.${callable.name}: ${parameter.name}`)));
  expect(undocumented).toEqual([]);
});

test('everything that is returned is documented', () => {
  const undocumented = types().flatMap(([name, type]) => (type.methods ?? [])
    .filter(({ returns, docs }) => returns && !docs?.returns)
    .map((method) => `${name}.${method.name}`));
  expect(undocumented).toEqual([]);
});

test('every method, property and member is documented', () => {
  const undocumented = types().flatMap(([name, { methods = [], properties = [], members = [] }]) => [...methods, ...properties, ...members]
    .filter(({ docs }) => !docs?.summary)
    .map((member) => `${name}.${member.name}`));
  expect(undocumented).toEqual([]);
});
