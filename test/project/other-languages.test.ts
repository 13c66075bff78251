import { assembly, callablesOf, type JsiiCallable, type JsiiProperty, type JsiiType, type TypeReference } from './jsii-assembly';

const TYPES = assembly().types;
const ALL = Object.values(TYPES);

/** A type, and those of which it is made. */
function parts(type: TypeReference): TypeReference[] {
  const inner = [...type.collection ? [type.collection.elementtype] : [], ...type.union?.types ?? [], ...type.intersection?.types ?? []];
  return [type, ...inner.flatMap(parts)];
}

describe('in Go, whatever has the methods of a type is of the type', () => {
  const accepted = [...new Set(ALL.flatMap((type) => [
    ...type.datatype ? (type.properties ?? []).map((property) => property.type) : [],
    ...callablesOf(type).flatMap(({ parameters = [] }) => parameters.map((parameter) => parameter.type)),
  ]).flatMap(parts).map(({ fqn }) => fqn).filter((fqn) => fqn !== undefined && TYPES[fqn] && TYPES[fqn].kind !== 'enum' && !TYPES[fqn].datatype))] as string[];
  const classes = ALL.filter(({ kind, datatype }) => kind !== 'enum' && !datatype);

  test('there are such types', () => {
    expect(accepted.length).toBeGreaterThan(10);
  });

  test.each(accepted)('%s has a member of its own, so that not everything is one', (fqn) => {
    const own = instanceMembers(TYPES[fqn]).filter(({ overrides }) => overrides === undefined);
    expect(own).not.toEqual([]);
  });

  test.each(accepted)('no other class has the members of %s', (fqn) => {
    const wanted = signatures(fqn);
    const others = classes.filter((other) => !ancestors(other.fqn).includes(fqn) && wanted.every((member) => signatures(other.fqn).includes(member)));
    expect(others.map((other) => other.fqn)).toEqual([]);
  });
});

function instanceMembers({ properties = [], methods = [] }: JsiiType): (JsiiProperty | JsiiCallable)[] {
  return [...properties, ...methods].filter((member) => !member.static && !member.protected);
}

/** A class of this library and those of it that it extends, itself first. */
function ancestors(fqn: string | undefined): string[] {
  return fqn === undefined || !TYPES[fqn] ? [] : [fqn, ...ancestors(TYPES[fqn].base)];
}

/** The members as Go sees them, with what the outermost class that is not ours brings along. */
function signatures(fqn: string): string[] {
  const line = ancestors(fqn);
  const { base, interfaces = [] } = TYPES[line[line.length - 1]];
  return [
    ...[base, ...interfaces].filter((one) => one !== undefined).map((one) => `members of ${one}`),
    ...line.flatMap((one) => instanceMembers(TYPES[one])).map((member) => ('type' in member
      ? `${member.name} ${JSON.stringify(member.type)}`
      : `${member.name}(${JSON.stringify(member.parameters?.map(({ type }) => type))}) ${JSON.stringify(member.returns?.type)}`)),
  ];
}
