import { namesIn, type Assembly, type JsiiType } from '../jsii-assembly';

/** A program of which every line has to be refused by the compiler. */
export interface Misuse {
  readonly program: string;
  /** What is misused, by the line that does. */
  readonly lines: ReadonlyMap<number, string>;
}

/**
 * Passes a string, and every other class, where the library takes an object of a class.
 *
 * In Go a class is an interface, and what has its methods is of it: an interface without methods takes anything.
 */
export function misuseOf(assembly: Assembly, module: string): Misuse {
  const taken = classesTaken(assembly);
  const packages = new Map([['', module], ...taken.flatMap(({ namespace }) => namespace ? [[namespace, `${module}/${namespace}`] as const] : [])]);
  const root = module.split('/').pop()!;
  const nameOf = ({ name, namespace }: JsiiType) => `${namespace ?? root}.${name}`;
  const statements = [
    ...taken.flatMap((target) => [
      { what: `a string as a ${target.name}`, code: `var _ ${nameOf(target)} = "redshift"` },
      ...taken.filter((source) => !isA(assembly, source, target)).map((source) => (
        { what: `a ${source.name} as a ${target.name}`, code: `var _ ${nameOf(target)} = ${nameOf(source)}(nil)` })),
    ]),
    ...Object.values(assembly.types).filter(({ methods = [] }) => methods.some(({ name }) => name === 'acceptLogsFrom')).map((bucket) => (
      { what: `acceptLogsFrom() of ${bucket.name}, called with a string`, code: `var _ = ${nameOf(bucket)}(nil).AcceptLogsFrom("redshift")` })),
  ];
  const head = ['package main', '', 'import (', ...[...packages.values()].map((path) => `\t"${path}"`), ')', '', 'func main() {}', ''];
  return {
    program: [...head, ...statements.map(({ code }) => code), ''].join('\n'),
    lines: new Map(statements.map(({ what }, index) => [head.length + index + 1, what])),
  };
}

/** Which lines the compiler has accepted, from what it printed with `-gcflags=-e`. */
export function acceptedOf({ lines }: Misuse, output: string): readonly string[] {
  const refused = new Set([...output.matchAll(/^\S*\.go:(\d+):/gm)].map(([, line]) => Number(line)));
  return [...lines].filter(([line]) => !refused.has(line)).map(([, what]) => what);
}

/** The classes of the library that something of it takes or has. */
function classesTaken(assembly: Assembly): readonly JsiiType[] {
  const types = Object.values(assembly.types);
  const callables = types.flatMap(({ initializer, methods = [] }) => [...initializer ? [initializer] : [], ...methods]);
  const names = new Set([
    ...callables.flatMap(({ parameters = [] }) => parameters.flatMap(({ type }) => namesIn(type))),
    ...types.flatMap(({ properties = [] }) => properties.flatMap(({ type }) => namesIn(type))),
  ]);
  return types.filter(({ fqn, kind }) => kind === 'class' && names.has(fqn));
}

function isA(assembly: Assembly, { fqn, base }: JsiiType, other: JsiiType): boolean {
  if (fqn === other.fqn) { return true; }
  const parent = base === undefined ? undefined : assembly.types[base];
  return parent !== undefined && isA(assembly, parent, other);
}
