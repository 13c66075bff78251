import * as fs from 'fs';
import * as path from 'path';
import * as ts from 'typescript';

/** A prop of a struct, with its type as the source has it. */
export interface Prop { readonly name: string; readonly type: string; readonly isOptional: boolean }

const ROOT = path.join(__dirname, '..', '..');
const ROOMS = ['keys', 'mixins', 'logging', 'bucket', 'replication', 'existing-objects', 'monitoring'];

/** Every struct that makers take, from the source, so that a new prop needs no word here. */
export function structsOfMakers(): { readonly [struct: string]: readonly Prop[] } {
  const declared = new Map<string, ts.InterfaceDeclaration>();
  const files = ROOMS.flatMap((room) => fs.readdirSync(path.join(ROOT, 'src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('private')).map((file) => path.join(ROOT, 'src', room, file)));
  for (const file of files) {
    const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => { if (ts.isInterfaceDeclaration(node)) { declared.set(node.name.text, node); } });
  }
  const propsOf = (struct: ts.InterfaceDeclaration): Prop[] => [
    ...(struct.heritageClauses ?? []).flatMap(({ types }) => types).flatMap(({ expression }) => {
      const base = declared.get(expression.getText());
      return base ? propsOf(base) : [];
    }),
    ...struct.members.filter(ts.isPropertySignature).map(({ name, type, questionToken }) => ({
      name: name.getText(), type: type!.getText(), isOptional: questionToken !== undefined,
    })),
  ];
  const reference = path.join(ROOT, 'docs', 'api');
  const api = fs.readdirSync(reference).map((page) => fs.readFileSync(path.join(reference, page), 'utf8')).join('\n');
  const isPublic = (name: string) => !/^I[A-Z][a-z]/.test(name) || name.startsWith('Inventory');
  return Object.fromEntries([...declared].filter(([name]) => isPublic(name) && new RegExp(`^## (?:mixins\\.)?${name}$`, 'm').test(api)).map(([name, node]) => [name, propsOf(node)]));
}

/** Values that no prop of a type can have. */
export function wrongValues(type: string): unknown[] {
  if (type === 'boolean') { return ['true', 'false', '', 0, 1, null, [], {}]; }
  if (type === 'string') { return [7, true, null, [], {}]; }
  if (type === 'number') { return ['7', true, null, [], {}, NaN]; }
  if (type === 'Date') { return ['2026-01-01', 7, true, null, [], {}]; }
  const element = /^Array<(.+)>$|^(.+)\[\]$/.exec(type);
  if (element) {
    const inner = wrongValues(element[1] ?? element[2]).filter((value) => !isObject(value)).map((value) => [value]);
    return ['text', 7, true, null, {}, ...inner];
  }
  if (type.startsWith('{')) { return ['text', 7, true, null, [], { key: 7 }]; }
  // A class, an enum, or a struct of somebody else.
  return ['no such thing', 7.5, true, null, ['text'], ...isStructOfL2(type) ? [] : [{}]];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStructOfL2(type: string): boolean {
  return /Rule$|Transition$|Configuration$|Inventory$|Metrics$/.test(type);
}
