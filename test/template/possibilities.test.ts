import { shown } from './shown';
import { Depth } from '../../src/template/depth';
import { Effort } from '../../src/template/effort';
import { mapOptions, oneOf, optionsOf } from '../../src/template/possibilities';
import { intrinsicName, isRawMap, isScalar, kindOf, own, type RawMap } from '../../src/template/raw';
import { Sections } from '../../src/template/sections';
import { Hole, OneOf, Text, Unknown, type Value } from '../../src/template/value';

const hole = new Hole('H');
const text = Text.of('a', hole);

describe('one of several', () => {
  test.each<[string, Value[], unknown]>([
    ['one', ['a'], 'a'],
    ['the same twice', ['a', 'a'], 'a'],
    ['the same text with a hole twice', [text, Text.of('a', new Hole('H'))], 'a{H}'],
    ['texts with other holes', [text, Text.of('a', new Hole('I'))], { oneOf: ['a{H}', 'a{I}'] }],
    ['text and what looks like it', ['1', 1, 'true', true, null], { oneOf: ['1', 1, 'true', true, null] }],
    ['a choice within a choice', ['a', new OneOf(['b', new OneOf(['a', 'c'])])], { oneOf: ['a', 'b', 'c'] }],
    ['what is not known, for one reason', [new Unknown('x'), new Unknown('x')], { unknown: 'x' }],
    ['what is not known, for two reasons', [new Unknown('x'), new Unknown('y')], { oneOf: [{ unknown: 'x' }, { unknown: 'y' }] }],
    ['what is not known, and the same hole', [new Unknown('x', hole), new Unknown('x', new Hole('H'))], { unknown: 'x' }],
    ['what is not known, and another hole', [new Unknown('x', hole), new Unknown('x', new Hole('I'))], { oneOf: [{ unknown: 'x' }, { unknown: 'x' }] }],
    ['nothing', [], { oneOf: [] }],
    ['as many as are told', Array.from({ length: 128 }, (_, i) => i), { oneOf: Array.from({ length: 128 }, (_, i) => i) }],
    ['more', Array.from({ length: 129 }, (_, i) => i), { unknown: 'it can be too many different things' }],
  ])('%s', (_, options, expected) => {
    const value = oneOf(options, hole);
    expect(shown(value)).toEqual(expected);
    if (value instanceof OneOf && expected !== 'a') { expect(value.hole).toBe(hole); }
  });

  test('its hole stays where there are too many', () => {
    expect(oneOf(Array.from({ length: 129 }, (_, i) => i), hole)).toEqual(new Unknown('it can be too many different things', hole));
  });

  test('are its options, and of anything else that', () => {
    expect([optionsOf(new OneOf(['a', 'b'])), optionsOf('a'), optionsOf(null)]).toEqual([['a', 'b'], ['a'], [null]]);
  });
});

describe('a function of whatever it can be', () => {
  const upper = (value: Value) => mapOptions(value, 'Upper', (one) => String(one).toUpperCase());

  test.each<[Value, unknown, string | undefined]>([
    ['a', 'A', undefined],
    [new OneOf(['a', 'b']), { oneOf: ['A', 'B'] }, undefined],
    [new OneOf(['a', 'b'], hole), { oneOf: ['A', 'B'] }, 'Upper(H)'],
    [new OneOf(['a', 'A'], hole), 'A', undefined],
    [new OneOf(['a', new OneOf(['b', new Unknown('x')])]), { oneOf: ['A', 'B', { unknown: 'x' }] }, undefined],
    [new Unknown('x'), { unknown: 'x' }, undefined],
    [new Unknown('x', hole), { unknown: 'x' }, 'Upper(H)'],
  ])('%#', (value, expected, id) => {
    const result = upper(value);
    expect(shown(result)).toEqual(expected);
    const made = result instanceof OneOf || result instanceof Unknown ? result.hole : undefined;
    expect(made?.id).toBe(id);
    if (made) { expect(String(made)).toBe('{Upper of {H}}'); }
  });
});

