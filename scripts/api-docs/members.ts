import type { Assembly, Callable, Docs, Method, Property, Value } from './assembly';
import { linked, written } from './links';

/** What a docstring says beside its summary. */
export function details(docs: Docs = {}): string[] {
  return [
    ...(docs.deprecated === undefined ? [] : [`**Deprecated.** ${docs.deprecated}`]),
    ...(docs.remarks === undefined ? [] : [docs.remarks.trim()]),
    ...(docs.returns === undefined ? [] : [`*Returns:* ${docs.returns}`]),
    ...(docs.custom?.throws === undefined ? [] : [`*Throws:* ${docs.custom.throws}`]),
    ...(docs.see === undefined ? [] : [`*See:* ${/^https:\S+$/.test(docs.see) ? `<${docs.see}>` : docs.see}`]),
    ...(docs.example === undefined ? [] : [`\`\`\`ts\n${docs.example}\n\`\`\``]),
  ];
}

/** Properties or parameters, each with its type, default and description. */
export function listOf(assembly: Assembly, values: readonly Value[]): string {
  return values.map((value) => {
    const { docs = {}, name, optional } = value;
    const head = `- \`${value.variadic ? '...' : ''}${name}${optional ? '?' : ''}\`: ${linked(assembly, value.type)}${docs.summary ? `. ${docs.summary}` : ''}`;
    return [head, ...details(docs).map(indented), ...(docs.default === undefined ? [] : [indented(`*Default:* ${docs.default}`)])].join('\n\n');
  }).join('\n');
}

/** The section of a method, below its type. */
export function methodSection(assembly: Assembly, type: string, method: Method): string[] {
  const { docs, name, parameters = [], returns } = method;
  const result = returns === undefined ? 'void' : `${written(assembly, returns.type)}${returns.optional ? ' | undefined' : ''}`;
  return [
    `### ${type}.${name}()`,
    ...(docs?.summary === undefined ? [] : [docs.summary]),
    `\`\`\`ts\n${method.static ? 'static ' : ''}${name}(${declared(assembly, parameters)}): ${result}\n\`\`\``,
    ...(parameters.length === 0 ? [] : [listOf(assembly, parameters)]),
    ...details(docs),
  ];
}

/** How a class is created. */
export function initializer(assembly: Assembly, name: string, { docs, parameters = [] }: Callable): string[] {
  return [
    `\`\`\`ts\nnew ${name}(${declared(assembly, parameters)})\n\`\`\``,
    ...(parameters.length === 0 ? [] : [listOf(assembly, parameters)]),
    ...details(docs),
  ];
}

/** Constants first: they are chosen from. */
export function propertiesOf(properties: readonly Property[]): { readonly constants: readonly Property[]; readonly others: readonly Property[] } {
  return { constants: properties.filter((one) => one.static), others: properties.filter((one) => !one.static) };
}

function declared(assembly: Assembly, parameters: readonly Value[]): string {
  return parameters.map(({ name, optional, type, variadic }) => {
    const text = written(assembly, type);
    return variadic ? `...${name}: ${text}[]` : `${name}${optional ? '?' : ''}: ${text}`;
  }).join(', ');
}

function indented(text: string): string {
  return text.split('\n').map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
}
