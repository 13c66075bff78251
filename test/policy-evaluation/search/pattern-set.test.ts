import { Budget, OutOfSteps } from '../../../src/policy-evaluation/search/budget';
import { FieldWildcard, PatternSet, type PatternToken, Reading, type Symbol } from '../../../src/policy-evaluation/search/pattern-set';
import { FRESH, Gap, variableHole, Wildcard } from '../../../src/policy-evaluation/tokens';

const { ANY_TEXT: STAR, ANY_CHARACTER: ONE } = Wildcard;
const { ANY_TEXT: FIELD, ANY_CHARACTER: ONE_OF_FIELD } = FieldWildcard;
const [a, b] = ['a', 'b'].map((id) => new Gap(id, false));
const ofField = new Gap('of a field', true);
const [name, other] = ['name', 'other'].map((id) => new Gap(id, false, true));
const region = new Gap('Region', false, false, true);
const account = new Gap('account', false, false, true, true);
const variable = new Gap(variableHole('aws:username'), false);

/** Texts are given as their characters. */
type Pieces<T> = readonly (string | T)[];
const isText = (piece: unknown): piece is string => typeof piece === 'string' && piece !== FIELD && piece !== ONE_OF_FIELD;
const taken = <T>(pieces: Pieces<T>): (string | T)[] => pieces.flatMap((piece): (string | T)[] => (isText(piece) ? [...piece] : [piece]));

function setOf(reading: Reading, ignoreCase: boolean, ...patterns: Pieces<PatternToken>[]): PatternSet {
  return new PatternSet(patterns.map(taken) as PatternToken[][], reading, ignoreCase, new Budget(1_000_000));
}

function after(set: PatternSet, ...text: Pieces<Symbol>): string {
  return (taken(text) as Symbol[]).reduce<string>((state, symbol) => set.step(state, symbol), set.start);
}

/** Whether a text matches, whatever the holes are, for some of what they can be, or never. */
function matches(pattern: Pieces<PatternToken>, text: Pieces<Symbol>, ignoreCase = false): string {
  const [surely, possibly] = [Reading.SURE, Reading.POSSIBLE].map((reading) => {
    const set = setOf(reading, ignoreCase, pattern);
    return set.accepts(after(set, ...text));
  });
  if (surely && !possibly) { return 'contradicts itself'; }
  return surely ? 'surely' : possibly ? 'possibly' : 'never';
}