test('raw template text is told apart by what it is, whatever its keys', () => {
  const hostile = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2}') as RawMap;
  class Other {}
  expect([{}, hostile, [], null, 'a', 1, new Other(), undefined].map(isRawMap)).toEqual([true, true, false, false, false, false, false, false]);
  expect(['a', 1, true, null, {}, [], undefined].map(isScalar)).toEqual([true, true, true, false, false, false, false]);
  expect([own({ a: 1 }, 'a'), own({}, 'toString'), own(hostile, 'constructor'), own(hostile, 'a')]).toEqual([1, undefined, 2, undefined]);
  expect([null, undefined, [], {}, 'a', 1, true].map(kindOf)).toEqual(['nothing', 'nothing', 'a list', 'a map', 'a string', 'a number', 'a boolean']);
  expect([{ Ref: 'a' }, { 'Fn::Sub': 'a' }, { Condition: 'a' }, { Ref: 'a', b: 1 }, { 'b': 1, 'Fn::Sub': 'a' }, {}, { Reference: 'a' }, { 'xFn::Sub': 1 }].map(intrinsicName))
    .toEqual(['Ref', 'Fn::Sub', undefined, undefined, undefined, undefined, undefined, undefined]);
});

describe('the sections of a template', () => {
  const FIX = 'Correct the template. CloudFormation refuses it.';

  test('are there, or empty', () => {
    const { parameters, mappings, conditions, resources, outputs, transforms, unseen } = new Sections({
      Parameters: { a: 1 }, Mappings: { b: 1 }, Conditions: { c: 1 }, Resources: { d: 1 }, Outputs: { e: 1 },
    });
    expect([parameters, mappings, conditions, resources, outputs]).toEqual([{ a: 1 }, { b: 1 }, { c: 1 }, { d: 1 }, { e: 1 }]);
    expect([transforms, unseen]).toEqual([[], []]);
    expect(new Sections({})).toMatchObject({ parameters: {}, mappings: {}, conditions: {}, resources: {}, outputs: {}, transforms: [], unseen: [] });
  });

  test.each<[string, unknown, string, string, string[], boolean]>([
    ['a list', [], 'Template', 'The template is a list, not a map.', [], false],
    ['nothing', null, 'Template', 'The template is nothing, not a map.', [], true],
    ['text', 'a', 'Template', 'The template is a string, not a map.', [], false],
    ['a section that is a list', { Resources: [] }, 'Resources', 'The Resources section is a list, not a map.', ['Resources'], false],
    ['a section that is empty', { Outputs: null }, 'Outputs', 'The Outputs section is nothing, not a map.', ['Outputs'], true],
  ])('that are no maps are said: %s', (_, template, name, said, path, isSeen) => {
    expect(new Sections(template).unseen).toEqual([{ logicalId: name, type: 'Template', path, property: name, text: said, fix: FIX, isRefused: true, isSeen }]);
  });

  test.each<[string, object, (string | undefined)[]]>([
    ['a name', { Transform: 'A' }, ['A']],
    ['a list of names', { Transform: ['A', 'B'] }, ['A', 'B']],
    ['a map', { Transform: { Name: 'A' } }, ['A']],
    ['a list of both', { Transform: [{ Name: 'A' }, 'B', [{ Name: 'C' }]] }, ['A', 'B', 'C']],
    ['a function beside the sections', { 'Transform': 'A', 'Fn::Transform': { Name: 'B' } }, ['A', 'B']],
    ['what has no name that can be read', { Transform: [{ Name: { Ref: 'A' } }, {}, 1] }, [undefined, undefined, undefined]],
    ['nothing', { Transform: null }, []],
  ])('macros: %s', (_, template, expected) => {
    expect(new Sections(template).transforms).toEqual(expected);
  });
});

test('work is done to a certain depth, and again when it has come back from it', () => {
  const depth = new Depth();
  const dive = (levels: number): string => depth.deeper('too deep', () => (levels === 1 ? 'there' : dive(levels - 1)));
  expect([dive(250), dive(251), dive(250)]).toEqual(['there', 'too deep', 'there']);
  expect(() => depth.deeper('', () => { throw new Error('x'); })).toThrow('x');
  expect([dive(250), dive(251)]).toEqual(['there', 'too deep']);
});

test('so many steps are taken and no more', () => {
  const effort = new Effort();
  expect([effort.take(199_999), effort.take(2), effort.take(1), effort.take(1), effort.take(0)]).toEqual([true, false, true, false, true]);
});
