import * as ts from 'typescript';

/** What an index exports of another file. */
export interface Reexport {
  readonly from: string;
  /** The names that it has here, and there. Without it, everything. */
  readonly names?: ReadonlyMap<string, string>;
  /** The name under which the other file as a whole is exported. */
  readonly namespace?: string;
}

/** What a file exports of others, if it does nothing else. */
export function reexportsOf(source: string): readonly Reexport[] | undefined {
  const { statements } = ts.createSourceFile('index.ts', source, ts.ScriptTarget.Latest);
  const reexports: Reexport[] = [];
  for (const statement of statements) {
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) { return undefined; }
    if (statement.isTypeOnly) { continue; }
    const from = statement.moduleSpecifier.text;
    const { exportClause: clause } = statement;
    if (!clause) {
      reexports.push({ from });
    } else if (ts.isNamespaceExport(clause)) {
      reexports.push({ from, namespace: clause.name.text });
    } else {
      const values = clause.elements.filter(({ isTypeOnly }) => !isTypeOnly);
      reexports.push({ from, names: new Map(values.map(({ name, propertyName }) => [name.text, (propertyName ?? name).text])) });
    }
  }
  return reexports;
}

/**
 * The index in JavaScript.
 *
 * @param valuesOf The names of what a file exports when it runs: types are not among them.
 */
export function indexSource(reexports: readonly Reexport[], valuesOf: (file: string) => readonly string[]): string {
  const loads = new Map<string, string>();
  for (const { from, names, namespace } of reexports) {
    const load = `require(${JSON.stringify(from)})`;
    if (namespace !== undefined) {
      loads.set(namespace, load);
      continue;
    }
    const values = valuesOf(from).filter((name) => name !== 'default');
    const exported = names ? [...names].filter(([, there]) => values.includes(there)) : values.map((name) => [name, name] as const);
    for (const [here, there] of exported) { loads.set(here, `${load}.${there}`); }
  }
  return [
    '"use strict";',
    'Object.defineProperty(exports, "__esModule", { value: true });',
    // Node.js finds the names for `import { Name } from` in an assignment of this form, without running anything.
    ...(loads.size === 0 ? [] : [`${[...loads.keys()].reverse().map((name) => `exports.${name} = `).join('')}void 0;`]),
    // A value in place of the getter: names are used often.
    'function lazily(name, load) {',
    '  Object.defineProperty(exports, name, { enumerable: true, configurable: true, get() {',
    '    const value = load();',
    '    Object.defineProperty(exports, name, { enumerable: true, configurable: true, value });',
    '    return value;',
    '  } });',
    '}',
    ...[...loads].map(([name, load]) => `lazily(${JSON.stringify(name)}, () => ${load});`),
    '',
  ].join('\n');
}
