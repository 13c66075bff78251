import type { DeclaredType } from './sources';
import type { Assembly } from '../jsii-assembly';

/** What libraries offer in C#, by the rules that jsii has for names. A struct is a class with properties, and an interface. */
export function dotnetTypesOf(assemblies: readonly Assembly[]): readonly DeclaredType[] {
  const names = new Map(assemblies.flatMap((assembly) => Object.values(assembly.types).map((type) => (
    [type.fqn, { name: `${namespaceOf(assembly, type.namespace)}.`, type }] as const))));
  return [...names.values()].flatMap(({ name, type }) => {
    const members = new Set([
      ...(type.members ?? []).map((member) => member.name),
      ...[...type.properties ?? [], ...type.methods ?? []].map((member) => capitalized(member.name)),
    ]);
    const parents = [...type.base === undefined ? [] : [type.base], ...type.interfaces ?? []].flatMap((fqn) => names.get(fqn) ?? []);
    const bases = parents.map((parent) => `${parent.name}${parent.type.datatype ? 'I' : ''}${parent.type.name}`);
    const declared = (kind: string, prefix = '') => ({ name: `${name}${prefix}${type.name}`, kind, bases, members });
    return type.datatype ? [declared('class'), declared('interface', 'I')] : [declared(type.kind)];
  });
}

function namespaceOf(assembly: Assembly, namespace: string | undefined): string {
  if (namespace === undefined) { return assembly.targets.dotnet.namespace; }
  const own = assembly.submodules?.[`${assembly.name}.${namespace}`]?.targets?.dotnet?.namespace;
  const parts = namespace.split('.');
  return own ?? `${namespaceOf(assembly, parts.slice(0, -1).join('.') || undefined)}.${capitalized(parts[parts.length - 1])}`;
}

function capitalized(name: string): string {
  return `${name[0].toUpperCase()}${name.slice(1)}`;
}

/** What should be declared and is not. */
export function missingIn(declared: readonly DeclaredType[], expected: readonly DeclaredType[]): readonly string[] {
  const known = new Map(declared.map((type) => [type.name, type]));
  return expected.flatMap(({ name, kind, members }) => {
    const type = known.get(name);
    if (type === undefined) { return [`${kind} ${name}`]; }
    if (type.kind !== kind) { return [`${kind} ${name}, which is a ${type.kind}`]; }
    return [...members].filter((member) => !type.members.has(member)).map((member) => `${name}.${member}`);
  });
}
