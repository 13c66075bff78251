import { acceptedOf, misuseOf } from '../../scripts/consumers/go/misuse';
import type { Assembly, JsiiType } from '../../scripts/consumers/jsii-assembly';

const MODULE = 'example.com/library/lib';

function assembly(...types: readonly Partial<JsiiType>[]): Assembly {
  const named = types.map((type) => ({ kind: 'class', name: '', fqn: `lib.${type.name}`, ...type }) as JsiiType);
  return { name: 'lib', targets: { dotnet: { namespace: 'Lib' } }, types: Object.fromEntries(named.map((type) => [type.fqn, type])) };
}

/** A method that takes objects of these classes. */
const taking = (...names: readonly string[]): Partial<JsiiType> => (
  { name: 'Taker', methods: [{ name: 'take', parameters: names.map((name) => ({ name: 'given', type: { fqn: `lib.${name}` } })) }] });

const LIBRARY = assembly({ name: 'Source' }, { name: 'Destination' }, { name: 'Unused' }, taking('Source', 'Destination'));

test('a string and each other class stand where a class is taken', () => {
  const { program, lines } = misuseOf(LIBRARY, MODULE);
  expect([...lines.values()]).toEqual(['a string as a Source', 'a Destination as a Source', 'a string as a Destination', 'a Source as a Destination']);
  expect(program).toContain('var _ lib.Source = "redshift"');
  expect(program).toContain('var _ lib.Source = lib.Destination(nil)');
});

test('each line is where it is said to be', () => {
  const { program, lines } = misuseOf(LIBRARY, MODULE);
  const written = program.split('\n');
  expect([...lines.keys()].map((line) => written[line - 1])).toEqual(written.filter((line) => line.startsWith('var _')));
});

test('a class is taken in lists, in unions, by constructors and as a property', () => {
  const { lines } = misuseOf(assembly(
    { name: 'A' }, { name: 'B' }, { name: 'C' }, { name: 'D' },
    { name: 'Taker', initializer: { parameters: [{ name: 'given', type: { collection: { kind: 'array', elementtype: { fqn: 'lib.A' } } } }] } },
    { name: 'Props', kind: 'interface', properties: [{ name: 'b', type: { union: { types: [{ primitive: 'string' }, { fqn: 'lib.B' }] } } }, { name: 'c', type: { fqn: 'lib.C' } }] },
  ), MODULE);
  expect([...lines.values()].filter((what) => what.startsWith('a string'))).toEqual(['a string as a A', 'a string as a B', 'a string as a C']);
});

test('what extends a class may stand for it, not the reverse; a struct or an enum is no class', () => {
  const { lines } = misuseOf(assembly(
    { name: 'Base' }, { name: 'Extending', base: 'lib.Base' }, { name: 'Struct', kind: 'interface' }, { name: 'Closed', kind: 'enum' },
    taking('Base', 'Extending', 'Struct', 'Closed'),
  ), MODULE);
  expect([...lines.values()]).toEqual(['a string as a Base', 'a string as a Extending', 'a Base as a Extending']);
});

test('the package of a submodule is imported', () => {
  const { program } = misuseOf(assembly({ name: 'Feature', namespace: 'mixins' }, taking('Feature')), MODULE);
  expect(program).toContain('"example.com/library/lib/mixins"');
  expect(program).toContain('var _ mixins.Feature = "redshift"');
});

test('a method that accepts logs is called with a string', () => {
  const { program } = misuseOf(assembly({ name: 'Source' }, { name: 'Bucket', methods: [{ name: 'acceptLogsFrom', parameters: [{ name: 'source', type: { fqn: 'lib.Source' } }] }] }), MODULE);
  expect(program).toContain('var _ = lib.Bucket(nil).AcceptLogsFrom("redshift")');
});

test('what the compiler says nothing of is accepted', () => {
  const misuse = misuseOf(LIBRARY, MODULE);
  const [first, second, third, fourth] = misuse.lines.keys();
  const refused = (line: number) => `misuse/main.go:${line}:17: cannot use "redshift" (untyped string constant) as lib.Source value in variable declaration`;
  expect(acceptedOf(misuse, ['# example.com/app/misuse', refused(first), refused(third), refused(fourth)].join('\n'))).toEqual([misuse.lines.get(second)]);
  expect(acceptedOf(misuse, '')).toHaveLength(4);
});