describe('a pattern and a text', () => {
  test.each<[Pieces<PatternToken>, Pieces<Symbol>, ReturnType<typeof matches>]>([
    [['ab'], ['ab'], 'surely'],
    [['ab'], ['a'], 'never'],
    [['a'], ['ab'], 'never'],
    [[], [], 'surely'],
    [[STAR], [], 'surely'],
    [['a', STAR, 'b'], ['ab'], 'surely'],
    [['a', STAR, 'b'], ['axb:b'], 'surely'],
    [['a', STAR, 'b'], ['aba'], 'never'],
    [[ONE], [':'], 'surely'],
    [[ONE], [], 'never'],
    [[ONE], ['ab'], 'never'],
    [[FIELD, ':x'], ['abc:x'], 'surely'],
    [[FIELD, ':x'], [':x'], 'surely'],
    [[FIELD], ['a:'], 'never'],
    [[FIELD], ['a/b'], 'surely'],
    [[ONE_OF_FIELD], ['/'], 'surely'],
    [[ONE_OF_FIELD], [':'], 'never'],
    [[ONE_OF_FIELD], ['ab'], 'never'],
  ])('%j and %j without holes: %3$s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each<[string, Pieces<PatternToken>, Pieces<Symbol>, ReturnType<typeof matches>]>([
    ['the same hole', [a], [a], 'surely'],
    ['another hole', [a], [b], 'possibly'],
    ['a character for a hole', [a], ['x'], 'possibly'],
    ['several characters for a hole', [a], ['x:/y'], 'possibly'],
    ['nothing for a hole', [a], [], 'never'],
    ['too little for a hole and more', [a, 'x'], ['x'], 'never'],
    ['enough for a hole and more', [a, 'x'], ['yx'], 'possibly'],
    ['enough for a hole, which ends as what follows it', [a, 'x'], ['xxx'], 'possibly'],
    ['two holes, in turn', [a, b], [a, b], 'surely'],
    ['two holes, in the other turn', [a, b], [b, a], 'possibly'],
    ['a hole twice, and once', [a, a], [a], 'never'],
    ['more behind the same hole', [a, 'x'], [a], 'never'],
    ['more behind another hole', [a, 'x'], [b], 'possibly'],
    ['the same behind the same hole', [a, 'x'], [a, 'x'], 'surely'],
    ['something else behind the same hole', [a, 'x'], [a, 'y'], 'never'],
    ['something else behind another hole', [a, 'x'], [b, 'y'], 'never'],
    ['a hole for a character', ['x'], [a], 'possibly'],
    ['a hole for several characters', ['xyz'], [a], 'possibly'],
    ['a hole for the last characters', ['xyz'], ['x', a], 'possibly'],
    ['a hole for nothing', ['x'], ['x', a], 'never'],
    ['a hole for one character, whichever', [ONE], [a], 'possibly'],
    ['a hole for two, whichever', [ONE, ONE], [a], 'possibly'],
    ['a hole for any text', [STAR], [a], 'surely'],
    ['a hole within any text', ['x', STAR, 'y'], ['x', a, 'y'], 'surely'],
    ['a hole that may end as the pattern', ['x', STAR, 'y'], ['x', a], 'possibly'],
    ['a hole for at least one character', [ONE, STAR], [a], 'surely'],
    ['a hole for at least two characters', [ONE, ONE, STAR], [a], 'possibly'],
    ['a hole for a certain character and any text', ['x', STAR], [a], 'possibly'],
    ['a hole for a hole and any text', [a, STAR], [a], 'surely'],
    ['more than a hole for a hole and any text', [a, STAR], [a, 'x', b], 'surely'],
    ['another hole for a hole and any text', [a, STAR], [b], 'possibly'],
    ['a hole behind any text', [STAR, a], ['x', a], 'surely'],
  ])('%s', (_, pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each<[string, Pieces<PatternToken>, Pieces<Symbol>, ReturnType<typeof matches>]>([
    ['two names', [name], [other], 'never'],
    ['a name twice', [name], [name], 'surely'],
    ['two names, and a path', [name, '/x'], [other, '/x'], 'never'],
    ['two names, and a field', [name, ':x'], [other, ':x'], 'never'],
    ['a name, and what may go on as another one', [name, '-x'], [other], 'possibly'],
    ['a name that goes on', [name], [other, 'x'], 'possibly'],
    ['a name that goes on, and a path', [name, '/'], [other, 'x/'], 'possibly'],
    ['a name that goes on with another', [name], [other, other], 'possibly'],
    ['a name, and a path behind another one', [name], [other, '/'], 'never'],
    ['a name, and a field behind another one', [name], [other, ':'], 'never'],
    ['a path, that is in the hole behind another name', [name, '/'], [other, a], 'possibly'],
    ['a path, that cannot be in the name behind another', [name, '/'], [other, region], 'never'],
    ['a Region and a name', [name], [region], 'possibly'],
    ['a name and a Region', [region], [name], 'possibly'],
    ['two Regions', [region], [new Gap('Region of another stack', false, false, true)], 'possibly'],
  ])('%s: no two resources have the same name', (_, pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  test.each<[string, Gap, string, 'possibly' | 'never']>([
    ['text', a, ':', 'possibly'],
    ['text', a, '/', 'possibly'],
    ['text', a, FRESH, 'never'],
    ['the field of an ARN', ofField, ':', 'never'],
    ['the field of an ARN', ofField, '/', 'possibly'],
    ['the field of an ARN', ofField, FRESH, 'never'],
    ['the name of a resource', name, ':', 'never'],
    ['the name of a resource', name, '/', 'never'],
    ['the name of a resource', name, 'x', 'possibly'],
    ['a Region', region, ':', 'never'],
    ['a Region', region, '/', 'never'],
    ['a Region', region, 'x', 'possibly'],
    ['an account', account, '1', 'possibly'],
    ['an account', account, 'x', 'never'],
    ['an account', account, ':', 'never'],
    ['a policy variable', variable, FRESH, 'possibly'],
    ['a policy variable', variable, ':', 'possibly'],
  ])('%s has such characters: %3$j', (_, hole, character, expected) => {
    expect(matches([hole], [character])).toBe(expected);
    expect(matches([hole], ['1', character])).toBe(hole === account || expected === 'possibly' || character === FRESH ? expected : 'never');
    expect(matches([character], [hole])).toBe(expected);
    expect(matches(['x', character, STAR], ['x', hole])).toBe(expected);
  });

  test.each<[string, Gap, 'surely' | 'possibly']>([
    ['text', a, 'possibly'],
    ['the field of an ARN', ofField, 'surely'],
    ['the name of a resource', name, 'surely'],
    ['a Region', region, 'surely'],
    ['an account', account, 'surely'],
  ])('%s is without a colon: the wildcard of a field takes it %3$s', (_, hole, expected) => {
    expect(matches([FIELD], [hole])).toBe(expected);
    expect(matches([ONE_OF_FIELD, FIELD], [hole])).toBe(expected);
    expect(matches([ONE, FIELD], [hole])).toBe(expected);
    expect(matches([STAR], [hole])).toBe('surely');
    expect(matches([ONE, STAR], [hole])).toBe('surely');
    expect(matches([ONE_OF_FIELD], [hole])).toBe('possibly');
    expect(matches(['x', FIELD], [hole])).toBe(hole === account ? 'never' : 'possibly');
    expect(matches(['1', FIELD], [hole])).toBe('possibly');
    expect(matches([a, FIELD], [hole])).toBe(hole === a ? 'surely' : 'possibly');
  });

  test('letters count alike or not', () => {
    expect([matches(['ab'], ['aB']), matches(['ab'], ['aB'], true), matches(['ab'], ['AC'], true)]).toEqual(['never', 'surely', 'never']);
  });
});

describe('of several patterns', () => {
  const set = setOf(Reading.SURE, false, ['ab'], ['ac', STAR], [STAR, 'd']);

  test.each<[string, boolean, boolean]>([
    ['', false, false],
    ['a', false, false],
    ['ab', true, false],
    ['abc', false, false],
    ['ac', true, true],
    ['acb', true, true],
    ['xd', true, false],
    ['ad', true, false],
    ['abd', true, false],
  ])('one matches %j: %s; and all that goes on as it does: %s', (text, one, all) => {
    const state = after(set, text);
    expect([set.accepts(state), set.acceptsAll(state)]).toEqual([one, all]);
  });

  test('a pattern that matches everything does so at once', () => {
    const everything = setOf(Reading.SURE, false, ['a'], [STAR]);
    expect([everything.accepts(everything.start), everything.acceptsAll(everything.start)]).toEqual([true, true]);
    const nothing = setOf(Reading.SURE, false);
    expect([nothing.accepts(nothing.start), nothing.acceptsAll(nothing.start), after(nothing, 'a')]).toEqual([false, false, '']);
  });

  test.each<[string, Pieces<PatternToken>[], string, string[] | undefined]>([
    ['what comes next', [['ab'], ['ac']], 'a', ['b', 'c']],
    ['nothing behind the end', [['ab']], 'ab', []],
    ['nothing for a wildcard', [[STAR], [ONE]], '', []],
    ['what comes behind a star, too', [['a', STAR, 'b']], 'ax', ['b']],
    ['the colon for the wildcards of a field', [[FIELD, 'b'], [ONE_OF_FIELD]], '', [':', 'b']],
    ['the colon for one character of a field', [[ONE_OF_FIELD]], '', [':']],
    ['not known at a hole', [['a'], [a]], '', undefined],
    ['nor within one', [['ab'], [a, 'c']], 'a', undefined],
  ])('%s is told from other characters', (_, patterns, text, expected) => {
    const told = setOf(Reading.POSSIBLE, false, ...patterns);
    for (let i = 0; i < 2; i++) {
      const characters = told.tellsApart(after(told, text));
      expect(characters && [...characters].sort()).toEqual(expected);
    }
  });

  test('both cases of a letter are told apart where they count alike', () => {
    const folded = setOf(Reading.SURE, true, ['a1ß']);
    expect([...folded.tellsApart(folded.start)!].sort()).toEqual(['A', 'a']);
    expect([...folded.symbols].sort()).toEqual(['1', 'A', 'a', 'ß']);
  });

  test('characters and holes are told, wildcards are not', () => {
    expect([...setOf(Reading.SURE, false, ['a', a, STAR], [FIELD, ONE_OF_FIELD, ONE, 'ab']).symbols]).toEqual(['a', a, 'b']);
  });

  test('a hole is asked for where it stands, and as long as it may go on', () => {
    const holed = setOf(Reading.POSSIBLE, false, ['x', a], ['xy', b]);
    const asked = (text: string) => [a, b].map((hole) => holed.asksFor(after(holed, text), hole));
    expect(['', 'x', 'xy'].map(asked)).toEqual([[false, false], [true, false], [true, true]]);
    expect(holed.asksFor(after(holed, 'x'), new Gap('a', true))).toBe(true);
  });
});

test.each<[string, number, Pieces<PatternToken>]>([
  ['without holes', 0xffff - 1, []],
  ['with a hole, of which a place is reached in several ways', 0x3fff - 2, [a]],
])('%s, patterns have as many places as a state can tell', (_, most, more) => {
  const made = (length: number) => () => new PatternSet([['x'.repeat(length).split(''), more].flat() as PatternToken[]], Reading.SURE, false, new Budget(1_000_000));
  expect(made(most)).not.toThrow();
  expect(made(most + 1)).toThrow(OutOfSteps);
});
