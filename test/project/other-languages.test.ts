import * as path from 'path';
import { assembly, callablesOf, type JsiiCallable, type JsiiParameter, type JsiiProperty, type JsiiType, type TypeReference } from './jsii-assembly';

// jsii warns of reserved words, and does not export which they are.
const { CSHARP_RESERVED, GO_RESERVED, JAVA_RESERVED, PYTHON_RESERVED } = jest.requireActual<{ readonly [list: string]: ReadonlySet<string> }>(
  path.join(path.dirname(require.resolve('jsii')), 'reserved-words.js'));

const TYPES = assembly().types;
const ALL = Object.values(TYPES);

/** `EncryptionContext.toConditions`, `mixins.BucketSecureTransport.new(options)`. */
function nameOf({ fqn }: JsiiType, member: string, parameter?: JsiiParameter): string {
  return `${fqn.replace('cdk-s3-encryption.', '')}.${member}${parameter ? `(${parameter.name})` : ''}`;
}

/** Each place of the public API that has a type: properties, parameters and what methods return. */
function typed(): [place: string, type: TypeReference][] {
  return ALL.flatMap((type) => [
    ...(type.properties ?? []).map((property): [string, TypeReference] => [nameOf(type, property.name), property.type]),
    ...callablesOf(type).flatMap((callable): [string, TypeReference][] => [
      ...(callable.parameters ?? []).map((parameter): [string, TypeReference] => [nameOf(type, callable.name, parameter), parameter.type]),
      ...callable.returns ? [[nameOf(type, callable.name), callable.returns.type] as [string, TypeReference]] : [],
    ]),
  ]);
}

/** A type, and those of which it is made. */
function parts(type: TypeReference): TypeReference[] {
  const inner = [...type.collection ? [type.collection.elementtype] : [], ...type.union?.types ?? [], ...type.intersection?.types ?? []];
  return [type, ...inner.flatMap(parts)];
}

function placesWith(isOdd: (type: TypeReference) => boolean): string[] {
  return typed().filter(([, type]) => parts(type).some(isOdd)).map(([place]) => place);
}

test('nothing can be of any type, but for the conditions of a policy statement, which are so in CDK', () => {
  // Go and C# convert no map of maps of strings to the map of anything that iam.PolicyStatement takes.
  expect(placesWith(({ primitive }) => primitive === 'any' || primitive === 'json')).toEqual(['EncryptionContext.toConditions']);
});

test('nothing is of one of several types: languages other than TypeScript see any type', () => {
  expect(placesWith(({ union, intersection }) => union !== undefined || intersection !== undefined)).toEqual([]);
});

describe('names', () => {
  // Members begin with a capital letter in Go: `type` is `Type()`.
  const RESERVED = { 'Python': PYTHON_RESERVED, 'Java': JAVA_RESERVED, 'C#': CSHARP_RESERVED };
  const parameterNames = ALL.flatMap((type) => callablesOf(type).flatMap(({ name, parameters = [] }) =>
    parameters.map((parameter): [place: string, name: string] => [nameOf(type, name, parameter), parameter.name])));
  const names = ALL.flatMap((type): [place: string, name: string][] => [
    // The name of an interface with behavior has a letter before it in each language.
    [type.fqn, type.name.replace(/^I(?=[A-Z][a-z])/, '')],
    ...(type.properties ?? []).map(({ name }): [string, string] => [nameOf(type, name), name]),
    ...(type.members ?? []).map(({ name }): [string, string] => [nameOf(type, name), name]),
    ...(type.methods ?? []).map(({ name }): [string, string] => [nameOf(type, name), name]),
  ]).concat(parameterNames);

  test('are no reserved words of any language', () => {
    expect(names.filter(([, name]) => Object.values(RESERVED).some((words) => words.has(name)))).toEqual([]);
    expect(parameterNames.filter(([, name]) => GO_RESERVED.has(name))).toEqual([]);
    expect(ALL.flatMap((type) => (type.properties ?? []).filter(({ name }) => PYTHON_RESERVED.has(snakeCase(name))))).toEqual([]);
  });

  test('do not begin with an underscore', () => {
    expect(names.filter(([, name]) => name.startsWith('_'))).toEqual([]);
  });

  test('have no capital letter alone, which snake case would separate: manifestETag is manifest_e_tag', () => {
    const apart = names.filter(([, name]) => !/^[A-Z0-9_]+$/.test(name) && /(^|_)[a-z]_/.test(snakeCase(name)));
    expect(apart.filter(([, name]) => !SINGLE_LETTERS.some((word) => name.includes(word)))).toEqual([]);
    expect(names.filter(([, name]) => /^[A-Z0-9_]+$/.test(name) && /(^|_)[A-Z]_/.test(name.replace('SSE_C', 'SSEC')))).toEqual([]);
  });
});

/** SSE-C, as AWS writes it. */
const SINGLE_LETTERS = ['SseC'];

function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').replace(/([A-Z])([A-Z][a-z])/g, '$1_$2').toLowerCase();
}

describe('calls', () => {
  const calls = ALL.flatMap((type) => callablesOf(type).filter((call) => !call.protected && call.overrides === undefined)
    .map((call): [JsiiType, JsiiCallable, readonly JsiiParameter[]] => [type, call, call.parameters ?? []]));

  /** Languages without default values have to write out what stands before. */
  test('have one optional parameter at most, which is the last', () => {
    const several = calls.filter(([, , parameters]) => parameters.filter(({ optional }) => optional).length > 1);
    expect(several.map(([type, { name }]) => nameOf(type, name))).toEqual(SEVERAL_OPTIONAL);
  });

  test('take options as a struct, unless they are one value that CDK or this library passes so elsewhere', () => {
    const values = calls.flatMap(([type, { name }, parameters]) => parameters
      .filter((parameter) => parameter.optional && !TYPES[parameter.type.fqn ?? '']?.datatype)
      .map((parameter) => nameOf(type, name, parameter)));
    expect(values.sort()).toEqual([...OPTIONAL_VALUES].sort());
  });

  test('take no two values of one type that could be mixed up: these are named in a struct', () => {
    const alike = calls.filter(([, { name }, parameters]) => {
      const types = parameters.filter(({ optional, variadic }) => !optional && !variadic).map(({ type }) => JSON.stringify(type));
      return name !== 'new' && new Set(types).size < types.length;
    });
    expect(alike.map(([type, { name }]) => nameOf(type, name))).toEqual([]);
  });
});

/** The app stands first, as packs of cdk-nag take it. */
const SEVERAL_OPTIONAL = ['S3EncryptionChecks.new'];

const OPTIONAL_VALUES = [
  // As grantRead(), grantWrite() and arnForObjects() of s3.Bucket.
  'EncryptedBucket.grantCrossAccountRead(objectKeyPattern)',
  'EncryptedBucket.grantCrossAccountWrite(objectKeyPattern)',
  // Likewise, of the names of indexes.
  'IEncryptedVectorBucket.grantManageIndexes(indexName)',
  'IEncryptedVectorBucket.grantRead(indexName)',
  'IEncryptedVectorBucket.grantReadWrite(indexName)',
  'IEncryptedVectorBucket.grantWrite(indexName)',
  'EncryptionContext.ofBucket(objectKeyPattern)',
  'EncryptionContext.ofBucketsMatching(objectKeyPattern)',
  // As mixins of CDK: BucketVersioning(enabled?), BucketBlockPublicAccess(config?).
  'mixins.BucketUploadEncryption.new(uploadEncryption)',
  'S3EncryptionChecks.new(scope)',
];

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
