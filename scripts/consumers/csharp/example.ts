import { closing, declarationsIn, withoutText, type DeclaredType } from './sources';

/** Types by their full names, and what is in them. */
export class KnownTypes {
  private readonly types: ReadonlyMap<string, DeclaredType>;
  private readonly namesOfMembers: ReadonlySet<string>;

  /** Of two types with one name the later counts. */
  constructor(types: readonly DeclaredType[]) {
    this.types = new Map(types.map((type) => [type.name, type]));
    this.namesOfMembers = new Set(types.flatMap(({ members }) => [...members]));
  }

  /** The types that a simple name can mean where these namespaces are used. */
  named(name: string, namespaces: readonly string[]): readonly DeclaredType[] {
    return namespaces.flatMap((namespace) => this.types.get(`${namespace}.${name}`) ?? []);
  }

  /** Whether a type or one of its ancestors has a member. */
  has(type: DeclaredType, member: string): boolean {
    return type.members.has(member) || type.bases.some((base) => {
      const parent = this.types.get(base);
      return parent !== undefined && this.has(parent, member);
    });
  }

  /** Whether any type has such a member. */
  hasAnywhere(member: string): boolean {
    return this.namesOfMembers.has(member);
  }
}

/**
 * What a program uses and nobody declares: types, members of types, properties that are set where an object is made, and members of
 * variables. Nothing is compiled: of a value whose type is not written in the program, it is only asked whether any type has the member.
 */
export function unknownIn(source: string, known: KnownTypes): readonly string[] {
  const text = withoutText(source);
  const code = text.replace(/^\s*using\s+[\w.]+\s*;/gm, '');
  const declared = declarationsIn(source);
  const own = declared.map(({ name }) => name.slice(0, name.lastIndexOf('.')));
  const used = [...text.matchAll(/^\s*using\s+([\w.]+)\s*;/gm)].map(([, namespace]) => namespace);
  const problems: string[] = [];

  const typeOf = (name: string): DeclaredType | undefined => {
    const candidates = known.named(name, own).length > 0 ? known.named(name, own) : known.named(name, used);
    const names = [...new Set(candidates.map((candidate) => candidate.name))];
    if (names.length !== 1) { problems.push(names.length === 0 ? `no type ${name}` : `${name} can be ${names.join(' and ')}`); }
    return names.length === 1 ? candidates[0] : undefined;
  };
  const demand = (type: string, member: string): void => {
    const found = typeOf(type);
    if (found && !known.has(found, member)) { problems.push(`no ${member} in ${found.name}`); }
  };

  declared.flatMap(({ bases }) => bases).forEach(typeOf);
  for (const [, type] of code.matchAll(/[(,]\s*([A-Z]\w*)\??(?:\[\])?\s+[a-z]\w*\s*(?=[,)])/g)) { typeOf(type); }
  for (const [, type] of code.matchAll(/\bpublic\s+([A-Z]\w*)\??\s+[A-Z]\w*\s*\{/g)) { typeOf(type); }
  for (const [, type] of code.matchAll(/\(([A-Z]\w*)\)\s*[a-z]/g)) { typeOf(type); }
  for (const { type, properties } of creations(code)) {
    if (properties.length === 0) { typeOf(type); }
    for (const property of properties) { demand(type, property); }
  }
  for (const [, type, member] of code.matchAll(/(?<![\w.])([A-Z]\w*)\.([A-Z]\w*)/g)) {
    if (!own.some((namespace) => namespace.split('.').includes(type))) { demand(type, member); }
  }
  const variables = variablesOf(code);
  for (const [, variable, member] of code.matchAll(/(?<![\w.])([a-z]\w*)[?!]?\.([A-Z]\w*)/g)) {
    const type = variables.get(variable);
    if (type !== undefined) { demand(type, member); } else if (!known.hasAnywhere(member)) { problems.push(`no ${member} in any type`); }
  }
  for (const [, member] of code.matchAll(/[\w)\]][?!]?\.([A-Z]\w*)/g)) {
    if (!known.hasAnywhere(member) && !own.some((namespace) => namespace.split('.').includes(member))) { problems.push(`no ${member} in any type`); }
  }
  return [...new Set(problems)];
}

/** `new Type(...) { Property = ... }`, wherever it stands. */
function creations(code: string): readonly { readonly type: string; readonly properties: readonly string[] }[] {
  return [...code.matchAll(/\bnew\s+([A-Z]\w*)\s*(?=[({])/g)].map((match) => {
    let at = match.index + match[0].length;
    if (code[at] === '(') { at = closing(code, at) + 1; }
    const rest = /^\s*\{/.exec(code.slice(at));
    if (!rest) { return { type: match[1], properties: [] }; }
    const open = at + rest[0].length - 1;
    const initializer = partsOf(code.slice(open + 1, closing(code, open)));
    return { type: match[1], properties: initializer.flatMap((part) => /^\s*(\w+)\s*=(?!=)/.exec(part)?.[1] ?? []) };
  });
}

/** What stands between the commas of a list. */
function partsOf(list: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    if ('({['.includes(list[at])) { at = closing(list, at); }
    if (list[at] === ',') {
      parts.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, list.slice(start)];
}

/** Variables and parameters whose type is written. */
function variablesOf(code: string): ReadonlyMap<string, string> {
  return new Map([
    ...[...code.matchAll(/[(,]\s*([A-Z]\w*)\??\s+([a-z]\w*)\s*(?=[,)])/g)].map(([, type, name]) => [name, type] as const),
    ...[...code.matchAll(/\bvar\s+([a-z]\w*)\s*=\s*(?:new\s+|\()([A-Z]\w*)\s*[({)]/g)].map(([, name, type]) => [name, type] as const),
  ]);
}
